import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DbError, invalid, TooLong } from './errors'
import type { CollectionSpec } from './schema'
import { Thread } from './thread'
import type { Body, Reply } from './wire'
import type { Setup } from './worker'

export type { CollectionSpec, IndexSpec } from './schema'

export interface CloudDatabase {
  /** Runs one wire action on the parsed JSON body; a caller's mistake is answered with `{code, message}`. */
  handle(action: string, body: Record<string, unknown>): Promise<Record<string, unknown>>
  /** Creates what is missing, drops indexes no longer listed, builds new ones over what is there. */
  ensure(specs: CollectionSpec[]): Promise<void>
  close(): Promise<void>
}

export interface Options {
  /** Milliseconds that a transaction may live. */
  transactionLife?: number
}

const readActions = new Set(['database.getDocument', 'database.calculateDocument', 'database.aggregateDocuments'])
const writeActions = new Set([
  'database.insertDocument', 'database.modifyDocument', 'database.modifyAndReturnDoc', 'database.removeDocument',
  'database.addCollection', 'database.startTransaction', 'database.commitTransaction', 'database.abortTransaction',
])

/** A quick reader looks at no more rows than this; longer work goes to a thread of its own. */
const quickRows = 2000
const maxPatient = 4
const chunk = 500

class Threads {
  private readonly patient: Thread[] = []
  private readonly started: Promise<Thread>[] = []

  constructor(private readonly setup: Setup, readonly writer: Thread, readonly quick: Thread) {}

  /** A thread for long work: an idle one, or a new one while there are few. */
  async patientReader(): Promise<Thread> {
    const idle = this.patient.find(thread => thread.load === 0)
    if (idle) return idle
    if (this.started.length < maxPatient) {
      const starting = Thread.start({ ...this.setup, role: 'patient' })
      this.started.push(starting)
      const thread = await starting
      this.patient.push(thread)
      return thread
    }
    const least = this.patient.reduce<Thread | null>((best, thread) => (best && best.load <= thread.load ? best : thread), null)
    return least ?? this.started[0]!
  }

  /** Also ends a thread that was still starting when the end came. */
  async close(): Promise<void> {
    await Promise.all([this.quick.close(), ...this.started.map(async starting => (await starting).close())])
    await this.writer.close()
  }
}

async function read(threads: Threads, action: string, body: Body): Promise<Reply> {
  try {
    return await threads.quick.do(action, body)
  } catch (error) {
    if (!(error instanceof TooLong)) throw error
    return (await threads.patientReader()).do(action, body)
  }
}

async function write(threads: Threads, action: string, body: Body): Promise<Reply> {
  try {
    return await threads.writer.do(action, body)
  } catch (error) {
    if (!(error instanceof TooLong)) throw error
    return writeInChunks(threads, action, body)
  }
}

/** A write over very many documents: a reader finds them, the writer takes them a few at a time. */
async function writeInChunks(threads: Threads, action: string, body: Body): Promise<Reply> {
  const reply = await (await threads.patientReader()).do('findIds', body)
  const ids = reply.ids as Uint8Array[] | undefined
  if (!ids) return reply
  let total: Record<string, unknown> | null = null
  for (let at = 0; at < ids.length || total === null; at += chunk) {
    const part = await threads.writer.do(action, body, ids.slice(at, at + chunk))
    if (part.code) return part
    total = add(total, part.data as Record<string, unknown>)
    if (body.multi !== true && Number(total.updated ?? total.deleted) > 0) break
  }
  return { data: total! }
}

function add(total: Record<string, unknown> | null, part: Record<string, unknown>): Record<string, unknown> {
  if (!total) return part
  const sum = (name: string) => (part[name] === undefined ? {} : { [name]: Number(total[name]) + Number(part[name]) })
  return { ...part, ...sum('updated'), ...sum('deleted') }
}

async function handle(threads: Threads, action: string, body: Body): Promise<Reply> {
  if (!readActions.has(action) && !writeActions.has(action)) {
    const { code, message } = invalid(`unknown action: ${action}`)
    return { code, message }
  }
  const inside = action === 'database.getDocument' && body.transactionId !== undefined
  return readActions.has(action) && !inside ? read(threads, action, body) : write(threads, action, body)
}

/** Opens the database of one environment, kept in a folder of its own; a second opener is refused. */
export async function openDatabase(dir: string, { transactionLife = 30_000 }: Options = {}): Promise<CloudDatabase> {
  await mkdir(dir, { recursive: true })
  const setup: Setup = { role: 'writer', file: join(dir, 'database.sqlite'), transactionLife, quickRows }
  const writer = await Thread.start(setup)
  const threads = new Threads(setup, writer, await Thread.start({ ...setup, role: 'quick' }))
  return {
    handle: (action, body) => handle(threads, action, body),
    ensure: async specs => {
      const reply = await threads.writer.do('ensure', { specs })
      if (reply.code) throw new DbError(String(reply.code), String(reply.message))
    },
    close: () => threads.close(),
  }
}
