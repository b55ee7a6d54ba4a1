import { refused } from './errors'
import { compile } from './match'
import { operators } from './update-ops'
import { expandPath, PathGuard, placeOf, show, ofType } from './update-path'
import { cloneValue, equalValues, isDoc, type Doc, type Value } from './values'

/** Names that start with a dollar would be taken for operators when read back. */
export function refuseDollars(value: Value, path = ''): void {
  if (Array.isArray(value)) return value.forEach((item, i) => refuseDollars(item, `${path}${i}.`))
  if (!isDoc(value)) return
  for (const [name, inner] of Object.entries(value)) {
    if (name.startsWith('$')) {
      throw refused(`The dollar ($) prefixed field '${name}' in '${path}${name}' is not valid for storage.`)
    }
    refuseDollars(inner, `${path}${name}.`)
  }
}

interface Step {
  operator: string
  path: string
  operand: Value
}

function stepsOf(update: Doc): Step[] {
  const steps = Object.entries(update).flatMap(([operator, fields]) => {
    if (!operator.startsWith('$')) throw refused(`the update operation document must contain atomic operators`)
    if (operator === '$setOnInsert') return []
    if (operator !== '$rename' && !Object.hasOwn(operators, operator)) {
      throw refused(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`)
    }
    if (!isDoc(fields)) {
      throw refused(`Modifiers operate on fields but we found type ${ofType(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${show(fields)}}`)
    }
    return Object.entries(fields).map(([path, operand]) => ({ operator, path, operand }))
  })
  if (steps.length === 0) throw refused(`'$set' is empty. You must specify a field like so: {$set: {<field>: ...}}`)
  return steps
}

/** The place in an array that the query's conditions point at, for the positional `$`. */
export function matchedIndex(doc: Doc, query: Doc): (array: string) => number | null {
  return array => {
    const list = placeOf(doc, array, false)?.read()
    if (!Array.isArray(list)) return null
    for (const [field, operand] of conditionsOf(query)) {
      if (field !== array && !field.startsWith(`${array}.`)) continue
      const rest = field.slice(array.length + 1)
      const index = list.findIndex(item => rest
        ? isDoc(item) && compile({ [rest]: operand })(item)
        : compile({ item: operand })({ item: isElemMatch(operand) ? [item] : item }))
      if (index >= 0) return index
    }
    return null
  }
}

const isElemMatch = (operand: Value) => isDoc(operand) && Object.hasOwn(operand, '$elemMatch')

function conditionsOf(query: Doc): [string, Value][] {
  return Object.entries(query).flatMap(([field, operand]) =>
    field === '$and' && Array.isArray(operand) ? operand.flatMap(part => (isDoc(part) ? conditionsOf(part) : [])) : [[field, operand]])
}

function rename(doc: Doc, from: string, to: Value, guard: PathGuard): void {
  if (typeof to !== 'string') throw refused(`The 'to' field for $rename must be a string: ${from}: ${show(to)}`)
  if (from === to) throw refused(`The source and target field for $rename must differ: ${from}: "${to}"`)
  guard.claim(to)
  refuseArrays(doc, from, 'source')
  refuseArrays(doc, to, 'destination')
  const source = placeOf(doc, from, false)
  const value = source?.read()
  if (!source || value === undefined) return
  source.remove()
  placeOf(doc, to, true)!.write(value)
}

function refuseArrays(doc: Doc, path: string, which: string): void {
  const parts = path.split('.')
  for (let i = 1; i < parts.length; i++) {
    const value = placeOf(doc, parts.slice(0, i).join('.'), false)?.read()
    if (Array.isArray(value)) throw refused(`The ${which} field cannot be an array element, '${path}' in doc has an array field`)
  }
}

/**
 * The document after an update with operators, MongoDB's refusals included: a wrong type, a field inside a
 * scalar or null, two paths in conflict, another `_id`. The document given is left as it was.
 */
export function applyUpdate(doc: Doc, update: Doc, query: Doc): Doc {
  const next = cloneValue(doc)
  const guard = new PathGuard()
  const matched = matchedIndex(doc, query)
  const id = show(doc._id)
  for (const { operator, path, operand } of stepsOf(update)) {
    guard.claim(path)
    if (operator === '$set' || operator === '$push' || operator === '$addToSet') refuseOperandDollars(operand, operator)
    for (const place of expandPath(next, path, matched)) {
      if (operator === '$rename') rename(next, place, operand, guard)
      else applyAt(next, operator, place, operand, id)
    }
  }
  if (!equalValues(next._id, doc._id) || next._id === undefined) {
    throw refused(`Performing an update on the path '_id' would modify the immutable field '_id'`)
  }
  return next
}

function refuseOperandDollars(operand: Value, operator: string): void {
  const each = operator !== '$set' && isDoc(operand) ? operand.$each : undefined
  refuseDollars(each === undefined ? operand : each)
}

function applyAt(doc: Doc, name: string, path: string, operand: Value, id: string): void {
  const { apply, creates } = operators[name]!
  const place = placeOf(doc, path, creates)
  if (place) apply({ place, path, operand: cloneValue(operand), id })
}

/** The document after being replaced as a whole; it keeps its `_id`. */
export function applyReplacement(id: Value, replacement: Doc): Doc {
  if (replacement._id !== undefined && !equalValues(replacement._id, id)) {
    throw refused(`After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(replacement._id)}`)
  }
  refuseDollars(replacement)
  return { _id: id, ...cloneValue(replacement) }
}
