import {
  constants, createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, generateKeyPair, hash, hkdfSync, privateDecrypt, publicEncrypt, randomBytes,
  sign as nodeSign, verify as nodeVerify, type KeyObject,
} from 'node:crypto'
import { promisify, toUSVString } from 'node:util'
import { isPlainKey } from '../../domain/ballot/ed25519'
import { encodeWith } from '../../domain/ballot/bytes'
import type { Engine } from '../../domain/ballot/engine'
import { NOT_CANONICAL, demand } from '../../domain/ballot/problems'
import { hashWith } from '../../domain/ballot/sha256'

/** The server's half of the secret ballot, on node:crypto: it answers as the pure checks in domain/ballot do, only faster. */

hashWith(bytes => hash('sha256', bytes, 'buffer'))
encodeWith(text => {
  demand(toUSVString(text) === text, NOT_CANONICAL)
  return Buffer.from(text, 'utf8')
})

const RAW = constants.RSA_NO_PADDING

/** RSA public keys by modulus; a server meets a few of them, again and again. */
const moduli = new Map<string, KeyObject>()
const KEPT = 64

function modulusKey(n: string): KeyObject {
  const known = moduli.get(n)
  if (known) return known
  if (moduli.size >= KEPT) moduli.clear()
  const key = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' })
  moduli.set(n, key)
  return key
}

export const nodeEngine: Engine = {
  verifyEd25519(pub, message, signature) {
    if (signature.length !== 64 || !isPlainKey(pub)) return false
    // As JWK 9 µs, as SPKI 102 µs.
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(pub).toString('base64url') }, format: 'jwk' })
    return nodeVerify(null, message, key, signature)
  },
  verifyPss: (modulus, message, signature) =>
    nodeVerify('sha384', message, { key: modulusKey(modulus), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, signature),
  rsaPublic(modulus, value) {
    const n = Buffer.from(modulus, 'base64url')
    if (value.length !== n.length || Buffer.compare(value, n) >= 0) return null
    return publicEncrypt({ key: modulusKey(modulus), padding: RAW }, value)
  },
}

/** A fresh key pair of an issuer for one round: the modulus for the manifest, the private key as PKCS #8. */
export async function newIssuerKey(): Promise<{ modulus: string; privateKey: Buffer }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048, publicExponent: 65537 })
  return { modulus: publicKey.export({ format: 'jwk' }).n!, privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }) }
}

/** A fresh Ed25519 key pair, for the box's receipts and heads, or an issuer's word. */
export async function newSigningKey(): Promise<{ pub: string; privateKey: Buffer }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('ed25519')
  return { pub: publicKey.export({ format: 'jwk' }).x!, privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }) }
}

/** Private keys that were read before; reading one costs five times what a signature does. Gone with the bytes. */
const privateKeys = new WeakMap<Buffer, KeyObject>()

function keyOf(pkcs8: Buffer): KeyObject {
  const known = privateKeys.get(pkcs8)
  if (known) return known
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  privateKeys.set(pkcs8, key)
  return key
}

/** BlindSign (RFC 9474 §4.3). The answer is checked before it leaves: a faulty one would give the private key away. */
export function blindSign(privateKey: Buffer, modulus: string, blinded: string): string {
  const value = Buffer.from(blinded, 'base64url')
  const answer = privateDecrypt({ key: keyOf(privateKey), padding: RAW }, value)
  const opened = nodeEngine.rsaPublic(modulus, answer)
  if (opened === null || Buffer.compare(opened, value) !== 0) throw new Error('blind signature came out wrong')
  return answer.toString('base64url')
}

/** Ed25519 signature of a digest (`receiptDigest`, `headDigest`, …), as text. */
export const signDigest = (privateKey: Buffer, digest: Uint8Array): string => nodeSign(null, digest, keyOf(privateKey)).toString('base64url')

const wrappingKey = (secret: string, purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `zhidaitong-ballot/1/wrap/${purpose}`, 32))

/** A private key encrypted under a secret of its environment (AES-256-GCM), bound to its purpose (`issuer/<round>`). */
export function wrapKey(secret: string, purpose: string, privateKey: Buffer): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(secret, purpose), iv)
  return Buffer.concat([iv, cipher.update(privateKey), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** Throws when the wrapped key is altered, of another purpose, or wrapped under another secret. */
export function unwrapKey(secret: string, purpose: string, wrapped: string): Buffer {
  const bytes = Buffer.from(wrapped, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey(secret, purpose), bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
}
