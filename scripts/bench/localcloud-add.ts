import { effort, type Db } from './cloud'
import { documentOf, million } from './documents'
import { figures, measure, type Group } from './harness'

const first = million * 2

const add = (db: Db, name: string) => (n: number) => db.collection(name).add(documentOf(first + n))

/** What was added is taken away again: the next group finds its collections as they were. */
const tidy = (db: Db, name: string) => db.collection(name).where({ no: db.command.gte(first) }).remove()

export const localcloudAdd: Group = {
  name: 'localcloud.add',
  what: 'one new document, two indexes, on the disk when answered',
  async run(cloud) {
    const db = await cloud.db()
    const empty = figures('localcloud.add.empty', await measure(add(db, 'empty'), effort), await cloud.write())
    await tidy(db, 'empty')
    await cloud.dbWithMillion()
    const large = await measure(add(db, 'million'), effort)
    await tidy(db, 'million')
    return [...empty, ...figures('localcloud.add.1m', large, await cloud.write())]
  },
}
