import type { ExparserNode, VirtualNode } from './simulator'

/** What stands on a page: WeChat's elements with their attributes, custom components opened up. */
export interface ScreenElement {
  tag: string
  /** By the compiler's camelCase names; attributes without a value are left out. */
  attrs: Record<string, unknown>
  events: Set<string>
  children: (ScreenElement | string)[]
  node: ExparserNode
}

const TEXT = 18
const COMPONENT = 17

const attributes = (node: VirtualNode) =>
  Object.fromEntries(node.attrs.filter(({ value }) => value !== undefined && value !== '').map(({ name, value }) => [name, value]))

const read = (node: VirtualNode): (ScreenElement | string)[] => {
  if (node.type === TEXT) return [node.content]
  const inner = node.exparserNode?.shadowRoot?._vt
  const isOurs = node.componentId !== node.tagName && inner !== undefined
  if (node.type !== COMPONENT) return node.children.flatMap(read)
  if (isOurs) return inner.children.flatMap(read)
  return [{
    tag: node.tagName.replace(/^wx-/, ''),
    attrs: attributes(node),
    events: new Set(Object.keys(node.event)),
    children: node.children.flatMap(read),
    node: node.exparserNode,
  }]
}

export const readScreen = (root: ExparserNode): ScreenElement[] =>
  (root.shadowRoot?._vt?.children ?? []).flatMap(read).filter(item => typeof item !== 'string')

export const textOf = (element: ScreenElement): string =>
  element.children.map(child => typeof child === 'string' ? child : textOf(child)).join('')

export const allOf = (elements: ScreenElement[]): ScreenElement[] => elements.flatMap(element => [
  element,
  ...allOf(element.children.filter((child): child is ScreenElement => typeof child !== 'string')),
])

/** What a screen reader calls an element: its label, or else the text inside, or else a field's placeholder. */
export const nameOf = (element: ScreenElement): string =>
  String(element.attrs.ariaLabel || textOf(element).trim() || element.attrs.placeholder || '')

const isTrue = (value: unknown) => value === true || value === 'true'

export const isHidden = (element: ScreenElement) => isTrue(element.attrs.ariaHidden)

export const isDisabled = (element: ScreenElement) =>
  isTrue(element.attrs.disabled) || isTrue(element.attrs.ariaDisabled)
