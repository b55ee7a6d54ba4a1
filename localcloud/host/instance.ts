import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

export interface Fault { code: string; message: string; stack?: string }
export type Outcome = { json: string } | { fault: Fault }
export interface LogLine { level: 'info' | 'error'; text: string }

export interface Invocation {
  event: string
  context: Record<string, unknown>
  variables: Record<string, string>
  timeoutMs: number
  log(line: LogLine): void
}

type FromWorker =
  | { kind: 'ready' } | { kind: 'loaded' }
  | { kind: 'broken' | 'failed'; error: Fault }
  | { kind: 'done'; json: string }
  | { kind: 'log'; level: LogLine['level']; text: string }

// Production gives the code outside the handler its own time; a module that never finishes must not hang a caller.
const LOAD_LIMIT_MS = 30_000

/**
 * One function instance 实例 as production runs it: its own globals and process.env, one invocation at a time.
 * `process.env.TZ` and the folder are those of the host process, since a worker thread cannot have its own.
 */
export class Instance {
  private readonly worker: Worker
  private settle: ((outcome: Outcome) => void) | undefined
  private log: ((line: LogLine) => void) | undefined
  private readonly gone: Promise<unknown>
  alive = true

  constructor(variables: Record<string, string>) {
    this.worker = new Worker(join(__dirname, 'function-worker.cjs'), { env: variables, execArgv: [] })
    this.gone = new Promise(resolve => this.worker.once('exit', resolve))
    this.worker.on('message', (message: FromWorker) => this.receive(message))
    this.worker.on('error', error => this.end({ code: 'FUNCTIONS_EXECUTE_FAIL', message: error.message, stack: error.stack }))
    this.worker.on('exit', code => this.end({
      code: 'FUNCTIONS_EXECUTE_FAIL', message: `the function ended its own process (exit code ${code})`,
    }))
  }

  /** Takes in a module that every function needs, before it is known which function this will be. */
  preload(file: string): Promise<Outcome> {
    return this.ask({ kind: 'preload', file }, LOAD_LIMIT_MS)
  }

  load(file: string, name: string, variables: Record<string, string>, log: (line: LogLine) => void): Promise<Outcome> {
    this.log = log
    return this.ask({ kind: 'load', file, name, variables }, LOAD_LIMIT_MS)
  }

  run({ event, context, variables, timeoutMs, log }: Invocation): Promise<Outcome> {
    this.log = log
    return this.ask({ kind: 'run', event, context, variables, deadline: Date.now() + timeoutMs }, timeoutMs)
  }

  async terminate(): Promise<void> {
    this.alive = false
    await this.worker.terminate()
    await this.gone
  }

  private ask(message: Record<string, unknown>, limitMs: number): Promise<Outcome> {
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        void this.terminate()
        this.finish({ fault: {
          code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
          message: `Invoking task timed out after ${limitMs / 1000} seconds`,
        } })
      }, limitMs)
      this.settle = outcome => {
        clearTimeout(timer)
        resolve(outcome)
      }
      if (this.alive) this.worker.postMessage(message)
      else this.finish({ fault: { code: 'FUNCTIONS_EXECUTE_FAIL', message: 'the function instance has ended' } })
    })
  }

  private receive(message: FromWorker) {
    if (message.kind === 'log') this.log?.({ level: message.level, text: message.text })
    else if (message.kind === 'broken' || message.kind === 'failed') this.finish({ fault: message.error })
    else this.finish({ json: message.kind === 'done' ? message.json : 'null' })
  }

  private end(fault: Fault) {
    // Code that a call left behind may break the instance when nobody waits for it any more.
    if (this.alive && !this.settle) this.log?.({ level: 'error', text: fault.stack ?? fault.message })
    this.alive = false
    this.finish({ fault })
  }

  private finish(outcome: Outcome) {
    const settle = this.settle
    this.settle = undefined
    settle?.(outcome)
  }
}
