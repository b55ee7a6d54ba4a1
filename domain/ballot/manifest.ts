import { fromText } from './bytes'
import { canonical, hashOf, statement, type Canon } from './canonical'
import { isPlainKey } from './ed25519'
import { ISSUER_KEY, KEY, MANIFEST, SEALED, TOO_LONG, demand } from './problems'
import { demandsSealed, demandWriteIn, type Question } from './question'
import { bytes, bytesOrNone, either, id, integer, list, object, only, pattern, text, type Shape } from './shape'
import { sha256 } from './sha256'

export const MODULUS_BYTES = 256
const NAMES = list(object({ id, name: text(1, 100) }), 0, 500)

const asked = (kind: Question['kind'], more: Readonly<Record<string, Shape>>, entries = NAMES) => object({ kind: only(kind), text: text(1, 4000), entries, ...more })

const question = either(
  asked('approval', {}),
  asked('election', { seats: integer(1, 500), writeIns: integer(0, 20) }),
  asked('appraisal', { grades: list(text(1, 20), 2, 9) }),
  asked('answers', { definition: text(1, 100_000) }, list(id, 0, 0)),
)

/** 签发方: signs papers with `modulus` (RSA, exponent 65537) and its statements with `pub` (Ed25519). */
export interface Issuer { modulus: string; name: string; pub: string }

export interface Scrutineer { name: string; pub: string }

/** What a round of voting is: fixed and hashed before the first paper is drawn. All bytes are base64url. */
export interface Manifest {
  kind: 'manifest'
  version: 1
  round: string
  /** Hash of the manifest of the round that this one repeats or follows, or empty. */
  previous: string
  question: Question
  /** The counting rule in the congress's words; hashed, not read here. */
  rule: Canon
  issuers: Issuer[]
  boxPub: string
  /** 监票人. */
  scrutineers: Scrutineer[]
  rollHash: string
  rollSize: number
  /** `open` = every ballot is published; `sealed` = leaf hashes and tally, the scrutineers alone have the ballots. */
  board: 'open' | 'sealed'
}

const anything: Shape = value => { canonical(value) }

const shape = object({
  kind: only('manifest'), version: only(1), round: id, previous: bytesOrNone(32), question, rule: anything,
  issuers: list(object({ modulus: bytes(MODULUS_BYTES), name: text(1, 100), pub: bytes(32) }), 1, 4),
  boxPub: bytes(32),
  scrutineers: list(object({ name: text(1, 100), pub: bytes(32) }), 2, 20),
  rollHash: bytes(32), rollSize: integer(1, 10_000_000), board: pattern(/^(open|sealed)$/),
})

/** A manifest that has been checked, with its hash. */
export interface Round { manifest: Manifest; hash: string }

/** Checks a manifest from outside and hashes it. Throws the refusal. */
export function openRound(value: unknown): Round {
  demand(canonical(value).length <= 200_000, TOO_LONG)
  shape(value, 'manifest')
  const manifest = value as Manifest
  for (const { modulus } of manifest.issuers) {
    const n = fromText(modulus)
    demand(n[0]! >= 0x80 && n[MODULUS_BYTES - 1]! % 2 === 1, ISSUER_KEY)
  }
  demand(new Set(manifest.issuers.map(i => i.modulus)).size === manifest.issuers.length, ISSUER_KEY, '重复')
  const signers = [manifest.boxPub, ...manifest.issuers.map(i => i.pub), ...manifest.scrutineers.map(s => s.pub)]
  demand(new Set(signers).size === signers.length, KEY, '重复')
  demand(signers.every(pub => isPlainKey(fromText(pub))), KEY)
  demandQuestion(manifest.question)
  demand(manifest.board === 'sealed' || !demandsSealed(manifest.question, manifest.rollSize), SEALED)
  return { manifest, hash: hashOf('manifest', manifest) }
}

function demandQuestion(q: Question): void {
  const names = q.entries.map(entry => entry.name)
  demand(new Set(q.entries.map(entry => entry.id)).size === q.entries.length, MANIFEST, '编号重复')
  demand(q.entries.length > 0 || q.kind === 'answers' || (q.kind === 'election' && q.writeIns > 0), MANIFEST, '没有可选内容')
  if (q.kind === 'appraisal') demand(new Set(q.grades).size === q.grades.length, MANIFEST, '等次重复')
  if (q.kind !== 'election') return
  demand(new Set(names).size === names.length, MANIFEST, '候选人同名')
  // A candidate whose name could not be written in would make "already a candidate" undecidable.
  for (const name of names) demandWriteIn(name, { ...q, entries: [] })
}

/** Crockford's letters: nothing that is mistaken for another when read aloud. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code for people: five bits a letter, groups of four. */
export function codeOf(hash: Uint8Array, letters: number): string {
  let out = ''
  for (let i = 0; i < letters; i++) {
    const bit = i * 5
    const pair = (hash[bit >> 3]! << 8) | hash[(bit >> 3) + 1]!
    out += (i > 0 && i % 4 === 0 ? '-' : '') + LETTERS[(pair >> (11 - (bit & 7))) & 31]!
  }
  return out
}

/** 校验码: shown in the hall and on every phone; the same code = the same manifest. 80 bits. */
export const hallCode = (round: Round): string => codeOf(fromText(round.hash), 16)

/** What an issuer signs blind, behind the paper's random prefix: valid in this one round, for this one pseudonym. */
export const tokenMessage = (round: Round, pub: string): Uint8Array => statement('token', { manifest: round.hash, pub })

/** Short code of a receipt's signature: nobody can find the ballot on the board by it. */
export const shortCode = (signature: string): string => codeOf(sha256(fromText(signature)), 8)
