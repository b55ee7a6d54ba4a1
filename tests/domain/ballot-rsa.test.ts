import { execFileSync, spawnSync } from 'node:child_process'
import { constants, createPrivateKey, createPublicKey, randomBytes, sign as nodeSign, webcrypto } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { invert } from '@noble/curves/abstract/modular.js'
import { bytesToNumberBE, concatBytes, hexToBytes, numberToBytesBE } from '@noble/curves/utils.js'
import { blindSign, nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import { fromText, toText } from '../../domain/ballot/bytes'
import { pureEngine } from '../../domain/ballot/engine'
import { tokenMessage } from '../../domain/ballot/manifest'
import { blind, finalize, rsaPublic, verifyPss } from '../../domain/ballot/rsa'
import vector from '../fixtures/ballot/rfc9474.json'
import { issuerKey, World } from './ballot-world'

const hex = (text: string): Uint8Array => hexToBytes(text)
const number = (text: string): bigint => BigInt(`0x${text}`)
const text64 = (n: bigint): string => toText(numberToBytesBE(n, Math.ceil(n.toString(16).length / 2)))

/** PKCS #8 of a key given by its primes. */
function privateKeyOf(n: bigint, d: bigint, p: bigint, q: bigint): Buffer {
  const jwk = {
    kty: 'RSA', n: text64(n), e: 'AQAB', d: text64(d), p: text64(p), q: text64(q),
    dp: text64(d % (p - 1n)), dq: text64(d % (q - 1n)), qi: text64(invert(q, p)),
  }
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'der' })
}

describe('the test vector of RFC 9474, Appendix A.1', () => {
  const modulus = hex(vector.n)
  const factor = invert(number(vector.inv), number(vector.n))

  test('a message is prepared with its prefix', () => {
    expect(concatBytes(hex(vector.msg_prefix), hex(vector.msg))).toEqual(hex(vector.input_msg))
  })

  test('it is blinded', () => {
    const { blinded, inverse } = blind(modulus, hex(vector.input_msg), hex(vector.salt), factor)
    expect(toText(blinded)).toBe(toText(hex(vector.blinded_msg)))
    expect(inverse).toBe(number(vector.inv))
  })

  test('the server signs it', () => {
    const key = privateKeyOf(number(vector.n), number(vector.d), number(vector.p), number(vector.q))
    expect(blindSign(key, toText(modulus), toText(hex(vector.blinded_msg)))).toBe(toText(hex(vector.blind_sig)))
  })

  test('it is finalized and verified', () => {
    const signature = finalize(modulus, hex(vector.input_msg), hex(vector.blind_sig), number(vector.inv))
    expect(signature && toText(signature)).toBe(toText(hex(vector.sig)))
    expect(verifyPss(modulus, hex(vector.input_msg), hex(vector.sig))).toBe(true)
    expect(nodeEngine.verifyPss(toText(modulus), hex(vector.input_msg), hex(vector.sig))).toBe(true)
  })

  test('an answer for another message, or with one bit changed, is no signature', () => {
    const other = hex(vector.blind_sig)
    other[200]! ^= 1
    expect(finalize(modulus, hex(vector.input_msg), other, number(vector.inv))).toBeNull()
    expect(finalize(modulus, hex(vector.msg), hex(vector.blind_sig), number(vector.inv))).toBeNull()
    expect(finalize(modulus, hex(vector.input_msg), hex(vector.blind_sig).subarray(1), number(vector.inv))).toBeNull()
  })
})

const { modulus, privateKey } = issuerKey(0)
const publicPem = createPublicKey(createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })).export({ type: 'spki', format: 'pem' }) as string

describe('@cloudflare/blindrsa-ts', () => {
  const suite = RSABSSA.SHA384.PSS.Randomized()
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
  const theirPublic = () => webcrypto.subtle.importKey('jwk', { kty: 'RSA', n: modulus, e: 'AQAB', ext: true }, algorithm, true, ['verify'])
  const theirPrivate = () => webcrypto.subtle.importKey('pkcs8', privateKey, algorithm, true, ['sign'])

  test('their client, our issuer, our check', async () => {
    const prepared = suite.prepare(Uint8Array.from(randomBytes(40)))
    const { blindedMsg, inv } = await suite.blind(await theirPublic(), prepared)
    const answer = fromText(blindSign(privateKey, modulus, toText(blindedMsg)))
    const signature = await suite.finalize(await theirPublic(), prepared, answer, inv)
    expect(pureEngine.verifyPss(modulus, prepared, signature)).toBe(true)
    expect(nodeEngine.verifyPss(modulus, prepared, signature)).toBe(true)
  })

  test('our client, their issuer, their check', async () => {
    const prepared = Uint8Array.from(randomBytes(72))
    const factor = bytesToNumberBE(randomBytes(256)) % bytesToNumberBE(fromText(modulus))
    const { blinded, inverse } = blind(fromText(modulus), prepared, randomBytes(48), factor)
    const answer = await suite.blindSign(await theirPrivate(), blinded)
    const signature = finalize(fromText(modulus), prepared, answer, inverse)
    expect(signature).not.toBeNull()
    expect(await suite.verify(await theirPublic(), signature!, prepared)).toBe(true)
  })
})

describe('openssl', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ballot-'))
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(dir, name), content)
    return join(dir, name)
  }
  const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:48', '-sigopt', 'rsa_mgf1_md:sha384']
  afterAll(() => rmSync(dir, { recursive: true }))

  test('is on this machine', () => {
    expect(spawnSync('openssl', ['version']).error).toBeUndefined()
  })

  test('verifies a paper of the board with a stock command', () => {
    const world = new World({ issuers: 1 })
    const ballot = world.cast(world.draw(world.seats[0]!), 'y')
    const message = file('message', concatBytes(fromText(ballot.prefix), tokenMessage(world.round, ballot.pub)))
    const args = ['dgst', '-sha384', '-verify', file('issuer.pem', publicPem), ...pss, '-signature', file('token', fromText(ballot.tokens[0]!)), message]
    expect(execFileSync('openssl', args, { encoding: 'utf8' })).toContain('Verified OK')
    file('message', concatBytes(fromText(ballot.prefix), tokenMessage(world.round, ballot.prefix)))
    expect(spawnSync('openssl', args).status).toBe(1)
  })

  test('signs, and we verify', () => {
    const key = file('key.pem', createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }))
    const signature = execFileSync('openssl', ['dgst', '-sha384', '-sign', key, ...pss, file('text', '领票')])
    expect(pureEngine.verifyPss(modulus, Buffer.from('领票'), Uint8Array.from(signature))).toBe(true)
  })
})

describe('what is no signature is none for both engines', () => {
  const message = Buffer.from('投票')
  const made = (saltLength: number, hash = 'sha384') =>
    Uint8Array.from(nodeSign(hash, message, { key: createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' }), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }))
  const n = bytesToNumberBE(fromText(modulus))
  const good = made(48)
  const raised = bytesToNumberBE(good) + n

  test.each<[string, Uint8Array, boolean]>([
    ['as it should be', good, true],
    ['salt of 47 bytes', made(47), false],
    ['no salt', made(0), false],
    ['SHA-256', made(48, 'sha256'), false],
    ['one byte short', good.subarray(1), false],
    ['one byte more', concatBytes(Uint8Array.of(0), good), false],
    ['empty', new Uint8Array(0), false],
    ['zero', new Uint8Array(256), false],
    ['one', numberToBytesBE(1n, 256), false],
    ['n', numberToBytesBE(n, 256), false],
    ['n - 1', numberToBytesBE(n - 1n, 256), false],
    ['all ones', new Uint8Array(256).fill(255), false],
    ['plus n, where it fits', raised < 1n << 2048n ? numberToBytesBE(raised, 256) : new Uint8Array(256).fill(255), false],
  ])('%s', (_name, signature, right) => {
    expect(pureEngine.verifyPss(modulus, message, signature)).toBe(right)
    expect(nodeEngine.verifyPss(modulus, message, signature)).toBe(right)
  })

  test('a raised number is refused by both', () => {
    for (const value of [numberToBytesBE(n, 256), new Uint8Array(256).fill(255), new Uint8Array(255)]) {
      expect(rsaPublic(fromText(modulus), value)).toBeNull()
      expect(nodeEngine.rsaPublic(modulus, value)).toBeNull()
    }
    expect(Uint8Array.from(nodeEngine.rsaPublic(modulus, good)!)).toEqual(rsaPublic(fromText(modulus), good))
  })
})
