import { refused } from './errors'
import { compile } from './match'
import { ofType, show, type Place } from './update-path'
import { compareValues, equalValues, isDoc, type Doc, type Value } from './values'

export interface Target {
  place: Place
  path: string
  operand: Value
  /** The document's id as text, for messages. */
  id: string
}

const lastName = (path: string) => path.slice(path.lastIndexOf('.') + 1)

function numeric({ place, path, operand, id }: Target, name: string, verb: string): [number | undefined, number] {
  if (typeof operand !== 'number') {
    throw refused(`Cannot ${verb} with non-numeric argument: {${path}: ${show(operand)}}`)
  }
  const before = place.read()
  if (before !== undefined && typeof before !== 'number') {
    throw refused(`Cannot apply ${name} to a value of non-numeric type. {_id: ${id}} has the field ` +
      `'${lastName(path)}' of non-numeric type ${ofType(before)}`)
  }
  return [before, operand]
}

function inc(target: Target): void {
  const [before, by] = numeric(target, '$inc', 'increment')
  target.place.write((before ?? 0) + by)
}

function mul(target: Target): void {
  const [before, by] = numeric(target, '$mul', 'multiply')
  target.place.write((before ?? 0) * by)
}

const extreme = (sign: 1 | -1) => ({ place, operand }: Target) => {
  const before = place.read()
  if (before === undefined || compareValues(operand, before) * sign > 0) place.write(operand)
}

function arrayFor(target: Target, refuse: (type: string) => Error): Value[] | undefined {
  const value = target.place.read()
  if (value !== undefined && !Array.isArray(value)) throw refuse(ofType(value))
  return value && [...value]
}

function compareBySpec(spec: Value): (a: Value, b: Value) => number {
  if (spec === 1 || spec === -1) return (a, b) => compareValues(a, b) * spec
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw refused('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields')
  }
  const keys = Object.entries(spec)
  if (keys.some(([, turn]) => turn !== 1 && turn !== -1)) throw refused('The $sort element value must be either 1 or -1')
  return (a, b) => {
    for (const [field, turn] of keys) {
      const order = compareValues(inner(a, field), inner(b, field))
      if (order) return order * (turn as number)
    }
    return 0
  }
}

function inner(value: Value, path: string): Value {
  let at: Value = value
  for (const part of path.split('.')) at = (isDoc(at) && Object.hasOwn(at, part) ? at[part] : null) as Value
  return at
}

const pushModifiers = new Set(['$each', '$position', '$slice', '$sort'])

function wholeNumber(value: Value | undefined, name: string): number | undefined {
  if (value === undefined) return undefined
  if (!Number.isInteger(value)) throw refused(`The value for ${name} must be an integer value but was given type: ${ofType(value)}`)
  return value as number
}

function eachOf(operand: Value, name: string): Value[] | null {
  if (!isDoc(operand) || !Object.hasOwn(operand, '$each')) return null
  if (!Array.isArray(operand.$each)) {
    throw refused(`The argument to $each in ${name} must be an array but it was of type: ${ofType(operand.$each)}`)
  }
  return operand.$each
}

function push(target: Target): void {
  const { place, path, operand, id } = target
  const list = arrayFor(target, type =>
    refused(`The field '${path}' must be an array but is of type ${type} in document {_id: ${id}}`)) ?? []
  const each = eachOf(operand, '$push')
  if (!each) {
    list.push(operand)
    place.write(list)
    return
  }
  const modifiers = operand as Doc
  const unknown = Object.keys(modifiers).find(key => !pushModifiers.has(key))
  if (unknown) throw refused(`Unrecognized clause in $push: ${unknown}`)
  const position = wholeNumber(modifiers.$position, '$position')
  list.splice(position ?? list.length, 0, ...each)
  if (modifiers.$sort !== undefined) list.sort(compareBySpec(modifiers.$sort))
  const cut = wholeNumber(modifiers.$slice, '$slice')
  place.write(cut === undefined ? list : cut >= 0 ? list.slice(0, cut) : list.slice(cut))
}

function addToSet(target: Target): void {
  const list = arrayFor(target, type =>
    refused(`Cannot apply $addToSet to non-array field. Field named '${lastName(target.path)}' has non-array type ${type}`)) ?? []
  for (const item of eachOf(target.operand, '$addToSet') ?? [target.operand]) {
    if (!list.some(known => equalValues(known, item))) list.push(item)
  }
  target.place.write(list)
}

function pop(target: Target): void {
  const { operand, path, place } = target
  if (operand !== 1 && operand !== -1) throw refused(`$pop expects 1 or -1, found: ${show(operand)}`)
  const list = arrayFor(target, type => refused(`Path '${path}' contains an element of non-array type '${type}'`))
  if (!list) return
  if (operand === 1) list.pop()
  else list.shift()
  place.write(list)
}

function keep(target: Target, name: string, drop: (item: Value) => boolean): void {
  const list = arrayFor(target, () => refused(`Cannot apply ${name} to a non-array value`))
  if (list) target.place.write(list.filter(item => !drop(item)))
}

/** A condition looks at items as values (`{$gt: 3}`) or, when it names fields, as documents. */
function pull(target: Target): void {
  const { operand } = target
  if (operand instanceof RegExp) return keep(target, '$pull', item => typeof item === 'string' && operand.test(item))
  if (!isDoc(operand)) return keep(target, '$pull', item => equalValues(item, operand))
  const names = Object.keys(operand)
  if (names.some(name => name.startsWith('$') && !['$and', '$or', '$nor'].includes(name))) {
    const test = compile({ item: operand })
    return keep(target, '$pull', item => test({ item }))
  }
  const test = compile(operand)
  return keep(target, '$pull', item => isDoc(item) && test(item))
}

function pullAll(target: Target): void {
  const { operand } = target
  if (!Array.isArray(operand)) throw refused(`$pullAll requires an array argument but was given a ${ofType(operand)}`)
  keep(target, '$pullAll', item => operand.some(unwanted => equalValues(item, unwanted)))
}

const bitwise: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
}

function bit({ place, path, operand }: Target): void {
  const steps = isDoc(operand) ? Object.entries(operand) : []
  if (steps.length === 0) throw refused(`The $bit modifier is not compatible with a ${ofType(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`)
  const before = place.read()
  if (before !== undefined && !Number.isInteger(before)) {
    throw refused(`Cannot apply $bit to a value of non-integral type. '${path}' is of type ${ofType(before)}`)
  }
  let value = BigInt((before as number | undefined) ?? 0)
  for (const [name, by] of steps) {
    const apply = Object.hasOwn(bitwise, name) ? bitwise[name] : undefined
    if (!apply) throw refused(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator`)
    if (!Number.isInteger(by)) throw refused(`The $bit modifier field must be an Integer(32/64 bit); a '${ofType(by)}' is not supported here`)
    value = apply(value, BigInt(by as number))
  }
  place.write(Number(value))
}

function currentDate({ place, operand }: Target): void {
  if (operand !== true && !(isDoc(operand) && operand.$type === 'date')) {
    throw refused(`${ofType(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression`)
  }
  place.write(new Date())
}

/** Operators that change the one place their path names; `creates` says whether the way to it may be made. */
export const operators: Record<string, { apply: (target: Target) => void; creates: boolean }> = {
  $set: { apply: ({ place, operand }) => place.write(operand), creates: true },
  $unset: { apply: ({ place }) => place.remove(), creates: false },
  $inc: { apply: inc, creates: true },
  $mul: { apply: mul, creates: true },
  $min: { apply: extreme(-1), creates: true },
  $max: { apply: extreme(1), creates: true },
  $push: { apply: push, creates: true },
  $addToSet: { apply: addToSet, creates: true },
  $pop: { apply: pop, creates: false },
  $pull: { apply: pull, creates: false },
  $pullAll: { apply: pullAll, creates: false },
  $bit: { apply: bit, creates: true },
  $currentDate: { apply: currentDate, creates: true },
}
