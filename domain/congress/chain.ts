/** One event in the archive's chain: its place, the hash before it, its own. */
export interface Link<E> { no: number; event: E; prev: string; hash: string }

/** SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits; handed in, since this room knows no cryptography. */
export type Sha256Hex = (text: string) => string

/** What the first event follows. */
export const CHAIN_START = '0'.repeat(64)

/**
 * JSON with keys sorted by code unit and no white space, so that the same event is always the same text. Fields that are
 * undefined are left out; what JSON cannot say is a fault of the program.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return JSON.stringify(value)
  throw new Error(`${String(value)} cannot be kept in the archive`)
}

/** What is hashed: the hash before, the place and the event, a line each. */
const hashOf = <E>(no: number, event: E, prev: string, sha256hex: Sha256Hex): string => sha256hex(`${prev}\n${no}\n${canonicalJson(event)}`)

/** The hash chain 哈希链 over a session's events, oldest first: whoever changes, drops, adds or reorders one changes every hash after it. */
export function chain<E>(events: readonly E[], sha256hex: Sha256Hex): Link<E>[] {
  let prev = CHAIN_START
  return events.map((event, i) => {
    const link = { no: i + 1, event, prev, hash: hashOf(i + 1, event, prev, sha256hex) }
    prev = link.hash
    return link
  })
}

/** The first thing wrong with a chain, in Chinese; null = whole. `last` = the hash that was signed or published, which shows that nothing was cut off the end. */
export function chainProblem<E>(links: readonly Link<E>[], sha256hex: Sha256Hex, last?: string): string | null {
  let prev = CHAIN_START
  for (const [i, link] of links.entries()) {
    if (link.no !== i + 1) return `记录链在第 ${i + 1} 条处断开：这里的编号是 ${link.no}，有记录被删去、增加或调换`
    if (link.prev !== prev) return `记录链在第 ${link.no} 条处断开：它不接在前一条之后`
    if (link.hash !== hashOf(link.no, link.event, prev, sha256hex)) return `第 ${link.no} 条记录被改动过：内容与校验值不符`
    prev = link.hash
  }
  return last === undefined || last === prev ? null : `记录链不完整：最后一条的校验值与公布的不符，共 ${links.length} 条`
}
