import { Aggregator } from 'mingo/aggregator'
import { Context, evalExpr } from 'mingo/core'
import { Lazy } from 'mingo/lazy'
import * as pipelineOps from 'mingo/operators/pipeline'
import * as projectionOps from 'mingo/operators/projection'
import * as windowOps from 'mingo/operators/window'
import type { Collection, Connection } from './connection'
import { DbError, refused, TooLong } from './errors'
import { compareSortKeys, find, findAll, sortKey, type Meter } from './find'
import { geoNearStage } from './geo-near'
import { lookupStage } from './lookup'
import { compile, queryContext } from './match'
import type { Scope, Stage } from './pipeline'
import { requireDoc, type Doc, type Value } from './values'
import { sortSpec } from './wire'

type Source = ReturnType<typeof Lazy>
type StageOperator = (source: Source, spec: Value, options: object) => Source

const writing = new Set(['$out', '$merge'])

const sortStage: StageOperator = (source, spec) => {
  const sort = sortSpec(requireDoc(spec, '$sort'))
  return source.transform(docs => {
    const keyed = (docs as Doc[]).map(doc => ({ doc, key: sortKey(doc, sort) }))
    return Lazy(keyed.sort((a, b) => compareSortKeys(a.key, b.key, sort)).map(({ doc }) => doc))
  })
}

const matchStage = (variables: Doc): StageOperator => (source, spec) => {
  const test = compile(requireDoc(spec, '$match'), variables)
  return source.filter(doc => test(doc as Doc))
}

const stages = Object.fromEntries(
  Object.entries(pipelineOps).filter(([name]) => name.startsWith('$') && !writing.has(name)))

function contextFor(scope: Scope): Context {
  const own: Record<string, StageOperator> = {
    $match: matchStage(scope.variables),
    $sort: sortStage,
    $lookup: (source, spec) => source.map(lookupStage(scope, requireDoc(spec, '$lookup')) as never),
  }
  return Context.from(
    Context.init({ pipeline: { ...stages, ...own } as never, projection: { ...projectionOps } as never, window: { ...windowOps } as never }),
    queryContext,
  )
}

const optionsFor = (scope: Scope) => ({
  context: contextFor(scope),
  scriptEnabled: false,
  variables: scope.variables as never,
  collectionResolver: (name: string) =>
    [...findAll(scope.connection, scope.connection.collection(name), {}, scope.meter)].map(({ doc }) => doc),
})

/** The leading stages that the indexes can answer, and what is left for mingo. */
function begin(scope: Scope, collection: Collection, all: Stage[]): { docs: Iterable<Doc>; rest: Stage[] } {
  if (all[0]?.name === '$geoNear') {
    return { docs: geoNearStage(scope, collection, requireDoc(all[0].spec, '$geoNear')), rest: all.slice(1) }
  }
  let at = 0
  const conditions: Doc[] = []
  while (all[at]?.name === '$match') conditions.push(requireDoc(all[at++]!.spec, '$match'))
  const query: Doc = conditions.length > 1 ? { $and: conditions } : conditions[0] ?? {}
  const search = searchStart(all.slice(at))
  if (search) {
    const { sort, limit, stages: used } = search
    const found = find(scope.connection, collection, { query, sort, limit, skip: 0 }, scope.meter, scope.variables)
    return { docs: found.map(({ doc }) => doc), rest: all.slice(at + used) }
  }
  return { docs: docsOf(scope, collection, query), rest: all.slice(at) }
}

const isLimit = (stage: Stage | undefined) => stage?.name === '$limit' && Number.isInteger(stage.spec) && (stage.spec as number) > 0

/** `$sort` then `$limit`, or `$limit` alone, is a search like any other, and may come straight from an index. */
function searchStart([first, second]: Stage[]) {
  if (isLimit(first)) return { sort: [], limit: first!.spec as number, stages: 1 }
  if (first?.name !== '$sort' || !isLimit(second)) return null
  return { sort: sortSpec(requireDoc(first.spec, '$sort')), limit: second!.spec as number, stages: 2 }
}

function* docsOf({ connection, meter, variables }: Scope, collection: Collection, query: Doc): Generator<Doc> {
  for (const { doc } of findAll(connection, collection, query, meter, variables)) yield doc
}

function runStages(scope: Scope, collection: Collection, all: Stage[]): Doc[] {
  const unknown = all.find(({ name }) => !Object.hasOwn(stages, name) && name !== '$geoNear')
  if (unknown) throw refused(`Unrecognized pipeline stage name: '${unknown.name}'`)
  if (all.slice(1).some(({ name }) => name === '$geoNear')) {
    throw refused('$geoNear is only valid as the first stage in a pipeline.')
  }
  const { docs, rest } = begin(scope, collection, all)
  if (rest.length === 0) return [...docs]
  const pipeline = rest.map(({ name, spec }) => ({ [name]: spec }))
  return new Aggregator(pipeline as never, optionsFor(scope) as never).run(docs as never) as never
}

export function runPipeline(connection: Connection, collection: Collection, all: Stage[], meter: Meter): Doc[] {
  try {
    return runStages({ connection, meter, variables: {}, run: runStages, valueOf }, collection, all)
  } catch (error) {
    if (error instanceof DbError || error instanceof TooLong) throw error
    throw refused((error as Error).message)
  }
}

/** The value of an expression on a document, with the variables in reach. Expressions know no stages, so one context serves them all. */
const valueOf = ({ variables }: Scope, doc: Doc, expression: Value): Value =>
  (evalExpr(doc as never, expression as never, { context: queryContext, scriptEnabled: false, variables } as never) ?? null) as Value
