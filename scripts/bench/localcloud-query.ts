import { effort, type Db } from './cloud'
import { million, shopOf } from './documents'
import { figures, measure, type Group } from './harness'

const top = (db: Db, name: string) => (n: number) =>
  db.collection(name).where({ shop: shopOf(n) }).orderBy('at', 'desc').limit(20).get()

export const localcloudQuery: Group = {
  name: 'localcloud.query-1m',
  what: 'the newest twenty of one shop, by an index',
  async run(cloud) {
    const db = await cloud.db()
    const empty = figures('localcloud.query-1m.empty', await measure(top(db, 'empty'), effort), await cloud.read(1, 20))
    await cloud.dbWithMillion()
    const large = await measure(top(db, 'million'), effort)
    return [...empty, ...figures('localcloud.query-1m.1m', large, await cloud.read(million, 20))]
  },
}
