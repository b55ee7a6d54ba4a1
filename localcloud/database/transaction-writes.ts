import { stringify } from './ejson'
import { duplicateKey } from './errors'
import { textsOf } from './read'
import type { Connection } from './connection'
import type { Transaction, Transactions } from './transactions'
import { documentsOf, limitOf, listReply, queryOf, skipOf, sortOf, updatedReply, type Body, type Reply } from './wire'
import { idKey } from './write'
import { changeOf, upserted } from './writes'
import type { Doc } from './values'

type Live = Transaction & { snapshot: Connection }
type Step = (transactions: Transactions, transaction: Live, body: Body) => Reply

const get: Step = (transactions, transaction, body) => {
  const query = queryOf(body)
  const search = { query, sort: sortOf(body), skip: skipOf(body), limit: limitOf(body) }
  return listReply(textsOf(transactions.find(transaction, body.collectionName, search), body, query))
}

function insertOne(transactions: Transactions, transaction: Live, name: unknown, doc: Doc): void {
  const collection = transaction.snapshot.collection(name)
  if (transactions.see(transaction, collection, idKey(doc))) {
    throw duplicateKey(collection.name, '_id_', `{ _id: ${stringify(doc._id!)} }`)
  }
  transactions.change(transaction, collection, idKey(doc), doc)
}

const insert: Step = (transactions, transaction, body) => {
  const docs = documentsOf(body)
  for (const doc of docs) insertOne(transactions, transaction, body.collectionName, doc)
  return { data: { insertedIds: docs.map(({ _id }) => _id) } }
}

function targets(transactions: Transactions, transaction: Live, body: Body, query: Doc) {
  const limit = body.multi === true ? Number.MAX_SAFE_INTEGER : 1
  return transactions.find(transaction, body.collectionName, { query, sort: [], skip: 0, limit })
}

const modify: Step = (transactions, transaction, body) => {
  const query = queryOf(body)
  const change = changeOf(body, query)
  const collection = transaction.snapshot.collection(body.collectionName)
  const found = targets(transactions, transaction, body, query)
  for (const { id, doc } of found) transactions.change(transaction, collection, id, change(doc))
  if (found.length || body.upsert !== true) return updatedReply(found.length)
  const doc = upserted(body, query)
  insertOne(transactions, transaction, body.collectionName, doc)
  return updatedReply(0, doc._id)
}

const modifyAndReturn: Step = (transactions, transaction, body) => {
  const query = queryOf(body)
  const collection = transaction.snapshot.collection(body.collectionName)
  const [found] = targets(transactions, transaction, { ...body, multi: false }, query)
  if (!found) return { data: { updated: 0, doc: null } }
  const next = changeOf(body, query)(found.doc)
  transactions.change(transaction, collection, found.id, next)
  return { data: { updated: 1, doc: stringify(next) } }
}

const remove: Step = (transactions, transaction, body) => {
  const collection = transaction.snapshot.collection(body.collectionName)
  const found = targets(transactions, transaction, body, queryOf(body))
  for (const { id } of found) transactions.change(transaction, collection, id, null)
  return { data: { deleted: found.length } }
}

const steps: Record<string, Step> = {
  'database.getDocument': get,
  'database.insertDocument': insert,
  'database.modifyDocument': modify,
  'database.modifyAndReturnDoc': modifyAndReturn,
  'database.removeDocument': remove,
}

export const isTransactionStep = (action: string) => Object.hasOwn(steps, action)

/** One operation inside a transaction; any failure ends the transaction, as MongoDB does. */
export function runStep(transactions: Transactions, action: string, body: Body): Reply {
  const transaction = transactions.use(body.transactionId)
  try {
    return steps[action]!(transactions, transaction, body)
  } catch (error) {
    transactions.end(transaction)
    throw error
  }
}
