import { ballotLeaf, ballotLine, type Ballot } from '../../domain/ballot/ballot'
import { compareBytes } from '../../domain/ballot/bytes'
import { canonical } from '../../domain/ballot/canonical'
import { demandBallot } from '../../domain/ballot/cast'
import { finalHead, headDigest } from '../../domain/ballot/heads'
import type { Round } from '../../domain/ballot/manifest'
import { board, leafLine, leafOf, rootOf, rootOfBuckets } from '../../domain/ballot/merkle'
import { recordText, verifyRecord } from '../../domain/ballot/record'
import { counting, plus, type Tally } from '../../domain/ballot/tally'
import { nodeEngine, signDigest } from './ballot-crypto'
import { putText, readLines } from './ballot-files'
import { roundOf, unwrapped } from './ballot-round'
import { isFinal, signedHead, type BareBatch } from './ballot-seal'
import type { CloudApp } from './cloud'
import type { BallotDoc, BallotRoundDoc, HeadDoc } from './documents'
import { every } from './every'
import type { Store } from './store'

/** A box that is shut. `drawn`: papers that a ballot may have come from. */
export interface Box { app: CloudApp; bare: Store; ballot: BallotRoundDoc; opening: HeadDoc; drawn: number }

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
async function drawUp({ app, bare, ballot, opening, drawn }: Box, batches: readonly BareBatch[]): Promise<HeadDoc | null> {
  const round = roundOf(ballot)
  const { cast, spoilt } = await boxOf(bare, round)
  if (cast.length > drawn) return null
  const tree = board()
  const count = counting(round.manifest.question)
  for (const { ballot: one, leaf } of cast) {
    tree.add(leaf)
    count.add(one.choice)
  }
  const tally = batches.reduce<Tally>((sum, b) => plus(sum, b.tally), count.tally())
  const root = rootOfBuckets(tree.buckets())
  const head = finalHead(round, JSON.parse(opening.head), cast.length, root, rootOf(batches.map(b => leafOf(canonical(b)))), tally)
  const file = await putText(app, ballot, `board-${root}.json`, JSON.stringify(cast.map(c => ballotLine(c.ballot))))
  const sigs = [{ by: 'box', sig: signDigest(unwrapped('box', ballot._id, ballot.box), headDigest(round, head)) }]
  return {
    _id: `${ballot._id}.1`, rev: 0, round: ballot._id, n: 1, head: canonical(head), sigs, batches: batches.map(b => canonical(b)), batchSigs: batches.map(() => []),
    tally: canonical({ kind: 'tally', ...tally }), file, record: '', destroyed: [], spoilt,
  }
}

/** Does a head stand for the batches as they are settled now? */
const sameBatches = (head: HeadDoc, batches: readonly BareBatch[]): boolean => head.batches.join() === batches.map(b => canonical(b)).join()

/**
 * The final head. Whatever the box held when it was first drawn up is counted, and nothing later; only a corrected
 * batch of paper ballots draws it up anew, without signatures. Null = more ballots than papers.
 */
export async function finalOf(box: Box, batches: readonly BareBatch[]): Promise<HeadDoc | null> {
  const { bare, ballot } = box
  for (;;) {
    const there = await bare.heads.get(`${ballot._id}.1`)
    if (there && (isFinal(there) || sameBatches(there, batches))) return there
    const fresh = await drawUp(box, batches)
    if (!fresh) return null
    const { _id, rev: _rev, ...all } = fresh
    if (!there && (await bare.heads.add(fresh))) return fresh
    const done = there && (await bare.heads.changeOne({ _id, rev: there.rev }, all))
    if (done) return done
  }
}

type Recorded = Pick<Box, 'app' | 'ballot' | 'opening'>

/** The whole public record, checked as anybody will check it before it is given out. */
async function recordOf({ app, ballot, opening }: Recorded, final: HeadDoc): Promise<string> {
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

/** Publishes the record of a final head that two scrutineers have signed; once. */
export async function keepFinalRecord(box: Recorded & Pick<Box, 'bare'>, final: HeadDoc): Promise<void> {
  if (final.record) return
  const record = await putText(box.app, box.ballot, 'record.json', await recordOf(box, final))
  await box.bare.heads.change({ _id: final._id }, { record })
}

/** The box is done with: its key goes. */
export const markCounted = (bare: Store, _id: string): Promise<number> => bare.ballotRounds.change({ _id, state: 'closing' }, { state: 'counted', box: '' })
