import { Refusal } from '../../domain/refusal'
import { command, type CloudApp } from './cloud'
import type { CollectionName, Documents } from './documents'

/** A condition on a document: plain values, dotted paths, or the SDK's commands (`command.gt(3)`). */
export type Where<D> = { [K in keyof D]?: unknown } & { [dotted: `${string}.${string}`]: unknown }
export type Change<D> = Where<D>
export type Order<D> = [field: (keyof D & string) | `${string}.${string}`, direction: 'asc' | 'desc']

/** A field to be read, or a part of one. */
export type Field<D> = (keyof D & string) | `${string}.${string}`

export interface FindOptions<D> {
  order?: Order<D>[]
  /** At most 100, as production gives at once to be safe (cloudbase limits). */
  limit?: number
  skip?: number
  fields?: Field<D>[]
}

export interface Page<D> {
  items: D[]
  next?: string
}

/** Documents of another collection (100 unless told) to be read beside one: by plain MongoDB conditions, since the SDK's commands stop at a join. */
export interface Join {
  from: CollectionName
  /** Names for fields of the document itself, or for expressions of them, `{ session: '$session' }`, to be used as `$$session`. */
  bind?: Record<string, unknown>
  match: Record<string, unknown>
  sort?: Record<string, 1 | -1>
  limit?: number
  /** Only these fields, or all but these: what a page asks for every few seconds should be small. */
  fields?: string[]
  without?: string[]
  /** Instead of the documents, how many there are of each value of an expression: `{ _id: value, n }`. */
  tally?: string | Record<string, unknown>
  /** Instead of many documents one that holds a list of each of these fields, in order: they must be on every document. Much less to be written and read. */
  gather?: string[]
}

/** What `gather` answered: a row for each document, of these fields. */
export function gathered<F extends string>(beside: readonly unknown[] | undefined, fields: readonly F[]): Record<F, string>[] {
  const lists = beside?.[0] as Record<string, string[]> | undefined
  if (!lists) return []
  return lists[`all_${fields[0]!}`]!.map((_, i) => Object.fromEntries(fields.map(f => [f, lists[`all_${f}`]![i]!])) as Record<F, string>)
}

/** The one document of another collection whose `_id` is what the expression says of the document itself. */
export const oneBeside = <N extends CollectionName>(from: N, expression: unknown, more: Partial<Join> = {}): Join & { from: N } => ({
  limit: 1, ...more, from,
  // A missing value would make the join look through the whole collection for `null`.
  bind: { key: { $ifNull: [expression, ''] } },
  match: { $expr: { $eq: ['$_id', '$$key'] }, ...more.match },
})

const PART = 100

/** The documents with these ids, a hundred to a part, to be read beside any one in the same round trip. */
export const partsBeside = <N extends CollectionName>(from: N, ids: readonly string[]): Record<string, Join & { from: N }> =>
  Object.fromEntries(Array.from({ length: Math.ceil(ids.length / PART) }, (_, i) =>
    [`part${i}`, { from, match: { _id: { $in: ids.slice(i * PART, (i + 1) * PART) } }, limit: PART }]))

/** The typed face of one collection. Every method is one database round trip unless it says otherwise. */
export interface Table<D> {
  get(id: string): Promise<D | undefined>
  first(where: Where<D>): Promise<D | undefined>
  find(where: Where<D>, options?: FindOptions<D>): Promise<D[]>
  /** One document and, in the same round trip, others beside it; a scoped store joins its own tenant's only. */
  joined<J extends Record<string, Join>>(id: string, joins: J): Promise<{ doc: D; beside: { [K in keyof J]: Documents[J[K]['from']][] } } | undefined>
  /** A page in the order of `field` and then `_id`; `cursor` is the `next` of the page before. */
  page(where: Where<D>, by: { field: (keyof D & string) | `${string}.${string}`; direction: 'asc' | 'desc'; limit: number; cursor?: string; fields?: Field<D>[] }): Promise<Page<D>>
  count(where: Where<D>): Promise<number>
  /** How many match for each combination of the fields' values; plain conditions only, at most 1000 combinations. */
  countBy<F extends keyof D & string>(where: Where<D>, fields: F[]): Promise<(Pick<D, F> & { n: number })[]>
  /** False when a document with this `_id` (or another unique value) is there already. */
  add(doc: NewDoc<D>): Promise<boolean>
  /** All or nothing per call; at most 1000. */
  addMany(docs: NewDoc<D>[]): Promise<void>
  /** One conditional update of all that match; increments `rev`; answers how many matched. */
  change(where: Where<D>, change: Change<D>): Promise<number>
  /** As `change`, of one document, and answers it as it is afterwards; undefined = none matched. */
  changeOne(where: Where<D> & { _id: string }, change: Change<D>): Promise<D | undefined>
  remove(where: Where<D>): Promise<number>
}

/** A document to be added: the store sets `tenantId` (when scoped) and `rev` 0. */
export type NewDoc<D> = Omit<D, 'tenantId' | 'rev'> & { tenantId?: string; rev?: number }

export type Store = { [N in CollectionName]: Table<Documents[N]> }

export interface StoreScope {
  /** Only this tenant's documents can be seen or written; null = the whole platform. */
  tenantId: string | null
  readOnly?: boolean
}

const isPlainObject = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && Object.getPrototypeOf(v) === Object.prototype

/** The production text of a duplicate key was only seen in third-party code: this is the one place that depends on it. */
export const isDuplicate = (e: unknown): boolean => e instanceof Error && /E11000|duplicate key/i.test(e.message)

/** The SDK flattens nested objects into dotted paths and so would merge where a whole value is meant. */
export function whole<D>(change: Change<D>): object {
  const entries = Object.entries(change).map(([k, v]) => [k, isPlainObject(v) ? command.set(v) : v])
  return { ...Object.fromEntries(entries), rev: command.inc(1) }
}

function table<D>(app: CloudApp, name: CollectionName, scope: StoreScope): Table<D> {
  const db = app.database()
  const _ = db.command
  const scoped = (where: Where<D>): object => (scope.tenantId === null ? where : _.and([{ tenantId: scope.tenantId }, where]))
  const write = () => {
    if (scope.readOnly) throw new Refusal('READ_ONLY', '这里只能查看，不能改动')
    return db.collection(name)
  }
  const fresh = (doc: NewDoc<D>) => ({ rev: 0, ...doc, ...(scope.tenantId === null ? {} : { tenantId: scope.tenantId }) })

  const self: Table<D> = {
    get: id => self.first({ _id: id } as unknown as Where<D>),
    first: async where => (await self.find(where, { limit: 1 }))[0],
    async find(where, { order = [], limit = 100, skip = 0, fields } = {}) {
      let query = db.collection(name).where(scoped(where)).limit(limit)
      if (skip) query = query.skip(skip)
      for (const [field, direction] of order) query = query.orderBy(field, direction)
      if (fields) query = query.field(Object.fromEntries(fields.map(f => [f, true])))
      return (await query.get()).data as D[]
    },
    async joined(id, joins) {
      const tenant = scope.tenantId === null ? {} : { tenantId: scope.tenantId }
      let query = db.collection(name).aggregate().match({ _id: id, ...tenant }).limit(1)
      for (const [as, { from, bind = {}, match, sort, limit = 100, fields, without, tally, gather }] of Object.entries(joins)) {
        const shown = fields?.map(f => [f, 1]) ?? without?.map(f => [f, 0])
        const pipeline = [
          { $match: { ...match, ...tenant } },
          ...(tally ? [{ $group: { _id: tally, n: { $sum: 1 } } }] : []),
          ...(sort ? [{ $sort: sort }] : []),
          { $limit: limit },
          ...(gather ? [{ $group: { _id: null, ...Object.fromEntries(gather.map(f => [`all_${f}`, { $push: `$${f}` }])) } }] : []),
          ...(shown ? [{ $project: Object.fromEntries(shown) }] : []),
        ]
        query = query.lookup({ from, let: bind, pipeline, as: `beside_${as}` })
      }
      const found = ((await query.end()).data as Record<string, unknown>[])[0]
      if (!found) return undefined
      const beside = Object.fromEntries(Object.keys(joins).map(as => [as, found[`beside_${as}`]]))
      for (const as of Object.keys(joins)) delete found[`beside_${as}`]
      return { doc: found, beside } as never
    },
    async page(where, { field, direction, limit, cursor, fields }) {
      const after = cursor === undefined ? undefined : readCursor(cursor)
      const beyond = direction === 'desc' ? _.lt : _.gt
      const from = direction === 'desc' ? _.lte : _.gte
      const rest = after && _.and([
        { [field]: from(after.value) },
        _.or([{ [field]: beyond(after.value) }, { [field]: after.value, _id: beyond(after.id) }]),
      ])
      const query = rest ? (_.and([where, rest]) as unknown as Where<D>) : where
      const rows = await self.find(query, { order: [[field, direction], ['_id' as keyof D & string, direction]] as Order<D>[], limit: limit + 1, fields })
      const items = rows.slice(0, limit)
      const last = items.at(-1) as Record<string, unknown> | undefined
      return rows.length > limit && last ? { items, next: writeCursor(valueAt(last, field), String(last._id)) } : { items }
    },
    count: async where => (await db.collection(name).where(scoped(where)).count()).total as number,
    async countBy(where, fields) {
      const tenant = scope.tenantId === null ? {} : { tenantId: scope.tenantId }
      const groups = await db.collection(name).aggregate().match({ ...where, ...tenant })
        .group({ _id: Object.fromEntries(fields.map(f => [f, `$${f}`])), n: { $sum: 1 } }).limit(1000).end()
      return (groups.data as { _id: object; n: number }[]).map(({ _id, n }) => ({ ..._id, n })) as never
    },
    async add(doc) {
      try {
        await write().add(fresh(doc))
        return true
      } catch (e) {
        if (isDuplicate(e)) return false
        throw e
      }
    },
    addMany: async docs => void (await write().add(docs.map(fresh))),
    change: async (where, change) => (await write().where(scoped(where)).options({ multiple: true }).update(whole(change))).updated as number,
    async changeOne(where, change) {
      const { doc } = await write().where(scoped(where)).updateAndReturn(whole(change))
      return (doc ?? undefined) as D | undefined
    },
    remove: async where => (await write().where(scoped(where)).options({ multiple: true }).remove()).deleted as number,
  }
  return self
}

const valueAt = (doc: Record<string, unknown>, path: string): unknown =>
  path.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | null)?.[part], doc)

const writeCursor = (value: unknown, id: string) => Buffer.from(JSON.stringify([value, id])).toString('base64url')

function readCursor(cursor: string): { value: unknown; id: string } {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown]
    if (['string', 'number', 'boolean'].includes(typeof value) && typeof id === 'string') return { value, id }
  } catch { /* refused below */ }
  throw new Refusal('BAD_INPUT', '列表的位置已失效，请回到开头重新查看', 'cursor')
}

/** Opens typed tables over the SDK. A scoped store sets and demands its tenant in every request. */
export function openStore(app: CloudApp, scope: StoreScope): Store {
  const made = new Map<string, unknown>()
  return new Proxy({} as Store, {
    get(_target, name: CollectionName) {
      if (!made.has(name)) made.set(name, table(app, name, scope))
      return made.get(name)
    },
  })
}
