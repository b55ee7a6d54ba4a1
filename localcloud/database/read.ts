import { runPipeline } from './aggregate'
import type { Connection } from './connection'
import { stringify } from './ejson'
import { count, find, findAll, type Found, type Meter } from './find'
import { stagesOf } from './pipeline'
import { projector } from './project'
import type { Doc } from './values'
import { limitOf, listReply, projectionOf, queryOf, skipOf, sortOf, type Body, type Reply } from './wire'

type Read = (connection: Connection, body: Body, meter: Meter) => Reply

/** The stored text goes out as it is, unless only some of the fields were asked for. */
export function textsOf(found: Found[], body: Body, query: Doc): string[] {
  const projection = projectionOf(body)
  if (!projection || Object.keys(projection).length === 0) return found.map(({ text }) => text)
  const project = projector(projection, query)
  return found.map(({ doc }) => stringify(project(doc)))
}

const get: Read = (connection, body, meter) => {
  const query = queryOf(body)
  const search = { query, sort: sortOf(body), skip: skipOf(body), limit: limitOf(body) }
  const found = find(connection, connection.collection(body.collectionName), search, meter)
  return listReply(textsOf(found, body, query))
}

const calculate: Read = (connection, body, meter) =>
  ({ data: { total: count(connection, connection.collection(body.collectionName), queryOf(body), meter) } })

const aggregate: Read = (connection, body, meter) => {
  const list = runPipeline(connection, connection.collection(body.collectionName), stagesOf(body.stages), meter)
  return listReply(list.map(stringify))
}

/** For a large update: which documents it may concern, found beside the writer. */
const findIds: Read = (connection, body, meter) => {
  const found = findAll(connection, connection.collection(body.collectionName), queryOf(body), meter)
  return { ids: [...found].map(({ id }) => id) }
}

export const reads: Record<string, Read> = {
  'database.getDocument': get,
  'database.calculateDocument': calculate,
  'database.aggregateDocuments': aggregate,
  findIds,
}
