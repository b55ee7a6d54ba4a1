import type { CallResult } from './functions'
import { Environment, type EnvironmentOptions } from './environment'
import type { LogEntry } from './function-log'
import type { Fault } from './instance'
import { sdkVariables } from './invocation'
import { routes, type StaticMount } from './routes'
import { LoopbackServer } from './server'
import { SpareInstances } from './spare-instances'
import type { WxPresets } from './wx-apis'
import type { WxCall } from './wx-open-api'

export type { EnvironmentOptions } from './environment'

export interface LocalCloudOptions {
  /** 0 or absent: any free port. */
  port?: number
  /** At least one; the first is meant wherever none is named. */
  environments: EnvironmentOptions[]
  /** Folders served as they are, such as the H5 build at `/`. */
  static?: StaticMount[]
  /** Whether a rebuilt function is taken up by the next call. */
  watch?: boolean
  /** Whether timers run by the clock; `fire` works either way. */
  timers?: boolean
}

export interface CallReply {
  result?: unknown
  error?: Fault
  requestId: string
  /** Database requests made while the call ran. */
  trips: number
}

/** A running local cloud 本地云. `env` is an environment's id everywhere, the first one by default. */
export interface LocalCloud {
  url: string
  /** The environment variables with which a program's `@cloudbase/node-sdk` reaches this environment. */
  exports(env?: string): Record<string, string>
  /** Calls a function as the mini-program would; without an openid, as somebody unknown. */
  call(name: string, event: unknown, who?: { openid?: string; env?: string }): Promise<CallReply>
  /** Calls a function as its timer would. */
  fire(name: string, trigger?: string, env?: string): Promise<CallReply>
  /** Asks an HTTP access route, as a browser or another server would. */
  http(path: string, init?: RequestInit, env?: string): Promise<Response>
  /** The WeChat open API calls so far, the oldest first. */
  sent(env?: string): WxCall[]
  /** What WeChat shall answer; to be changed in place. */
  wx(env?: string): WxPresets
  /** What functions printed, and their faults. */
  logs(env?: string): LogEntry[]
  /** Database requests so far by a program that gave the SDK this `eventID`. */
  trips(eventId: string, env?: string): number
  /** Answers what is under way, then closes everything. */
  stop(): Promise<void>
}

/**
 * Starts a local cloud on loopback.
 * @throws when the port is taken (`code` EADDRINUSE) or an environment does not open.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const environments = new Map<string, Environment>()
  const server = new LoopbackServer(routes(environments, options.static ?? []))
  const url = await server.listen(options.port ?? 0)
  const spares = new SpareInstances(options.environments.find(e => e.functions)?.functions)
  const closeAll = async () => {
    await server.close()
    await Promise.all([...environments.values()].map(env => env.close()))
    await spares.close()
  }
  try {
    const host = { url: () => url, spares, watch: options.watch ?? false }
    const opened = await Promise.allSettled(options.environments.map(one => Environment.open(one, host)))
    for (const one of opened) if (one.status === 'fulfilled') environments.set(one.value.id, one.value)
    for (const one of opened) if (one.status === 'rejected') throw one.reason
    if (options.timers) for (const env of environments.values()) env.runTimers()
  } catch (error) {
    await closeAll()
    throw error
  }
  return new RunningCloud(url, environments, server, closeAll)
}

class RunningCloud implements LocalCloud {
  private stopping: Promise<void> | undefined

  constructor(
    readonly url: string,
    private readonly environments: Map<string, Environment>,
    private readonly server: LoopbackServer,
    private readonly closeAll: () => Promise<void>,
  ) {}

  exports(env?: string) {
    return { ...sdkVariables(this.url, this.pick(env).id), TENCENTCLOUD: 'true' }
  }

  async call(name: string, event: unknown, { openid, env }: { openid?: string; env?: string } = {}) {
    const caller = { source: 'client' as const, ...(openid === undefined ? {} : { openid }) }
    return parsed(await this.pick(env).functions.invoke(name, JSON.stringify(event ?? {}), caller))
  }

  async fire(name: string, trigger = name, env?: string) {
    return parsed(await this.pick(env).fire(name, trigger))
  }

  http(path: string, init?: RequestInit, env?: string) {
    return fetch(`${this.url}/env/${this.pick(env).id}${path}`, init)
  }

  sent(env?: string) {
    return this.pick(env).wx.calls
  }

  wx(env?: string) {
    return this.pick(env).wx.presets
  }

  logs(env?: string) {
    return this.pick(env).log.lines
  }

  trips(eventId: string, env?: string) {
    return this.pick(env).trips.of(eventId)
  }

  stop() {
    this.stopping ??= this.end()
    return this.stopping
  }

  private async end() {
    const all = [...this.environments.values()]
    for (const env of all) env.pauseTimers()
    // Functions under way still need the database and the files, so what the SDK asks is the last to close.
    this.server.refuse(path => path === '/admin' || path.startsWith('/storage/files/'))
    await Promise.all(all.map(env => env.functions.idle()))
    await this.closeAll()
  }

  private pick(id?: string): Environment {
    const env = id === undefined ? [...this.environments.values()][0] : this.environments.get(id)
    if (!env) throw new Error(`no environment ${id} here; there are ${[...this.environments.keys()].join(', ')}`)
    return env
  }
}

const parsed = ({ json, fault, requestId, trips }: CallResult): CallReply => json === undefined
  ? { ...(fault ? { error: fault } : {}), requestId, trips }
  : { result: JSON.parse(json), requestId, trips }
