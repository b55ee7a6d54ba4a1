import { fromText } from './bytes'
import { hashOf, statement } from './canonical'
import type { Engine } from './engine'
import type { Round } from './manifest'
import { rootOf } from './merkle'
import { demand, type BallotCode } from './problems'
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

const signed = list(object({ by: pattern(/^(box|issuer\/[0-3]|scrutineer\/(1?[0-9]))$/), sig: bytes(64) }), 0, 25)

export const headShape = object({
  kind: only('head'), closed: integer(0, 1), n: integer(0, 1), papers: bytes(32), prev: bytes(32), root: bytes(32),
  round: id, sigs: signed, size: integer(0, 10_000_000), tally: bytesOrNone(32),
})

const bare = (round: Round, { sigs: _sigs, ...rest }: Head | (BareHead & { sigs?: never })) => ({ ...rest, manifest: round.hash })

/** What box, issuers and scrutineers sign. */
export const headStatement = (round: Round, head: Head | BareHead): Uint8Array => statement('head', bare(round, head as Head))

export const headHash = (round: Round, head: Head | BareHead): string => hashOf('head', bare(round, head as Head))

export const tallyHash = (tally: Tally): string => hashOf('tally', { kind: 'tally', ...tally })

/** Seals the papers drawn; `root` over the `issued` and `paper` lines in their order. */
export const openingHead = (round: Round, size: number, root: string): BareHead =>
  ({ kind: 'head', closed: 0, n: 0, papers: rootOf([]), prev: round.hash, root, round: round.manifest.round, size, tally: '' })

export const finalHead = (round: Round, opening: Head | BareHead, size: number, root: string, papers: string, tally: Tally): BareHead =>
  ({ kind: 'head', closed: 1, n: 1, papers, prev: headHash(round, opening), root, round: round.manifest.round, size, tally: tallyHash(tally) })

const places = (round: Round): string[] =>
  ['box', ...round.manifest.issuers.map((_, i) => `issuer/${i}`), ...round.manifest.scrutineers.map((_, i) => `scrutineer/${i}`)]

function keyOf(round: Round, by: string): string {
  const [who, i] = by.split('/')
  if (who === 'box') return round.manifest.boxPub
  return who === 'issuer' ? round.manifest.issuers[Number(i)]!.pub : round.manifest.scrutineers[Number(i)]!.pub
}

/** Every signature good, in the manifest's order, none twice. */
function demandSigned(round: Round, message: Uint8Array, sigs: readonly Signed[], engine: Engine, code: BallotCode): void {
  const order = places(round)
  let last = -1
  for (const { by, sig } of sigs) {
    const place = order.indexOf(by)
    demand(place > last, code, by)
    last = place
    demand(engine.verifyEd25519(fromText(keyOf(round, by)), message, fromText(sig)), code, by)
  }
}

const scrutineersAmong = (sigs: readonly Signed[]): number => sigs.filter(s => s.by.startsWith('scrutineer/')).length

/** The opening head needs box, every issuer and two scrutineers; the final one box and two scrutineers. */
export function demandHeadSigned(round: Round, head: Head, engine: Engine): void {
  const by = head.sigs.map(s => s.by)
  const needed = places(round).filter(place => place === 'box' || (head.n === 0 && place.startsWith('issuer/')))
  demand(needed.every(place => by.includes(place)) && scrutineersAmong(head.sigs) >= 2, 'HEAD_SIGNATURE')
  demandSigned(round, headStatement(round, head), head.sigs, engine, 'HEAD_SIGNATURE')
}

/** 纸质选票: one batch, entered by two scrutineers each on their own (双人录入). */
export interface Batch {
  kind: 'batch'
  collected: number
  issued: number
  n: number
  sigs: Signed[]
  tally: Tally
}

const count = integer(0, 10_000_000)

export const tallyFields = {
  marks: list(list(count, 1, 10), 0, 500), valid: count, void: count,
  writeIns: list(object({ count, name: pattern(/^.{1,60}$/su) }), 0, 100_000),
}

export const batchShape = object({ kind: only('batch'), collected: count, issued: count, n: integer(0, 999), sigs: signed, tally: object(tallyFields) })

/** What two scrutineers sign. */
export const batchStatement = (round: Round, { sigs: _sigs, ...rest }: Omit<Batch, 'sigs'> & { sigs?: Signed[] }): Uint8Array =>
  statement('batch', { ...rest, manifest: round.hash })

export function demandBatchSigned(round: Round, batch: Batch, engine: Engine): void {
  demand(batch.sigs.length >= 2 && scrutineersAmong(batch.sigs) === batch.sigs.length, 'BATCH_SIGNATURE')
  demandSigned(round, batchStatement(round, batch), batch.sigs, engine, 'BATCH_SIGNATURE')
}

/** An issuer says that its signing key is gone. */
export interface Destroyed { kind: 'destroyed'; issuer: number; sig: string }

export const destroyedShape = object({ kind: only('destroyed'), issuer: integer(0, 3), sig: bytes(64) })

export const destroyedStatement = (round: Round, issuer: number): Uint8Array => statement('destroyed', { issuer, manifest: round.hash })
