import { fromText, toText } from './bytes'
import { digest, digestOf } from './canonical'
import type { Engine } from './engine'
import { shortCode, type Round } from './manifest'
import { leafOf } from './merkle'
import { RECEIPT, demand } from './problems'
import type { Choice } from './question'
import { bytes, id, object, only } from './shape'
import { sha256 } from './sha256'

/** 选票, as it is cast and as it stands on the board. All bytes are base64url. */
export interface Ballot {
  kind: 'ballot'
  choice: Choice
  prefix: string
  /** The paper's own key (Ed25519): made on the phone, known to nobody else. */
  pub: string
  round: string
  /** Signature of the paper's key over everything else. */
  sig: string
  /** One token of each issuer, in the manifest's order. */
  tokens: string[]
}

/**
 * `canonical` of a ballot whose shape was demanded: its names in their order, so that the platform writes them in one go
 * (what is undefined it leaves out). The box does this more often than anything else; a test holds the two to the same bytes.
 */
const written = ({ choice: { marks, writeIns }, kind, prefix, pub, round, tokens }: Ballot, sig?: string, manifest?: string): string =>
  JSON.stringify({ choice: { marks, writeIns }, kind, manifest, prefix, pub, round, sig, tokens })

/** A ballot's line on an open board. */
export const ballotLine = (ballot: Ballot): string => written(ballot, ballot.sig)

/** What the paper's key signs: the ballot, with the manifest's hash in the signature's place. */
export const ballotDigest = (round: Round, ballot: Ballot): Uint8Array => digestOf('ballot', written(ballot, undefined, round.hash))

/** Name of a paper: the database refuses a second ballot of the same one. */
export const ballotId = (pub: string): string => toText(sha256(fromText(pub)))

export const ballotLeaf = (ballot: Ballot): Uint8Array => leafOf(ballotLine(ballot))

/** 回执: the box took this ballot in. */
export interface Receipt { kind: 'receipt'; leaf: string; round: string; sig: string }

const receiptShape = object({ kind: only('receipt'), leaf: bytes(32), round: id, sig: bytes(64) })

/** What the box signs when it has accepted a ballot. */
export const receiptDigest = (round: Round, leaf: string): Uint8Array => digest('receipt', { leaf, manifest: round.hash })

/** Refuses a receipt that the box did not give for this ballot. */
export function demandReceipt(round: Round, ballot: Ballot, value: unknown, engine: Engine): Receipt {
  receiptShape(value, '回执')
  const receipt = value as Receipt
  const ours = receipt.round === round.manifest.round && receipt.leaf === toText(ballotLeaf(ballot))
  demand(ours && engine.verifyEd25519(fromText(round.manifest.boxPub), receiptDigest(round, receipt.leaf), fromText(receipt.sig)), RECEIPT)
  return receipt
}

/** The code that the voter sees after casting. */
export const receiptCode = (receipt: Receipt): string => shortCode(receipt.sig)
