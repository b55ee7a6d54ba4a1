import { bytesToNumberBE } from '@noble/curves/utils.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { fromText, toText, utf8 } from './bytes'
import { ballotDigest, type Ballot } from './ballot'
import { publicKeyOf, sign } from './ed25519'
import { expand, extract } from './hkdf'
import { drawDigest, type DrawRequest } from './draw'
import { MODULUS_BYTES, tokenMessage, type Round } from './manifest'
import { SHAPE, TOKEN, demand, no } from './problems'
import { demandChoice, type Choice } from './question'
import { blind, finalize, PREFIX_BYTES, SALT_BYTES } from './rsa'

/** 选票纸: all that the phone makes of one seed in one round. Secret; made again from the seed whenever it is needed. */
export interface Paper {
  secret: Uint8Array
  pub: string
  prefix: string
  /** What each issuer is asked to sign. */
  blinded: string[]
  /** Takes the blinding off each issuer's answer. */
  inverses: bigint[]
}

export const SEED_BYTES = 32

/**
 * Everything follows from the seed and the manifest (HKDF-SHA256, RFC 5869): each retry is the same bytes, and a phone
 * that is shown a second manifest draws a paper that has nothing in common with the first.
 */
export function paperOf(seed: Uint8Array, round: Round): Paper {
  demand(seed.length === SEED_BYTES, SHAPE, 'seed')
  const key = extract(fromText(round.hash), seed)
  const derive = (label: string, length: number) => expand(key, utf8(`zhidaitong-ballot/1/paper/${label}`), length)
  const secret = derive('key', 32)
  const prefix = derive('prefix', PREFIX_BYTES)
  const pub = toText(publicKeyOf(secret))
  const prepared = concatBytes(prefix, tokenMessage(round, pub))
  const papers = round.manifest.issuers.map((issuer, i) => {
    const modulus = fromText(issuer.modulus)
    const factor = belowModulus(derive(`blind/${i}`, MODULUS_BYTES + 16), modulus)
    return blind(modulus, prepared, derive(`salt/${i}`, SALT_BYTES), factor)
  })
  return { secret, pub, prefix: toText(prefix), blinded: papers.map(p => toText(p.blinded)), inverses: papers.map(p => p.inverse) }
}

/** A number in [1, n) from 128 bits more than it has: uneven by less than 2^-128. */
const belowModulus = (bytes: Uint8Array, modulus: Uint8Array): bigint => (bytesToNumberBE(bytes) % (bytesToNumberBE(modulus) - 1n)) + 1n

/** The key with which a phone checks a seat in, made once from 32 random bytes and kept. */
export interface DeviceKey { secret: Uint8Array; pub: string }

export const deviceKeyOf = (secret: Uint8Array): DeviceKey => ({ secret, pub: toText(publicKeyOf(secret)) })

/** 领票: the request that each issuer gets, signed by the device key with which the seat checked in. */
export function drawRequest(round: Round, paper: Paper, seat: string, device: DeviceKey): DrawRequest {
  const sig = sign(drawDigest(round, seat, paper.blinded), device.secret)
  return { manifest: round.hash, seat, devicePub: device.pub, blinded: paper.blinded, deviceSig: toText(sig) }
}

/** The issuer's token out of its answer. An issuer that signs with any other key than the manifest's is refused: it would mark the paper. */
export function tokenOf(round: Round, paper: Paper, issuer: number, answer: string): string {
  const { modulus, name } = round.manifest.issuers[issuer]!
  const prepared = concatBytes(fromText(paper.prefix), tokenMessage(round, paper.pub))
  const token = finalize(fromText(modulus), prepared, fromText(answer), paper.inverses[issuer]!)
  if (!token) throw no(TOKEN, name)
  return toText(token)
}

/** 写票: the filled-in and signed ballot, ready for the box. Each call with the same choice gives the same bytes. */
export function markBallot(round: Round, paper: Paper, tokens: readonly string[], choice: Choice): Ballot {
  demand(tokens.length === round.manifest.issuers.length, TOKEN)
  demandChoice(choice, round.manifest.question)
  const ballot: Ballot = {
    kind: 'ballot', choice: { marks: choice.marks, writeIns: [...choice.writeIns] },
    prefix: paper.prefix, pub: paper.pub, round: round.manifest.round, sig: '', tokens: [...tokens],
  }
  return { ...ballot, sig: toText(sign(ballotDigest(round, ballot), paper.secret)) }
}
