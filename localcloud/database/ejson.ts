import { invalid, refused } from './errors'
import type { Doc, Value } from './values'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Wrapped = Record<string, Json>

/** BSON's own limit, with room for the levels of a query around a value. */
const maxDepth = 120

const dateOf = (value: Json): Date =>
  new Date(typeof value === 'object' && value !== null ? Number((value as Wrapped).$numberLong) : (value as string | number))

function regexOf(pattern: unknown, options: unknown): RegExp {
  const flags = String(options ?? '')
  const unknown = /[^imsu]/.exec(flags)
  if (unknown) throw refused(`invalid flag in regex options: ${unknown[0]}`)
  try {
    return new RegExp(String(pattern), flags)
  } catch (error) {
    throw refused(`Regular expression is invalid: ${(error as Error).message}`)
  }
}

/** What each EJSON wrapper stands for. An ObjectId becomes its text, as the SDK hands it to people. */
const wrappers: Record<string, (wrapped: Wrapped) => Value> = {
  $numberInt: w => Number(w.$numberInt),
  $numberLong: w => Number(w.$numberLong),
  $numberDouble: w => Number(w.$numberDouble),
  $numberDecimal: w => Number(w.$numberDecimal),
  $date: w => dateOf(w.$date!),
  $oid: w => String(w.$oid),
  $symbol: w => String(w.$symbol),
  $undefined: () => null,
  $tcb_server_date: w => new Date(Date.now() + Number(decode((w.$tcb_server_date as Wrapped)?.offset ?? 0))),
  $binary: w => {
    const body = w.$binary as Wrapped | string
    return new Uint8Array(Buffer.from(typeof body === 'string' ? body : String(body.base64), 'base64'))
  },
  $regularExpression: w => {
    const body = w.$regularExpression as Wrapped
    return regexOf(body.pattern, body.options)
  },
}

// A lone surrogate has no UTF-8 form; the real database would have replaced it on arrival.
const wellFormed = (text: string) => (/[\ud800-\udfff]/.test(text) ? Buffer.from(text).toString() : text)

/** From parsed EJSON (canonical or relaxed) to plain values. */
export function decode(json: Json, depth = 0): Value {
  if (depth > maxDepth) throw refused(`nested deeper than ${maxDepth} levels`)
  if (typeof json === 'string') return wellFormed(json)
  if (typeof json !== 'object' || json === null) return json
  if (Array.isArray(json)) return json.map(item => decode(item, depth + 1))
  const keys = Object.keys(json)
  const wrapper = keys.length > 0 && Object.hasOwn(wrappers, keys[0]!) ? wrappers[keys[0]!] : undefined
  if (wrapper && keys.length === 1) return wrapper(json)
  const doc: Doc = {}
  for (const key of keys) {
    if (key === '__proto__') throw invalid('a field cannot be named __proto__')
    doc[key] = decode(json[key]!, depth + 1)
  }
  return doc
}

export function parseEjson(text: unknown, what: string): Value {
  if (typeof text !== 'string') return decode(text as Json)
  try {
    return decode(JSON.parse(text) as Json)
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(`${what} is not JSON: ${error.message}`)
    throw error
  }
}

function encode(value: Value): Json {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : { $numberDouble: String(value) }
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(encode)
  if (value instanceof Date) {
    const ms = value.getTime()
    return { $date: Number.isFinite(ms) ? ms : { $numberLong: '0' } }
  }
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } }
  if (value instanceof Uint8Array) {
    return { $binary: { base64: Buffer.from(value).toString('base64'), subType: '00' } }
  }
  const json: Wrapped = {}
  for (const key of Object.keys(value)) json[key] = encode(value[key]!)
  return json
}

/** The stored text is also the text sent back, so that a plain read needs no decoding at all. */
export const stringify = (value: Value): string => JSON.stringify(encode(value))

/** Reads a stored document; one without wrapped values is already what JSON.parse gives. */
export function parseStored(text: string): Doc {
  const json = JSON.parse(text) as Json
  return (text.includes('"$') ? decode(json) : json) as Doc
}
