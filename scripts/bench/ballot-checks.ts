import { constants, generateKeyPairSync, publicEncrypt, randomBytes, sign } from 'node:crypto'
import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'

/** Prints the milliseconds that the signatures of one voter take, nothing else with them: two of Ed25519, two tokens, two answers. */
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ed = generateKeyPairSync('ed25519')
const modulus = rsa.publicKey.export({ format: 'jwk' }).n!
const pub = Buffer.from(ed.publicKey.export({ format: 'jwk' }).x!, 'base64url')
const message = randomBytes(900)
const edSig = sign(null, message, ed.privateKey)
const token = sign('sha384', message, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 })
const answer = Buffer.concat([Buffer.of(0), randomBytes(255)])
publicEncrypt({ key: rsa.publicKey, padding: constants.RSA_NO_PADDING }, answer)

function voter(): void {
  for (let i = 0; i < 2; i++) {
    if (!nodeEngine.verifyEd25519(pub, message, edSig) || !nodeEngine.verifyPss(modulus, message, token) || !nodeEngine.rsaPublic(modulus, answer)) throw new Error('not right')
  }
}

for (let i = 0; i < 200; i++) voter()
const start = performance.now()
for (let i = 0; i < 2000; i++) voter()
console.log((performance.now() - start) / 2000)
