import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js'
import { sha384 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { sameBytes } from './bytes'
import { ISSUER_KEY, no } from './problems'

/**
 * The client's and the verifier's half of RSABSSA-SHA384-PSS-Randomized (RFC 9474 §4), public exponent 65537. The
 * signer's half needs the private key and lives on the server. `modulus` is big-endian, its first bit set.
 */
export const PREFIX_BYTES = 32
export const SALT_BYTES = 48

const HASH_BYTES = 48

/** x^65537 mod n. */
function powE(x: bigint, n: bigint): bigint {
  let y = x
  for (let i = 0; i < 16; i++) y = (y * y) % n
  return (y * x) % n
}

/** Extended Euclid; null when the two share a factor. */
function inverse(a: bigint, n: bigint): bigint | null {
  let [r0, r1, t0, t1] = [n, a, 0n, 1n]
  while (r1 !== 0n) {
    const q = r0 / r1
    const r2 = r0 - q * r1
    const t2 = t0 - q * t1
    r0 = r1
    r1 = r2
    t0 = t1
    t1 = t2
  }
  if (r0 !== 1n) return null
  return t0 < 0n ? t0 + n : t0
}

/** MGF1 with SHA-384 (RFC 8017 §B.2.1). */
function mask(seed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(Math.ceil(length / HASH_BYTES) * HASH_BYTES)
  for (let i = 0; i * HASH_BYTES < length; i++) out.set(sha384(concatBytes(seed, numberToBytesBE(BigInt(i), 4))), i * HASH_BYTES)
  return out.subarray(0, length)
}

/** EMSA-PSS-ENCODE (RFC 8017 §9.1.1) for a modulus of so many bytes, all of its bits in use. */
function encode(message: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  const hash = sha384(concatBytes(new Uint8Array(8), sha384(message), salt))
  const block = new Uint8Array(length - HASH_BYTES - 1)
  block[block.length - salt.length - 1] = 1
  block.set(salt, block.length - salt.length)
  const masked = mask(hash, block.length)
  for (let i = 0; i < block.length; i++) block[i]! ^= masked[i]!
  block[0]! &= 0x7f
  return concatBytes(block, hash, Uint8Array.of(0xbc))
}

/** The salt in an encoded message; whether it is the right one is seen by encoding again. */
function saltIn(encoded: Uint8Array): Uint8Array {
  const block = encoded.subarray(0, encoded.length - HASH_BYTES - 1)
  const masked = mask(encoded.subarray(block.length, encoded.length - 1), block.length)
  return block.map((byte, i) => byte ^ masked[i]!).slice(block.length - SALT_BYTES)
}

export interface Blinded {
  blinded: Uint8Array
  /** Takes the blinding off the issuer's answer. Secret, like the factor it is made of. */
  inverse: bigint
}

/** Blind (RFC 9474 §4.2); `factor` is a random number in [1, n). */
export function blind(modulus: Uint8Array, prepared: Uint8Array, salt: Uint8Array, factor: bigint): Blinded {
  const n = bytesToNumberBE(modulus)
  const m = bytesToNumberBE(encode(prepared, salt, modulus.length))
  // One Euclid for both demands of the RFC: message and factor are each coprime to n exactly when their product is.
  const both = inverse((m * factor) % n, n)
  if (both === null) throw no(ISSUER_KEY, '与选票不互质')
  return { blinded: numberToBytesBE((m * powE(factor, n)) % n, modulus.length), inverse: (m * both) % n }
}

/** Finalize (RFC 9474 §4.4): the signature, or null when the issuer did not sign this message with this key. */
export function finalize(modulus: Uint8Array, prepared: Uint8Array, answer: Uint8Array, factorInverse: bigint): Uint8Array | null {
  if (answer.length !== modulus.length) return null
  const n = bytesToNumberBE(modulus)
  const signature = numberToBytesBE((bytesToNumberBE(answer) * factorInverse) % n, modulus.length)
  return verifyPss(modulus, prepared, signature) ? signature : null
}

/** RSASSA-PSS-VERIFY (RFC 8017 §8.1.2) with SHA-384, MGF1-SHA-384 and a salt of exactly 48 bytes. */
export function verifyPss(modulus: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const opened = rsaPublic(modulus, signature)
  return opened !== null && sameBytes(opened, encode(message, saltIn(opened), modulus.length))
}

/** RSAVP1 (RFC 8017 §5.2.2): value^e mod n; null for a value of another length or not below n. */
export function rsaPublic(modulus: Uint8Array, value: Uint8Array): Uint8Array | null {
  if (value.length !== modulus.length) return null
  const n = bytesToNumberBE(modulus)
  const x = bytesToNumberBE(value)
  return x < n ? numberToBytesBE(powE(x, n), modulus.length) : null
}
