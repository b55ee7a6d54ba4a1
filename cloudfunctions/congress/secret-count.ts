import { batchDigest, type Batch } from '../../domain/ballot/batch'
import { ballotLeaf, ballotLine, type Ballot } from '../../domain/ballot/ballot'
import { compareBytes } from '../../domain/ballot/bytes'
import { demandBallot } from '../../domain/ballot/cast'
import { canonical } from '../../domain/ballot/canonical'
import { finalHead, headDigest, scrutineersAmong } from '../../domain/ballot/heads'
import type { Round } from '../../domain/ballot/manifest'
import { board, leafLine, leafOf, rootOf, rootOfBuckets } from '../../domain/ballot/merkle'
import { recordText, verifyRecord } from '../../domain/ballot/record'
import { counting, plus, type Tally as PaperTally } from '../../domain/ballot/tally'
import type { BatchSettled } from '../../domain/congress/round-tally'
import { countsOf, paperTally } from '../../domain/congress/secret'
import type { Tally } from '../../types/congress-vote'
import { nodeEngine, signDigest } from '../_kit/ballot-crypto'
import { putText, readLines } from '../_kit/ballot-files'
import { roundOf, unwrapped } from '../_kit/ballot-round'
import type { CloudApp } from '../_kit/cloud'
import type { BallotDoc, BallotRoundDoc, HeadDoc, RoundDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { Store } from '../_kit/store'

export interface Box { app: CloudApp; bare: Store; ballot: BallotRoundDoc; doc: RoundDoc; opening: HeadDoc }

type BareBatch = Omit<Batch, 'sigs'>

/** What two scrutineers sign of each batch of paper ballots, in the words of the public record. */
const batchesOf = ({ question }: RoundDoc, batches: readonly BatchSettled[]): BareBatch[] =>
  batches.map(({ settled }, n) => ({ kind: 'batch', collected: settled!.collected, issued: settled!.issued, n, tally: paperTally(question, settled!.counts) }))

const plain = ({ kind, choice, prefix, pub, round, sig, tokens }: BallotDoc): Ballot => ({ kind, choice, prefix, pub, round, sig, tokens })

const isBallot = (round: Round, ballot: Ballot): boolean => {
  try {
    demandBallot(round, ballot, nodeEngine)
    return true
  } catch {
    return false
  }
}

/**
 * Everything in the box, in the order of its hashes: no other order is kept anywhere. What the box would never have
 * taken in was written by somebody who reached the database: it is left out, and the scrutineers are told.
 */
async function boxOf(bare: Store, round: Round) {
  const all = (await every(bare.ballots, { round: round.manifest.round })).map(plain)
  const ballots = all.filter(ballot => isBallot(round, ballot))
  const cast = ballots.map(ballot => ({ ballot, leaf: ballotLeaf(ballot) })).sort((a, b) => compareBytes(a.leaf, b.leaf))
  return { cast, spoilt: all.length - ballots.length }
}

/** 唱票、计票: the final head over board, batches and tally, still without the scrutineers' signatures. Null = more ballots than papers. */
export async function drawUp({ app, bare, ballot, doc, opening }: Box, batches: readonly BatchSettled[]): Promise<HeadDoc | null> {
  const round = roundOf(ballot)
  const { cast, spoilt } = await boxOf(bare, round)
  if (cast.length > doc.ballot!.drawn) return null
  const tree = board()
  const count = counting(round.manifest.question)
  for (const { ballot: one, leaf } of cast) {
    tree.add(leaf)
    count.add(one.choice)
  }
  const papers = batchesOf(doc, batches)
  const tally = papers.reduce<PaperTally>((sum, b) => plus(sum, b.tally), count.tally())
  const root = rootOfBuckets(tree.buckets())
  const head = finalHead(round, JSON.parse(opening.head), cast.length, root, rootOf(papers.map(b => leafOf(canonical(b)))), tally)
  const file = await putText(app, ballot, `board-${root}.json`, JSON.stringify(cast.map(c => ballotLine(c.ballot))))
  const sigs = [{ by: 'box', sig: signDigest(unwrapped('box', ballot._id, ballot.box), headDigest(round, head)) }]
  return {
    _id: `${doc._id}.1`, rev: 0, round: doc._id, n: 1, head: canonical(head), sigs, batches: papers.map(b => canonical(b)), batchSigs: papers.map(() => []),
    tally: canonical({ kind: 'tally', ...tally }), file, record: '', destroyed: [], spoilt,
  }
}

/** Does a head stand for the batches as they are settled now? */
export const sameBatches = (head: HeadDoc, doc: RoundDoc, batches: readonly BatchSettled[]): boolean =>
  head.batches.join() === batchesOf(doc, batches).map(b => canonical(b)).join()

export const isFinal = ({ sigs }: HeadDoc): boolean => scrutineersAmong(sigs) >= 2

/** The whole public record, checked as anybody will check it before it is given out. */
export async function recordOf({ app, ballot, opening }: Pick<Box, 'app' | 'ballot' | 'opening'>, final: HeadDoc): Promise<string> {
  const round = roundOf(ballot)
  const [before, ballots] = await Promise.all([readLines(app, opening.file), readLines(app, final.file)])
  const text = recordText([
    ballot.manifest, ...before, signedHead(opening),
    ...opening.destroyed.map((sig, issuer) => canonical({ kind: 'destroyed', issuer, sig })),
    ...(round.manifest.board === 'sealed' ? ballots.map(line => leafLine(leafOf(line))) : ballots),
    ...final.batches.map((line, i) => canonical({ ...JSON.parse(line), sigs: final.batchSigs[i] })),
    final.tally, signedHead(final),
  ])
  const verdict = verifyRecord(text.trimEnd().split('\n'), nodeEngine)
  if (!verdict.ok) throw new Error(`the record of ${ballot._id} does not verify: line ${verdict.problem.line} ${verdict.problem.code}`)
  return text
}

export const signedHead = ({ head, sigs }: Pick<HeadDoc, 'head' | 'sigs'>): string => canonical({ ...JSON.parse(head), sigs })

/** The record's tally in the congress's words; the denominator stays ALL delegates. */
export function tallyOfBox(doc: RoundDoc, final: HeadDoc): Tally {
  const { kind: _kind, ...tally } = JSON.parse(final.tally) as PaperTally & { kind: string }
  const { size } = JSON.parse(final.head) as { size: number }
  const papers = final.batches.map(line => JSON.parse(line) as BareBatch)
  return {
    roll: doc.roll, present: doc.present, issued: doc.ballot!.drawn + doc.ballot!.papers,
    collected: size + papers.reduce((n, b) => n + b.collected, 0), counts: countsOf(doc.question, tally),
  }
}

export const batchDigests = (round: Round, final: HeadDoc): Uint8Array[] => final.batches.map(line => batchDigest(round, JSON.parse(line) as BareBatch))
