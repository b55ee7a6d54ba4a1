import { acceptedOf } from '../../domain/motion'
import type { Cosigner, Motion, MotionRow } from '../../types/motion'
import type { MotionDoc } from '../_kit/documents'

type Answered = Pick<MotionDoc, 'cosigners' | 'answers'>

const cosignersOf = (doc: Answered): Cosigner[] =>
  doc.cosigners.map(c => ({ ...c, answer: 'invited' as const, ...doc.answers[c.personId] }))

/** A stored motion as pages see it: the answers stand beside the names. */
export const viewOf = (doc: MotionDoc): Motion => ({ ...doc, cosigners: cosignersOf(doc) })

/** The fields a list needs; the long texts stay in the database. */
export const ROW_FIELDS = ['_id', 'state', 'title', 'category', 'proposerName', 'delegation', 'cosigners', 'answers', 'needed', 'updatedAt'] as const

export const rowOf = (doc: MotionDoc): MotionRow => ({ ...doc, accepted: acceptedOf({ cosigners: cosignersOf(doc) }) })
