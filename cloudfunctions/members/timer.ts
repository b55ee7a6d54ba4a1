import { command } from '../_kit/cloud'
import { serveTimer } from '../_kit/serve-timer'
import { openStore } from '../_kit/store'
import { workOn } from './import/work'

const DAY = 86_400_000
const STAGED_LIFE = 7 * DAY
const IMPORTS_AT_ONCE = 5

/** Goes on with imports that nobody watches any more, and clears what is over. */
export const main = serveTimer('members', async ({ app, platform, now, requestId }) => {
  const forgotten = await platform.imports.change(
    { state: command.in(['reading', 'ready']), at: command.lt(now - STAGED_LIFE) },
    { state: 'dropped', settled: false, done: 0, total: 0, problem: '七天没有生效，已自动放弃' },
  )
  const open = await platform.imports.find({ settled: false, leaseUntil: command.lte(now) }, { order: [['at', 'asc']], limit: IMPORTS_AT_ONCE })
  for (const doc of open) await workOn({ app, requestId, store: openStore(app, { tenantId: doc.tenantId }) }, doc._id)
  const over = { until: command.lt(now) }
  return {
    forgotten,
    imports: open.length,
    signIns: await platform.signIns.remove(over),
    claims: await platform.claims.remove(over),
    tries: await platform.tries.remove(over),
    trials: await platform.trials.remove(over),
    trialPeople: await platform.people.remove({ trialUntil: command.gt(0).and(command.lt(now)) }),
  }
})
