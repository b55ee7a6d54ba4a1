import { inventedChoice, type Mix } from '../../domain/congress/rehearsal'
import { channelProblem, voterProblem } from '../../domain/congress/round-part'
import { Refusal, notFound } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { Choice } from '../../types/congress-vote'
import { command } from '../_kit/cloud'
import { every } from '../_kit/every'
import type { RoundDoc, SessionDoc } from '../_kit/documents'
import { sha256 } from '../_kit/secrets'
import type { Handlers } from '../_kit/serve'
import { isDuplicate, oneBeside, type Store } from '../_kit/store'
import { demandMeeting } from './hall'

type Rehearsals = Pick<Handlers<typeof congress>, 'rehearse'>

const PART = 100
const BY = '模拟'

/** Invented delegates who have not come yet, the next so many of them. */
async function comeIn(store: Store, sessionId: string, count: number, now: number): Promise<{ done: number; left: number }> {
  const waiting = { sessionId, invented: true, observer: false, present: false, 'marks.0': command.exists(false) }
  let done = 0
  while (done < count) {
    const rows = await store.roll.find(waiting, { order: [['_id', 'asc']], limit: Math.min(PART, count - done), fields: ['_id'] })
    if (rows.length === 0) break
    done += await store.roll.change(
      { _id: command.in(rows.map(r => r._id)), present: false, 'marks.0': command.exists(false) },
      { present: true, marks: command.push([{ act: 'in', at: now, way: 'rehearsal', by: BY }]) },
    )
  }
  return { done, left: await store.roll.count(waiting) }
}

const numberOf = (text: string) => parseInt(sha256(text).slice(0, 8), 16)

/** Exactly as many yes, no and abstentions as the mix says; of elections and appraisals as many ballots, so inclined. */
function choiceOf(round: RoundDoc, place: number, mix: Mix): Choice {
  if (round.question.kind !== 'motion') return inventedChoice(round.question, numberOf(round._id), place, mix)
  return { kind: 'motion', vote: place < mix.yes ? 'yes' : place < mix.yes + mix.no ? 'no' : 'abstain' }
}

/** The same people vote the same whenever this is asked, mixed over the delegations; those beyond the mix stay silent. */
async function vote(store: Store, round: RoundDoc, count: number, given: Mix | undefined, now: number): Promise<{ done: number; left: number }> {
  const [rows, votes] = await Promise.all([
    every(store.roll, { sessionId: round.sessionId, invented: true, observer: false }, ['_id', 'personId', 'observer', 'marks']),
    every(store.votes, { roundId: round._id }, ['_id', 'personId']),
  ])
  const may = rows.filter(r => !voterProblem(r, round.openedAt, now)).map(r => ({ id: r.personId, at: numberOf(`${round._id}.${r.personId}`) }))
  const mix = given ?? { yes: may.length, no: 0, abstain: 0 }
  const voted = new Set(votes.map(v => v.personId))
  const planned = may.sort((a, b) => a.at - b.at).slice(0, mix.yes + mix.no + mix.abstain)
  const ballots = planned.map(({ id: personId }, place) => ({
    _id: `${round._id}.${personId}`, roundId: round._id, personId, channel: 'phone' as const, choice: choiceOf(round, place, mix), at: now,
  })).filter(b => !voted.has(b.personId))
  const next = ballots.slice(0, count)
  for (let at = 0; at < next.length; at += PART) await store.votes.addMany(next.slice(at, at + PART))
  return { done: next.length, left: ballots.length - next.length }
}

async function openRound(store: Store, id: string): Promise<{ session: SessionDoc; round: RoundDoc | undefined }> {
  const found = await store.sessions.joined(id, { round: oneBeside('rounds', '$roundId') })
  if (!found) throw notFound('次会议')
  return { session: found.doc, round: found.beside.round[0] }
}

export const rehearsals: Rehearsals = {
  rehearse: {
    allow: ['staff'],
    // Reads the roll and the votes by pages, of at most a thousand invented delegates.
    trips: 40,
    async run({ input: { id, act, count, mix }, store, now }) {
      const { session, round } = await openRound(store, id)
      if (!session.rehearsal) throw new Refusal('NOT_REHEARSAL', '只有模拟推演的会议才有模拟代表')
      demandMeeting(session)
      if (act === 'checkIn') return comeIn(store, id, count, now)
      if (round?.state !== 'open') throw new Refusal('WRONG_STATE', '现在没有正在进行的投票')
      const channel = channelProblem(round.way)
      if (channel) throw new Refusal('WRONG_WAY', `${channel}，模拟代表不能代投`)
      try {
        return await vote(store, round, count, mix, now)
      } catch (e) {
        // Asked twice at the same moment: whoever was first has voted for them.
        if (isDuplicate(e)) return vote(store, round, count, mix, now)
        throw e
      }
    },
  },
}
