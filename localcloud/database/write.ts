import { multikeyMark, type Collection, type Connection, type Index } from './connection'
import { stringify } from './ejson'
import { duplicateKey, refused } from './errors'
import { encodeKey, indexKeys, type KeyField, type Keys } from './keys'
import { reach } from './paths'
import type { Doc } from './values'

const maxDocument = 16 * 1024 * 1024
const latin = (key: Uint8Array) => Buffer.from(key).toString('latin1')

interface Change {
  index: Index
  added: Buffer[]
  dropped: Buffer[]
  multikey: boolean
}

const noKeys: Keys = { keys: [], multikey: false }

function changes(collection: Collection, before: Doc | null, after: Doc | null): Change[] {
  return collection.indexes.map(index => {
    const old = before ? indexKeys(before, index.fields) : noKeys
    const now = after ? indexKeys(after, index.fields) : noKeys
    const oldSet = new Set(old.keys.map(latin))
    const nowSet = new Set(now.keys.map(latin))
    return {
      index,
      added: now.keys.filter(key => !oldSet.has(latin(key))),
      dropped: old.keys.filter(key => !nowSet.has(latin(key))),
      multikey: now.multikey,
    }
  })
}

const shown = (doc: Doc, fields: KeyField[]) =>
  `{ ${fields.map(({ field }) => `${field}: ${stringify((reach(doc, field.split('.'))[0] ?? null) as never)}`).join(', ')} }`

function refuseDuplicates(connection: Connection, collection: Collection, id: Uint8Array, doc: Doc, planned: Change[]): void {
  for (const { index, added } of planned) {
    if (!index.unique) continue
    for (const key of added) {
      const other = connection.row(`SELECT 1 FROM ${index.table} WHERE key = ? AND id <> ? LIMIT 1`, key, id)
      if (other) throw duplicateKey(collection.name, index.name, shown(doc, index.fields))
    }
  }
}

function applyChanges(connection: Connection, id: Uint8Array, planned: Change[]): void {
  for (const { index, added, dropped, multikey } of planned) {
    for (const key of dropped) connection.run(`DELETE FROM ${index.table} WHERE key = ? AND id = ?`, key, id)
    for (const key of added) connection.run(`INSERT INTO ${index.table} (key, id) VALUES (?, ?)`, key, id)
    if (multikey && added.length) {
      connection.run(`INSERT OR IGNORE INTO ${index.table} (key, id) VALUES (?, ?)`, multikeyMark, multikeyMark)
    }
  }
}

function textOf(doc: Doc): string {
  const text = stringify(doc)
  if (text.length > maxDocument / 3 && Buffer.byteLength(text) > maxDocument) {
    throw refused(`object to insert too large. size in bytes: ${Buffer.byteLength(text)}, max size: ${maxDocument}`)
  }
  return text
}

export function readText(connection: Connection, collection: Collection, id: Uint8Array): string | undefined {
  return connection.row<[string]>(`SELECT doc FROM ${collection.table} WHERE id = ?`, id)?.[0]
}

/**
 * Brings one document from one state to another (null: it does not exist), its index rows with it.
 * Everything that can be refused is refused before the first row is touched.
 */
export function put(connection: Connection, collection: Collection, id: Uint8Array, before: Doc | null, after: Doc | null): void {
  const planned = changes(collection, before, after)
  if (after) {
    const text = textOf(after)
    if (!before && readText(connection, collection, id) !== undefined) {
      throw duplicateKey(collection.name, '_id_', shown(after, [{ field: '_id', direction: 1 }]))
    }
    refuseDuplicates(connection, collection, id, after, planned)
    const sql = before
      ? `UPDATE ${collection.table} SET doc = ?2 WHERE id = ?1`
      : `INSERT INTO ${collection.table} (id, doc) VALUES (?1, ?2)`
    connection.run(sql, id, text)
  } else {
    connection.run(`DELETE FROM ${collection.table} WHERE id = ?`, id)
  }
  applyChanges(connection, id, planned)
}

export const idKey = (doc: Doc): Buffer => encodeKey(doc._id)
