import { effort, type Db } from './cloud'
import { documentOf, idOf, million } from './documents'
import { figures, measure, type Group } from './harness'

const few = 100

/** The one way the product changes a document: conditional, and told whether it was done. */
const update = (db: Db, name: string, documents: number) => async (n: number) => {
  const id = idOf((n * 7919) % documents)
  const { updated } = await db.collection(name).where({ _id: id, amount: db.command.gte(0) }).update({ amount: db.command.inc(1) })
  if (updated !== 1) throw new Error(`${id} was not updated`)
}

export const localcloudUpdate: Group = {
  name: 'localcloud.update',
  what: 'one conditional update; the empty collection holds a hundred documents for it',
  async run(cloud) {
    const db = await cloud.db()
    await db.collection('empty').add(Array.from({ length: few }, (_, n) => documentOf(n)))
    const empty = figures('localcloud.update.empty', await measure(update(db, 'empty', few), effort), await cloud.write())
    await db.collection('empty').where({}).remove()
    await cloud.dbWithMillion()
    const large = await measure(update(db, 'million', million), effort)
    return [...empty, ...figures('localcloud.update.1m', large, await cloud.write())]
  },
}
