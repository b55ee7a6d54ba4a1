import { dispatch, type Rendered } from './simulator'
import { allOf, isDisabled, isHidden, nameOf, readScreen, textOf, type ScreenElement } from './screen'

// Far beyond what anything takes: a machine under load is slow, not wrong.
const DEADLINE_MS = 45_000
const LOOK_EVERY_MS = 15

export interface SetDataCall {
  /** Bytes of JSON that crossed from the script engine to the page. */
  bytes: number
  keys: string[]
}

/** Looks again and again until the condition holds; says what stood there instead when it never did. */
export const until = async <T>(look: () => T | Promise<T>, otherwise: () => string, deadlineMs = DEADLINE_MS): Promise<NonNullable<T>> => {
  const end = Date.now() + deadlineMs
  let failure: unknown
  while (Date.now() < end) {
    try {
      const seen = await look()
      if (seen) return seen
      failure = undefined
    } catch (error) {
      failure = error
    }
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  }
  throw new Error(`nothing came of ${look}\n${failure ?? ''}\n${otherwise()}`)
}

const TYPED = new Set(['input', 'textarea'])

/** One open page: what a person sees on it and can do with it. */
export class OpenPage {
  readonly setDataCalls: SetDataCall[] = []

  constructor(readonly route: string, readonly query: Record<string, string>, readonly rendered: Rendered) {
    this.measure()
  }

  get instance() { return this.rendered.instance }

  /** Bytes that setData has carried since the page was opened or `resetBytes` was called. */
  get bytes() { return this.setDataCalls.reduce((sum, call) => sum + call.bytes, 0) }

  resetBytes() { this.setDataCalls.length = 0 }

  elements(): ScreenElement[] { return allOf(readScreen(this.rendered._exparserNode)) }

  /** All text, one line an outermost element. */
  text(): string { return readScreen(this.rendered._exparserNode).map(textOf).join('\n') }

  nameOf(element: ScreenElement): string { return nameOf(element) }

  /** Roles, names and states of everything that can be operated or typed into, as a screen reader would list them. */
  controls(): string[] {
    return this.elements().filter(element => this.isOperable(element)).map(element => {
      const state = isDisabled(element) ? ' (disabled)' : ''
      return `${element.attrs.ariaRole ?? element.tag} ${nameOf(element)}${state}`
    })
  }

  until<T>(look: () => T | Promise<T>, deadlineMs?: number) {
    return until(look, () => `${this.route} shows:\n${this.text()}\ncontrols:\n${this.controls().join('\n')}`, deadlineMs)
  }

  /** Waits until the page shows a text. */
  async see(text: string) { await this.until(() => this.text().includes(text)) }

  /** Taps the control of this name once it is there and enabled. */
  async tap(name: string) {
    const element = await this.until(() => {
      const found = this.find(name, item => item.events.has('tap'))
      return found && !isDisabled(found) ? found : undefined
    })
    this.send(element, 'tap', { x: 0, y: 0 }, true)
  }

  /** Taps several times in the same moment, as an impatient finger does. */
  async tapTimes(name: string, times: number) {
    const element = await this.until(() => this.find(name, item => item.events.has('tap')))
    for (let i = 0; i < times; i++) this.send(element, 'tap', { x: 0, y: 0 }, true)
  }

  /** Types into the field of this name. */
  async type(name: string, value: string) {
    const element = await this.until(() => this.find(name, item => TYPED.has(item.tag)))
    this.send(element, 'focus', { value: element.attrs.value ?? '' }, false)
    this.send(element, 'input', { value, cursor: value.length }, false)
    this.send(element, 'blur', { value }, false)
  }

  /** Chooses in a native picker: an index, or what its mode sends. */
  async pick(name: string, value: unknown) {
    const element = await this.until(() => this.find(name, item => item.tag === 'picker'))
    this.send(element, 'change', { value }, false)
  }

  /** WeChat's own answer to its own button: a phone number's code for `getphonenumber`, and the like. */
  async wechatAnswers(name: string, event: string, detail: unknown) {
    const element = await this.until(() => this.find(name, item => item.events.has(event)))
    this.send(element, event, detail, false)
  }

  /** What stands in the field of this name. */
  value(name: string): string {
    return String(this.find(name, item => TYPED.has(item.tag))?.attrs.value ?? '')
  }

  /** The page's own events: `onReachBottom`, `onPullDownRefresh`, … */
  trigger(event: string, detail?: unknown) { return this.run(event, detail) }

  run(method: string, ...args: unknown[]) {
    const found = this.instance[method]
    return typeof found === 'function' ? (found as (...given: unknown[]) => unknown).apply(this.instance, args) : undefined
  }

  private isOperable(element: ScreenElement) {
    return !isHidden(element) && (element.events.has('tap') || TYPED.has(element.tag) || element.tag === 'picker')
      && (element.tag !== 'view' || element.attrs.ariaRole !== undefined)
  }

  private find(name: string, fits: (element: ScreenElement) => boolean) {
    const named = this.elements().filter(element => fits(element) && !isHidden(element) && nameOf(element) === name)
    // Taro binds a tap on every element, so an outer one may carry the same text: the innermost with a role is meant.
    const withRole = named.filter(element => element.attrs.ariaRole !== undefined)
    return (withRole.length ? withRole : named).at(-1)
  }

  private send(element: ScreenElement, event: string, detail: unknown, bubbles: boolean) {
    dispatch(element.node, event, detail, bubbles)
  }

  private measure() {
    const { instance } = this.rendered
    const original = instance.setData.bind(instance)
    instance.setData = (data, done) => {
      this.setDataCalls.push({ bytes: Buffer.byteLength(JSON.stringify(data)), keys: Object.keys(data) })
      original(data, done)
    }
  }
}
