import { acceptedOf } from '../../domain/motion'
import { blankLife } from '../../domain/motion-case'
import { isOverdue } from '../../domain/motion-now'
import { SOME_DELEGATE, isOutsider, sightOf } from '../../domain/motion-sight'
import { viewerOf, type Viewer } from '../../domain/motion-viewer'
import type { Cosigner, Motion, MotionRow } from '../../types/motion'
import type { CasePart } from '../../types/motion-life'
import type { MotionDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'

type Answered = Pick<MotionDoc, 'cosigners' | 'answers'>

const cosignersOf = (doc: Answered): Cosigner[] =>
  doc.cosigners.map(c => ({ ...c, answer: 'invited' as const, ...doc.answers[c.personId] }))

export const viewerFrom = (me: Me): Viewer =>
  viewerOf({ personId: me.person?._id, name: me.person?.name, tenantId: me.tenantId, memberships: me.memberships })

/** A motion as this caller may see it; visitors have the demonstration unit, of which nothing is real. */
export const shownTo = (me: Me, m: Motion): Motion => (me.person ? sightOf(m, viewerFrom(me)) : m)

/** A filing merged into a case, as the case shows it. */
export const partOf = (doc: MotionDoc): CasePart =>
  ({ _id: doc._id, title: doc.title, personId: doc.proposerId, name: doc.proposerName, delegation: doc.delegation })

/** A stored motion as pages and rules see it: the answers stand beside the names, the merged filings beside the case. */
export const viewOf = (doc: MotionDoc, parts: MotionDoc[] = []): Motion =>
  ({ ...blankLife, ...doc, cosigners: cosignersOf(doc), parts: parts.map(partOf) })

/** The fields a list needs; the long texts stay in the database. */
export const ROW_FIELDS = [
  '_id', 'state', 'title', 'category', 'proposerName', 'delegation', 'cosigners', 'answers', 'needed', 'updatedAt',
  'number', 'session', 'lead', 'due', 'round', 'promise', 'merged', 'proposerId', 'published.title',
] as const

/** A motion in a list as this caller may see it. */
export const rowFor = (me: Me, now: number) => (doc: MotionDoc): MotionRow => ({
  ...doc,
  accepted: acceptedOf({ cosigners: cosignersOf(doc) }),
  leadName: doc.lead?.name ?? null,
  overdue: isOverdue(doc, now),
  promisedOn: doc.promise?.state === 'open' ? doc.promise.on : null,
  ...(me.person && isOutsider(viewOf(doc), viewerFrom(me)) ? { title: doc.published?.title ?? doc.title, proposerName: SOME_DELEGATE } : {}),
})

/** What lists, statistics and the timer know of a motion that nobody has counted, reminded of or numbered yet. */
export const unlisted = (id: string) => ({ caseNo: `!${id}`, words: [], marks: [], counted: [], standing: '', uncounted: false, wake: Number.MAX_SAFE_INTEGER })
