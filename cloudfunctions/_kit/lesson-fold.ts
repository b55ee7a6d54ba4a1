import { countLearners } from '../../domain/lesson/tally'
import { every } from './every'
import type { LearnTallyDoc } from './lesson-documents'
import type { Store } from './store'

/** `_id` of the document that says how far counting is. */
export const ROUND = 'round'

export const tallyId = (tenantId: string, bucket: number): string => `${tenantId}.${bucket}`

/**
 * Recounts one bucket of an enterprise's learners from what they have learned, never adding to what was counted before: a fold may
 * break off anywhere and be done again. False = another fold was quicker, this one changed nothing.
 */
export async function foldLearners(platform: Store, tenantId: string, bucket: number, now: number): Promise<boolean> {
  const _id = tallyId(tenantId, bucket)
  const before = await platform.learnTallies.get(_id)
  const learners = await every(platform.learners, { tenantId, bucket }, ['_id', 'unit', 'marks', 'courses'])
  const courses = Object.fromEntries(Object.entries(countLearners(learners)).map(([id, counts]) => [id, JSON.stringify(counts)]))
  const tally: Omit<LearnTallyDoc, '_id' | 'rev'> = { tenantId, bucket, people: learners.length, at: now, courses }
  return before ? (await platform.learnTallies.change({ _id, rev: before.rev }, tally)) > 0 : platform.learnTallies.add({ _id, ...tally })
}

