import { readdirSync, statSync, type Stats } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DeployPlan } from './deploy-file'
import type { FunctionLog } from './function-log'
import { FunctionPool } from './function-pool'
import type { Fault } from './instance'
import { beginInvocation, callContext, callVariables, type Caller, type InvocationRecord } from './invocation'
import type { SpareInstances } from './spare-instances'

export interface CallResult {
  /** What the function returned, as JSON text; absent when it failed. */
  json?: string
  fault?: Fault
  requestId: string
  /** Database requests made while the call ran. */
  trips: number
}

export interface FunctionsOptions {
  env: string
  dir: string | undefined
  deploy: DeployPlan
  /** Secrets and settings: for every function, or under a function's name for it alone. */
  variables: Record<string, string | Record<string, string>>
  sdk: Record<string, string>
  spares: SpareInstances
  log: FunctionLog
  watch: boolean
}

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/
const REQUEST_LIMIT = 6 * 1024 * 1024
// Not worth parsing a second time for the developer page.
const LARGE_EVENT = 100_000

/** The functions of one environment: which exist, who is calling them now, and their instances. */
export class Functions {
  private readonly pools = new Map<string, { pool: FunctionPool; version: string }>()
  private readonly underWay = new Map<string, InvocationRecord>()
  private readonly waiting: (() => void)[] = []

  constructor(private readonly options: FunctionsOptions) {}

  names(): string[] {
    if (!this.options.dir) return []
    return readdirSync(this.options.dir).filter(name => NAME.test(name) && this.entry(name) !== undefined).sort()
  }

  /** The call that the SDK speaks for, recognised by the token that only that call was given. */
  byToken(token: unknown): InvocationRecord | undefined {
    return typeof token === 'string' ? this.underWay.get(token) : undefined
  }

  async invoke(name: string, event: string, caller: Caller): Promise<CallResult> {
    const call = beginInvocation(name, caller)
    const started = performance.now()
    this.underWay.set(call.token, call)
    const outcome = await this.run(call, event)
    this.underWay.delete(call.token)
    if (this.underWay.size === 0) for (const tell of this.waiting.splice(0)) tell()
    const fault = 'fault' in outcome ? outcome.fault : undefined
    if (fault) this.logFault(call, fault)
    this.options.log.call({
      function: name, requestId: call.requestId, source: caller.source, action: actionOf(event),
      ms: Math.round((performance.now() - started) * 10) / 10,
      trips: call.trips, cold: outcome.cold, fault: fault && `${fault.code}: ${fault.message}`,
    })
    return { ...outcome, requestId: call.requestId, trips: call.trips }
  }

  /** When no call is under way any more. */
  async idle(): Promise<void> {
    if (this.underWay.size > 0) await new Promise<void>(resolve => this.waiting.push(resolve))
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map(({ pool }) => pool.close()))
  }

  private async run(call: InvocationRecord, event: string) {
    if (Buffer.byteLength(event) > REQUEST_LIMIT) {
      return refusal('RequestTooLarge', 'the event is larger than 6 MB')
    }
    const pool = this.pool(call.function)
    if (!pool) return refusal('FUNCTION_NOT_FOUND', `the environment ${this.options.env} has no function ${call.function}`)
    const { timeoutMs } = this.options.deploy.settings(call.function)
    const variables = callVariables(this.options.env, call)
    return pool.run({
      event,
      variables,
      timeoutMs,
      context: callContext(this.options.env, call, variables, timeoutMs),
      log: ({ level, text }) =>
        this.options.log.line({ level, function: call.function, requestId: call.requestId, message: text }),
    })
  }

  private pool(name: string): FunctionPool | undefined {
    const known = this.pools.get(name)
    if (known && !this.options.watch) return known.pool
    const entry = this.entry(name)
    // While a build replaces the folder, the file is gone for a moment.
    if (!entry) return known?.pool
    if (known?.version === entry.version) return known.pool
    // A rebuilt function: calls under way end in the old instances, the next ones start with the new file.
    void known?.pool.close()
    const pool = this.openPool(name, entry.file)
    this.pools.set(name, { pool, version: entry.version })
    return pool
  }

  private openPool(name: string, file: string): FunctionPool {
    const settings = this.options.deploy.settings(name)
    return new FunctionPool({
      file,
      handler: settings.handler.name,
      variables: {
        ...this.options.sdk,
        TENCENTCLOUD_RUNENV: 'SCF',
        SCF_FUNCTIONNAME: name,
        ...settings.variables,
        ...variablesOf(this.options.variables, name),
      },
      start: () => this.options.spares.take(),
      log: ({ level, text }) => this.options.log.line({ level, function: name, message: text }),
    })
  }

  /** Where the built function is and which build it is, or undefined when there is none. */
  private entry(name: string): { file: string; version: string } | undefined {
    if (!this.options.dir || !NAME.test(name)) return undefined
    const { module } = this.options.deploy.settings(name).handler
    const file = resolve(join(this.options.dir, name, `${module}.js`))
    const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false })
    return stats && { file, version: `${stats.mtimeMs}:${stats.size}` }
  }

  private logFault(call: InvocationRecord, fault: Fault) {
    this.options.log.line({
      level: 'error', function: call.function, requestId: call.requestId,
      message: `${fault.code}: ${fault.stack ?? fault.message}`,
    })
  }
}

const refusal = (code: string, message: string) => ({ fault: { code, message }, cold: false })

function variablesOf(variables: FunctionsOptions['variables'], name: string): Record<string, string> {
  const shared = Object.entries(variables).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  const own = variables[name]
  return { ...Object.fromEntries(shared), ...(typeof own === 'object' ? own : {}) }
}

function actionOf(event: string): string | undefined {
  if (event.length > LARGE_EVENT) return undefined
  try {
    const { action } = JSON.parse(event) as { action?: unknown }
    return typeof action === 'string' ? action.slice(0, 60) : undefined
  } catch {
    return undefined
  }
}
