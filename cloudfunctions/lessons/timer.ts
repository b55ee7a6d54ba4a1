import type { LearnRoundDoc } from '../_kit/lesson-documents'
import { ROUND, foldLearners, tallyId } from '../_kit/lesson-fold'
import { command } from '../_kit/cloud'
import { serveTimer, type TimerCall } from '../_kit/serve-timer'
import type { Store } from '../_kit/store'

/** A run gives up after this long; the next one goes on where it stopped. */
const RUN_MS = 40_000

/** What changed shortly before a round began is counted again: an act may be written a while after its clock was read, by another clock. */
const OVERLAP = 60_000

const PART = 100

/** The buckets in which something changed since, of every enterprise. */
async function changedSince(platform: Store, since: number): Promise<{ tenantId: string; bucket: number }[]> {
  const tenants = await platform.learners.countBy({ changedAt: { $gt: since } }, ['tenantId'])
  const found: { tenantId: string; bucket: number }[] = []
  for (const { tenantId } of tenants) found.push(...(await platform.learners.countBy({ tenantId, changedAt: { $gt: since } }, ['bucket'])).map(({ bucket }) => ({ tenantId, bucket })))
  return found
}

/** When each bucket was counted last. */
async function countedAt(platform: Store, ids: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (let at = 0; at < ids.length; at += PART) {
    for (const { _id, at: when } of await platform.learnTallies.find({ _id: command.in(ids.slice(at, at + PART)) }, { fields: ['_id', 'at'], limit: PART })) found.set(_id, when)
  }
  return found
}

async function roundNow(platform: Store, now: number): Promise<LearnRoundDoc> {
  const there = await platform.learnRounds.get(ROUND)
  if (there && there.roundAt > 0) return there
  const fresh = { from: there?.from ?? 0, roundAt: now }
  if (there) await platform.learnRounds.change({ _id: ROUND, rev: there.rev }, fresh)
  else await platform.learnRounds.add({ _id: ROUND, tenantId: '', ...fresh })
  return (await platform.learnRounds.get(ROUND))!
}

/**
 * A round counts every bucket that changed since the round before began; a run that is cut off leaves the round open, and the next
 * one counts only what this round has not. Two runs at once count the same buckets twice, which does no harm.
 */
async function fold({ platform, now }: TimerCall): Promise<{ folded: number; left: number }> {
  const until = now + RUN_MS
  const round = await roundNow(platform, now)
  const changed = await changedSince(platform, round.from - OVERLAP)
  const counted = await countedAt(platform, changed.map(c => tallyId(c.tenantId, c.bucket)))
  const waiting = changed.filter(c => (counted.get(tallyId(c.tenantId, c.bucket)) ?? 0) < round.roundAt)
  let folded = 0
  for (const { tenantId, bucket } of waiting) {
    if (Date.now() >= until) return { folded, left: waiting.length - folded }
    if (await foldLearners(platform, tenantId, bucket, Date.now())) folded++
  }
  await platform.learnRounds.change({ _id: ROUND, rev: round.rev }, { from: round.roundAt, roundAt: 0 })
  return { folded, left: 0 }
}

export const main = serveTimer('lessons', fold)
