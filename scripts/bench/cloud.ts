import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { bareFsync, bareHttp, bareSqlite } from './baseline'
import { documentOf, million } from './documents'
import { inSequence, type Effort, type Speed } from './harness'

export type Db = ReturnType<ReturnType<typeof tcb.init>['database']>

export const effort: Effort = { calls: 1000, callers: 32 }
const batch = 1000

/** Each measurement once in a run, by name. */
class Once<T> {
  private readonly known = new Map<string, Promise<T>>()

  get(name: string, make: () => Promise<T>): Promise<T> {
    const found = this.known.get(name) ?? make()
    this.known.set(name, found)
    return found
  }
}

/** What all groups share: a local cloud in its own process, the large collection, the machine's own speeds. */
export class BenchCloud {
  private readonly speeds = new Once<Speed>()
  private readonly started = new Once<Db>()
  private readonly loaded = new Once<void>()
  private readonly ends: (() => Promise<void>)[] = []
  private child: ChildProcess | null = null
  private dir: string | null = null

  constructor(readonly progress: (text: string) => void) {}

  /** A folder that goes away with the run. */
  async folder(): Promise<string> {
    this.dir ??= await mkdtemp(join(tmpdir(), 'bench-'))
    return this.dir
  }

  db(): Promise<Db> {
    return this.started.get('db', () => this.start())
  }

  /** The database with a million documents in the collection `million`. */
  async dbWithMillion(): Promise<Db> {
    const db = await this.db()
    await this.loaded.get('million', () => this.load(db))
    return db
  }

  http(): Promise<Speed> {
    return this.speeds.get('http', () => bareHttp(effort))
  }

  /** What a read through HTTP cannot beat: bare HTTP, then bare SQLite. */
  read(rows: number, wanted = 1): Promise<Speed> {
    return this.speeds.get(`read ${rows} ${wanted}`, async () =>
      inSequence(await this.http(), await bareSqlite(await this.folder(), Math.max(rows, 1), effort, wanted)))
  }

  /** What a durable write through HTTP cannot beat: bare HTTP, then so many bare fsyncs. */
  write(fsyncs = 1): Promise<Speed> {
    return this.speeds.get(`write ${fsyncs}`, async () => {
      const http = await this.http()
      const fsync = await bareFsync(await this.folder(), effort)
      return inSequence(http, { p50: fsync.p50 * fsyncs, p99: fsync.p99 * fsyncs, ops: fsync.ops / fsyncs })
    })
  }

  /** What else must end with the run. */
  endWith(work: () => Promise<void>): void {
    this.ends.push(work)
  }

  async close(): Promise<void> {
    for (const end of this.ends) await end()
    if (this.child?.connected) {
      const ended = once(this.child, 'exit')
      this.child.disconnect()
      await ended
    }
    if (this.dir) await rm(this.dir, { recursive: true, force: true })
  }

  private async start(): Promise<Db> {
    const dir = await this.folder()
    this.child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'server.ts'), join(dir, 'cloud')], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    const [line] = await once(this.child.stdout!, 'data')
    // TENCENTCLOUD lets the SDK keep its connections, as a program outside functions does.
    Object.assign(process.env, JSON.parse(String(line)), { TENCENTCLOUD: 'true', SILENCE: 'true' })
    return tcb.init({ env: 'bench', timeout: 60_000 }).database()
  }

  private async load(db: Db): Promise<void> {
    const start = performance.now()
    for (let at = 0; at < million; at += batch * 2) {
      await Promise.all([0, batch].map(more =>
        db.collection('million').add(Array.from({ length: batch }, (_, n) => documentOf(at + more + n)))))
      if ((at / batch) % 100 === 0) this.progress(`  loading: ${at} documents, ${((performance.now() - start) / 1000).toFixed(0)} s`)
    }
    this.progress(`  loaded ${million} documents in ${((performance.now() - start) / 1000).toFixed(0)} s`)
  }
}
