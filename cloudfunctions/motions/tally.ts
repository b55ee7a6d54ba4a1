import { folded, movesNothing, placeOf, type Move } from '../../domain/motion-stats'
import { command, type CloudApp } from '../_kit/cloud'
import type { MotionDoc } from '../_kit/documents'
import { logFault } from '../_kit/log'
import type { TimerCall } from '../_kit/serve-timer'
import type { Store } from '../_kit/store'
import { together } from '../_kit/transaction'
import { viewOf } from './view'

/** Motions folded in one transaction: each costs it two requests, and it must end within 30 seconds. */
const BATCH = 40

export const tallyId = (tenantId: string, session: string) => `${tenantId}.${session}`

export const moveOf = (doc: MotionDoc): Move => ({ from: doc.counted, to: placeOf(viewOf(doc)) })

/** The sessions that a move touches; a motion that is sent back to a draft state never exists, so one or two. */
const sessionsOf = (docs: readonly MotionDoc[]) => [...new Set(docs.map(moveOf).flatMap(m => [m.from[0], m.to[0]]).filter(s => s !== undefined))]

/**
 * Brings the statistics of a tenant up to what its motions say: the tally and the motions change in one transaction, so
 * that each change of a motion is counted once however often this runs or breaks off.
 */
async function foldBatch(app: CloudApp, platform: Store, docs: MotionDoc[]): Promise<number> {
  const tenantId = docs[0]!.tenantId
  const sessions = sessionsOf(docs)
  for (const session of sessions) await platform.motionTallies.add({ _id: tallyId(tenantId, session), tenantId, session, cells: [], whole: [] })
  return together(app, '提案统计', async t => {
    const fresh: MotionDoc[] = []
    for (const { _id } of docs) {
      const doc = await t.get('motions', _id)
      if (doc?.uncounted) fresh.push(doc)
    }
    const moves = fresh.map(moveOf)
    for (const session of sessions) {
      const id = tallyId(tenantId, session)
      const tally = await t.get('motionTallies', id)
      const cells = folded(tally!.cells, session, moves)
      await t.change('motionTallies', id, { cells, whole: cells.filter(c => c.by === 'all') })
    }
    for (const [i, doc] of fresh.entries()) await t.change('motions', doc._id, { counted: [...moves[i]!.to], uncounted: false })
    return fresh.length
  })
}

/** Folds what has changed since the last time, tenant by tenant, until nothing is left or the time is up. */
export async function foldAll({ app, platform, requestId }: TimerCall, until: number): Promise<number> {
  let done = 0
  const failed: string[] = []
  while (Date.now() < until) {
    const waiting = await platform.motions.find({ uncounted: true, ...(failed.length ? { tenantId: command.nin(failed) } : {}) }, { order: [['tenantId', 'asc'], ['_id', 'asc']], limit: BATCH })
    const batch = waiting.filter(d => d.tenantId === waiting[0]!.tenantId)
    if (batch.length === 0) break
    try {
      const folded = await foldBatch(app, platform, batch)
      done += folded
      if (folded === 0) break
    } catch (error) {
      // What is wrong with one tenant's motions must not stop the counting of the others'.
      logFault({ area: 'motions', action: 'timer', requestId, error })
      failed.push(batch[0]!.tenantId)
    }
  }
  return done
}

/** Changes not folded yet, as moves: what must be added to the tallies for numbers that are exact now. */
export const openMoves = (docs: readonly MotionDoc[]): Move[] => docs.map(moveOf).filter(m => !movesNothing(m))
