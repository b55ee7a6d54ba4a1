import { refused } from './errors'
import { reach } from './paths'
import { isDoc, rank, rankOf, type Doc, type Value } from './values'

/**
 * Bytes whose plain comparison is MongoDB's order of values. Every encoding is free of prefixes of another,
 * so that encodings of several fields can simply be joined into one compound key.
 */
export function encodeKey(value: unknown): Buffer {
  const parts: Buffer[] = []
  write(value, parts)
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

const byte = (value: number) => Buffer.from([value])
const end = byte(0)

function write(value: unknown, out: Buffer[], named = false): void {
  if (!named) out.push(byte(rankOf(value)))
  switch (rankOf(value)) {
    case rank.undefined:
    case rank.null: return
    case rank.number: out.push(numberBytes(value as number)); return
    case rank.string: out.push(textBytes(value as string)); return
    case rank.bool: out.push(byte(value ? 1 : 0)); return
    case rank.date: out.push(numberBytes((value as Date).getTime())); return
    case rank.regex:
      out.push(textBytes((value as RegExp).source), textBytes((value as RegExp).flags))
      return
    case rank.binary: {
      const size = Buffer.alloc(4)
      size.writeUInt32BE((value as Uint8Array).length)
      out.push(size, Buffer.from(value as Uint8Array))
      return
    }
    case rank.array:
      for (const item of value as Value[]) write(item, out)
      out.push(end)
      return
    default:
      for (const [field, inner] of Object.entries(value as Doc)) {
        out.push(byte(rankOf(inner)), textBytes(field))
        write(inner, out, true)
      }
      out.push(end)
  }
}

function numberBytes(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  if (Number.isNaN(value)) return bytes
  bytes.writeDoubleBE(value === 0 ? 0 : value)
  if (bytes[0]! & 0x80) for (let i = 0; i < 8; i++) bytes[i] = ~bytes[i]! & 0xff
  else bytes[0] = bytes[0]! | 0x80
  return bytes
}

// A zero byte inside the text is escaped, so that the closing zeros sort before any longer text.
function textBytes(text: string): Buffer {
  if (!text.includes('\0')) return Buffer.from(`${text}\0\0`)
  const pieces = text.split('\0').map(piece => Buffer.from(piece))
  return Buffer.concat([...pieces.flatMap((piece, i) => (i ? [Buffer.from([0, 0xff]), piece] : [piece])), byte(0), byte(0)])
}

export function invert(bytes: Buffer): Buffer {
  const inverted = Buffer.from(bytes)
  for (let i = 0; i < inverted.length; i++) inverted[i] = ~inverted[i]! & 0xff
  return inverted
}

/** The smallest key above every key that begins with these bytes. */
export function after(prefix: Buffer): Buffer {
  let last = prefix.length - 1
  while (last >= 0 && prefix[last] === 0xff) last--
  if (last < 0) return Buffer.alloc(16, 0xff)
  const next = Buffer.from(prefix.subarray(0, last + 1))
  next[last] = next[last]! + 1
  return next
}

export interface KeyField {
  field: string
  direction: 1 | -1
}

export interface Keys {
  keys: Buffer[]
  /** An array stood somewhere on the way: the document may have several keys. */
  multikey: boolean
}

/** The keys under which an index keeps a document; arrays give one key for each item. */
export function indexKeys(doc: Doc, fields: KeyField[]): Keys {
  const paths = fields.map(({ field }) => field.split('.'))
  const { rows, multikey } = spread(doc, paths)
  const keys = rows.map(values => joinKey(values, fields))
  if (keys.length < 2) return { keys, multikey }
  const unique = new Map(keys.map(key => [key.toString('latin1'), key]))
  return { keys: [...unique.values()], multikey }
}

function joinKey(values: unknown[], fields: KeyField[]): Buffer {
  const parts = values.map((value, i) => {
    const encoded = encodeKey(value)
    return fields[i]!.direction === 1 ? encoded : invert(encoded)
  })
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

/** Where the first array on a path stands, as the number of names before it; -1 when there is none. */
function arrayDepth(doc: Doc, parts: string[]): number {
  let value: unknown = doc
  for (let i = 0; i < parts.length; i++) {
    if (!isDoc(value) || !Object.hasOwn(value, parts[i]!)) return -1
    value = value[parts[i]!]
    if (Array.isArray(value)) return i + 1
  }
  return -1
}

/** One row of field values for each key. Fields under one array go through its items together. */
function spread(doc: Doc, paths: string[][]): { rows: unknown[][]; multikey: boolean } {
  const depths = paths.map(parts => arrayDepth(doc, parts))
  const first = depths.findIndex(depth => depth > 0)
  if (first < 0) return { rows: [paths.map(parts => orNull(reach(doc, parts)[0]))], multikey: false }
  const root = paths[first]!.slice(0, depths[first])
  const under = paths.map((parts, i) => depths[i]! > 0 && root.every((name, n) => parts[n] === name))
  const stranger = depths.findIndex((depth, i) => depth > 0 && !under[i])
  if (stranger >= 0) {
    throw refused(`cannot index parallel arrays [${paths[stranger]!.join('.')}] [${paths[first]!.join('.')}]`)
  }
  const fixed = paths.map((parts, i) => (under[i] ? null : orNull(reach(doc, parts)[0])))
  const items = reach(doc, root)[0] as unknown[]
  const rests = paths.map(parts => parts.slice(root.length))
  const rows = (items.length ? items : [undefined]).flatMap(item => spreadItem(item, rests, under, fixed))
  return { rows, multikey: true }
}

function spreadItem(item: unknown, rests: string[][], under: boolean[], fixed: unknown[]): unknown[][] {
  const inner = rests.filter((rest, i) => under[i] && rest.length > 0)
  const nested = isDoc(item) && inner.length ? spread(item, inner).rows : [inner.map(() => null)]
  return nested.map(row => {
    let next = 0
    return fixed.map((value, i) => {
      if (!under[i]) return value
      if (rests[i]!.length === 0) return item
      return row[next++]
    })
  })
}

const orNull = (value: unknown) => (value === undefined ? null : value)
