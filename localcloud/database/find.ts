import type { Collection, Connection } from './connection'
import { parseStored } from './ejson'
import { TooLong } from './errors'
import type { Stretch } from './bounds'
import { findNear, nearestDistance, type Near } from './geo'
import { compile } from './match'
import { sortValue } from './paths'
import { branchesOf, choosePlan, isMultikey, walksAll, type Plan, type Sort } from './plan'
import { prefilterOf, type Prefilter } from './prefilter'
import { compareValues, type Doc } from './values'

export interface Found {
  id: Uint8Array
  text: string
  doc: Doc
}

export interface Search {
  query: Doc
  sort: Sort
  skip: number
  limit: number
}

/** How many rows a piece of work may still look at before it must go to a patient thread. */
export class Meter {
  constructor(private left: number) {}

  get patient(): boolean {
    return this.left === Infinity
  }

  get rest(): number {
    return this.left
  }

  spend(rows: number): void {
    this.left -= rows
    if (this.left < 0) throw new TooLong()
  }
}

export const patient = () => new Meter(Infinity)

/** The documents that match, in the order asked for. */
export function find(connection: Connection, collection: Collection, search: Search, meter: Meter, variables?: Doc): Found[] {
  if (search.limit <= 0) return []
  const { query, sort, skip, limit } = search
  const plan = choosePlan(connection, collection, query, sort)
  const test = compile(query, variables)
  const among = (stretches: Stretch[]) => matches(connection, collection, { ...plan, stretches }, query, test, meter)
  const near = sort.length === 0 ? findNear(query) : null
  if (near) return nearestFirst([...among(plan.stretches)], near).slice(skip, skip + limit)
  if (sort.length === 0 || (plan.sorted && plan.stretches.length === 1)) {
    return [...slice(among(plan.stretches), skip, skip + limit)]
  }
  // Each stretch comes sorted: what is wanted can only be among the first of each.
  const source = plan.sorted
    ? plan.stretches.flatMap(stretch => [...slice(among([stretch]), 0, skip + limit)])
    : among(plan.stretches)
  return smallest(source, sort, skip + limit).slice(skip)
}

/** Every document that matches, in no particular order, one at a time. */
export function* findAll(
  connection: Connection, collection: Collection, query: Doc, meter: Meter, variables?: Doc,
): Generator<Found> {
  const plan = choosePlan(connection, collection, query, [])
  yield* matches(connection, collection, plan, query, compile(query, variables), meter)
}

export function count(connection: Connection, collection: Collection, query: Doc, meter: Meter): number {
  const plan = choosePlan(connection, collection, query, [])
  if (plan.complete) return countKeys(connection, collection, plan, meter)
  let total = 0
  const test = compile(query)
  for (const _ of matches(connection, collection, plan, query, test, meter)) total++
  return total
}

/** Counts keys without reading a document, where the keys alone say who matches. */
function countKeys(connection: Connection, collection: Collection, plan: Plan, meter: Meter): number {
  // An index without arrays has one row a document, and is far smaller than the documents.
  const index = plan.index ?? (walksAll(plan) ? collection.indexes.find(one => !isMultikey(connection, one)) : undefined)
  const [table, key] = index ? [index.table, 'key'] : [collection.table, 'id']
  const sql = `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${key} >= ? AND ${key} < ? LIMIT ?)`
  let total = 0
  for (const { from, to } of plan.stretches) {
    const most = meter.patient ? -1 : meter.rest + 1
    const [found] = connection.row<[number]>(sql, from, to, most)!
    meter.spend(found)
    total += found
  }
  return total
}

/** Alternatives (`$or`) that an index can answer one by one are walked one by one. */
function* matches(
  connection: Connection, collection: Collection, plan: Plan, query: Doc, test: (doc: Doc) => boolean, meter: Meter,
): Generator<Found> {
  const branches = walksAll(plan) && !plan.ordered ? branchesOf(connection, collection, query) : null
  if (!branches) {
    yield* walk(connection, collection, plan, query, test, meter)
    return
  }
  const seen = new Set<string>()
  for (const branch of branches) {
    for (const found of walk(connection, collection, branch.plan, branch.query, test, meter)) {
      const key = Buffer.from(found.id).toString('latin1')
      if (!seen.has(key)) yield found
      seen.add(key)
    }
  }
}

function* walk(
  connection: Connection, collection: Collection, plan: Plan, query: Doc, test: (doc: Doc) => boolean, meter: Meter,
): Generator<Found> {
  // On a patient thread SQLite drops what it can; a quick one must see every row to know when to give up.
  const filter = meter.patient ? prefilterOf(query) : { sql: '', params: [] }
  const sql = walkSql(collection, plan, filter)
  const seen = plan.multikey ? new Set<string>() : null
  for (const { from, to } of plan.stretches) {
    for (const [id, text] of connection.rows<[Uint8Array, string]>(sql, from, to, ...filter.params)) {
      meter.spend(1)
      const doc = parseStored(text)
      if (!test(doc)) continue
      if (seen) {
        const key = Buffer.from(id).toString('latin1')
        if (seen.has(key)) continue
        seen.add(key)
      }
      yield { id, text, doc }
    }
  }
}

function walkSql(collection: Collection, plan: Plan, filter: Prefilter): string {
  const turn = plan.reverse ? 'DESC' : 'ASC'
  if (!plan.index) {
    return `SELECT d.id, d.doc FROM ${collection.table} AS d WHERE d.id >= ? AND d.id < ?${filter.sql} ORDER BY d.id ${turn}`
  }
  return `SELECT d.id, d.doc FROM ${plan.index.table} AS i CROSS JOIN ${collection.table} AS d ON d.id = i.id ` +
    `WHERE i.key >= ? AND i.key < ?${filter.sql} ORDER BY i.key ${turn}, i.id ${turn}`
}

export function* slice<T>(source: Iterable<T>, from: number, to: number): Generator<T> {
  let at = 0
  for (const item of source) {
    if (at++ >= from) yield item
    if (at >= to) return
  }
}

function nearestFirst(found: Found[], near: Near): Found[] {
  const measured = found.map(item => ({ item, metres: nearestDistance(item.doc, near) ?? Infinity }))
  return measured.sort((a, b) => a.metres - b.metres).map(({ item }) => item)
}

export function sortKey(doc: Doc, sort: Sort): unknown[] {
  return sort.map(({ field, direction }) => sortValue(doc, field.split('.'), direction))
}

export function compareSortKeys(a: unknown[], b: unknown[], sort: Sort): number {
  for (let i = 0; i < sort.length; i++) {
    const order = compareValues(a[i], b[i])
    if (order) return order * sort[i]!.direction
  }
  return 0
}

/** The first so many in order, never holding much more than that. */
function smallest(source: Iterable<Found>, sort: Sort, wanted: number): Found[] {
  let kept: { found: Found; key: unknown[] }[] = []
  const cut = () => {
    kept.sort((a, b) => compareSortKeys(a.key, b.key, sort) || Buffer.compare(a.found.id, b.found.id))
    kept = kept.slice(0, wanted)
  }
  for (const found of source) {
    kept.push({ found, key: sortKey(found.doc, sort) })
    if (kept.length > wanted * 4 + 1000) cut()
  }
  cut()
  return kept.map(({ found }) => found)
}
