import { compareBytes, toText } from './bytes'
import { headHash, tallyHash, type Head } from './heads'
import type { Fact } from './lines'
import type { Round } from './manifest'
import { board, merkle, rootOf, rootOfBuckets } from './merkle'
import {
  BALLOT_TWICE, BATCH, DESTROYED, DEVICE_TWICE, DRAWN_TWICE, HEAD_CHAIN, HEAD_ROOT, HEAD_SIZE, INCOMPLETE, MORE_BALLOTS_THAN_PAPERS, NOT_ON_ROLL,
  NOT_SEALED, ORDER, ROLL, ROLL_SIZE, TALLY, demand,
} from './problems'
import { counting, demandPossible, minus, plus, sameTally, type Tally } from './tally'

/** What a whole record came to. */
export interface Outcome {
  round: string
  /** `opening`: nothing cast yet. `hashes`: a sealed board, whose tally the scrutineers alone can recount. */
  state: 'opening' | 'hashes' | 'counted'
  present: number
  /** Phone papers with the answers of all issuers; papers that lack one; paper ballots handed out. */
  issued: number
  incomplete: number
  paperIssued: number
  ballots: number
  paperCollected: number
  tally: Tally | null
}

type Of<K extends Fact['kind']> = Extract<Fact, { kind: K }>

/**
 * Puts the lines of a record together, in their order: lists, roots, chain of heads, tally. Throws the refusal at the
 * first thing wrong. Keeps no line: what it holds grows by a key and a ballot's name only.
 */
export function recounting(round: Round) {
  const { manifest } = round
  const rollTree = merkle()
  const drawn = merkle()
  const cast = board()
  const batches = merkle()
  const count = counting(manifest.question)
  const seen = { devices: new Set<string>(), ballots: new Set<string>() }
  let seat: Of<'roll'> | null = null
  let seatDrawn = false
  let complete = 0
  let incomplete = 0
  let paperIssued = 0
  let opening: Head | null = null
  let destroyed = 0
  let boardKind: 'ballot' | 'leaf' | null = null
  let lastLeaf: Uint8Array | null = null
  let fromPaper: Tally | null = null
  let handedOut = 0
  let collected = 0
  let tally: Tally | null = null
  let closed = false

  const drawFor = (name: string, leaf: Uint8Array) => {
    demand(opening === null, ORDER)
    demand(seat !== null && seat.seat === name, NOT_ON_ROLL, name)
    demand(!seatDrawn, DRAWN_TWICE, name)
    seatDrawn = true
    drawn.add(leaf)
  }

  const castOne = (kind: 'ballot' | 'leaf', leaf: Uint8Array) => {
    demand(opening !== null && destroyed === manifest.issuers.length, opening === null ? ORDER : DESTROYED)
    demand(batches.size() === 0 && tally === null && (boardKind ?? kind) === kind, ORDER)
    demand(kind === 'ballot' || manifest.board === 'sealed', NOT_SEALED)
    const order = lastLeaf === null ? -1 : compareBytes(lastLeaf, leaf)
    demand(order !== 0, BALLOT_TWICE)
    demand(order < 0, ORDER)
    boardKind = kind
    lastLeaf = leaf
    cast.add(leaf)
    demand(cast.size() <= complete, MORE_BALLOTS_THAN_PAPERS)
  }

  const open = (head: Head) => {
    demand(opening === null, ORDER)
    demand(rollTree.size() === manifest.rollSize, ROLL_SIZE)
    demand(toText(rollTree.root()) === manifest.rollHash, ROLL)
    demand(head.closed === 0 && head.tally === '' && head.papers === rootOf([]), HEAD_ROOT)
    demand(head.prev === round.hash, HEAD_CHAIN)
    demand(head.size === drawn.size(), HEAD_SIZE)
    demand(head.root === toText(drawn.root()), HEAD_ROOT)
    opening = head
  }

  const close = (head: Head) => {
    demand(opening !== null && tally !== null && !closed, ORDER)
    demand(head.prev === headHash(round, opening), HEAD_CHAIN)
    demand(head.size === cast.size(), HEAD_SIZE)
    demand(head.closed === 1 && head.root === rootOfBuckets(cast.buckets()), HEAD_ROOT)
    demand(head.papers === toText(batches.root()), HEAD_ROOT, '纸质选票')
    demand(head.tally === tallyHash(tally), TALLY, '签封')
    closed = true
  }

  const takers: { [K in Fact['kind']]: (fact: Of<K>) => void } = {
    manifest: () => demand(false, ORDER),
    roll(fact) {
      demand(opening === null, ORDER)
      demand(seat === null || seat.seat < fact.seat, ORDER, fact.seat)
      demand(fact.devicePub === '' || !seen.devices.has(fact.devicePub), DEVICE_TWICE, fact.seat)
      seen.devices.add(fact.devicePub)
      seat = fact
      seatDrawn = false
      rollTree.add(fact.leaf)
    },
    issued(fact) {
      drawFor(fact.seat, fact.leaf)
      demand(seat!.devicePub === fact.devicePub, NOT_ON_ROLL, fact.seat)
      if (fact.complete) complete++
      else incomplete++
    },
    paper(fact) {
      drawFor(fact.seat, fact.leaf)
      paperIssued++
    },
    head: ({ head }) => (head.n === 0 ? open(head) : close(head)),
    destroyed(fact) {
      demand(opening !== null && cast.size() === 0 && fact.issuer === destroyed, ORDER)
      destroyed++
    },
    ballot(fact) {
      castOne('ballot', fact.leaf)
      demand(!seen.ballots.has(fact.id), BALLOT_TWICE)
      seen.ballots.add(fact.id)
      count.add(fact.choice)
    },
    leaf: fact => castOne('leaf', fact.leaf),
    batch({ batch, leaf }) {
      demand(opening !== null && destroyed === manifest.issuers.length, opening === null ? ORDER : DESTROYED)
      demand(tally === null && batch.n === batches.size(), ORDER)
      batches.add(leaf)
      handedOut += batch.issued
      collected += batch.collected
      fromPaper = fromPaper === null ? batch.tally : plus(fromPaper, batch.tally)
    },
    tally(fact) {
      demand(opening !== null && destroyed === manifest.issuers.length, opening === null ? ORDER : DESTROYED)
      demand(tally === null, ORDER)
      demand(handedOut === paperIssued, BATCH, `发出 ${paperIssued} 张，登记 ${handedOut} 张`)
      const paper = fromPaper ?? counting(manifest.question).tally()
      if (boardKind !== 'leaf') demand(sameTally(fact.tally, plus(count.tally(), paper)), TALLY)
      else demandSealedTally(fact.tally, paper, cast.size())
      tally = fact.tally
    },
  }

  /** Of a sealed board: what is left without the paper ballots must be as many possible ballots as there are leaves. */
  const demandSealedTally = (all: Tally, paper: Tally, size: number) => {
    const rest = minus(all, paper)
    demand(rest !== null && rest.valid === size && rest.void === 0, TALLY)
    demandPossible(rest, manifest.question, TALLY)
  }

  return {
    take(fact: Fact): void {
      demand(!closed, ORDER)
      ;(takers[fact.kind] as (fact: Fact) => void)(fact)
    },
    /** The end of the record. `opening` allows one that ends with the opening head: what is published before casting. */
    end(until: 'opening' | 'closed' = 'closed'): Outcome {
      demand(closed || (until === 'opening' && opening !== null && destroyed === 0 && cast.size() === 0), INCOMPLETE)
      return {
        round: manifest.round, state: !closed ? 'opening' : boardKind === 'leaf' ? 'hashes' : 'counted',
        present: rollTree.size(), issued: complete, incomplete, paperIssued, ballots: cast.size(), paperCollected: collected, tally,
      }
    },
  }
}
