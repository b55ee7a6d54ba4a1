import { compareValues, isDoc } from './values'

const isIndex = (part: string) => /^(0|[1-9]\d*)$/.test(part)

/**
 * Every value that a dotted path reaches, arrays of documents entered on the way (as MongoDB does).
 * `undefined` stands for a place where the path ends early.
 */
export function reach(value: unknown, parts: string[], at = 0, found: unknown[] = []): unknown[] {
  if (at === parts.length) {
    found.push(value)
    return found
  }
  const part = parts[at]!
  if (Array.isArray(value)) {
    for (const item of value) if (isDoc(item)) reach(item, parts, at, found)
    if (isIndex(part) && Number(part) < value.length) reach(value[Number(part)], parts, at + 1, found)
  } else if (isDoc(value) && Object.hasOwn(value, part)) {
    reach(value[part], parts, at + 1, found)
  } else {
    found.push(undefined)
  }
  return found
}

/** What a comparison looks at: the values reached, and the items of those that are arrays. */
export function candidates(doc: unknown, parts: string[]): unknown[] {
  const reached = reach(doc, parts)
  if (!reached.some(Array.isArray)) return reached
  return reached.flatMap(value => (Array.isArray(value) ? [...value, value] : [value]))
}

/** The value a sort compares: the smallest of an array going up, the largest going down. */
export function sortValue(doc: unknown, parts: string[], direction: 1 | -1): unknown {
  const values = reach(doc, parts).flatMap((value): unknown[] =>
    Array.isArray(value) ? (value.length ? value : [undefined]) : [value === undefined ? null : value],
  )
  if (values.length < 2) return values.length ? values[0] : null
  let best = values[0]
  for (const value of values) if (compareValues(value, best) * direction < 0) best = value
  return best
}
