import { Refusal } from '../../../domain/refusal'
import type { CloudApp } from '../../_kit/cloud'
import { command } from '../../_kit/cloud'
import type { ImportDoc } from '../../_kit/documents'
import { logFault } from '../../_kit/log'
import type { Change, Store } from '../../_kit/store'
import { forgetImport, readImport } from './read'
import { clearStaged, copyAfter, copyBefore, holdStill, type Progress } from './settle'
import { stage } from './stage'
import { undoObstacle } from './undo'

/** No function runs longer than a minute, so whoever lets a lease run out is dead and writes no more. */
const LEASE = 60_000
const WORK_MS = 3_000
const WORK_TRIPS = 400
/** What one call may cost: the work, one more batch, and the frame around it. */
export const IMPORT_TRIPS = WORK_TRIPS + 330

const BATCH = 100

export interface ImportCall {
  app: CloudApp
  store: Store
  requestId: string
}

/** One call's allowance of time and round trips; a batch is begun only while some is left. */
class Allowance {
  private readonly until = Date.now() + WORK_MS
  private trips = 0

  spend(trips: number): void {
    this.trips += trips
  }

  get left(): boolean {
    return Date.now() < this.until && this.trips < WORK_TRIPS
  }
}

/**
 * Does a few seconds of an import's outstanding work and answers how far it is. Any number of phones and the timer may
 * call it: a lease lets one work at a time, every batch may be repeated, and progress is written once, conditionally.
 * `undefined` = no such import.
 */
export async function workOn(call: ImportCall, id: string): Promise<ImportDoc | undefined> {
  const { store } = call
  const until = Date.now() + LEASE
  const doc = await store.imports.changeOne({ _id: id, settled: false, leaseUntil: command.lte(Date.now()) }, { leaseUntil: until })
  if (!doc) return store.imports.get(id)
  let progress: Change<ImportDoc> = {}
  try {
    progress = await nextStep(call, doc)
  } catch (e) {
    if (!(e instanceof Refusal) || doc.state !== 'reading') throw e
    // The whole file is refused: nothing was staged, and the place is free for a better one.
    progress = { state: 'dropped', settled: true, slot: id, problem: e.message }
  } finally {
    // Whatever happened meanwhile (dropped by staff, say) wins; only the lease is given back then.
    const kept = await store.imports.change({ _id: id, state: doc.state, undoing: doc.undoing, leaseUntil: until }, { ...progress, leaseUntil: 0 })
    if (!kept) await store.imports.change({ _id: id, leaseUntil: until }, { leaseUntil: 0 })
  }
  if (progress.state && progress.state !== 'reading') await discardFile(call, doc)
  return store.imports.get(id)
}

async function nextStep(call: ImportCall, doc: ImportDoc): Promise<Change<ImportDoc>> {
  if (doc.state === 'reading') return readOn(call, doc)
  if (doc.undoing) return hold(call, doc)
  const copy = doc.state === 'applied' ? copyAfter : doc.state === 'undone' ? copyBefore : clearStaged
  const { done, finished } = await repeat(() => copy(call.store, doc))
  return finished ? { done: doc.total, settled: true, slot: doc._id } : { done: Math.min(doc.done + done, doc.total) }
}

async function repeat(batch: () => Promise<Progress>): Promise<{ done: number; finished: boolean }> {
  const allowance = new Allowance()
  let done = 0
  while (allowance.left) {
    const { people, trips } = await batch()
    if (people === 0) return { done, finished: true }
    done += people
    allowance.spend(trips)
  }
  return { done, finished: false }
}

async function readOn({ app, store }: ImportCall, doc: ImportDoc): Promise<Change<ImportDoc>> {
  const read = await readImport(app, store, doc)
  const total = read.readings.length
  const counts = { ...doc.counts }
  let { done } = doc
  const allowance = new Allowance()
  while (done < total && allowance.left) {
    const batch = read.readings.slice(done, done + BATCH)
    const staged = await stage(store, doc, read, batch)
    for (const outcome of ['bad', 'add', 'change', 'same'] as const) counts[outcome] += staged.counts[outcome]
    done += batch.length
    allowance.spend(staged.trips)
  }
  if (done < total) return { done, total, counts }
  forgetImport()
  return { done, total, counts, state: 'ready', settled: true }
}

/** When everybody is held still and nobody was edited just before, one update undoes the whole import. */
async function hold({ store }: ImportCall, doc: ImportDoc): Promise<Change<ImportDoc>> {
  const { finished } = await repeat(() => holdStill(store, doc))
  if (!finished) return {}
  const obstacle = await undoObstacle(store, doc)
  // Still applied: copying goes on as after an application and lets everybody go.
  if (obstacle) return { undoing: false, problem: obstacle.message }
  return { undoing: false, state: 'undone', done: 0 }
}

/** The workbook has been read, or never will be: it holds a whole roster and is not kept longer than needed. */
async function discardFile({ app, requestId }: ImportCall, doc: ImportDoc): Promise<void> {
  if (doc.state !== 'reading') return
  await app.deleteFile({ fileList: [doc.file] }).catch(error => logFault({ area: 'members', action: 'discardFile', requestId, error }))
}
