import { multikeyMark, type Collection, type Connection, type Index } from './connection'
import { parseStored } from './ejson'
import { collectionExists, duplicateKey, invalid } from './errors'
import { indexKeys, type KeyField } from './keys'

export interface IndexSpec {
  name: string
  keys: { field: string; direction: 1 | -1 }[]
  unique: boolean
}

export interface CollectionSpec {
  name: string
  indexes: IndexSpec[]
}

export function prepareFile(connection: Connection): void {
  connection.exec(`
    CREATE TABLE IF NOT EXISTS collections (name TEXT PRIMARY KEY, tab TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS indexes (
      collection TEXT NOT NULL, name TEXT NOT NULL, tab TEXT NOT NULL, fields TEXT NOT NULL, uniq INTEGER NOT NULL,
      PRIMARY KEY (collection, name));
    CREATE TABLE IF NOT EXISTS numbers (last INTEGER NOT NULL);
    INSERT INTO numbers SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM numbers);
  `)
}

/** Table names are numbered: the names that people choose never become SQL. */
function nextTable(connection: Connection, prefix: string): string {
  const [number] = connection.row<[number]>('UPDATE numbers SET last = last + 1 RETURNING last')!
  return `${prefix}${number}`
}

export function createCollection(connection: Connection, name: unknown): void {
  if (typeof name !== 'string' || name === '' || name.length > 128) throw invalid('collectionName is not valid')
  if (connection.collections().has(name)) throw collectionExists(name)
  const table = nextTable(connection, 'c')
  // Kept by _id and by nothing else: no row says when it came in.
  connection.exec(`CREATE TABLE ${table} (id BLOB PRIMARY KEY, doc TEXT NOT NULL) WITHOUT ROWID`)
  connection.run('INSERT INTO collections (name, tab) VALUES (?, ?)', name, table)
}

/** Brings collections and indexes to the state listed; a collection no longer listed is left alone. */
export function ensureSchema(connection: Connection, specs: CollectionSpec[]): void {
  for (const spec of specs) {
    if (!connection.collections().has(spec.name)) createCollection(connection, spec.name)
    const wanted = new Map(spec.indexes.map(index => [index.name, index]))
    for (const index of connection.collection(spec.name).indexes) {
      const same = sameIndex(index, wanted.get(index.name))
      if (same) wanted.delete(index.name)
      else dropIndex(connection, spec.name, index)
    }
    for (const index of wanted.values()) buildIndex(connection, connection.collection(spec.name), index)
  }
}

function sameIndex(index: Index, wanted: IndexSpec | undefined): boolean {
  return wanted !== undefined && wanted.unique === index.unique &&
    JSON.stringify(fieldsOf(wanted)) === JSON.stringify(index.fields)
}

const fieldsOf = (spec: IndexSpec): KeyField[] => spec.keys.map(({ field, direction }) => ({ field, direction }))

function dropIndex(connection: Connection, collection: string, index: Index): void {
  connection.run('DELETE FROM indexes WHERE collection = ? AND name = ?', collection, index.name)
  connection.exec(`DROP TABLE ${index.table}`)
}

function buildIndex(connection: Connection, collection: Collection, spec: IndexSpec): void {
  const fields = fieldsOf(spec)
  if (fields.length === 0) throw invalid(`index ${spec.name} has no fields`)
  const odd = fields.find(({ field }) => field.split('.').some(part => part === '' || /^\d+$/.test(part)))
  if (odd) throw invalid(`index ${spec.name}: ${odd.field} cannot be indexed here`)
  const table = nextTable(connection, 'i')
  connection.exec(`CREATE TABLE ${table} (key BLOB NOT NULL, id BLOB NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID`)
  connection.run('INSERT INTO indexes (collection, name, tab, fields, uniq) VALUES (?, ?, ?, ?, ?)',
    collection.name, spec.name, table, JSON.stringify(fields), spec.unique ? 1 : 0)
  fillIndex(connection, collection, table, fields)
  if (!spec.unique) return
  const twice = connection.row(`SELECT 1 FROM ${table} WHERE length(key) > 0 GROUP BY key HAVING count(*) > 1 LIMIT 1`)
  if (twice) throw duplicateKey(collection.name, spec.name, '{ existing documents }')
}

function fillIndex(connection: Connection, collection: Collection, table: string, fields: KeyField[]): void {
  const insert = `INSERT OR IGNORE INTO ${table} (key, id) VALUES (?, ?)`
  for (const [id, text] of connection.rows<[Uint8Array, string]>(`SELECT id, doc FROM ${collection.table}`)) {
    const { keys, multikey } = indexKeys(parseStored(text), fields)
    for (const key of keys) connection.run(insert, key, id)
    if (multikey) connection.run(insert, multikeyMark, multikeyMark)
  }
}
