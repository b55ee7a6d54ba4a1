import { destroyedDigest } from '../../domain/ballot/destroyed'
import { headDigest, type Signed } from '../../domain/ballot/heads'
import { isAnswer } from '../../domain/ballot/issuance'
import { inspect } from '../../domain/ballot/lines'
import type { Round } from '../../domain/ballot/manifest'
import { ROLL, no } from '../../domain/ballot/problems'
import { fewProblem } from '../../domain/congress/secret-part'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import { nodeEngine, signDigest } from '../_kit/ballot-crypto'
import { closeDraw, listedPapers, openingOf, sealDraw } from '../_kit/ballot-issuer'
import { bySeat, issuedLine, rollLine, rollRoot, roundOf, unwrapped } from '../_kit/ballot-round'
import { putText } from '../_kit/ballot-files'
import type { CloudApp } from '../_kit/cloud'
import type { BallotRoundDoc, IssuedDoc, RoundDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { Call, Handlers } from '../_kit/serve'
import { oneBeside, type Store } from '../_kit/store'
import { demandChair, roundView } from './hall'
import { ballotStore, isSigned } from './secret-view'
import { askWitness } from './witness-client'

type Draws = Pick<Handlers<typeof congress>, 'drawClose' | 'castOpen' | 'castEnd'>

/** Between the end of marking and the closing of the box, beside the longest delay: for a slow network. */
const SPARE_SECONDS = 30

/** A round of secret ballot on phones, led by the caller. */
async function ledRound({ store, me }: Pick<Call<unknown>, 'store' | 'me'>, roundId: string): Promise<{ round: RoundDoc; ballot: BallotRoundDoc }> {
  const found = await store.rounds.joined(roundId, { session: oneBeside('sessions', '$sessionId'), ballot: oneBeside('ballotRounds', '$_id') })
  const session = found?.beside.session[0]
  if (!found || !session) throw notFound('轮表决')
  demandChair(me, session)
  const [ballot] = found.beside.ballot
  if (!ballot || !found.doc.ballot) throw new Refusal('WRONG_WAY', '这一轮不是手机无记名投票')
  return { round: found.doc, ballot }
}

export const secretDraws: Draws = {
  drawClose: {
    allow: 'person',
    // Reads the papers handed out in pages of a hundred, twice at the most.
    trips: 120,
    async run(call) {
      const { input: { roundId }, store } = call
      const bare = ballotStore(call)
      const { round, ballot } = await ledRound(call, roundId)
      if (round.state !== 'drawing') return onlyFrom(round, 'drawn')
      const issued = await settleDraw({ app: call.app, bare, ballot })
      const drawn = issued.filter(i => i.channel === 'phone')
      const complete = drawn.filter(i => !i.answers.includes(''))
      const info = { ...round.ballot!, drawn: complete.length, incomplete: drawn.length - complete.length, papers: issued.length - drawn.length }
      const done = await store.rounds.changeOne({ _id: roundId, state: 'drawing' }, { state: 'drawn', ballot: info, papers: info.papers })
      return done ? roundView(done) : onlyFrom((await store.rounds.get(roundId))!, 'drawn')
    },
  },

  castOpen: {
    allow: 'person',
    trips: 7,
    async run(call) {
      const { input: { roundId, few }, store } = call
      const { round, ballot } = await ledRound(call, roundId)
      if (round.state !== 'drawn') return onlyFrom(round, 'open')
      const bare = ballotStore(call)
      const head = await bare.heads.get(`${roundId}.0`)
      if (!head || !isSigned(roundOf(ballot), head)) throw new Refusal('NOT_SEALED', '领票名单还没有由两名监票人签封，不能开始投票')
      const problem = fewProblem(round.ballot!.drawn, round.ballot!.papers)
      if (problem && !few) throw new Refusal('FEW', problem)
      await bare.ballotRounds.change({ _id: roundId, state: 'drawn' }, { state: 'open' })
      const done = await store.rounds.changeOne({ _id: roundId, state: 'drawn' }, { state: 'open' })
      return done ? roundView(done) : onlyFrom((await store.rounds.get(roundId))!, 'open')
    },
  },

  castEnd: {
    allow: 'person',
    trips: 6,
    async run(call) {
      const { input: { roundId }, store, now } = call
      const { round } = await ledRound(call, roundId)
      if (round.state !== 'open' || round.ballot!.closesAt !== null) return onlyFrom(round, 'open')
      const closesAt = now + (round.ballot!.delay + SPARE_SECONDS) * 1000
      const done = await store.rounds.changeOne({ _id: roundId, state: 'open', rev: round.rev }, { ballot: { ...round.ballot!, closesAt } })
      const told = done ?? (await store.rounds.get(roundId))!
      await ballotStore(call).ballotRounds.change({ _id: roundId, state: 'open' }, { closesAt: told.ballot!.closesAt })
      return roundView(told)
    },
  },
}

/** A repeat of what is done already gets the round as it is. */
function onlyFrom(round: RoundDoc, reached: RoundDoc['state']) {
  if (round.state === reached) return roundView(round)
  throw new Refusal('WRONG_STATE', '这一轮已经不在这一步了，请刷新后再看')
}

/** The closed draw, with the answers of both issuers, sealed by both; repeated until it is. */
async function settleDraw({ app, bare, ballot }: { app: CloudApp; bare: Store; ballot: BallotRoundDoc }): Promise<IssuedDoc[]> {
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
  return issued
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
