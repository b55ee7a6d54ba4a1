import { JSDOM } from 'jsdom'

/** One node of j-component's tree as WeChat's own template compiler produced it. */
export interface VirtualNode {
  type: number
  tagName: string
  componentId: string
  content: string
  attrs: { name: string; value: unknown }[]
  event: Record<string, { name: string; handler: string }>
  children: VirtualNode[]
  exparserNode: ExparserNode
}

export interface ExparserNode {
  shadowRoot?: { _vt?: VirtualNode }
  id: string
}

export interface Instance {
  data: unknown
  route: string
  options: Record<string, string>
  setData(data: Record<string, unknown>, done?: () => void): void
  [method: string]: unknown
}

export interface Rendered {
  instance: Instance
  _exparserNode: ExparserNode
  attach(parent: Element): void
  detach(): void
}

export type ComponentOptions = Record<string, unknown>

interface Simulate {
  load(path: string, tagName: string, options: object): string
  render(id: string): Rendered
}

interface Exparser {
  Event: {
    create(name: string, detail: unknown, options: object): unknown
    dispatchEvent(node: ExparserNode, event: unknown): void
  }
  addGlobalErrorListener(listener: (error: Error) => void): void
}

// The simulator expects a browser's globals; the app's own scripts get none of them (scripts.ts).
const GLOBALS = [
  'window', 'document', 'navigator', 'Event', 'CustomEvent', 'Node', 'Element', 'HTMLElement', 'TouchEvent', 'Text',
]

const installDom = () => {
  const { window } = new JSDOM('<!DOCTYPE html><body></body>', { pretendToBeVisual: true })
  for (const name of GLOBALS) {
    const value = name === 'window' ? window : (window as unknown as Record<string, unknown>)[name]
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
}

const load = () => {
  installDom()
  /* eslint-disable @typescript-eslint/no-require-imports */
  const simulate = require('miniprogram-simulate') as Simulate
  const utils = require('miniprogram-simulate/src/utils') as { runJs(path: string): void }
  const exparser = require('miniprogram-exparser') as Exparser
  /* eslint-enable @typescript-eslint/no-require-imports */
  return { simulate, utils, exparser }
}

let parts: ReturnType<typeof load> | undefined
const simulator = () => (parts ??= load())

/**
 * Renders one built page.
 * @param optionsOf the options that the page's or a component's script gave to `Component`, by path without suffix
 */
export const renderPage = (dist: string, path: string, optionsOf: (path: string) => ComponentOptions): Rendered => {
  const { simulate, utils } = simulator()
  // The simulator runs scripts by `require`, which would run once per process; every phone and page needs its own.
  utils.runJs = file => {
    (globalThis as unknown as { Component(options: ComponentOptions): void }).Component(optionsOf(file))
  }
  // The default buffer of 1 MB cuts the compiler's output off.
  const id = simulate.load(path, 'page', { rootPath: dist, compiler: 'official', compilerOptions: { maxBuffer: 64 << 20 } })
  const rendered = simulate.render(id)
  rendered.attach(document.body)
  return rendered
}

export const dispatch = (node: ExparserNode, name: string, detail: unknown, bubbles: boolean) => {
  const { Event } = simulator().exparser
  Event.dispatchEvent(node, Event.create(name, detail, {
    bubbles, composed: bubbles, capturePhase: true, extraFields: { touches: [], changedTouches: [] },
  }))
}

export const onSimulatorError = (listener: (error: Error) => void) =>
  simulator().exparser.addGlobalErrorListener(listener)
