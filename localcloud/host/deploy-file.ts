import { readFileSync } from 'node:fs'

/** A timer as production knows it: seven fields (with seconds and year), read in UTC+8. */
export interface Timer { name: string; cron: string }

export interface FunctionSettings {
  timeoutMs: number
  /** The module and the export that production would call, from `handler: "index.main"`. */
  handler: { module: string; name: string }
  variables: Record<string, string>
  timers: Timer[]
}

/** An HTTP access route: requests under `path` go to `function`, never with an identity. */
export interface HttpRoute { path: string; function: string }

export interface DeployPlan {
  settings(name: string): FunctionSettings
  named: string[]
  routes: HttpRoute[]
}

interface DeployFile {
  functions?: {
    name: string
    handler?: string
    timeout?: number
    envVariables?: Record<string, string>
    triggers?: { name: string; type: string; config: string }[]
  }[]
  httpRoutes?: HttpRoute[]
}

// What the CloudBase CLI deploys when the file says nothing.
const DEFAULT_TIMEOUT_S = 5

/**
 * What a cloudbaserc.json says about running functions. `path` undefined means production's defaults.
 * `memorySize` is left out: a worker thread's memory cannot be limited as production limits an instance's.
 * @throws when the file cannot be read or is not JSON: a local cloud with half a plan would mislead.
 */
export function readDeployFile(path: string | undefined): DeployPlan {
  const file: DeployFile = path ? JSON.parse(readFileSync(path, 'utf8')) as DeployFile : {}
  const known = new Map((file.functions ?? []).map(entry => {
    const [module = 'index', name = 'main'] = (entry.handler ?? 'index.main').split('.')
    return [entry.name, {
      timeoutMs: (entry.timeout ?? DEFAULT_TIMEOUT_S) * 1000,
      handler: { module, name },
      variables: entry.envVariables ?? {},
      timers: (entry.triggers ?? []).filter(t => t.type === 'timer').map(t => ({ name: t.name, cron: t.config })),
    } satisfies FunctionSettings]
  }))
  const fallback: FunctionSettings = {
    timeoutMs: DEFAULT_TIMEOUT_S * 1000,
    handler: { module: 'index', name: 'main' },
    variables: {},
    timers: [],
  }
  return {
    settings: name => known.get(name) ?? fallback,
    named: [...known.keys()],
    routes: file.httpRoutes ?? [],
  }
}
