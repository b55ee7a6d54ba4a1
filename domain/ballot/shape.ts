import { textLength } from './bytes'
import { SHAPE, demand, no } from './problems'

/** Demands a shape of something that came from outside. Every field must be there, and no other. */
export type Shape = (value: unknown, where: string) => void

export const object = (fields: Readonly<Record<string, Shape>>): Shape => {
  const names = Object.keys(fields)
  return (value, where) => {
    demand(typeof value === 'object' && value !== null && !Array.isArray(value), SHAPE, where)
    const record = value as Record<string, unknown>
    demand(Object.keys(record).length === names.length, SHAPE, where)
    for (const name of names) {
      demand(Object.prototype.hasOwnProperty.call(record, name), SHAPE, `${where}.${name}`)
      fields[name]!(record[name], `${where}.${name}`)
    }
  }
}

export const list = (item: Shape, least: number, most: number): Shape => (value, where) => {
  demand(Array.isArray(value) && value.length >= least && value.length <= most, SHAPE, where)
  for (let i = 0; i < (value as unknown[]).length; i++) item((value as unknown[])[i], where)
}

export const integer = (least: number, most: number): Shape => (value, where) =>
  demand(typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most, SHAPE, where)

export const text = (least: number, most: number): Shape => (value, where) =>
  demand(typeof value === 'string' && value.length >= least && value.length <= most, SHAPE, where)

export const pattern = (form: RegExp): Shape => (value, where) => demand(typeof value === 'string' && form.test(value), SHAPE, where)

export const only = (wanted: string | number): Shape => (value, where) => demand(value === wanted, SHAPE, where)

/** What the last letter may be where it holds so many bits of the bytes: the spare ones are zero. */
const LAST: Readonly<Record<number, string>> = { 6: 'A-Za-z0-9_-', 4: 'AEIMQUYcgkosw048', 2: 'AQgw' }

/** base64url of exactly so many bytes. */
export const bytes = (length: number): Shape =>
  pattern(new RegExp(`^[A-Za-z0-9_-]{${textLength(length) - 1}}[${LAST[(length * 8) % 6 || 6]!}]$`))

export const either = (...shapes: Shape[]): Shape => (value, where) => {
  for (const shape of shapes) {
    try {
      return shape(value, where)
    } catch {
      continue
    }
  }
  throw no(SHAPE, where)
}

/** Bytes, or the empty text where there are none. */
export const bytesOrNone = (length: number): Shape => (value, where) => (value === '' ? undefined : bytes(length)(value, where))

/** Names of rounds and seats: they stand in database ids. */
export const id = pattern(/^[A-Za-z0-9_-][A-Za-z0-9._:-]{0,79}$/)
