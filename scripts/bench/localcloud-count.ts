import type { Db } from './cloud'
import { documentOf, idOf, million, shopOf } from './documents'
import { figure, timed, type Group } from './harness'

/** Counts on through all that is watched: no two added documents may be the same. */
let n = 0
const first = million * 3

/** One kind of request after the other, and the longest that any of them took, while `work` runs. */
async function longestWhile(db: Db, work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let running = true
  const requests = [
    () => db.collection('million').doc(idOf((n++ * 7919) % million)).get(),
    () => db.collection('million').where({ shop: shopOf(n++) }).orderBy('at', 'desc').limit(20).get(),
    () => db.collection('million').doc(idOf((n++ * 7919) % million)).update({ amount: n }),
    () => db.collection('million').add(documentOf(first + n++)),
  ]
  const watching = requests.map(async request => {
    while (running) longest = Math.max(longest, await timed(request))
  })
  await work()
  running = false
  await Promise.all(watching)
  return longest
}

/** No index knows the amount: every document has to be looked at. */
const count = (db: Db) => async () => {
  const { total } = await db.collection('million').where({ amount: db.command.lt(5000), state: 'paid' }).count()
  if (!(total! > 0)) throw new Error('the count found nothing')
}

export const localcloudCount: Group = {
  name: 'localcloud.count-1m.block',
  what: 'gets, queries, updates and adds while a count looks at every one of a million documents',
  async run(cloud) {
    const db = await cloud.dbWithMillion()
    await longestWhile(db, () => timed(() => db.collection('million').limit(1).get()))
    let duration = 0
    const block = await longestWhile(db, async () => { duration = await timed(count(db)) })
    const idle = await longestWhile(db, () => new Promise(resolve => setTimeout(resolve, duration)))
    const alone = await timed(count(db))
    await db.collection('million').where({ no: db.command.gte(first) }).remove()
    return [
      figure('localcloud.count-1m.block', block, 'ms', idle),
      figure('localcloud.count-1m.time', duration, 'ms', alone),
    ]
  },
}
