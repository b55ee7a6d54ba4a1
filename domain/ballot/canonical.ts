import { toText, utf8 } from './bytes'
import { NOT_CANONICAL, demand, no } from './problems'
import { sha256 } from './sha256'

/** What can be hashed and signed: JSON without null, booleans, negative numbers and fractions. */
export type Canon = string | number | readonly Canon[] | { readonly [name: string]: Canon }

const DEPTH = 8
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/

/** The one JSON text of a value: RFC 8785 (JCS) restricted, see docs/ballot-record.md §2. */
export const canonical = (value: unknown): string => write(value, 0)

function write(value: unknown, depth: number): string {
  demand(depth <= DEPTH, NOT_CANONICAL)
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number') {
    demand(Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0), NOT_CANONICAL)
    return String(value)
  }
  if (Array.isArray(value)) return `[${value.map(v => write(v, depth + 1)).join(',')}]`
  if (typeof value !== 'object' || value === null) throw no(NOT_CANONICAL)
  const record = value as Record<string, unknown>
  const names = Object.keys(record).sort()
  demand(names.every(name => NAME.test(name)), NOT_CANONICAL)
  return `{${names.map(name => `"${name}":${write(record[name], depth + 1)}`).join(',')}}`
}

function text(value: string): string {
  // Refuses a lone surrogate, which JSON would write as an escape.
  utf8(value)
  return JSON.stringify(value)
}

/** What is hashed and signed for a purpose: the label keeps a signature made for one purpose from serving another. */
export const statement = (label: string, value: unknown): Uint8Array => stated(label, canonical(value))

const stated = (label: string, text: string): Uint8Array => utf8(`zhidaitong-ballot/1/${label}\0${text}`)

/** SHA-256 of a statement: what Ed25519 keys sign. Without JIT its SHA-512 would cost more than the rest of a signature. */
export const digest = (label: string, value: unknown): Uint8Array => digestOf(label, canonical(value))

/** The same of a value whose canonical text is there already. */
export const digestOf = (label: string, text: string): Uint8Array => sha256(stated(label, text))

/** The same as text. */
export const hashOf = (label: string, value: unknown): string => toText(digest(label, value))
