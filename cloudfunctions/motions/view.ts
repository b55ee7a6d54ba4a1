import { acceptedOf } from '../../domain/motion'
import { blankLife } from '../../domain/motion-case'
import type { Cosigner, Motion, MotionRow } from '../../types/motion'
import type { CasePart } from '../../types/motion-life'
import type { MotionDoc } from '../_kit/documents'

type Answered = Pick<MotionDoc, 'cosigners' | 'answers'>

const cosignersOf = (doc: Answered): Cosigner[] =>
  doc.cosigners.map(c => ({ ...c, answer: 'invited' as const, ...doc.answers[c.personId] }))

/** A filing merged into a case, as the case shows it. */
export const partOf = (doc: MotionDoc): CasePart =>
  ({ _id: doc._id, title: doc.title, personId: doc.proposerId, name: doc.proposerName, delegation: doc.delegation })

/** A stored motion as pages and rules see it: the answers stand beside the names, the merged filings beside the case. */
export const viewOf = (doc: MotionDoc, parts: MotionDoc[] = []): Motion =>
  ({ ...blankLife, ...doc, cosigners: cosignersOf(doc), parts: parts.map(partOf) })

/** The fields a list needs; the long texts stay in the database. */
export const ROW_FIELDS = [
  '_id', 'state', 'title', 'category', 'proposerName', 'delegation', 'cosigners', 'answers', 'needed', 'updatedAt',
  'number', 'session', 'lead', 'due', 'overdueAt', 'round', 'promise', 'merged', 'proposerId',
] as const

export const rowOf = (doc: MotionDoc): MotionRow => ({
  ...doc,
  accepted: acceptedOf({ cosigners: cosignersOf(doc) }),
  leadName: doc.lead?.name ?? null,
  overdue: doc.overdueAt !== null && (doc.state === 'assigned' || doc.state === 'handling' || doc.state === 'signing'),
  promisedOn: doc.promise?.state === 'open' ? doc.promise.on : null,
})

/** What lists, statistics and the timer know of a motion that nobody has counted, reminded of or numbered yet. */
export const unlisted = (id: string) => ({ caseNo: `!${id}`, words: [], marks: [], counted: [], standing: '', uncounted: false, wake: Number.MAX_SAFE_INTEGER })
