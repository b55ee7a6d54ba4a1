import { randomUUID } from 'node:crypto'
import { Connection, type Collection } from './connection'
import { parseStored, stringify } from './ejson'
import { conflict, noTransaction } from './errors'
import { compareSortKeys, find, patient, sortKey, type Found, type Search } from './find'
import { compile } from './match'
import { put, readText } from './write'
import type { Doc } from './values'

interface Change {
  collection: string
  id: Uint8Array
  after: Doc | null
}

export interface Transaction {
  id: string
  /** A connection held at the state of the first operation; null before it. */
  snapshot: Connection | null
  /** What the transaction has written, by table and id; nobody else sees it before the commit. */
  changes: Map<string, Change>
  deadline: number
}

const keyOf = (collection: Collection, id: Uint8Array) => `${collection.table}:${Buffer.from(id).toString('latin1')}`

/**
 * Open transactions: snapshot isolation, and the first to change a document wins. All of it happens on the
 * writer's thread, so that locking and comparing a document is one step.
 */
export class Transactions {
  private readonly open = new Map<string, Transaction>()
  private readonly locks = new Map<string, Transaction>()
  private readonly idle: Connection[] = []

  constructor(
    private readonly writer: Connection, private readonly file: string,
    private readonly life: number, private readonly released: () => void,
  ) {}

  start(now: number): string {
    const id = randomUUID()
    this.open.set(id, { id, snapshot: null, changes: new Map(), deadline: now + this.life })
    return id
  }

  /** The transaction, with its snapshot taken. */
  use(id: unknown): Transaction & { snapshot: Connection } {
    const transaction = this.open.get(String(id))
    if (!transaction) throw noTransaction()
    if (!transaction.snapshot) {
      transaction.snapshot = this.idle.pop() ?? new Connection(this.file, true)
      transaction.snapshot.exec('BEGIN')
      transaction.snapshot.collections()
    }
    return transaction as Transaction & { snapshot: Connection }
  }

  lockedByOther(collection: Collection, id: Uint8Array): boolean {
    return this.locks.has(keyOf(collection, id))
  }

  find(transaction: Transaction & { snapshot: Connection }, name: unknown, search: Search): Found[] {
    const { snapshot, changes } = transaction
    const collection = snapshot.collection(name)
    const own = [...changes.values()].filter(change => change.collection === name)
    const changed = new Set(own.map(({ id }) => keyOf(collection, id)))
    const wide = { ...search, skip: 0, limit: search.skip + search.limit + own.length }
    const kept = find(snapshot, collection, wide, patient()).filter(({ id }) => !changed.has(keyOf(collection, id)))
    if (own.length === 0) return kept.slice(search.skip, search.skip + search.limit)
    const test = compile(search.query)
    const mine = own.flatMap(({ id, after }) => (after && test(after) ? [{ id, text: stringify(after), doc: after }] : []))
    const all = [...kept, ...mine].map(found => ({ found, key: sortKey(found.doc, search.sort) }))
    all.sort((a, b) => compareSortKeys(a.key, b.key, search.sort) || Buffer.compare(a.found.id, b.found.id))
    return all.slice(search.skip, search.skip + search.limit).map(({ found }) => found)
  }

  /** The document as the transaction sees it. */
  see({ snapshot, changes }: Transaction & { snapshot: Connection }, collection: Collection, id: Uint8Array): Doc | null {
    const own = changes.get(keyOf(collection, id))
    if (own) return own.after
    const text = readText(snapshot, collection, id)
    return text === undefined ? null : parseStored(text)
  }

  /** Notes a change, once the document is the transaction's own: unlocked, and as its snapshot has it. */
  change(transaction: Transaction & { snapshot: Connection }, collection: Collection, id: Uint8Array, after: Doc | null): void {
    const key = keyOf(collection, id)
    const owner = this.locks.get(key)
    if (owner !== undefined && owner !== transaction) throw conflict()
    if (!owner) {
      const seen = readText(transaction.snapshot, collection, id)
      if (readText(this.writer, this.writer.collection(collection.name), id) !== seen) throw conflict()
      this.locks.set(key, transaction)
    }
    transaction.changes.set(key, { collection: collection.name, id, after })
  }

  /** Writes all of it; either way the transaction is over. A refusal must undo the caller's savepoint. */
  commit(transaction: Transaction): void {
    try {
      for (const { collection, id, after } of transaction.changes.values()) {
        const target = this.writer.collection(collection)
        const text = readText(this.writer, target, id)
        const before = text === undefined ? null : parseStored(text)
        if (before || after) put(this.writer, target, id, before, after)
      }
    } finally {
      this.end(transaction)
    }
  }

  end(transaction: Transaction): void {
    this.open.delete(transaction.id)
    for (const [key, owner] of this.locks) if (owner === transaction) this.locks.delete(key)
    if (transaction.snapshot) {
      transaction.snapshot.exec('ROLLBACK')
      if (this.idle.length < 8) this.idle.push(transaction.snapshot)
      else transaction.snapshot.close()
    }
    this.released()
  }

  endExpired(now: number): void {
    for (const transaction of this.open.values()) if (transaction.deadline <= now) this.end(transaction)
  }

  get nextDeadline(): number | null {
    return this.open.size ? Math.min(...[...this.open.values()].map(({ deadline }) => deadline)) : null
  }

  peek(id: unknown): Transaction {
    const transaction = this.open.get(String(id))
    if (!transaction) throw noTransaction()
    return transaction
  }

  close(): void {
    for (const transaction of this.open.values()) this.end(transaction)
    for (const connection of this.idle) connection.close()
  }
}

