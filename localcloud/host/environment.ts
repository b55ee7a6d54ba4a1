import { join } from 'node:path'
import { openDatabase, type CloudDatabase, type CollectionSpec } from '../database/open'
import { readDeployFile, type DeployPlan } from './deploy-file'
import { FunctionLog } from './function-log'
import { Functions, type CallResult } from './functions'
import { sdkVariables } from './invocation'
import type { SpareInstances } from './spare-instances'
import { Storage } from './storage'
import { startTimers, timerEvent } from './timers'
import { TripCounter } from './trips'
import { WxOpenApi } from './wx-open-api'

export interface EnvironmentOptions {
  /** The environment's id, such as `local`. */
  id: string
  /** The folder of its data: database, files, logs. */
  dir: string
  /** The folder of the built functions, one folder each. */
  functions?: string
  collections?: CollectionSpec[]
  /** Secrets and settings of the functions: for all of them, or under a function's name for it alone. `{{url}}` is where this cloud listens. */
  variables?: Record<string, string | Record<string, string>>
  /** A cloudbaserc.json: timeouts, timers, HTTP routes. */
  deploy?: string
}

export interface EnvironmentHost {
  url(): string
  spares: SpareInstances
  watch: boolean
}

const ID = /^[a-z][a-z0-9-]{0,40}$/

type Variables = NonNullable<EnvironmentOptions['variables']>

/** Settings in which `{{url}}` stands for where this local cloud listens, known only once it does. */
const located = (variables: Variables, url: string): Variables => JSON.parse(JSON.stringify(variables).replaceAll('{{url}}', url)) as Variables

/** One cloud environment 云开发环境: everything in it is its own. */
export class Environment {
  readonly trips = new TripCounter()
  private stopTimers: (() => void) | undefined

  private constructor(
    readonly id: string,
    readonly db: CloudDatabase,
    readonly collections: CollectionSpec[],
    readonly deploy: DeployPlan,
    readonly functions: Functions,
    readonly storage: Storage,
    readonly wx: WxOpenApi,
    readonly log: FunctionLog,
  ) {}

  /** @throws on a bad id, an unreadable deploy file or a database that does not open. */
  static async open(options: EnvironmentOptions, host: EnvironmentHost): Promise<Environment> {
    const { id, dir, collections = [] } = options
    const variables = located(options.variables ?? {}, host.url())
    if (!ID.test(id)) throw new Error(`bad environment id ${JSON.stringify(id)}: lower-case letters, digits and -`)
    const deploy = readDeployFile(options.deploy)
    const db = await openDatabase(join(dir, 'database'))
    try {
      await db.ensure(collections)
    } catch (error) {
      await db.close()
      throw error
    }
    const log = new FunctionLog(join(dir, 'logs'))
    const functions = new Functions({
      env: id, dir: options.functions, deploy, variables, sdk: sdkVariables(host.url(), id),
      spares: host.spares, log, watch: host.watch,
    })
    const storage = new Storage(join(dir, 'storage'), id, host.url)
    return new Environment(id, db, collections, deploy, functions, storage, new WxOpenApi(options.functions), log)
  }

  /** Calls the function as its timer would. */
  fire(name: string, trigger: string): Promise<CallResult> {
    return this.functions.invoke(name, timerEvent(trigger), { source: 'timer' })
  }

  runTimers() {
    this.stopTimers = startTimers(this.deploy, timer => void this.fire(timer.function, timer.name))
  }

  pauseTimers() {
    this.stopTimers?.()
    this.stopTimers = undefined
  }

  async close(): Promise<void> {
    this.pauseTimers()
    await this.functions.close()
    await this.db.close()
    await this.log.close()
  }
}
