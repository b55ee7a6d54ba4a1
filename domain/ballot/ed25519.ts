import { mulAddUnsafe } from '@noble/curves/abstract/curve.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { sameBytes } from './bytes'

const { Point } = ed25519
const ORDER = Point.Fn.ORDER
const P = Point.Fp.ORDER

/** y of the eight points of small order: a key among them would verify signatures that nobody made. */
const SMALL_Y = new Set([
  0n, 1n, P - 1n,
  2707385501144840649318225287225658788936804267575313519463743609750303402022n,
  55188659117513257062467267217118295137698188065244968500265048394206261417927n,
])

/** Is this a public key that all verifiers read alike: 32 bytes, y < p, not of small order? Says nothing about the curve. */
export function isPlainKey(pub: Uint8Array): boolean {
  if (pub.length !== 32) return false
  const bytes = Uint8Array.from(pub)
  bytes[31]! &= 0x7f
  const y = bytesToNumberLE(bytes)
  return y < P && !SMALL_Y.has(y)
}

export const publicKeyOf = (secret: Uint8Array): Uint8Array => ed25519.getPublicKey(secret)

export const sign = (message: Uint8Array, secret: Uint8Array): Uint8Array => ed25519.sign(message, secret)

/**
 * RFC 8032 §5.1.7 with the equation without cofactor, [S]B = R + [k]A, compared on the bytes of R, as OpenSSL and Go
 * do. noble's own `verify` uses the cofactor: the two differ on crafted signatures, and a record on which verifiers
 * disagree proves nothing.
 */
export function verifyEd25519(pub: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || !isPlainKey(pub)) return false
  const R = signature.subarray(0, 32)
  const s = bytesToNumberLE(signature.subarray(32))
  if (s >= ORDER) return false
  const A = pointOf(pub)
  if (!A) return false
  const k = bytesToNumberLE(sha512(concatBytes(R, pub, message))) % ORDER
  return sameBytes(mulAddUnsafe(Point, [Point.BASE, A.negate()], [s, k]).toBytes(), R)
}

function pointOf(pub: Uint8Array) {
  try {
    return Point.fromBytes(pub)
  } catch {
    return null
  }
}

/**
 * For a phone, which signs a few times only: a small table of multiples of the base point (348 additions) in place of the
 * library's (1408), which costs more than it saves there.
 */
export function expectFewSignatures(): void {
  Point.BASE.precompute(3, true)
}
