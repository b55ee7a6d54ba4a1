import { Worker } from 'node:worker_threads'
import { workerCode } from './bundle'
import { TooLong } from './errors'
import type { Body, Reply } from './wire'
import type { Outcome, Setup, Task } from './worker'

interface Waiting {
  resolve: (reply: Reply) => void
  reject: (error: Error) => void
}

/** A worker thread seen from outside: work goes in, replies come back. */
export class Thread {
  private readonly waiting = new Map<number, Waiting>()
  private broken: Error | null = null
  private lastId = 0

  private constructor(private readonly worker: Worker, private readonly exited: Promise<void>) {}

  static async start(setup: Setup): Promise<Thread> {
    const worker = new Worker(await workerCode(), { eval: true, workerData: setup, execArgv: ['--enable-source-maps'] })
    const exited = new Promise<void>(resolve => worker.once('exit', () => resolve()))
    const thread = new Thread(worker, exited)
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve())
      worker.once('error', reject)
    })
    worker.on('message', (outcome: Outcome) => thread.settle(outcome))
    worker.on('error', error => thread.breakDown(error))
    worker.on('exit', () => thread.breakDown(new Error('the database is closed')))
    return thread
  }

  get load(): number {
    return this.waiting.size
  }

  do(action: string, body: Body, ids: Uint8Array[] | null = null): Promise<Reply> {
    if (this.broken) return Promise.reject(this.broken)
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.worker.postMessage({ id, action, body, ids } satisfies Task)
    })
  }

  async close(): Promise<void> {
    this.worker.postMessage('close')
    await this.exited
  }

  private settle(outcome: Outcome): void {
    const waiting = this.waiting.get(outcome.id)
    this.waiting.delete(outcome.id)
    if ('reply' in outcome) waiting?.resolve(outcome.reply)
    else waiting?.reject('tooLong' in outcome ? new TooLong() : new Error(outcome.fault))
  }

  private breakDown(error: Error): void {
    this.broken ??= error
    for (const { reject } of this.waiting.values()) reject(this.broken)
    this.waiting.clear()
  }
}
