import { effort } from './cloud'
import { idOf, million } from './documents'
import { figures, measure, type Group } from './harness'

/** In the empty collection the document is looked for and not found. */
export const localcloudGet: Group = {
  name: 'localcloud.get',
  what: 'one document by its _id',
  async run(cloud) {
    const db = await cloud.db()
    const empty = await measure(n => db.collection('empty').doc(idOf(n)).get(), effort)
    const small = figures('localcloud.get.empty', empty, await cloud.read(1))
    await cloud.dbWithMillion()
    const large = await measure(n => db.collection('million').doc(idOf((n * 7919) % million)).get(), effort)
    return [...small, ...figures('localcloud.get.1m', large, await cloud.read(million))]
  },
}
