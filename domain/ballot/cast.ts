import { concatBytes } from '@noble/hashes/utils.js'
import { ballotDigest, type Ballot } from './ballot'
import { fromText } from './bytes'
import { isPlainKey } from './ed25519'
import type { Engine } from './engine'
import { MODULUS_BYTES, tokenMessage, type Round } from './manifest'
import { BALLOT_SIGNATURE, KEY, MANIFEST_OTHER, TOKEN, demand, no } from './problems'
import { demandChoice } from './question'
import { PREFIX_BYTES } from './rsa'
import { bytes, id, list, object, only, text } from './shape'

/** The marks of 500 entries, or the answers to a survey. */
const LONGEST = 12_000

const shape = object({
  kind: only('ballot'), choice: object({ marks: text(0, LONGEST), writeIns: list(text(1, 60), 0, 20) }),
  prefix: bytes(PREFIX_BYTES), pub: bytes(32), round: id, sig: bytes(64), tokens: list(bytes(MODULUS_BYTES), 1, 4),
})

/** Demands the shape alone: cheap, before anything else is looked at. */
export function readBallot(value: unknown): Ballot {
  shape(value, '选票')
  return value as Ballot
}

/** All that can be said of a ballot by itself: this round's, filled in as allowed, papers of all issuers, unaltered. */
export function demandBallot(round: Round, value: unknown, engine: Engine): Ballot {
  const ballot = readBallot(value)
  const { issuers, question } = round.manifest
  demand(ballot.round === round.manifest.round, MANIFEST_OTHER)
  demand(ballot.tokens.length === issuers.length, TOKEN)
  demandChoice(ballot.choice, question)
  const pub = fromText(ballot.pub)
  const message = concatBytes(fromText(ballot.prefix), tokenMessage(round, ballot.pub))
  issuers.forEach((issuer, i) => {
    if (!engine.verifyPss(issuer.modulus, message, fromText(ballot.tokens[i]!))) throw no(TOKEN, issuer.name)
  })
  // After the tokens: they are four times cheaper to check, and garbage has none.
  const signed = engine.verifyEd25519(pub, ballotDigest(round, ballot), fromText(ballot.sig))
  demand(signed, isPlainKey(pub) ? BALLOT_SIGNATURE : KEY)
  return ballot
}
