import { fromText } from './bytes'
import { hashOf, digest } from './canonical'
import type { Engine } from './engine'
import type { Round } from './manifest'
import { rootOf } from './merkle'
import { HEAD_SIGNATURE, demand, type Wrong } from './problems'
import { bytes, bytesOrNone, id, integer, list, object, only, pattern } from './shape'
import type { Tally } from './tally'

/** One signature under a record: `box`, `issuer/0`, `scrutineer/1` (their places in the manifest). */
export interface Signed { by: string; sig: string }

/** 签封: the opening head (n 0) seals what was drawn, the final head (n 1) what was cast and counted. */
export interface Head {
  kind: 'head'
  closed: 0 | 1
  n: 0 | 1
  /** Root over the paper batches; in the opening head that of none. */
  papers: string
  /** The manifest's hash, then the opening head's. */
  prev: string
  /** Root of the papers drawn, then of the board. */
  root: string
  round: string
  sigs: Signed[]
  size: number
  /** Hash of the tally's line; empty in the opening head. */
  tally: string
}

export type BareHead = Omit<Head, 'sigs'>

export const signedShape = list(object({ by: pattern(/^(box|issuer\/[0-3]|scrutineer\/(1?[0-9]))$/), sig: bytes(64) }), 0, 25)

export const headShape = object({
  kind: only('head'), closed: integer(0, 1), n: integer(0, 1), papers: bytes(32), prev: bytes(32), root: bytes(32),
  round: id, sigs: signedShape, size: integer(0, 10_000_000), tally: bytesOrNone(32),
})

const bare = (round: Round, { sigs: _sigs, ...rest }: Head | (BareHead & { sigs?: never })) => ({ ...rest, manifest: round.hash })

/** What box, issuers and scrutineers sign. */
export const headDigest = (round: Round, head: Head | BareHead): Uint8Array => digest('head', bare(round, head as Head))

export const headHash = (round: Round, head: Head | BareHead): string => hashOf('head', bare(round, head as Head))

export const tallyHash = (tally: Tally): string => hashOf('tally', { kind: 'tally', ...tally })

/** Seals the papers drawn; `root` over the `issued` and `paper` lines in their order. */
export const openingHead = (round: Round, size: number, root: string): BareHead =>
  ({ kind: 'head', closed: 0, n: 0, papers: rootOf([]), prev: round.hash, root, round: round.manifest.round, size, tally: '' })

export const finalHead = (round: Round, opening: Head | BareHead, size: number, root: string, papers: string, tally: Tally): BareHead =>
  ({ kind: 'head', closed: 1, n: 1, papers, prev: headHash(round, opening), root, round: round.manifest.round, size, tally: tallyHash(tally) })

/** Who signs in a round, in the order in which signatures stand. */
export const signersOf = (round: Round): string[] =>
  ['box', ...round.manifest.issuers.map((_, i) => `issuer/${i}`), ...round.manifest.scrutineers.map((_, i) => `scrutineer/${i}`)]

function keyOf(round: Round, by: string): string {
  const [who, i] = by.split('/')
  if (who === 'box') return round.manifest.boxPub
  return who === 'issuer' ? round.manifest.issuers[Number(i)]!.pub : round.manifest.scrutineers[Number(i)]!.pub
}

/** Every signature good, in the manifest's order, none twice. */
export function demandSigned(round: Round, message: Uint8Array, sigs: readonly Signed[], engine: Engine, code: Wrong): void {
  const order = signersOf(round)
  let last = -1
  for (const { by, sig } of sigs) {
    const place = order.indexOf(by)
    demand(place > last, code, by)
    last = place
    demand(engine.verifyEd25519(fromText(keyOf(round, by)), message, fromText(sig)), code, by)
  }
}

export const scrutineersAmong = (sigs: readonly Signed[]): number => sigs.filter(s => s.by.startsWith('scrutineer/')).length

/** The opening head needs box, every issuer and two scrutineers; the final one box and two scrutineers. */
export function demandHeadSigned(round: Round, head: Head, engine: Engine): void {
  const by = head.sigs.map(s => s.by)
  const needed = signersOf(round).filter(place => place === 'box' || (head.n === 0 && place.startsWith('issuer/')))
  demand(needed.every(place => by.includes(place)) && scrutineersAmong(head.sigs) >= 2, HEAD_SIGNATURE)
  demandSigned(round, headDigest(round, head), head.sigs, engine, HEAD_SIGNATURE)
}
