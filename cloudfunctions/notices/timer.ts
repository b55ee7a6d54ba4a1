import { serveTimer } from '../_kit/serve-timer'
import { collect } from './collect-areas'
import { closeStopped, inTurn, startScheduled, workQueue } from './queue'

/** A run begins nothing new after this; the next one goes on where it stopped. */
const RUN_MS = 40_000

export const main = serveTimer('notices', async call => {
  const until = Date.now() + RUN_MS
  const started = await startScheduled(call)
  const collected = await collect(call, until)
  const closed = await closeStopped(call, until)
  return { started, collected, closed, done: await inTurn(call, () => workQueue(call, until)) ?? 0 }
})
