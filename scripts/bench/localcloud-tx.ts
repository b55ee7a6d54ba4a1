import { effort, type Db } from './cloud'
import { documentOf, idOf, million } from './documents'
import { figures, measure, type Group } from './harness'

const few = 2000

interface Transaction {
  collection(name: string): ReturnType<Db['collection']>
}

/** Two documents changed together; no two calls at once share one, so that none has to try again. */
const transfer = (db: Db, name: string, documents: number) => (n: number) =>
  db.runTransaction(async (transaction: Transaction) => {
    const ids = [idOf((n * 2) % documents), idOf((n * 2 + 1) % documents)]
    for (const id of ids) await transaction.collection(name).doc(id).update({ amount: db.command.inc(1) })
  })

export const localcloudTx: Group = {
  name: 'localcloud.tx',
  what: 'a transaction over two documents, four requests in all',
  async run(cloud) {
    const db = await cloud.db()
    const tries = { ...effort, calls: effort.calls / 2 }
    for (let at = 0; at < few; at += 1000) await db.collection('empty').add(Array.from({ length: 1000 }, (_, n) => documentOf(at + n)))
    const [http, write] = [await cloud.http(), await cloud.write()]
    const ceiling = { p50: http.p50 * 3 + write.p50, p99: http.p99 * 3 + write.p99, ops: Math.min(http.ops / 4, write.ops) }
    const empty = figures('localcloud.tx.empty', await measure(transfer(db, 'empty', few), tries), ceiling)
    await db.collection('empty').where({}).remove()
    await cloud.dbWithMillion()
    const large = await measure(transfer(db, 'million', million), tries)
    return [...empty, ...figures('localcloud.tx.1m', large, ceiling)]
  },
}
