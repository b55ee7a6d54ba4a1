import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ComponentOptions } from './simulator'
import { createTimers } from './timers'

// What a browser or Node has and WeChat's script engine has not. Taro supplies some of them to the app by itself.
const ABSENT = [
  'window', 'document', 'self', 'global', 'process', 'Buffer', 'fetch', 'Headers', 'Request', 'Response', 'URL',
  'URLSearchParams', 'TextEncoder', 'TextDecoder', 'crypto', 'Intl', 'AbortController', 'localStorage', 'sessionStorage',
  'FormData', 'Blob', 'File', 'FileReader', 'XMLHttpRequest', 'navigator', 'location', 'history', 'performance',
  'structuredClone', 'queueMicrotask', 'MessageChannel', 'BroadcastChannel', 'setImmediate', 'clearImmediate',
  'requestAnimationFrame', 'cancelAnimationFrame', 'Event', 'EventTarget', 'CustomEvent', 'Node', 'Element', 'HTMLElement',
  'MutationObserver', 'atob', 'btoa', 'WebSocket', 'Worker', 'SharedArrayBuffer', 'Atomics', 'WebAssembly',
]

/** WeChat keeps the constructor but makes code from no text. */
function inertFunction() {
  return () => undefined
}
inertFunction.prototype = Function.prototype

export interface MiniGlobals {
  wx: Record<string, unknown>
  App(options: Record<string, unknown>): void
  getApp(): unknown
  getCurrentPages(): unknown[]
  console: Pick<Console, 'log' | 'info' | 'warn' | 'error' | 'debug'>
}

type Page = Record<string, unknown>

/** A page object as a component: the simulator knows components only. */
const pageAsComponent = (page: Page): ComponentOptions => {
  const methods = Object.fromEntries(Object.entries(page).filter(([, value]) => typeof value === 'function'))
  return { data: page.data, methods }
}

/** Runs the scripts of a built mini-program the way WeChat does: each once, with WeChat's globals and no others. */
export const createScripts = (dist: string, globals: MiniGlobals) => {
  const modules = new Map<string, { exports: unknown }>()
  const registered = new Map<string, ComponentOptions>()
  const running: string[] = []
  const timers = createTimers()

  const register = (options: ComponentOptions) => {
    registered.set(running.at(-1)!, options)
  }
  const given: Record<string, unknown> = {
    ...Object.fromEntries(ABSENT.map(name => [name, undefined])),
    ...globals,
    globalThis: {},
    Function: inertFunction,
    Page: (page: Page) => register(pageAsComponent(page)),
    Component: register,
    Behavior: () => { throw new Error('behaviors are not modelled') },
    ...timers.api,
  }
  const names = Object.keys(given)
  const values = Object.values(given)

  const run = (path: string): unknown => {
    const known = modules.get(path)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    modules.set(path, module)
    const source = readFileSync(`${path}.js`, 'utf8')
    const body = new Function('require', 'module', 'exports', ...names, `${source}\n//# sourceURL=${path}.js`)
    running.push(path)
    try {
      body((to: string) => run(join(dirname(path), to).replace(/\.js$/, '')), module, module.exports, ...values)
    } finally {
      running.pop()
    }
    return module.exports
  }

  return {
    end: timers.end,
    /** Runs a script unless it ran before; `path` is relative to the package and without suffix. */
    run: (path: string) => run(join(dist, path)),
    /** What the script at an absolute path gave to `Page` or `Component`, fresh for each rendering. */
    optionsOf(path: string): ComponentOptions {
      run(path)
      const options = registered.get(path)
      if (!options) throw new Error(`${path}.js registered neither a page nor a component`)
      return { ...options, data: JSON.parse(JSON.stringify(options.data ?? {})) }
    },
  }
}
