import { GRACE } from '../../domain/survey/life'
import { command } from '../_kit/cloud'
import { logFault } from '../_kit/log'
import { serveTimer, type TimerCall } from '../_kit/serve-timer'
import { foldBucket } from '../_kit/survey-fold'
import type { SurveyDoc } from '../_kit/survey-documents'
import { lead } from './run'

/** A run gives up after this long; the next one goes on where it stopped. */
const RUN_MS = 40_000

/** Whoever counts a survey has it for so long; then another run may go on. */
const LEASE = 60_000

/** The cursor is written so often. */
const STEP = 8
const SURVEYS_AT_ONCE = 20

/** What is wrong with one survey must not stop the counting of the others: it is logged as a fault and left. */
async function attempt<T>(requestId: string, otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    logFault({ area: 'surveys', action: 'timer', requestId, error })
    return otherwise
  }
}

/** Folds every bucket in which answers wait. */
async function foldWaiting({ platform, now, requestId }: TimerCall, until: number): Promise<number> {
  const waiting = await platform.surveyAnswers.countBy({ dirty: { $gt: '' } }, ['surveyId', 'bucket'])
  const surveys = new Map<string, SurveyDoc | undefined>()
  let folded = 0
  for (const { surveyId, bucket } of waiting) {
    if (Date.now() >= until) break
    if (!surveys.has(surveyId)) surveys.set(surveyId, await platform.surveys.get(surveyId))
    const survey = surveys.get(surveyId)
    // What came to a survey that was taken back is set aside when it is published again.
    if (survey && survey.kept !== 'draft' && await attempt(requestId, false, () => foldBucket(platform, survey, bucket, now))) folded++
  }
  return folded
}

/**
 * Recounts a survey that is over, bucket by bucket, from the cursor that its record keeps; then it is closed, and its results
 * are exact. Each step is conditional on the record's revision: of two runs at once one goes on.
 */
async function close({ platform, now }: TimerCall, survey: SurveyDoc, until: number): Promise<boolean> {
  let next = survey.counting?.next ?? 0
  let doc = await platform.surveys.changeOne({ _id: survey._id, rev: survey.rev, kept: 'published' }, { counting: { next, leaseUntil: now + LEASE } })
  while (doc && next < doc.buckets) {
    if (Date.now() >= until) {
      await platform.surveys.change({ _id: doc._id, rev: doc.rev }, { counting: { next, leaseUntil: 0 } })
      return false
    }
    // Another fold of the bucket was quicker, perhaps with what it read before: once more.
    while (!(await foldBucket(platform, doc, next, now))) if (Date.now() >= until) return false
    next++
    if (next % STEP === 0) doc = await platform.surveys.changeOne({ _id: doc._id, rev: doc.rev }, { counting: { next, leaseUntil: Date.now() + LEASE } })
  }
  if (!doc) return false
  await platform.surveyDrafts.remove({ surveyId: doc._id })
  return (await platform.surveys.change({ _id: doc._id, rev: doc.rev, kept: 'published' }, { kept: 'closed', counting: null, events: command.push([{ act: 'close', by: '系统', at: now }]) })) > 0
}

async function closeAll(call: TimerCall, until: number): Promise<number> {
  const { platform, now, requestId } = call
  const countable = command.and([{ kept: 'published', endsAt: command.lt(now - GRACE) }, command.or([{ ballot: null }, { 'ballot.phase': 'counted' }])]) as never
  const over = await platform.surveys.find(countable, { order: [['endsAt', 'asc']], limit: SURVEYS_AT_ONCE })
  let closed = 0
  for (const survey of over) {
    if (Date.now() >= until) break
    if ((survey.counting?.leaseUntil ?? 0) > now) continue
    if (await attempt(requestId, false, () => close(call, survey, until))) closed++
  }
  return closed
}

/** Anonymous surveys are led through their phases, whichever has waited longest first. */
async function leadAll({ platform, app, now, requestId }: TimerCall, until: number): Promise<number> {
  const due = await platform.surveys.find({ kept: 'published', 'ballot.due': command.lte(now) }, { order: [['ballot.due', 'asc']], limit: SURVEYS_AT_ONCE })
  let led = 0
  for (const doc of due) {
    if (Date.now() >= until) break
    if (!doc.ballot || doc.ballot.phase === 'counted' || doc.ballot.leaseUntil > now) continue
    if (await attempt(requestId, false, () => lead({ app, store: platform, bare: platform, doc, now, until }))) led++
  }
  return led
}

export const main = serveTimer('surveys', async call => {
  const until = Date.now() + RUN_MS
  const led = await leadAll(call, until)
  const closed = await closeAll(call, until)
  return { led, closed, folded: await foldWaiting(call, until) }
})
