import { Refusal } from '../../domain/refusal'
import type { Round } from '../../types/congress-round'
import { ballotStore } from '../_kit/ballot-store'
import { command } from '../_kit/cloud'
import type { BallotSeatDoc, IssuedDoc, RoundDoc } from '../_kit/documents'
import type { Call } from '../_kit/serve'
import { isDuplicate, type NewDoc } from '../_kit/store'
import { roundView, rowId } from './hall'
import { soFarOf } from './secret-view'

const PART = 100

const paperOf = ({ _id, round, seat }: BallotSeatDoc): NewDoc<IssuedDoc> =>
  ({ _id, round, seat, channel: 'paper', devicePub: '', blinded: [], deviceSig: '', answers: [], listed: false })

const closed = () => new Refusal('WRONG_STATE', '领票刚刚结束，没有发出纸质票')

/**
 * Hands paper ballots out in a secret ballot that others vote in on phones. Only while the draw is open: the paper is
 * the seat's one channel, and stands on the list that is sealed.
 */
export async function issuePapers(call: Call<{ roundId: string }>, round: RoundDoc, ids: readonly string[]): Promise<Round> {
  const { store } = call
  const bare = ballotStore(call)
  const roundId = round._id
  if (round.state !== 'drawing') throw new Refusal('WRONG_STATE', '领票已经结束，不能再发纸质票')
  const seats = await seatsOf(call, round, ids)
  const there = (await parts(seats.map(s => s._id), some => bare.issued.find({ _id: command.in(some) }, { fields: ['channel', 'seat'] }))).flat()
  const drawn = new Set(there.filter(i => i.channel === 'phone').map(i => i.seat))
  if (drawn.size) throw new Refusal('VOTED', `席位 ${[...drawn].join('、')} 已用手机领票，不能再发纸质票。请去掉后再发`, 'personIds')
  const had = new Set(there.map(i => i.seat))
  const missing = seats.filter(s => !had.has(s.seat))
  try {
    if (missing.length) await bare.issued.addMany(missing.map(paperOf))
  } catch (e) {
    if (!isDuplicate(e)) throw e
    throw new Refusal('STALE', '有代表刚刚用手机领了票，没有发出任何纸质票。请刷新后再发')
  }
  const mine = missing.map(s => s._id)
  const [now] = await bare.ballotRounds.find({ _id: roundId }, { fields: ['state'], limit: 1 })
  if (now?.state !== 'drawing') {
    // All of them or none: a closed draw lists what it found in one update.
    const taken = mine.length ? await bare.issued.remove({ _id: command.in(mine), listed: false }) : 0
    if (taken === mine.length) throw closed()
  }
  await store.ballotRoll.change({ _id: command.in(seats.map(s => s._id)) }, { paper: true })
  return roundView(round, await soFarOf(call, round))
}

async function seatsOf({ store }: Call<unknown>, round: RoundDoc, ids: readonly string[]): Promise<BallotSeatDoc[]> {
  const rows = ids.map(id => rowId(round.sessionId, id))
  const seats = (await parts(rows, some => store.ballotRoll.find({ round: round._id, rollId: command.in(some) }))).flat()
  if (seats.length < ids.length) throw new Refusal('ABSENT', '有人在领票开始时不在会场或没有表决权，不能发票。请去掉后再发', 'personIds')
  return seats
}

const parts = <T>(ids: readonly string[], read: (some: string[]) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: Math.ceil(ids.length / PART) }, (_, i) => read(ids.slice(i * PART, (i + 1) * PART))))
