import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { measure, type Effort, type Speed } from './harness'

/** One kilobyte appended and brought to the disk: what no durable write can be faster than. */
export async function bareFsync(dir: string, { calls }: Effort): Promise<Speed> {
  const file = openSync(join(dir, 'fsync'), 'w')
  const page = Buffer.alloc(1024, 1)
  try {
    return await measure(() => {
      writeSync(file, page)
      fdatasyncSync(file)
    }, { calls, callers: 1 })
  } finally {
    closeSync(file)
  }
}

const documentText = JSON.stringify({ text: 'x'.repeat(260) })

/** A row read by its key (or twenty by an index) from a table of as many rows, without any document database. */
export async function bareSqlite(dir: string, rows: number, effort: Effort, wanted = 1): Promise<Speed> {
  const db = new DatabaseSync(join(dir, `bare-${rows}-${wanted}.sqlite`))
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE bare (id TEXT PRIMARY KEY, doc TEXT) WITHOUT ROWID; BEGIN')
    const insert = db.prepare('INSERT INTO bare VALUES (?, ?)')
    const id = (n: number) => String(n).padStart(8, '0')
    for (let n = 0; n < rows; n++) insert.run(id(n), documentText)
    db.exec('COMMIT')
    const read = db.prepare('SELECT doc FROM bare WHERE id >= ? ORDER BY id LIMIT ?')
    return await measure(n => read.all(id((n * 7919) % Math.max(rows, 1)), wanted), { ...effort, callers: 1 })
  } finally {
    db.close()
  }
}

/** A JSON body there and back over loopback, with nothing done to it. */
export async function bareHttp(effort: Effort): Promise<Speed> {
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.end(documentText))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: effort.callers })
  try {
    return await measure(() => post(port, agent), effort)
  } finally {
    agent.destroy()
    server.close()
    server.closeAllConnections()
  }
}

function post(port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', method: 'POST', agent }, response => {
      response.resume().on('end', () => resolve())
    })
    outgoing.on('error', reject)
    outgoing.end(documentText)
  })
}
