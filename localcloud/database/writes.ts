import type { Collection, Connection } from './connection'
import { parseStored, stringify } from './ejson'
import { refused } from './errors'
import { find, Meter, type Found } from './find'
import { compile } from './match'
import type { Transactions } from './transactions'
import { applyReplacement, applyUpdate } from './update'
import { isDoc, type Doc, type Value } from './values'
import { dataOf, documentsOf, queryOf, updatedReply, withId, type Body, type Reply } from './wire'
import { idKey, put, readText } from './write'

/** A write met a document that a transaction holds: it waits until that one is over. */
export class Held extends Error {}

/** A write outside transactions looks at no more rows than this before a reader is asked for the ids. */
const quickRows = 2000

export interface WriteScope {
  connection: Connection
  transactions: Transactions
  /** The documents to look at, when a reader has found them beforehand. */
  ids: Uint8Array[] | null
}

type Write = (scope: WriteScope, body: Body) => Reply

function targets({ connection, ids }: WriteScope, collection: Collection, query: Doc, multi: boolean): Found[] {
  if (!ids) {
    const search = { query, sort: [], skip: 0, limit: multi ? Number.MAX_SAFE_INTEGER : 1 }
    return find(connection, collection, search, new Meter(quickRows))
  }
  const test = compile(query)
  const found: Found[] = []
  for (const id of ids) {
    const text = readText(connection, collection, id)
    const doc = text === undefined ? null : parseStored(text)
    if (doc && test(doc)) found.push({ id, text: text!, doc })
    if (!multi && found.length) break
  }
  return found
}

/** Nothing is written while any of the documents is held: a write that waits starts again from the beginning. */
function waitForAll({ transactions }: WriteScope, collection: Collection, ids: Uint8Array[]): void {
  if (ids.some(id => transactions.lockedByOther(collection, id))) throw new Held()
}

export function insertDocuments(scope: WriteScope, body: Body): Reply {
  const collection = scope.connection.collection(body.collectionName)
  const docs = documentsOf(body)
  waitForAll(scope, collection, docs.map(idKey))
  // As in MongoDB, what came before a refused document stays.
  for (const doc of docs) put(scope.connection, collection, idKey(doc), null, doc)
  return { data: { insertedIds: docs.map(({ _id }) => _id) } }
}

/** What a document becomes: changed by operators (`merge`), or replaced. */
export function changeOf(body: Body, query: Doc): (doc: Doc) => Doc {
  const data = dataOf(body)
  if (body.merge === false) return doc => applyReplacement(doc._id!, data)
  return doc => applyUpdate(doc, data, query)
}

/** The document of a `set` that found nothing to replace. */
export function upserted(body: Body, query: Doc): Doc {
  if (body.merge !== false) throw refused('upsert with update operators cannot be sent by the SDK')
  const asked: Value | undefined = query._id
  return withId({ ...dataOf(body), ...(asked !== undefined && !isDoc(asked) ? { _id: asked } : {}) })
}

function replace(scope: WriteScope, collection: Collection, found: Found, next: Doc): string {
  const text = stringify(next)
  if (text !== found.text) put(scope.connection, collection, found.id, found.doc, next)
  return text
}

const modify: Write = (scope, body) => {
  const collection = scope.connection.collection(body.collectionName)
  const query = queryOf(body)
  const change = changeOf(body, query)
  const found = targets(scope, collection, query, body.multi === true)
  waitForAll(scope, collection, found.map(({ id }) => id))
  for (const item of found) replace(scope, collection, item, change(item.doc))
  if (found.length || body.upsert !== true || scope.ids) return updatedReply(found.length)
  const doc = upserted(body, query)
  waitForAll(scope, collection, [idKey(doc)])
  put(scope.connection, collection, idKey(doc), null, doc)
  return updatedReply(0, doc._id)
}

const modifyAndReturn: Write = (scope, body) => {
  const collection = scope.connection.collection(body.collectionName)
  const query = queryOf(body)
  const [found] = targets(scope, collection, query, false)
  if (!found) return { data: { updated: 0, doc: null } }
  waitForAll(scope, collection, [found.id])
  return { data: { updated: 1, doc: replace(scope, collection, found, changeOf(body, query)(found.doc)) } }
}

const remove: Write = (scope, body) => {
  const collection = scope.connection.collection(body.collectionName)
  const found = targets(scope, collection, queryOf(body), body.multi === true)
  waitForAll(scope, collection, found.map(({ id }) => id))
  for (const { id, doc } of found) put(scope.connection, collection, id, doc, null)
  return { data: { deleted: found.length } }
}

export const plainWrites: Record<string, Write> = {
  'database.insertDocument': insertDocuments,
  'database.modifyDocument': modify,
  'database.modifyAndReturnDoc': modifyAndReturn,
  'database.removeDocument': remove,
}

