import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { openCloud, sdkEnvironment, type Db, type Transaction } from './database-cloud'

const root = join(__dirname, '../..')
const rounds = 4
const writers = 50

let dir: string
let running: ChildProcess | undefined
beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'durable-')) })
afterAll(async () => {
  running?.kill('SIGKILL')
  await rm(dir, { recursive: true })
})

async function startServer() {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'tests/localcloud/database-server.ts'), dir], {
    cwd: root, stdio: ['ignore', 'pipe', 'inherit'],
  })
  running = child
  const [port] = await once(child.stdout, 'data')
  Object.assign(process.env, sdkEnvironment(Number(String(port))))
  return { child, db: tcb.init({ env: 'local' }).database() }
}

interface Acknowledged {
  acts: string[]
  changed: Map<string, number>
  pairs: string[]
}

const isLost = (error: unknown) => /ECONNRE|socket hang up|EPIPE/.test(String(error))

/** Writes until the server is gone, noting what it has acknowledged. */
async function write(db: Db, round: number, writer: number, acknowledged: Acknowledged): Promise<void> {
  for (let n = 0; ; n++) {
    try {
      const { id } = await db.collection('acts').add({ writer: `${round}/${writer}`, n, v: 0 })
      acknowledged.acts.push(id!)
      await db.collection('acts').doc(id!).update({ v: n + 1 })
      acknowledged.changed.set(id!, n + 1)
      if (n % 5 === 0) acknowledged.pairs.push(await writePair(db, `${round}/${writer}/${n}`))
    } catch (error) {
      if (isLost(error)) return
      throw error
    }
  }
}

async function writePair(db: Db, name: string): Promise<string> {
  await db.runTransaction(async (transaction: Transaction) => {
    await transaction.collection('pairs').add({ _id: `${name}/left` })
    await transaction.collection('pairs').add({ _id: `${name}/right` })
  })
  return name
}

test('what was acknowledged outlives kill -9, and no half of a transaction shows', async () => {
  const acknowledged: Acknowledged = { acts: [], changed: new Map(), pairs: [] }
  for (let round = 0; round < rounds; round++) {
    const { child, db } = await startServer()
    const goal = acknowledged.acts.length + 150 + 137 * round
    const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(db, round, writer, acknowledged)))
    const watch = setInterval(() => { if (acknowledged.acts.length >= goal) child.kill('SIGKILL') }, 1)
    await once(child, 'exit')
    clearInterval(watch)
    await writing
  }
  expect(acknowledged.pairs.length).toBeGreaterThan(0)
  const cloud = await openCloud([], {}, dir)
  const acts = await everything(cloud.db, 'acts')
  for (const id of acknowledged.acts) expect(acts.has(id)).toBe(true)
  for (const [id, v] of acknowledged.changed) expect(acts.get(id)).toMatchObject({ v })
  const pairs = await everything(cloud.db, 'pairs')
  for (const name of acknowledged.pairs) expect(pairs.has(`${name}/left`)).toBe(true)
  for (const id of pairs.keys()) expect(pairs.has(id.replace(/left|right/, side => (side === 'left' ? 'right' : 'left')))).toBe(true)
  // The index tells the same story as the documents.
  expect((await cloud.db.collection('acts').where({ writer: cloud.db.command.gte('') }).count()).total).toBe(acts.size)
  await cloud.close('again')
}, 240_000)

async function everything(db: Db, name: string): Promise<Map<string, object>> {
  const found = new Map<string, object>()
  for (let last = ''; ;) {
    const { data } = await db.collection(name).where({ _id: db.command.gt(last) }).orderBy('_id', 'asc').limit(1000).get()
    for (const doc of data) found.set(doc._id, doc)
    if (data.length < 1000) return found
    last = data.at(-1)._id
  }
}
