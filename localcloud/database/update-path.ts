import { stringify } from './ejson'
import { refused } from './errors'
import { isDoc, typeName, type Doc, type Value } from './values'

/** Where an update lands: the holder of the last name of a path, which may not exist yet. */
export interface Place {
  read(): Value | undefined
  write(value: Value): void
  remove(): void
}

const isIndex = (part: string) => /^(0|[1-9]\d*)$/.test(part)
const maxPadding = 1_500_000

export const show = (value: Value | undefined) => (value === undefined ? 'missing' : stringify(value))

function cannotCreate(part: string, name: string, holder: Value): Error {
  return refused(`Cannot create field '${part}' in element {${name}: ${show(holder)}}`)
}

/** Finds the place of a dotted path as MongoDB does: documents are made on the way, nothing else is entered. */
export function placeOf(doc: Doc, path: string, create: boolean): Place | null {
  const parts = path.split('.')
  let holder: Value = doc
  for (let i = 0; i < parts.length - 1; i++) {
    const inner: Value | undefined = child(holder, parts[i]!)
    if (inner === undefined) {
      if (!create) return null
      requireHolder(holder, parts, i)
      const made: Doc = {}
      assign(holder, parts[i]!, made)
      holder = made
    } else {
      holder = inner
    }
  }
  const last = parts.length - 1
  if (!isDoc(holder) && !(Array.isArray(holder) && isIndex(parts[last]!))) {
    if (!create) return null
    requireHolder(holder, parts, last)
  }
  return placeIn(holder as Doc | Value[], parts[last]!)
}

function child(holder: Value, part: string): Value | undefined {
  if (Array.isArray(holder)) return isIndex(part) ? holder[Number(part)] : undefined
  return isDoc(holder) && Object.hasOwn(holder, part) ? holder[part] : undefined
}

function requireHolder(holder: Value, parts: string[], at: number): void {
  if (isDoc(holder) || (Array.isArray(holder) && isIndex(parts[at]!))) return
  throw cannotCreate(parts[at]!, parts[at - 1] ?? '', holder)
}

function assign(holder: Value, part: string, value: Value): void {
  if (!Array.isArray(holder)) {
    ;(holder as Doc)[part] = value
    return
  }
  const index = Number(part)
  if (index - holder.length > maxPadding) throw refused('cannot backfill array to larger than 1500000 elements')
  while (holder.length < index) holder.push(null)
  holder[index] = value
}

function placeIn(holder: Doc | Value[], part: string): Place {
  return {
    read: () => child(holder, part),
    write: value => assign(holder, part, value),
    remove: () => {
      if (!Array.isArray(holder)) delete holder[part]
      else if (Number(part) < holder.length) holder[Number(part)] = null
    },
  }
}

/** Every update path of one request; two of them may neither be the same nor lie inside each other. */
export class PathGuard {
  private readonly paths: string[] = []

  claim(path: string): void {
    if (path === '' || path.split('.').includes('')) {
      throw refused(`The update path '${path}' contains an empty field name, which is not allowed.`)
    }
    const dollar = path.split('.').find(part => part.startsWith('$') && part !== '$' && part !== '$[]')
    if (dollar) throw refused(`The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`)
    if (path.split('.').includes('__proto__')) throw refused('a field cannot be named __proto__')
    for (const other of this.paths) {
      if (path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`)) {
        const at = path.length < other.length ? path : other
        throw refused(`Updating the path '${path}' would create a conflict at '${at}'`)
      }
    }
    this.paths.push(path)
  }
}

/** Replaces `$[]` by every index of its array and `$` by the index the query matched. */
export function expandPath(doc: Doc, path: string, matched: (array: string) => number | null): string[] {
  const parts = path.split('.')
  const at = parts.findIndex(part => part === '$' || part === '$[]')
  if (at < 0) return [path]
  const arrayPath = parts.slice(0, at).join('.')
  const rest = parts.slice(at + 1)
  const indexes = parts[at] === '$' ? [positional(arrayPath, matched)] : allIndexes(doc, arrayPath)
  return indexes.flatMap(index => expandPath(doc, [arrayPath, index, ...rest].join('.'), matched))
}

function positional(arrayPath: string, matched: (array: string) => number | null): number {
  const index = matched(arrayPath)
  if (index === null) throw refused('The positional operator did not find the match needed from the query.')
  return index
}

function allIndexes(doc: Doc, arrayPath: string): number[] {
  const value = placeOf(doc, arrayPath, false)?.read()
  if (value === undefined) {
    throw refused(`The path '${arrayPath}' must exist in the document in order to apply array updates.`)
  }
  if (!Array.isArray(value)) {
    throw refused(`Cannot apply array updates to non-array element ${arrayPath}: ${show(value)}`)
  }
  return value.map((_, i) => i)
}

export function ofType(value: Value | undefined): string {
  return typeName(value)
}
