import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { config } from './config'

export const sha256 = (s: string): string => createHash('sha256').update(s).digest('hex')

/** Keyed hash for short secrets that could be guessed offline (one-time codes). Hex. */
export const keyedHash = (s: string): string => createHmac('sha256', config().ZDT_SECRET).update(s).digest('hex')

export const sameHash = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** URL-safe random text of `bytes` × 8 bits. */
export const randomId = (bytes = 16): string => randomBytes(bytes).toString('base64url')

/** A code that people read aloud and type: no 0/O, 1/I/L; 31 letters a place. */
export function spokenCode(length: number): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  let code = ''
  while (code.length < length) for (const byte of randomBytes(length)) if (byte < 248 && code.length < length) code += letters[byte % 31]
  return code
}

/** Short codes as people type them: full-width letters, lower case, blanks and dashes make no difference. */
export const asTyped = (code: string): string => code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
