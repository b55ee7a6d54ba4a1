import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, concatBytes, hexToBytes, numberToBytesLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { nodeEngine, newSigningKey, signDigest } from '../../cloudfunctions/_kit/ballot-crypto'
import { fromText } from '../../domain/ballot/bytes'
import { isPlainKey, publicKeyOf, sign, verifyEd25519 } from '../../domain/ballot/ed25519'
import { secretOf } from './ballot-world'

const { Point } = ed25519
const L = Point.Fn.ORDER
const P = Point.Fp.ORDER

/** A point of order 8 (RFC 8032 leaves the cofactor to the implementer; verifiers differ here). */
const torsion = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')
const small = Array.from({ length: 8 }, (_, i) => (i === 0 ? Point.ZERO : torsion.multiplyUnsafe(BigInt(i))))

const secret = secretOf('paper')
const pub = publicKeyOf(secret)
const message = Buffer.from('反对')
const scalar = ed25519.utils.getExtendedPublicKey(secret).scalar

const both = (key: Uint8Array, signature: Uint8Array) => {
  const pure = verifyEd25519(key, message, signature)
  expect(nodeEngine.verifyEd25519(key, message, signature)).toBe(pure)
  return pure
}

/** A signature made with this R, as one who knows the key's scalar can. */
function crafted(R: Uint8Array, r: bigint, key: Uint8Array): Uint8Array {
  const k = bytesToNumberLE(sha512(concatBytes(R, key, message))) % L
  return concatBytes(R, numberToBytesLE((r + k * scalar) % L, 32))
}

test('what we sign is verified by all, and what the server signs by us', async () => {
  expect(both(pub, sign(message, secret))).toBe(true)
  const key = await newSigningKey()
  expect(verifyEd25519(fromText(key.pub), message, fromText(signDigest(key.privateKey, message)))).toBe(true)
})

test('test 2 of RFC 8032 §7.1', () => {
  const key = hexToBytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
  expect(publicKeyOf(key)).toEqual(hexToBytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'))
  expect(sign(Uint8Array.of(0x72), key)).toEqual(hexToBytes('92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'))
})

test('keys of small order are refused, each of them, and no other', () => {
  for (const point of small) {
    for (const sign of [0, 0x80]) {
      const bytes = point.toBytes()
      bytes[31]! = (bytes[31]! & 0x7f) | sign
      expect(isPlainKey(bytes)).toBe(false)
    }
  }
  expect(isPlainKey(pub)).toBe(true)
  expect(isPlainKey(torsion.add(Point.BASE).toBytes())).toBe(true)
})

test('with a key of small order anything would verify elsewhere; here nothing does', () => {
  const zero = concatBytes(Point.ZERO.toBytes(), new Uint8Array(32))
  for (const point of small) expect(both(point.toBytes(), zero)).toBe(false)
})

test.each([P, P + 1n, (1n << 255n) - 1n])('a key that is not written the one way is refused: %s', y => {
  const bytes = numberToBytesLE(y, 32)
  expect(isPlainKey(bytes)).toBe(false)
  expect(both(bytes, sign(message, secret))).toBe(false)
})

test('the same signature written in another way is refused', () => {
  const signature = sign(message, secret)
  const s = bytesToNumberLE(signature.subarray(32))
  expect(both(pub, concatBytes(signature.subarray(0, 32), numberToBytesLE(s + L, 32)))).toBe(false)
  expect(both(pub, signature.subarray(0, 63))).toBe(false)
  expect(both(pub, concatBytes(signature, Uint8Array.of(0)))).toBe(false)
  expect(both(pub.subarray(1), signature)).toBe(false)
})

test('a crafted R on which verifiers elsewhere disagree is refused by both of ours', () => {
  const r = 1234567n
  const R = Point.BASE.multiply(r).add(torsion).toBytes()
  const signature = crafted(R, r, pub)
  expect(ed25519.verify(signature, message, pub, { zip215: false })).toBe(true)
  expect(both(pub, signature)).toBe(false)
})

test('a key with a part of small order: ours agree, whatever the answer', () => {
  const key = Point.BASE.multiply(scalar).add(torsion).toBytes()
  const answers = Array.from({ length: 40 }, (_, i) => {
    const r = BigInt(i + 2)
    return both(key, crafted(Point.BASE.multiply(r).toBytes(), r, key))
  })
  expect(answers).toContain(true)
  expect(answers).toContain(false)
})

test('bytes that are no point are refused', () => {
  const none = Array.from({ length: 60 }, (_, i) => secretOf(`point/${i}`)).filter(bytes => !ed25519.utils.isValidPublicKey(bytes, false))
  expect(none.length).toBeGreaterThan(0)
  for (const bytes of none) expect(both(bytes, sign(message, secret))).toBe(false)
})
