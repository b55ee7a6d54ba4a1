import { fewProblem } from '../../domain/congress/secret-part'
import { Refusal, notFound } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import { SPARE_SECONDS, settleDraw } from '../_kit/ballot-draw'
import { roundOf } from '../_kit/ballot-round'
import { isSigned } from '../_kit/ballot-seal'
import { ballotStore } from '../_kit/ballot-store'
import type { BallotRoundDoc, RoundDoc } from '../_kit/documents'
import type { Call, Handlers } from '../_kit/serve'
import { oneBeside } from '../_kit/store'
import { demandChair, roundView } from './hall'

type Draws = Pick<Handlers<typeof congress>, 'drawClose' | 'castOpen' | 'castEnd'>

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
      const { complete, incomplete, onPaper } = await settleDraw({ app: call.app, bare, ballot })
      const info = { ...round.ballot!, drawn: complete, incomplete, papers: onPaper }
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
