import { Context } from 'mingo/core'
import { $and, $expr, $nor, $not, $or } from 'mingo/operators/query'
import { $bitsAllClear, $bitsAllSet, $bitsAnyClear, $bitsAnySet } from 'mingo/operators/query/bitwise'
import { Query } from 'mingo/query'
import { refused } from './errors'
import { expressionOps } from './expressions'
import { geoQueryOps } from './geo'
import { candidates, reach } from './paths'
import { compareValues, equalValues, isDoc, rankOf, typeName, type Doc } from './values'

type Test = (doc: unknown) => boolean
type QueryOperator = (selector: string, operand: unknown, options: object) => Test

const anyValue = (selector: string, test: (value: unknown) => boolean): Test => {
  const parts = selector.split('.')
  if (parts.length === 1) return doc => anyOf((doc as Doc)?.[selector], test)
  return doc => candidates(doc, parts).some(test)
}

function anyOf(value: unknown, test: (value: unknown) => boolean): boolean {
  return test(value) || (Array.isArray(value) && value.some(test))
}

const equals = (operand: unknown) => (value: unknown) =>
  operand === null ? value == null : value !== undefined && equalValues(value, operand)

/** Comparisons look at values of the operand's own type only (MongoDB's type bracketing). */
const ordered = (accepts: (order: number) => boolean): QueryOperator => (selector, operand) =>
  anyValue(selector, value => {
    if (operand === null) return value == null && accepts(0)
    if (value === undefined || rankOf(value) !== rankOf(operand)) return false
    if (Number.isNaN(operand) !== Number.isNaN(value)) return false
    return accepts(compareValues(value, operand))
  })

function listOf(operand: unknown, name: string): unknown[] {
  if (!Array.isArray(operand)) throw refused(`${name} needs an array`)
  return operand
}

const memberOf = (operand: unknown, name: string) => {
  const list = listOf(operand, name)
  const patterns = list.filter(item => item instanceof RegExp) as RegExp[]
  // Long lists of plain text (ids, usually) are looked up rather than walked.
  const texts = new Set(list.filter(item => typeof item === 'string'))
  const tests = list.filter(item => typeof item !== 'string').map(equals)
  return (value: unknown) =>
    (typeof value === 'string' && (texts.has(value) || patterns.some(pattern => pattern.test(value)))) ||
    tests.some(test => test(value))
}

const not = (test: Test): Test => doc => !test(doc)

/** An item of an array against `$elemMatch`: as a bare value, or as a document of its own. */
function itemTest(criteria: unknown, options: object): (item: unknown) => boolean {
  if (!isDoc(criteria)) throw refused('$elemMatch needs an Object')
  const names = Object.keys(criteria)
  const onValue = names.length > 0 && names.every(name => /^\$(?!(and|or|nor|expr)$)/.test(name))
  if (onValue) {
    const query = new Query({ item: criteria }, options)
    return item => query.test({ item } as never)
  }
  const query = new Query(criteria, options)
  return item => (isDoc(item) || Array.isArray(item)) && query.test(item as never)
}

const elemMatch: QueryOperator = (selector, operand, options) => {
  const test = itemTest(operand, options)
  const parts = selector.split('.')
  return doc => reach(doc, parts).some(value => Array.isArray(value) && value.some(test))
}

const all: QueryOperator = (selector, operand, options) => {
  const tests = listOf(operand, '$all').map(item =>
    isDoc(item) && Object.keys(item)[0] === '$elemMatch'
      ? elemMatch(selector, item.$elemMatch, options)
      : anyValue(selector, item instanceof RegExp ? value => typeof value === 'string' && item.test(value) : equals(item)),
  )
  return doc => tests.length > 0 && tests.every(test => test(doc))
}

const size: QueryOperator = (selector, operand) => {
  if (!Number.isInteger(operand) || (operand as number) < 0) {
    throw refused('Failed to parse $size. Expected a non-negative integer')
  }
  return doc => reach(doc, selector.split('.')).some(value => Array.isArray(value) && value.length === operand)
}

const mod: QueryOperator = (selector, operand) => {
  const [divisor, remainder] = listOf(operand, '$mod') as [number, number]
  if (typeof divisor !== 'number' || typeof remainder !== 'number') throw refused('malformed mod, not enough elements')
  if (Math.trunc(divisor) === 0) throw refused('divisor cannot be 0')
  return anyValue(selector, value =>
    typeof value === 'number' && Math.trunc(value) % Math.trunc(divisor) === Math.trunc(remainder))
}

const typeAliases: Record<string, string[]> = {
  1: ['double'], 2: ['string'], 3: ['object'], 4: ['array'], 5: ['binData'], 8: ['bool'], 9: ['date'], 10: ['null'],
  11: ['regex'], 16: ['int'], 18: ['long'], number: ['int', 'long', 'double'],
  // JavaScript keeps one kind of number: a whole number may have been any of the three.
  double: ['int', 'long', 'double'], long: ['int', 'long'],
}

const type: QueryOperator = (selector, operand) => {
  const asked = Array.isArray(operand) ? operand : [operand]
  const names = new Set(asked.flatMap(name => typeAliases[String(name)] ?? [String(name)]))
  return anyValue(selector, value => value !== undefined && names.has(typeName(value)))
}

const regex: QueryOperator = (selector, operand) => {
  const pattern = operand instanceof RegExp ? operand : new RegExp(String(operand))
  return anyValue(selector, value =>
    (typeof value === 'string' && pattern.test(value)) || (value instanceof RegExp && equalValues(value, pattern)))
}

const exists: QueryOperator = (selector, operand) => {
  const parts = selector.split('.')
  return doc => reach(doc, parts).some(value => value !== undefined) === Boolean(operand)
}

/**
 * mingo reads the query; these operators decide. mingo's own differ from MongoDB in embedded equality (order of
 * fields), `$elemMatch` on bare values, arrays inside arrays, `$exists` below arrays and the order of text.
 */
const queryOps: Record<string, QueryOperator> = {
  $eq: (selector, operand) => anyValue(selector, equals(operand)),
  $ne: (selector, operand) => not(anyValue(selector, equals(operand))),
  $gt: ordered(order => order > 0),
  $gte: ordered(order => order >= 0),
  $lt: ordered(order => order < 0),
  $lte: ordered(order => order <= 0),
  $in: (selector, operand) => anyValue(selector, memberOf(operand, '$in')),
  $nin: (selector, operand) => not(anyValue(selector, memberOf(operand, '$nin'))),
  $all: all,
  $elemMatch: elemMatch,
  $size: size,
  $exists: exists,
  $mod: mod,
  $type: type,
  $regex: regex,
  ...geoQueryOps,
}

export const queryContext = Context.init({
  query: {
    $and, $or, $nor, $not, $expr, $bitsAllClear, $bitsAllSet, $bitsAnyClear, $bitsAnySet, ...queryOps,
  } as never,
  ...expressionOps,
})

/** Compiles a query; refuses what MongoDB would not understand. */
export function compile(query: Doc, variables?: Doc): (doc: Doc) => boolean {
  if (Object.keys(query).length === 0) return () => true
  const options = { context: queryContext, scriptEnabled: false, variables: variables as never }
  try {
    const compiled = new Query(query as never, options)
    return doc => compiled.test(doc as never)
  } catch (error) {
    throw refused((error as Error).message)
  }
}
