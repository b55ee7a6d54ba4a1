import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'

/**
 * HKDF-SHA256 (RFC 5869) for keys of at most 64 bytes. The library's own is built for every hash and length and would
 * take 2.3 kB of the 50 kB that a phone loads.
 */
function hmac(key: Uint8Array): (message: Uint8Array) => Uint8Array {
  const started = (byte: number) => {
    const block = new Uint8Array(64).fill(byte)
    key.forEach((b, i) => { block[i] = b ^ byte })
    return sha256.create().update(block)
  }
  const [inner, outer] = [started(0x36), started(0x5c)]
  return message => outer.clone().update(inner.clone().update(message).digest()).digest()
}

export const extract = (salt: Uint8Array, secret: Uint8Array): Uint8Array => hmac(salt)(secret)

export function expand(key: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  const mac = hmac(key)
  const out = new Uint8Array(Math.ceil(length / 32) * 32)
  let last: Uint8Array = new Uint8Array(0)
  for (let i = 1; i <= out.length / 32; i++) {
    last = mac(concatBytes(last, info, Uint8Array.of(i)))
    out.set(last, (i - 1) * 32)
  }
  return out.subarray(0, length)
}
