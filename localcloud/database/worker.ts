import { platform, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { Connection } from './connection'
import { DbError, TooLong } from './errors'
import { Meter, patient } from './find'
import { reads } from './read'
import type { Body, Reply } from './wire'
import { Writer } from './writer'

export interface Setup {
  role: 'writer' | 'quick' | 'patient'
  file: string
  transactionLife: number
  quickRows: number
}

export interface Task {
  id: number
  action: string
  body: Body
  ids: Uint8Array[] | null
}

export type Outcome =
  | { id: number; reply: Reply }
  | { id: number; tooLong: true }
  | { id: number; fault: string }

const setup = workerData as Setup
const port = parentPort!

function failure(id: number, error: unknown): Outcome {
  if (error instanceof TooLong) return { id, tooLong: true }
  if (error instanceof DbError) return { id, reply: { code: error.code, message: error.message } }
  return { id, fault: String((error as Error)?.stack ?? error) }
}

interface Server {
  take(task: Task): void
  close(): void
}

function writing(): Server {
  const writer = new Writer(setup.file, setup.transactionLife)
  return {
    take: task => writer.take({
      ...task,
      answer: reply => port.postMessage({ id: task.id, reply } satisfies Outcome),
      fail: error => port.postMessage(failure(task.id, error)),
    }),
    close: () => writer.close(),
  }
}

function reading(): Server {
  const connection = new Connection(setup.file, true)
  return {
    take: ({ id, action, body }) => {
      try {
        const meter = setup.role === 'quick' ? new Meter(setup.quickRows) : patient()
        const reply = connection.within('DEFERRED', () => reads[action]!(connection, body, meter))
        port.postMessage({ id, reply } satisfies Outcome)
      } catch (error) {
        port.postMessage(failure(id, error))
      }
    },
    close: () => connection.close(),
  }
}

// Long work gives way a little to what is answered at once; any lower, and a busy machine would let it time out.
// Only Linux takes this for the one thread.
const givingWay = 5
if (setup.role === 'patient' && platform() === 'linux') setPriority(givingWay)

const server = setup.role === 'writer' ? writing() : reading()
port.on('message', (message: Task | 'close') => {
  if (message !== 'close') return server.take(message)
  server.close()
  port.close()
})
port.postMessage('ready')
