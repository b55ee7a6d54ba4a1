import { fromText } from './bytes'
import { ballotId, type Ballot } from './ballot'
import { demandBallot } from './cast'
import { canonical } from './canonical'
import type { Engine } from './engine'
import { batchShape, demandBatchSigned, tallyFields, type Batch } from './batch'
import { destroyedShape, destroyedDigest, type Destroyed } from './destroyed'
import { demandHeadSigned, headShape, type Head } from './heads'
import { demandDraw, isAnswer } from './issuance'
import { MODULUS_BYTES, openRound, type Round } from './manifest'
import { leafOf } from './merkle'
import { BATCH, DESTROYED, ISSUER_ANSWER, MANIFEST_OTHER, NOT_CANONICAL, ORDER, SHAPE, TALLY, TOO_LONG, demand, no } from './problems'
import type { Choice } from './question'
import { bytes, bytesOrNone, id, list, object, only } from './shape'
import { demandPossible, type Tally } from './tally'

/** 到会名册: a seat that is present, and the key of the phone it checked in with (empty: no phone). */
export interface RollLine { kind: 'roll'; devicePub: string; seat: string }

/** 领票 on a phone. An empty answer: that issuer gave none, so no ballot can come of this paper. */
export interface IssuedLine { kind: 'issued'; answers: string[]; blinded: string[]; devicePub: string; deviceSig: string; seat: string }

/** 领票 of a paper ballot in the hall. */
export interface PaperLine { kind: 'paper'; seat: string }

/** A ballot on a sealed board. */
export interface LeafLine { kind: 'leaf'; hash: string }

export type TallyLine = { kind: 'tally' } & Tally

/** What a line says to the count once it has been found right in itself; small, so that workers can hand it on. */
export type Fact =
  | { kind: 'manifest'; round: Round }
  | { kind: 'roll'; leaf: Uint8Array; seat: string; devicePub: string }
  | { kind: 'issued'; leaf: Uint8Array; seat: string; devicePub: string; complete: boolean }
  | { kind: 'paper'; leaf: Uint8Array; seat: string }
  | { kind: 'head'; head: Head }
  | { kind: 'destroyed'; issuer: number }
  | { kind: 'ballot'; leaf: Uint8Array; id: string; choice: Choice }
  | { kind: 'leaf'; leaf: Uint8Array }
  | { kind: 'batch'; leaf: Uint8Array; batch: Batch }
  | { kind: 'tally'; tally: Tally }

export type LineKind = Fact['kind']

const rollShape = object({ kind: only('roll'), devicePub: bytesOrNone(32), seat: id })
const issuedShape = object({
  kind: only('issued'), answers: list(bytesOrNone(MODULUS_BYTES), 1, 4), blinded: list(bytes(MODULUS_BYTES), 1, 4),
  devicePub: bytes(32), deviceSig: bytes(64), seat: id,
})
const paperShape = object({ kind: only('paper'), seat: id })
const leafShape = object({ kind: only('leaf'), hash: bytes(32) })
const tallyShape = object({ kind: only('tally'), ...tallyFields })

/** Longest line that is read at all: a final tally of a large election with many write-ins fits. */
const LONGEST = 4_000_000

/** A line's value; the line must be the one text of it. */
function parse(line: string): Record<string, unknown> {
  demand(line.length <= LONGEST, TOO_LONG)
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw no(NOT_CANONICAL)
  }
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), SHAPE)
  demand(canonical(value) === line, NOT_CANONICAL)
  return value as Record<string, unknown>
}

/** Checks one line by itself, signatures and all. The first line of a record is its manifest and needs no round. */
export function inspect(line: string, round: Round | null, engine: Engine): Fact {
  const value = parse(line)
  if (round === null) {
    demand(value.kind === 'manifest', ORDER)
    return { kind: 'manifest', round: openRound(value) }
  }
  const { kind } = value
  demand(typeof kind === 'string' && Object.prototype.hasOwnProperty.call(readers, kind), kind === 'manifest' ? ORDER : SHAPE, 'kind')
  return readers[kind as keyof typeof readers](value, line, round, engine)
}

type Reader = (value: unknown, line: string, round: Round, engine: Engine) => Fact

const readers: Record<Exclude<LineKind, 'manifest'>, Reader> = {
  roll(value, line) {
    rollShape(value, '名册')
    const { seat, devicePub } = value as RollLine
    return { kind: 'roll', leaf: leafOf(line), seat, devicePub }
  },
  issued(value, line, round, engine) {
    issuedShape(value, '领票')
    const issued = value as IssuedLine
    demandDraw(round, issued, engine)
    demand(issued.answers.length === issued.blinded.length, SHAPE, '领票')
    issued.answers.forEach((answer, i) => demand(answer === '' || isAnswer(round, i, issued.blinded[i]!, answer, engine), ISSUER_ANSWER, round.manifest.issuers[i]!.name))
    return { kind: 'issued', leaf: leafOf(line), seat: issued.seat, devicePub: issued.devicePub, complete: !issued.answers.includes('') }
  },
  paper(value, line) {
    paperShape(value, '纸质领票')
    return { kind: 'paper', leaf: leafOf(line), seat: (value as PaperLine).seat }
  },
  head(value, _line, round, engine) {
    headShape(value, '签封')
    const head = value as Head
    demand(head.round === round.manifest.round, MANIFEST_OTHER)
    demandHeadSigned(round, head, engine)
    return { kind: 'head', head }
  },
  destroyed(value, _line, round, engine) {
    destroyedShape(value, '销毁声明')
    const { issuer, sig } = value as Destroyed
    const key = round.manifest.issuers[issuer]?.pub
    demand(key !== undefined && engine.verifyEd25519(fromText(key), destroyedDigest(round, issuer), fromText(sig)), DESTROYED)
    return { kind: 'destroyed', issuer }
  },
  ballot(value, line, round, engine) {
    const { pub, choice }: Ballot = demandBallot(round, value, engine)
    return { kind: 'ballot', leaf: leafOf(line), id: ballotId(pub), choice }
  },
  leaf(value) {
    leafShape(value, '选票')
    return { kind: 'leaf', leaf: fromText((value as LeafLine).hash) }
  },
  batch(value, _line, round, engine) {
    batchShape(value, '纸质选票')
    const batch = value as Batch
    demandPossible(batch.tally, round.manifest.question, BATCH)
    demand(batch.tally.valid + batch.tally.void === batch.collected && batch.collected <= batch.issued, BATCH)
    demandBatchSigned(round, batch, engine)
    const { sigs: _sigs, ...bare } = batch
    // Without its signatures: the final head seals what was counted, and both are signed in one act.
    return { kind: 'batch', leaf: leafOf(canonical(bare)), batch }
  },
  tally(value, _line, round) {
    tallyShape(value, '计票')
    const { kind: _kind, ...tally } = value as TallyLine
    demandPossible(tally, round.manifest.question, TALLY)
    return { kind: 'tally', tally }
  },
}
