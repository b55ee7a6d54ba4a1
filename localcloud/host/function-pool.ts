import { availableParallelism } from 'node:os'
import type { Fault, Instance, Invocation, LogLine, Outcome } from './instance'

export interface PoolOptions {
  file: string
  handler: string
  variables: Record<string, string>
  /** Hands out a started instance that has the common modules in it already. */
  start(): Promise<Instance>
  /** What the module says while it is loaded, before there is a request to say it for. */
  log(line: LogLine): void
}

interface Waiting { invocation: Invocation; resolve(result: Outcome & { cold: boolean }): void }

// More instances than this win nothing: handlers mostly wait for the one database, and each costs some 35 MB.
const MAX_INSTANCES = Math.max(4, availableParallelism() * 2)
const IDLE_MS = 60_000

/**
 * The instances of one function. A call gets an idle instance, or waits in line while another starts; one
 * starts at a time, so that a burst does not spend the machine on starting instances it will not need.
 */
export class FunctionPool {
  private readonly idle: { instance: Instance; since: number; used: boolean }[] = []
  private readonly queue: Waiting[] = []
  private readonly all = new Set<Instance>()
  private starting = 0
  private closed = false
  private readonly sweeper = setInterval(() => this.retireIdle(), IDLE_MS / 5)

  constructor(private readonly options: PoolOptions) {
    this.sweeper.unref()
  }

  get size() {
    return this.all.size
  }

  run(invocation: Invocation): Promise<Outcome & { cold: boolean }> {
    return new Promise(resolve => {
      this.queue.push({ invocation, resolve })
      this.serve()
    })
  }

  /** Ends the idle instances now, and each busy one when the calls in line and under way are answered. */
  async close(): Promise<void> {
    this.closed = true
    clearInterval(this.sweeper)
    await this.dropIdle()
  }

  private serve() {
    while (this.queue.length > 0 && this.idle.length > 0) {
      const { instance, used } = this.idle.pop()!
      if (instance.alive) void this.work(instance, this.queue.shift()!, !used)
      else this.all.delete(instance)
    }
    if (this.queue.length > 0 && this.starting === 0 && this.all.size < MAX_INSTANCES) void this.grow()
    if (this.queue.length === 0 && this.closed) void this.dropIdle()
  }

  private async grow() {
    this.starting += 1
    const fault = await this.startOne()
    this.starting -= 1
    // Every start may fail the same way, so whoever waits is told instead of waiting for a start that works.
    if (fault) for (const { resolve } of this.queue.splice(0)) resolve({ fault, cold: true })
    this.serve()
  }

  private async startOne(): Promise<Fault | undefined> {
    const { file, handler, variables, start, log } = this.options
    const instance = await start()
    this.all.add(instance)
    const loaded = await instance.load(file, handler, variables, log)
    if ('fault' in loaded) {
      await this.drop(instance)
      return loaded.fault
    }
    this.idle.push({ instance, since: Date.now(), used: false })
    return undefined
  }

  private async work(instance: Instance, { invocation, resolve }: Waiting, cold: boolean) {
    const outcome = await instance.run(invocation)
    resolve({ ...outcome, cold })
    if (instance.alive) this.idle.push({ instance, since: Date.now(), used: true })
    else await this.drop(instance)
    this.serve()
  }

  private async dropIdle() {
    await Promise.all(this.idle.splice(0).map(({ instance }) => this.drop(instance)))
  }

  private async drop(instance: Instance) {
    this.all.delete(instance)
    await instance.terminate()
  }

  private retireIdle() {
    const old = this.idle.filter(entry => Date.now() - entry.since > IDLE_MS)
    for (const entry of old) {
      this.idle.splice(this.idle.indexOf(entry), 1)
      void this.drop(entry.instance)
    }
  }
}
