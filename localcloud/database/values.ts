import { invalid } from './errors'

export type Value = null | boolean | number | string | Date | RegExp | Uint8Array | Value[] | Doc
export interface Doc {
  [field: string]: Value
}

/** BSON's order of types. An empty array inside an index or a sort counts as `undefined`. */
export const rank = {
  undefined: 3, null: 5, number: 10, string: 15, object: 20, array: 25, binary: 30, bool: 40, date: 45, regex: 50,
} as const

export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'number': return rank.number
    case 'string': return rank.string
    case 'boolean': return rank.bool
    case 'undefined': return rank.undefined
  }
  if (value === null) return rank.null
  if (Array.isArray(value)) return rank.array
  if (value instanceof Date) return rank.date
  if (value instanceof RegExp) return rank.regex
  if (value instanceof Uint8Array) return rank.binary
  return rank.object
}

const typeNames: Record<number, string> = {
  3: 'missing', 5: 'null', 15: 'string', 20: 'object', 25: 'array', 30: 'binData', 40: 'bool', 45: 'date', 50: 'regex',
}

/** The type as MongoDB's error texts name it. */
export function typeName(value: unknown): string {
  if (typeof value !== 'number') return typeNames[rankOf(value)]!
  if (!Number.isInteger(value)) return 'double'
  return Math.abs(value) <= 0x7fffffff ? 'int' : 'long'
}

export const isDoc = (value: unknown): value is Doc => rankOf(value) === rank.object

/** Order of UTF-8 bytes, which JavaScript's order of UTF-16 units differs from above U+D7FF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return Math.sign(liftSurrogate(x) - liftSurrogate(y))
  }
  return Math.sign(a.length - b.length)
}

const liftSurrogate = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
}

function compareArrays(a: Value[], b: Value[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareValues(a[i], b[i])
    if (order) return order
  }
  return a.length - b.length
}

function compareDocs(a: Doc, b: Doc): number {
  const as = Object.keys(a)
  const bs = Object.keys(b)
  for (let i = 0; i < as.length && i < bs.length; i++) {
    const x = a[as[i]!]
    const y = b[bs[i]!]
    const order = rankOf(x) - rankOf(y) || compareStrings(as[i]!, bs[i]!) || compareValues(x, y)
    if (order) return order
  }
  return as.length - bs.length
}

function compareBinary(a: Uint8Array, b: Uint8Array): number {
  return a.length - b.length || Buffer.compare(a, b)
}

/** MongoDB's order over all types; embedded documents compare field by field, in their own order. */
export function compareValues(a: unknown, b: unknown): number {
  const byType = rankOf(a) - rankOf(b)
  if (byType) return byType
  if (typeof a === 'number') return compareNumbers(a, b as number)
  if (typeof a === 'string') return compareStrings(a, b as string)
  if (typeof a === 'boolean') return Number(a) - Number(b)
  if (a == null) return 0
  if (a instanceof Date) return compareNumbers(a.getTime(), (b as Date).getTime())
  if (Array.isArray(a)) return compareArrays(a, b as Value[])
  if (a instanceof RegExp) {
    const other = b as RegExp
    return compareStrings(a.source, other.source) || compareStrings(a.flags, other.flags)
  }
  if (a instanceof Uint8Array) return compareBinary(a, b as Uint8Array)
  return compareDocs(a as Doc, b as Doc)
}

export const equalValues = (a: unknown, b: unknown) => compareValues(a, b) === 0

export function cloneValue<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map(cloneValue) as T
  if (!isDoc(value)) return value
  const copy: Doc = {}
  for (const key of Object.keys(value)) copy[key] = cloneValue(value[key]!)
  return copy as T
}

export function requireDoc(value: unknown, what: string): Doc {
  if (!isDoc(value)) throw invalid(`${what} must be an object`)
  return value
}
