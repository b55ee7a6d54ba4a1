import { batchDigest, batchShape, type Batch } from './batch'
import { compareBytes } from './bytes'
import { canonical } from './canonical'
import type { Engine } from './engine'
import { demandHeadSigned, finalHead, headDigest, headHash, headShape, openingHead, type Head } from './heads'
import { inspect, type Fact } from './lines'
import type { Round } from './manifest'
import { board, leafOf, rootOf, rootOfBuckets } from './merkle'
import type { Pieces } from './pieces'
import { BALLOT_TWICE, BATCH, HEAD_CHAIN, HEAD_ROOT, INCOMPLETE, NOT_CANONICAL, NOT_SEALED, ORDER, SHAPE, TALLY, demand, no } from './problems'
import { recounting, type Outcome } from './recount'
import { counting, demandPossible, minus, plus, sameTally, type Tally } from './tally'

/** What a scrutineer 监票人 is asked to sign 签封; nothing of it is believed. */
export interface Sealing {
  head: string
  lines: readonly string[]
  batches: readonly string[]
  tally: string | null
}

/** The messages that the scrutineer's key signs, once everything behind them was found right. */
export interface Checked { head: Uint8Array; batches: Uint8Array[] }

const read = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw no(SHAPE)
  }
}

/** The head as it was sent is the one that follows from what was checked, to the byte. */
function demandSame(sent: string, own: Head): void {
  const { sigs: _sigs, ...bare } = read(sent) as Head
  const { sigs: _none, ...mine } = own
  demand(canonical(bare) === canonical(mine), HEAD_ROOT)
}

/** Before the casting: who is present, who drew a paper with whose key, and what every issuer answered. */
export function* checkOpening(round: Round, { head, lines }: Sealing, engine: Engine): Pieces<Checked & { outcome: Outcome }> {
  const count = recounting(round)
  const drawn: Uint8Array[] = []
  for (const line of lines) {
    const fact = inspect(line, round, engine)
    demand(fact.kind === 'roll' || fact.kind === 'issued' || fact.kind === 'paper', ORDER)
    count.take(fact)
    if (fact.kind !== 'roll') drawn.push(fact.leaf)
    yield
  }
  const own: Head = { ...openingHead(round, drawn.length, rootOf(drawn)), sigs: [] }
  count.take({ kind: 'head', head: own })
  demandSame(head, own)
  return { head: headDigest(round, own), batches: [], outcome: count.end('opening') }
}

/** As it stands before anybody has signed it. */
type Paper = Omit<Batch, 'sigs'>

function readBatch(line: string, n: number, round: Round): Paper {
  const batch = read(line) as Paper
  batchShape({ ...batch, sigs: [] }, '纸质选票')
  demand(canonical(batch) === line, NOT_CANONICAL)
  demandPossible(batch.tally, round.manifest.question, BATCH)
  demand(batch.n === n && batch.tally.valid + batch.tally.void === batch.collected && batch.collected <= batch.issued, BATCH)
  return batch
}

function demandTally(round: Round, sent: Tally, cast: Tally | null, size: number, papers: readonly Paper[]): void {
  const none = counting(round.manifest.question).tally()
  const paper = papers.reduce((sum, batch) => plus(sum, batch.tally), none)
  if (cast) return demand(sameTally(sent, plus(cast, paper)), TALLY)
  const rest = minus(sent, paper)
  demand(rest !== null && rest.valid === size && rest.void === 0, TALLY)
  demandPossible(rest, round.manifest.question, TALLY)
}

type Cast = Extract<Fact, { kind: 'ballot' | 'leaf' }>

/** Ballots in strict order, every one checked; or only their hashes. */
function* castOf(round: Round, lines: readonly string[], engine: Engine): Pieces<{ size: number; root: string; tally: Tally | null }> {
  const all = board()
  const count = counting(round.manifest.question)
  const names = new Set<string>()
  let last: Cast | null = null
  for (const line of lines) {
    const fact = inspect(line, round, engine)
    demand(fact.kind === 'ballot' || fact.kind === 'leaf', ORDER)
    demand(fact.kind === 'ballot' || round.manifest.board === 'sealed', NOT_SEALED)
    demand(last === null || (last.kind === fact.kind && compareBytes(last.leaf, fact.leaf) < 0), ORDER)
    all.add(fact.leaf)
    if (fact.kind === 'ballot') {
      demand(!names.has(fact.id), BALLOT_TWICE)
      names.add(fact.id)
      count.add(fact.choice)
    }
    last = fact
    yield
  }
  return { size: all.size(), root: rootOfBuckets(all.buckets()), tally: last?.kind === 'leaf' ? null : count.tally() }
}

/** After the casting: every ballot on the board, the batches of paper and their sum, behind the opening head that was signed. */
export function* checkFinal(round: Round, opening: string, { head, lines, batches, tally }: Sealing, engine: Engine): Pieces<Checked & { tally: Tally; size: number }> {
  const first = read(opening)
  headShape(first, '签封')
  demand((first as Head).n === 0, HEAD_CHAIN)
  demandHeadSigned(round, first as Head, engine)
  yield
  const cast = yield* castOf(round, lines, engine)
  const papers = batches.map((line, n) => readBatch(line, n, round))
  demand(tally !== null, INCOMPLETE)
  const { kind: _kind, ...sum } = read(tally) as Tally & { kind: string }
  demandTally(round, sum, cast.tally, cast.size, papers)
  const root = rootOf(batches.map(leafOf))
  const own: Head = { ...finalHead(round, first as Head, cast.size, cast.root, root, sum), sigs: [] }
  demand((read(head) as Head).prev === headHash(round, first as Head), HEAD_CHAIN)
  demandSame(head, own)
  return { head: headDigest(round, own), batches: papers.map(batch => batchDigest(round, batch)), tally: sum, size: cast.size }
}
