import { NOT_CANONICAL, SHAPE, demand, no } from './problems'

/** UTF-8 of well-formed text; a lone surrogate has no bytes and is refused. Mini-programs have no TextEncoder. */
function portable(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3)
  let at = 0
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i)
    if (c < 0x80) { out[at++] = c; continue }
    if (c >= 0xd800 && c < 0xe000) {
      const low = text.charCodeAt(i + 1)
      demand(c < 0xdc00 && low >= 0xdc00 && low < 0xe000, NOT_CANONICAL)
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00)
      i++
    }
    if (c >= 0x10000) { out[at++] = 0xf0 | (c >> 18); out[at++] = 0x80 | ((c >> 12) & 63) }
    else if (c >= 0x800) out[at++] = 0xe0 | (c >> 12)
    else { out[at++] = 0xc0 | (c >> 6); out[at++] = 0x80 | (c & 63); continue }
    out[at++] = 0x80 | ((c >> 6) & 63)
    out[at++] = 0x80 | (c & 63)
  }
  return out.subarray(0, at)
}

let encode = portable

export const utf8 = (text: string): Uint8Array => encode(text)

/** A server puts its platform's own in place, which answers and refuses the same. */
export function encodeWith(faster: (text: string) => Uint8Array): void {
  encode = faster
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Uint8Array(128).fill(255)
for (let i = 0; i < 64; i++) VALUES[ALPHABET.charCodeAt(i)] = i

/** base64url without padding (RFC 4648 §5). */
export function toText(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const v = (bytes[i]! << 16) | ((left > 1 ? bytes[i + 1]! : 0) << 8) | (left > 2 ? bytes[i + 2]! : 0)
    out += ALPHABET[v >> 18]! + ALPHABET[(v >> 12) & 63]! + (left > 1 ? ALPHABET[(v >> 6) & 63]! : '') + (left > 2 ? ALPHABET[v & 63]! : '')
  }
  return out
}

/** How long the text of so many bytes is. */
export const textLength = (bytes: number): number => Math.ceil((bytes * 4) / 3)

/** The bytes of base64url text; text that is not the one encoding of its bytes (padding, spare bits) is refused. */
export function fromText(text: string): Uint8Array {
  const rest = text.length % 4
  demand(rest !== 1, SHAPE)
  const out = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    const v = c < 128 ? VALUES[c]! : 255
    if (v === 255) throw no(SHAPE)
    bits = ((bits << 6) | v) & 0xffff
    held += 6
    if (held >= 8) { held -= 8; out[at++] = (bits >> held) & 255 }
  }
  demand((bits & ((1 << held) - 1)) === 0, SHAPE)
  return out
}

/** Byte order: negative when `a` comes first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

/** Order of the UTF-8 bytes, which is that of the code points; JavaScript's own order of strings differs beyond U+FFFF. */
export const compareText = (a: string, b: string): number => compareBytes(utf8(a), utf8(b))

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && compareBytes(a, b) === 0
