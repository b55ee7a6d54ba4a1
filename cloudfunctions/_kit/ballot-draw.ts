import { destroyedDigest } from '../../domain/ballot/destroyed'
import { headDigest, type Signed } from '../../domain/ballot/heads'
import { isAnswer } from '../../domain/ballot/issuance'
import { inspect } from '../../domain/ballot/lines'
import type { Round } from '../../domain/ballot/manifest'
import { ROLL, no } from '../../domain/ballot/problems'
import { Refusal, stale } from '../../domain/refusal'
import { nodeEngine, signDigest } from './ballot-crypto'
import { putText } from './ballot-files'
import { closeDraw, listedPapers, openingOf, sealDraw, voidRound } from './ballot-issuer'
import { bySeat, issuedLine, rollLine, rollRoot, roundOf, unwrapped } from './ballot-round'
import { askWitness } from './ballot-witness'
import type { CloudApp } from './cloud'
import type { BallotRoundDoc, IssuedDoc } from './documents'
import { every } from './every'
import type { Store } from './store'

/** Papers of a closed draw: complete on phones, lacking an issuer's answer, and on paper. */
export interface Drawn { complete: number; incomplete: number; onPaper: number }

/** Closes the draw: with the answers of both issuers, sealed by both; repeated until it is. */
export async function settleDraw({ app, bare, ballot }: { app: CloudApp; bare: Store; ballot: BallotRoundDoc }): Promise<Drawn> {
  const round = roundOf(ballot)
  // Once the own issuer has signed a list it stays that list.
  const own = ballot.sealed ? await listedPapers(bare, ballot._id) : await closeDraw(bare, ballot._id)
  const two = round.manifest.issuers.length > 1
  const issued = (two ? await withWitness(round, own) : own).sort(bySeat)
  const lines = await linesOf(bare, ballot, issued)
  // A list that no verifier would accept is not sealed: somebody has written to the database.
  for (const paper of issued) inspect(issuedLine(paper), round, nodeEngine)
  const sealed = await sealDraw(bare, { ...ballot, state: 'drawn' }, round, issued)
  if (!sealed) throw stale('领票名单')
  const witness = two ? await sealAtWitness(round, issued) : undefined
  const sigs: Signed[] = [
    { by: 'box', sig: signDigest(unwrapped('box', ballot._id, ballot.box), headDigest(round, openingOf(round, issued))) },
    { by: 'issuer/0', sig: sealed.sig }, ...(witness ? [{ by: 'issuer/1', sig: witness.sig }] : []),
  ]
  const destroyed = [sealed.destroyed, ...(witness ? [witness.destroyed] : [])]
  demandDestroyed(round, destroyed)
  const file = await putText(app, ballot, `opening-${(JSON.parse(sealed.head) as { root: string }).root}.json`, JSON.stringify(lines))
  await bare.heads.add({ _id: `${ballot._id}.0`, round: ballot._id, n: 0, head: sealed.head, sigs, batches: [], batchSigs: [], tally: '', file, record: '', destroyed, spoilt: 0 })
  const phones = issued.filter(i => i.channel === 'phone')
  const complete = phones.filter(i => !i.answers.includes('')).length
  return { complete, incomplete: phones.length - complete, onPaper: issued.length - phones.length }
}

function demandDestroyed(round: Round, destroyed: readonly string[]): void {
  destroyed.forEach((sig, i) => {
    const key = Buffer.from(round.manifest.issuers[i]!.pub, 'base64url')
    const good = nodeEngine.verifyEd25519(key, destroyedDigest(round, i), Buffer.from(sig, 'base64url'))
    if (!good) throw new Refusal('WITNESS_DOWN', '签发方没有确认销毁密钥，请稍后再试')
  })
}

/** Everybody present, each followed by the paper handed to them: the record before anything is cast. */
async function linesOf(bare: Store, ballot: BallotRoundDoc, issued: readonly IssuedDoc[]): Promise<string[]> {
  const roll = await every(bare.ballotRoll, { round: ballot._id })
  if (rollRoot(roll) !== roundOf(ballot).manifest.rollHash) throw no(ROLL)
  const papers = new Map(issued.map(i => [i.seat, issuedLine(i)]))
  return roll.sort(bySeat).flatMap(line => [rollLine(line), ...(papers.has(line.seat) ? [papers.get(line.seat)!] : [])])
}

/** The witness's answers beside the own ones; whoever asked the witness alone is on the list too, with a paper that is good for nothing. */
async function withWitness(round: Round, own: readonly IssuedDoc[]): Promise<IssuedDoc[]> {
  const roundId = round.manifest.round
  const { issued } = await askWitness<'close'>({ op: 'close', round: roundId })
  const answers = new Map(issued.map(i => [i.seat, i.answer]))
  const both = own.map(paper => {
    const answer = answers.get(paper.seat)
    const good = paper.channel === 'phone' && answer !== undefined && isAnswer(round, 1, paper.blinded[1]!, answer, nodeEngine)
    return good ? { ...paper, answers: [paper.answers[0]!, answer] } : paper
  })
  const known = new Set(own.map(paper => paper.seat))
  const seats = issued.map(i => i.seat).filter(seat => !known.has(seat))
  const { lines } = seats.length ? await askWitness<'papers'>({ op: 'papers', round: roundId, seats }) : { lines: [] }
  const alone = lines.map(({ kind: _kind, ...line }): IssuedDoc => ({ ...line, _id: `${roundId}.${line.seat}`, rev: 0, round: roundId, channel: 'phone', listed: true }))
  return [...both, ...alone]
}

async function sealAtWitness(round: Round, issued: readonly IssuedDoc[]) {
  const phones = issued.filter(i => i.channel === 'phone')
  return askWitness<'seal'>({
    op: 'seal', round: round.manifest.round,
    papers: issued.filter(i => i.channel === 'paper').map(i => i.seat),
    answers: phones.filter(i => !i.answers.includes('')).map(({ seat, answers }) => ({ seat, answer: answers[0]! })),
    others: phones.filter(i => i.answers.includes('')).map(({ answers, blinded, devicePub, deviceSig, seat }) => ({ kind: 'issued', answers, blinded, devicePub, deviceSig, seat })),
  })
}

/** Ends a round that came to nothing, here and at the witness; a witness that is down learns of it by nobody's asking any more. */
export async function voidBallot(bare: Store, roundId: string, issuers: number): Promise<void> {
  await voidRound(bare, roundId)
  if (issuers > 1) await askWitness<'void'>({ op: 'void', round: roundId }).catch(() => undefined)
}

/** Between the end of marking and the closing of the box, beside the longest delay: for a slow network. */
export const SPARE_SECONDS = 30
