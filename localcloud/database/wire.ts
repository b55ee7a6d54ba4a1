import { randomBytes } from 'node:crypto'
import { parseEjson } from './ejson'
import { invalid, refused } from './errors'
import type { Sort } from './plan'
import { rank, rankOf, requireDoc, type Doc } from './values'
import { refuseDollars } from './update'

export type Body = Record<string, unknown>
export type Reply = Record<string, unknown>

const defaultLimit = 100
const maxLimit = 1000
const maxReply = 16 * 1024 * 1024

export const queryOf = (body: Body): Doc =>
  body.query === undefined || body.query === null ? {} : requireDoc(parseEjson(body.query, 'query'), 'query')

export const dataOf = (body: Body): Doc => requireDoc(parseEjson(body.data, 'data'), 'data')

export function sortOf(body: Body): Sort {
  if (body.order === undefined || body.order === null) return []
  return sortSpec(requireDoc(parseEjson(body.order, 'order'), 'order'))
}

export function sortSpec(spec: Doc): Sort {
  return Object.entries(spec).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) throw refused(`bad sort specification: ${field} must be 1 or -1`)
    return { field, direction }
  })
}

export const projectionOf = (body: Body): Doc | null =>
  body.projection === undefined || body.projection === null
    ? null
    : requireDoc(parseEjson(body.projection, 'projection'), 'projection')

function whole(value: unknown, name: string, fallback: number): number {
  if (value === undefined || value === null) return fallback
  if (!Number.isInteger(value) || (value as number) < 0) throw invalid(`${name} must be an integer that is not negative`)
  return value as number
}

export const skipOf = (body: Body) => whole(body.offset, 'offset', 0)

/** Production hands out 100 documents unless asked, and 1000 at most. */
export const limitOf = (body: Body) => Math.min(whole(body.limit, 'limit', defaultLimit) || defaultLimit, maxLimit)

const newId = () => randomBytes(16).toString('hex')

/** The documents of an insert, each with its `_id` in first place. */
export function documentsOf(body: Body): Doc[] {
  if (!Array.isArray(body.data)) throw invalid('data must be an array')
  return body.data.map(item => withId(requireDoc(parseEjson(item, 'data'), 'data')))
}

export function withId(doc: Doc): Doc {
  const { _id, ...rest } = doc
  refuseDollars(rest)
  const type = rankOf(_id)
  if (type === rank.array || type === rank.regex) throw refused(`The '_id' value cannot be of type ${type === rank.array ? 'array' : 'regex'}`)
  return { _id: _id ?? newId(), ...rest }
}

export function listReply(list: string[]): Reply {
  const size = list.reduce((sum, text) => sum + text.length, 0)
  if (size > maxReply / 3 && list.reduce((sum, text) => sum + Buffer.byteLength(text), 0) > maxReply) {
    throw refused(`Result size exceeds the limit of ${maxReply} bytes`)
  }
  return { data: { list } }
}

/** `updated` says how many documents matched, even where nothing changed (unproven in production: keep it here). */
export const updatedReply = (matched: number, upserted: unknown = null): Reply =>
  ({ data: { updated: matched, upsert_id: upserted } })
