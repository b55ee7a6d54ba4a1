import { demandsOf, stretchOf, type Bound, type Stretch } from './bounds'
import { multikeyMark, type Collection, type Connection, type Index } from './connection'
import { after, encodeKey, invert, type KeyField } from './keys'
import { isDoc, type Doc } from './values'

export type Sort = KeyField[]

export interface Plan {
  /** The index to walk; null walks the collection itself, which is kept in order of `_id`. */
  index: Index | null
  stretches: Stretch[]
  reverse: boolean
  /** Each stretch comes in the order asked for. */
  sorted: boolean
  /** The order was asked for, and walking gives it. */
  ordered: boolean
  /** A document may turn up more than once. */
  multikey: boolean
  /** Every row inside the stretches matches: there is nothing left to check. */
  complete: boolean
  equals: number
}

/** As many values as one `$in` of a batch has; more are looked for by walking everything. */
const maxStretches = 1000
const everything: Stretch = { from: Buffer.from([1]), to: Buffer.alloc(16, 0xff) }

export const walksAll = (plan: Plan) => plan.stretches[0] === everything

export function isMultikey(connection: Connection, index: Index): boolean {
  return connection.row(`SELECT 1 FROM ${index.table} WHERE key = ?`, multikeyMark) !== undefined
}

/** Chooses how to reach the documents: most fields fixed first, then the order asked for, then a range. */
export function choosePlan(connection: Connection, collection: Collection, query: Doc, sort: Sort): Plan {
  const demands = demandsOf(query)
  const options = [null, ...collection.indexes].map(index => {
    const multikey = index !== null && isMultikey(connection, index)
    return planFor(index, demands.paths, demands.complete, sort, multikey)
  })
  return options.reduce((best, plan) => (worth(plan) > worth(best) ? plan : best))
}

function worth(plan: Plan): number {
  const fixed = plan.index === null && plan.equals > 0 ? 100 : plan.equals
  const narrowed = walksAll(plan) ? 0 : 1
  return fixed * 100 + (plan.sorted ? 10 : 0) + narrowed * 5 + (plan.index === null ? 1 : 0) - (plan.multikey ? 0.5 : 0)
}

function planFor(
  index: Index | null, paths: Map<string, Bound>, demandsComplete: boolean, sort: Sort, multikey: boolean,
): Plan {
  const fields = index ? index.fields : [{ field: '_id', direction: 1 as const }]
  const { prefixes, equals } = fixedPrefixes(fields, paths, multikey)
  const next = fields[equals]
  const range = next && usableRange(paths.get(next.field), next, fields.slice(0, equals), multikey)
  const stretches = prefixes.map(prefix => {
    if (range) return stretchOf(prefix, range, next.direction)
    return prefix.length ? { from: prefix, to: after(prefix) } : everything
  })
  const order = orderGiven(fields.slice(equals), fields.slice(0, equals), sort, index !== null)
  return {
    index,
    stretches: stretches.sort((a, b) => Buffer.compare(a.from, b.from)),
    reverse: order === -1,
    sorted: order !== 0 && !multikey,
    ordered: order !== 0 && !multikey && sort.length > 0,
    multikey,
    complete: demandsComplete && !multikey && equals + (range ? 1 : 0) === paths.size,
    equals,
  }
}

export interface Branch {
  query: Doc
  plan: Plan
}

/** The alternatives of an `$or`, each with its plan; null unless an index narrows every one of them. */
export function branchesOf(connection: Connection, collection: Collection, query: Doc): Branch[] | null {
  const { $or: alternatives, ...rest } = query
  if (!Array.isArray(alternatives) || !alternatives.every(isDoc)) return null
  const branches = alternatives.map(alternative => {
    const narrowed = { $and: [rest, alternative] }
    return { query: narrowed, plan: choosePlan(connection, collection, narrowed, []) }
  })
  return branches.some(({ plan }) => walksAll(plan)) ? null : branches
}

/** Fields below one array were indexed item by item, while a query may be met by different items. */
const sharesArray = (field: string, others: KeyField[]) =>
  others.some(other => other.field.split('.')[0] === field.split('.')[0])

function fixedPrefixes(fields: KeyField[], paths: Map<string, Bound>, multikey: boolean) {
  let prefixes: Buffer[] = [Buffer.alloc(0)]
  let equals = 0
  for (const { field, direction } of fields) {
    const values = paths.get(field)?.equal
    if (!values || (multikey && sharesArray(field, fields.slice(0, equals)))) break
    const encoded = values.map(value => (direction === 1 ? encodeKey(value) : invert(encodeKey(value))))
    const unique = [...new Map(encoded.map(key => [key.toString('latin1'), key])).values()]
    if (prefixes.length * unique.length > maxStretches) break
    prefixes = prefixes.flatMap(prefix => unique.map(key => Buffer.concat([prefix, key])))
    equals++
  }
  return { prefixes, equals }
}

function usableRange(bound: Bound | undefined, field: KeyField, before: KeyField[], multikey: boolean): Bound | null {
  if (!bound || bound.equal) return null
  if (!multikey) return bound
  if (sharesArray(field.field, before)) return null
  // One item of an array may meet the lower bound and another the upper one.
  return bound.low ? { low: bound.low } : bound
}

/** 1 or -1 when walking the index that way gives the order asked for, 0 when it does not. */
function orderGiven(rest: KeyField[], fixed: KeyField[], sort: Sort, tiesById: boolean): 1 | -1 | 0 {
  const asked = sort.filter(({ field }) => !fixed.some(known => known.field === field))
  if (asked.length === 0) return 1
  const given: KeyField[] = tiesById ? [...rest, { field: '_id', direction: 1 }] : rest
  if (asked.length > given.length) return 0
  const turns = asked.map((key, i) => (key.field === given[i]!.field ? key.direction * given[i]!.direction : 0))
  if (turns.every(turn => turn === 1)) return 1
  return turns.every(turn => turn === -1) ? -1 : 0
}
