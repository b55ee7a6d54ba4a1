import type { Collection } from './connection'
import { refused } from './errors'
import { findAll } from './find'
import { encodeKey } from './keys'
import { candidates, reach } from './paths'
import { stagesOfPipeline, type Scope, type Stage } from './pipeline'
import { choosePlan, walksAll } from './plan'
import { placeOf } from './update-path'
import { cloneValue, isDoc, rankOf, rank, type Doc, type Value } from './values'

const nameOf = (value: unknown) => encodeKey(value ?? null).toString('latin1')

/** Joins the documents of another collection, by equal fields or by a pipeline of their own. */
export function lookupStage(scope: Scope, spec: Doc): (doc: Doc) => Doc {
  const { from, as, pipeline } = spec
  if (typeof from !== 'string' || typeof as !== 'string') throw refused("$lookup needs 'from' and 'as'")
  // Production answers a join with an unknown collection as a join with an empty one.
  const foreign = scope.connection.collections().get(from)
  const join = !foreign ? () => [] : pipeline === undefined ? byFields(scope, foreign, spec) : byPipeline(scope, foreign, spec)
  return doc => {
    if (!as.includes('.')) return { ...doc, [as]: join(doc) }
    const next = cloneValue(doc)
    placeOf(next, as, true)!.write(join(doc))
    return next
  }
}

function byFields(scope: Scope, foreign: Collection, spec: Doc): (doc: Doc) => Doc[] {
  const { localField, foreignField } = spec
  if (typeof localField !== 'string' || typeof foreignField !== 'string') {
    throw refused("$lookup needs 'localField' and 'foreignField', or a 'pipeline'")
  }
  const localParts = localField.split('.')
  const find = finderBy(scope, foreign, foreignField)
  return doc => find(localValues(doc, localParts)).map(cloneValue)
}

function localValues(doc: Doc, parts: string[]): unknown[] {
  const reached = reach(doc, parts).flatMap(value => (Array.isArray(value) ? value : [value ?? null]))
  return reached.length ? reached : [null]
}

function finderBy(scope: Scope, foreign: Collection, field: string): (values: unknown[]) => Doc[] {
  const probe = choosePlan(scope.connection, foreign, { [field]: { $in: [0] } }, [])
  if (walksAll(probe)) return finderInMemory(scope, foreign, field)
  const known = new Map<string, Doc[]>()
  return values => {
    const name = values.map(nameOf).join()
    let docs = known.get(name)
    if (!docs) {
      const query = { [field]: { $in: values as Value[] } }
      docs = [...findAll(scope.connection, foreign, query, scope.meter)].map(({ doc }) => doc)
      known.set(name, docs)
    }
    return docs
  }
}

/** Without an index, one walk over the other collection serves every document. */
function finderInMemory(scope: Scope, foreign: Collection, field: string): (values: unknown[]) => Doc[] {
  const byValue = new Map<string, Doc[]>()
  const order = new Map<Doc, number>()
  for (const { doc } of findAll(scope.connection, foreign, {}, scope.meter)) {
    order.set(doc, order.size)
    for (const name of new Set(candidates(doc, field.split('.')).map(nameOf))) {
      const list = byValue.get(name)
      if (list) list.push(doc)
      else byValue.set(name, [doc])
    }
  }
  return values => {
    const found = new Set(values.flatMap(value => byValue.get(nameOf(value)) ?? []))
    return [...found].sort((a, b) => order.get(a)! - order.get(b)!)
  }
}

function byPipeline(scope: Scope, foreign: Collection, spec: Doc): (doc: Doc) => Doc[] {
  const stages = stagesOfPipeline(spec.pipeline)
  const bindings = Object.entries(isDoc(spec.let) ? spec.let : {})
  const joined = typeof spec.localField === 'string' && typeof spec.foreignField === 'string'
  return doc => {
    const bound = bindings.map(([name, expression]): [string, Value] => [name, scope.valueOf(scope, doc, expression)])
    const variables: Doc = { ...scope.variables, ...Object.fromEntries(bound) }
    const equal = joined ? [equalStage(doc, spec.localField as string, spec.foreignField as string)] : []
    return scope.run({ ...scope, variables }, foreign, [...equal, ...stages.map(stage => withHints(stage, variables))])
  }
}

const equalStage = (doc: Doc, localField: string, foreignField: string): Stage =>
  ({ name: '$match', spec: { [foreignField]: { $in: localValues(doc, localField.split('.')) as Value[] } } })

/** `$expr: {$eq: ['$field', '$$name']}` cannot use an index by itself; the plain condition that it implies can. */
function withHints(stage: Stage, variables: Doc): Stage {
  if (stage.name !== '$match' || !isDoc(stage.spec) || !isDoc(stage.spec.$expr)) return stage
  const hints = impliedBy(stage.spec.$expr, variables)
  return hints.length ? { name: '$match', spec: { $and: [stage.spec, ...hints] } } : stage
}

function impliedBy(expression: Doc, variables: Doc): Doc[] {
  if (Array.isArray(expression.$and)) return expression.$and.flatMap(part => (isDoc(part) ? impliedBy(part, variables) : []))
  if (!Array.isArray(expression.$eq) || expression.$eq.length !== 2) return []
  const [a, b] = expression.$eq as [Value, Value]
  return [...hint(a, b, variables), ...hint(b, a, variables)]
}

function hint(field: Value, variable: Value, variables: Doc): Doc[] {
  if (typeof field !== 'string' || !/^\$[^$]/.test(field)) return []
  if (typeof variable !== 'string' || !/^\$\$[^.]+$/.test(variable)) return []
  const value = variables[variable.slice(2)]
  const type = rankOf(value)
  const simple = type === rank.string || (type === rank.number && !Number.isNaN(value)) || type === rank.date
  return simple ? [{ [field.slice(1)]: value! }] : []
}
