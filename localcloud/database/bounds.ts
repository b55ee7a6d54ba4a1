import { after, encodeKey, invert } from './keys'
import { isDoc, rank, rankOf, type Doc } from './values'

interface Edge {
  value: unknown
  inclusive: boolean
}

/** What a query demands of one path, as far as an index can use it. */
export interface Bound {
  equal?: unknown[]
  low?: Edge
  high?: Edge
}

export interface Demands {
  paths: Map<string, Bound>
  /** The demands say everything that the query says (as long as no array is involved). */
  complete: boolean
}

/** A stretch of index keys: `from` included, `to` not. */
export interface Stretch {
  from: Buffer
  to: Buffer
}

const isScalar = (value: unknown) => {
  const type = rankOf(value)
  if (type === rank.number) return !Number.isNaN(value)
  return type === rank.null || type === rank.string || type === rank.bool || type === rank.date
}

const isOrdered = (value: unknown) => isScalar(value) && value !== null && typeof value !== 'boolean'

/** Reads the conditions that all must hold; the others (`$or`, `$regex`, …) are left to the matcher. */
export function demandsOf(query: Doc): Demands {
  const demands: Demands = { paths: new Map(), complete: true }
  collect(query, demands)
  return demands
}

function collect(query: Doc, demands: Demands): void {
  for (const [field, operand] of Object.entries(query)) {
    if (field === '$and' && Array.isArray(operand)) {
      for (const part of operand) if (isDoc(part)) collect(part, demands)
    } else if (field.startsWith('$')) {
      demands.complete = false
    } else if (isDoc(operand) && Object.keys(operand).some(key => key.startsWith('$'))) {
      for (const [operator, value] of Object.entries(operand)) {
        if (!take(demands, field, operator, value)) demands.complete = false
      }
    } else if (!take(demands, field, '$eq', operand)) {
      demands.complete = false
    }
  }
}

function take(demands: Demands, path: string, operator: string, value: unknown): boolean {
  const known = demands.paths.get(path)
  const bound = narrowed(known ?? {}, operator, value)
  if (!bound) return false
  demands.paths.set(path, bound)
  return !known?.equal
}

/** The bound with one more condition, or null when the condition cannot be kept beside the others. */
function narrowed(bound: Bound, operator: string, value: unknown): Bound | null {
  switch (operator) {
    case '$eq': return !bound.equal && !bound.low && !bound.high && isScalar(value) ? { equal: [value] } : null
    case '$in': {
      const usable = Array.isArray(value) && value.length > 0 && value.every(isScalar)
      return usable && !bound.equal && !bound.low && !bound.high ? { equal: value } : null
    }
    case '$gt':
    case '$gte': {
      if (bound.equal || bound.low || !isOrdered(value)) return null
      if (bound.high && rankOf(bound.high.value) !== rankOf(value)) return null
      return { ...bound, low: { value, inclusive: operator === '$gte' } }
    }
    case '$lt':
    case '$lte': {
      if (bound.equal || bound.high || !isOrdered(value)) return null
      if (bound.low && rankOf(bound.low.value) !== rankOf(value)) return null
      return { ...bound, high: { value, inclusive: operator === '$lte' } }
    }
    default: return null
  }
}

/** The stretch of keys that begin with `prefix` and go on with a value inside the bound. */
export function stretchOf(prefix: Buffer, bound: Bound, direction: 1 | -1): Stretch {
  const type = Buffer.from([rankOf((bound.low ?? bound.high)!.value)])
  // NaN is the smallest number in an index, yet smaller than no number in a query.
  const start = type[0] === rank.number ? { bytes: encodeKey(NaN), inclusive: false } : { bytes: type, inclusive: true }
  const low = bound.low ? { bytes: encodeKey(bound.low.value), inclusive: bound.low.inclusive } : start
  const high = bound.high ? { bytes: encodeKey(bound.high.value), inclusive: bound.high.inclusive } : { bytes: type, inclusive: true }
  const [first, last] = direction === 1
    ? [low, high]
    : [{ ...high, bytes: invert(high.bytes) }, { ...low, bytes: invert(low.bytes) }]
  const from = Buffer.concat([prefix, first.bytes])
  const to = Buffer.concat([prefix, last.bytes])
  return { from: first.inclusive ? from : after(from), to: last.inclusive ? after(to) : to }
}
