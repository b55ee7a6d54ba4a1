import { evalExpr } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import * as expressions from 'mingo/operators/expression'
import { encodeKey } from './keys'
import { compareValues, equalValues } from './values'

type Expression = (doc: unknown, operand: unknown, options: object) => unknown

const evaluate = (doc: unknown, operand: unknown, options: object) => evalExpr(doc as never, operand as never, options as never)
const nullish = (value: unknown) => (value === undefined ? null : value)

/** In expressions (unlike queries) any two values compare, by the order of their types. */
const comparison = (accepts: (order: number) => boolean | number): Expression => (doc, operand, options) => {
  const [a, b] = evaluate(doc, operand, options) as unknown[]
  return accepts(compareValues(a, b))
}

const isTrue = (value: unknown) => value !== undefined && value !== null && value !== false && value !== 0

const not: Expression = (doc, operand, options) =>
  !isTrue(evaluate(doc, Array.isArray(operand) ? operand[0] : operand, options))

const isIn: Expression = (doc, operand, options) => {
  const [item, list] = evaluate(doc, operand, options) as unknown[]
  if (!Array.isArray(list)) throw new Error('$in requires an array as a second argument')
  return list.some(value => equalValues(value, item))
}

function textArgs(name: string, doc: unknown, operand: unknown, options: object): unknown[] | null {
  const args = evaluate(doc, operand, options) as unknown[]
  if (args[0] == null) return null
  if (typeof args[0] !== 'string') throw new Error(`${name} requires a string as the first argument`)
  return args
}

/** Cuts by bytes of UTF-8; a negative count means the rest of the text. */
const substrBytes: Expression = (doc, operand, options) => {
  const args = textArgs('$substrBytes', doc, operand, options)
  if (!args) return ''
  const bytes = Buffer.from(args[0] as string)
  const start = args[1] as number
  const count = args[2] as number
  if (!(start >= 0) || start > bytes.length) return ''
  const cut = bytes.subarray(start, count < 0 ? undefined : start + count)
  const text = cut.toString()
  if (!Buffer.from(text).equals(cut)) throw new Error('$substrBytes: Invalid range, in the middle of a UTF-8 character')
  return text
}

/** Finds by Unicode characters or by bytes, with an optional window. */
const indexOf = (name: string, units: (text: string) => ArrayLike<unknown> & { length: number }): Expression =>
  (doc, operand, options) => {
    const args = textArgs(name, doc, operand, options)
    if (!args) return null
    const text = units(args[0] as string)
    const sought = units(args[1] as string)
    const from = (args[2] as number | undefined) ?? 0
    const until = Math.min((args[3] as number | undefined) ?? text.length, text.length)
    for (let at = from; at + sought.length <= until; at++) {
      let matched = 0
      while (matched < sought.length && text[at + matched] === sought[matched]) matched++
      if (matched === sought.length) return at
    }
    return -1
  }

const caseChange = (change: (text: string) => string): Expression => (doc, operand, options) => {
  const value = evaluate(doc, Array.isArray(operand) ? operand[0] : operand, options)
  return value == null ? '' : change(String(value))
}

const ifNull: Expression = (doc, operand, options) => {
  const choices = (operand as unknown[]).map(choice => nullish(evaluate(doc, choice, options)))
  return choices.find(choice => choice !== null) ?? null
}

/** A date operator given a missing date answers null; mingo throws. */
function forgiving(operator: Expression): Expression {
  return (doc, operand, options) => {
    const one = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand
    const value = evaluate(doc, one, options) as { date?: unknown } | null | undefined
    if (value == null || (typeof value === 'object' && 'date' in value && value.date == null)) return null
    return operator(doc, one, options)
  }
}

/** Weeks begin on Sunday; the days before the first Sunday are week 0. */
const week: Expression = (doc, operand, options) => {
  const days = (expressions.$dayOfYear as Expression)(doc, operand, options) as number
  const weekday = (expressions.$dayOfWeek as Expression)(doc, operand, options) as number
  return Math.floor((days - weekday + 7) / 7)
}

const dateParts = [
  '$dayOfMonth', '$dayOfWeek', '$dayOfYear', '$isoDayOfWeek', '$isoWeek', '$isoWeekYear', '$millisecond', '$minute',
  '$month', '$second', '$hour', '$year',
] as const

type Accumulator = (items: unknown[], operand: unknown, options: object) => unknown

const missing = Symbol('missing')

/** mingo hands missing values to accumulators as null; this keeps them apart. */
const orMissing: Expression = (doc, operand, options) => {
  const value = evaluate(doc, operand, options)
  return value === undefined ? missing : value
}

/** What an accumulator is fed: the operand on each document, those left out where it is missing. */
function fed(items: unknown[], operand: unknown, options: object): unknown[] {
  const marked = operand == null ? null : { $orMissing: operand }
  const values = accumulators.$push(items as never, marked as never, options as never) as unknown[]
  return values.filter(value => value !== missing)
}

/** The largest or smallest of a group, nulls left out, by MongoDB's order. */
const extreme = (sign: 1 | -1): Accumulator => (items, operand, options) => {
  const values = fed(items, operand, options).filter(value => value !== null)
  if (values.length === 0) return null
  return values.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best))
}

const addToSet: Accumulator = (items, operand, options) =>
  [...new Map(fed(items, operand, options).map(value => [encodeKey(value).toString('latin1'), value])).values()]

const mergeObjects: Accumulator = (items, operand, options) =>
  Object.assign({}, ...fed(items, operand, options).filter(value => value !== null))

const mendedAccumulators: Record<string, Accumulator> = {
  $max: extreme(1), $min: extreme(-1), $push: fed, $addToSet: addToSet, $mergeObjects: mergeObjects,
}

/** An operator of one argument may have it alone or in a list of one. */
const single = (operand: unknown) => (Array.isArray(operand) && operand.length === 1 ? operand[0] : operand)

const unary = (name: keyof typeof expressions): Expression => (doc, operand, options) =>
  (expressions[name] as Expression)(doc, single(operand), options)

const unaryNames = [
  '$abs', '$ceil', '$floor', '$exp', '$ln', '$log10', '$sqrt', '$arrayToObject', '$objectToArray', '$size', '$reverseArray',
  '$strLenBytes', '$strLenCP', '$toString', '$toBool', '$toDate', '$toDouble', '$toInt', '$toLong', '$type', '$isNumber',
] as const

/** Outside `$group` (where the "document" is the list of the group) the accumulators take one list, or several values. */
const overList = (name: string): Expression => (doc, operand, options) => {
  const accumulate = mendedAccumulators[name] ?? (accumulators as never as Record<string, Accumulator>)[name]!
  if (Array.isArray(doc)) return accumulate(doc, operand, options)
  const value = evaluate(doc, single(operand), options)
  return accumulate(Array.isArray(value) ? value : [nullish(value)], null, options)
}

const overListNames = ['$max', '$min', '$avg', '$sum', '$stdDevPop', '$stdDevSamp', '$mergeObjects']

const truncate: Expression = (doc, operand, options) => {
  const [value, places] = Array.isArray(operand) ? operand : [operand]
  return (expressions.$trunc as Expression)(doc, [value, places ?? 0], options)
}

const mended: Record<string, Expression> = {
  $orMissing: orMissing,
  $cmp: comparison(order => Math.sign(order)),
  $eq: comparison(order => order === 0),
  $ne: comparison(order => order !== 0),
  $gt: comparison(order => order > 0),
  $gte: comparison(order => order >= 0),
  $lt: comparison(order => order < 0),
  $lte: comparison(order => order <= 0),
  $in: isIn,
  $not: not,
  $ifNull: ifNull,
  $substr: substrBytes,
  $substrBytes: substrBytes,
  $indexOfCP: indexOf('$indexOfCP', text => [...text]),
  $indexOfBytes: indexOf('$indexOfBytes', text => Buffer.from(text)),
  $toLower: caseChange(text => text.toLowerCase()),
  $toUpper: caseChange(text => text.toUpperCase()),
  $trunc: truncate,
  $week: forgiving(week),
  ...Object.fromEntries(unaryNames.map(name => [name, unary(name)])),
  ...Object.fromEntries(overListNames.map(name => [name, overList(name)])),
  ...Object.fromEntries(dateParts.map(name => [name, forgiving(expressions[name] as Expression)])),
}

const plain = (module: object) =>
  Object.fromEntries(Object.entries(module).filter(([name]) => name.startsWith('$') && name !== '$function'))

/** All of mingo's operators, those with known faults replaced. */
export const expressionOps = {
  expression: { ...plain(expressions), ...mended } as never,
  accumulator: { ...plain(accumulators), ...mendedAccumulators } as never,
}
