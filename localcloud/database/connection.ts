import { DatabaseSync } from '@photostructure/sqlite'
import { noCollection } from './errors'
import type { KeyField } from './keys'

export interface Index {
  name: string
  table: string
  fields: KeyField[]
  unique: boolean
}

export interface Collection {
  name: string
  table: string
  indexes: Index[]
}

type Statement = ReturnType<InstanceType<typeof DatabaseSync>['prepare']>
type Param = string | number | Uint8Array | null

/** An index keeps this row once any of its documents had an array under an indexed field. */
export const multikeyMark = Buffer.alloc(0)

const maxStatements = 300

/** One SQLite connection: statements kept compiled, and the catalog as of the connection's own snapshot. */
export class Connection {
  private readonly db: InstanceType<typeof DatabaseSync>
  private readonly free = new Map<string, Statement[]>()
  private catalog = new Map<string, Collection>()
  private catalogVersion = -1

  constructor(file: string, readOnly: boolean) {
    this.db = new DatabaseSync(file, { readOnly, timeout: 10_000 })
    this.db.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY')
    if (!readOnly) this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000')
  }

  close(): void {
    this.free.clear()
    this.db.close()
  }

  exec(sql: string): void {
    this.db.exec(sql)
  }

  private take(sql: string): Statement {
    const waiting = this.free.get(sql)
    if (waiting?.length) {
      this.free.delete(sql)
      if (waiting.length > 1) this.free.set(sql, waiting)
      return waiting.pop()!
    }
    const statement = this.db.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }

  private give(sql: string, statement: Statement): void {
    const waiting = this.free.get(sql)
    if (waiting) waiting.push(statement)
    else this.free.set(sql, [statement])
    // Searches come in endless shapes: the statement given back longest ago makes room.
    if (this.free.size > maxStatements) this.free.delete(this.free.keys().next().value!)
  }

  run(sql: string, ...params: Param[]): number {
    const statement = this.take(sql)
    try {
      return statement.run(...params).changes
    } finally {
      this.give(sql, statement)
    }
  }

  row<T extends unknown[]>(sql: string, ...params: Param[]): T | undefined {
    const statement = this.take(sql)
    try {
      return statement.get(...params) as T | undefined
    } finally {
      this.give(sql, statement)
    }
  }

  /** A statement in use is never shared: a join reads one collection while another is being read. */
  *rows<T extends unknown[]>(sql: string, ...params: Param[]): Generator<T, void, undefined> {
    const statement = this.take(sql)
    try {
      yield* statement.iterate(...params) as Iterable<T>
    } finally {
      this.give(sql, statement)
    }
  }

  /** Everything inside sees one state of the database; nothing is written unless all of it is. */
  within<T>(mode: 'DEFERRED' | 'IMMEDIATE', work: () => T): T {
    this.db.exec(`BEGIN ${mode}`)
    try {
      const result = work()
      this.db.exec('COMMIT')
      return result
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK')
      // A later change may reuse the schema version of the one rolled back.
      this.catalogVersion = -1
      throw error
    }
  }

  /** A part of a larger change that can be undone alone; `keeps` says which failures leave its rows standing. */
  part<T>(work: () => T, keeps: (error: unknown) => boolean): T {
    this.db.exec('SAVEPOINT part')
    let undo = true
    try {
      const result = work()
      undo = false
      return result
    } catch (error) {
      undo = !keeps(error)
      throw error
    } finally {
      if (undo) {
        this.db.exec('ROLLBACK TO part')
        this.catalogVersion = -1
      }
      this.db.exec('RELEASE part')
    }
  }

  collections(): Map<string, Collection> {
    const [version] = this.row<[number]>('PRAGMA schema_version')!
    if (version !== this.catalogVersion) {
      this.catalog = this.loadCatalog()
      this.catalogVersion = version
    }
    return this.catalog
  }

  collection(name: unknown): Collection {
    const found = this.collections().get(String(name))
    if (!found) throw noCollection(String(name))
    return found
  }

  private loadCatalog(): Map<string, Collection> {
    const catalog = new Map<string, Collection>()
    for (const [name, table] of this.rows<[string, string]>('SELECT name, tab FROM collections')) {
      catalog.set(name, { name, table, indexes: [] })
    }
    const sql = 'SELECT collection, name, tab, fields, uniq FROM indexes ORDER BY name'
    for (const [owner, name, table, fields, unique] of this.rows<[string, string, string, string, number]>(sql)) {
      catalog.get(owner)!.indexes.push({ name, table, fields: JSON.parse(fields) as KeyField[], unique: unique === 1 })
    }
    return catalog
  }
}
