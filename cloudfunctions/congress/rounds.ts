import { neededFor, nextQuestion, openProblem, type OpenFacts } from '../../domain/congress/round-open'
import { partOf, rollCall } from '../../domain/congress/round-part'
import { rulesFor } from '../../domain/congress/session-rules'
import { missingFor } from '../../domain/congress/round-tally'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { MatterDoc, RoundDoc, SessionDoc } from '../_kit/documents'
import type { Call, Handlers } from '../_kit/serve'
import { command } from '../_kit/cloud'
import { oneBeside, type NewDoc, type Store } from '../_kit/store'
import { batchView } from './batch-view'
import { asSettled, begun, beside, finish } from './count'
import { castSoFar, demandChair, demandSeen, isChair, isNaming, roundView } from './hall'
import { HEAVY } from './now'

type Rounds = Pick<Handlers<typeof congress>, 'roundOpen' | 'roundClose' | 'roundVoid' | 'round'>

const MOST_ROUNDS = 20
const MOST_ROLL = 5000

const roundOf = async (store: Store, roundId: string) => {
  const found = await store.rounds.joined(roundId, { session: beside.session })
  if (!found?.beside.session[0]) throw notFound('轮表决')
  return { round: found.doc, session: found.beside.session[0] }
}

interface MatterRead { matter: MatterDoc; session: SessionDoc; rounds: RoundDoc[]; running: RoundDoc | undefined; newest: string | undefined; present: number }

/** A matter with everything that opening its vote depends on, in one round trip. */
async function matterRead(store: Store, matterId: string): Promise<MatterRead> {
  const here = { bind: { session: '$sessionId' }, match: { $expr: { $eq: ['$sessionId', '$$session'] } } }
  const found = await store.matters.joined(matterId, {
    session: oneBeside('sessions', '$sessionId'),
    rounds: { from: 'rounds', match: { matterId }, sort: { no: 1 }, limit: MOST_ROUNDS, without: HEAVY },
    running: { from: 'rounds', ...here, match: { ...here.match, state: 'open' }, limit: 1, without: HEAVY },
    newest: { from: 'rounds', ...here, sort: { openedAt: -1 }, limit: 1, fields: ['_id'] },
    present: { from: 'roll', ...here, match: { ...here.match, observer: false, present: true }, tally: '$sessionId' },
  })
  const session = found?.beside.session[0]
  if (!found || !session) throw notFound('个议题')
  const { rounds, running: [running], newest: [newest], present: [there] } = found.beside
  return { matter: found.doc, session, rounds, running, newest: newest?._id, present: (there as unknown as { n: number } | undefined)?.n ?? 0 }
}

function demandFree(_id: string, { session, running, newest }: MatterRead, now: number): void {
  if (running) throw new Refusal('ANOTHER_OPEN', `“${running.title}”正在投票，请先截止，再开始下一项`)
  const { roundId } = session
  if (roundId !== null && roundId !== _id && roundId !== newest && isNaming(session, now)) throw new Refusal('ANOTHER_OPEN', '另一项表决正在开始，请稍候再试')
}

/** What the ballot and the law of its count are made of. */
const asked = ({ question, title, kind, withdrawn }: MatterDoc) => JSON.stringify([question, title, kind, withdrawn])

/**
 * Nothing of the matter may change between being read and being voted on: edits are refused once the session has named
 * the round, and one that was under way already finds the matter moved on.
 */
async function holdMatter(store: Store, matter: MatterDoc): Promise<boolean> {
  if (await store.matters.change({ _id: matter._id, rev: matter.rev }, {})) return true
  const there = await store.matters.get(matter._id)
  return there !== undefined && asked(there) === asked(matter)
}

function newRound({ input, me, now }: Call<{ no: number; way: RoundDoc['way']; why: string }>, matter: MatterDoc, facts: OpenFacts): NewDoc<RoundDoc> {
  const { rollCount, present, rules } = facts.session
  const question = nextQuestion(facts)
  return {
    _id: `${matter._id}.${input.no}`, no: input.no, way: input.way, state: 'open', why: input.why, prevId: input.no > 1 ? `${matter._id}.${input.no - 1}` : null,
    sessionId: matter.sessionId, matterId: matter._id, title: matter.title, question, roll: rollCount, present, needed: neededFor(question, rollCount, rules),
    voted: 0, papers: 0, openedAt: now, closedAt: null, openedBy: me.person!.name, closedBy: null, counted: null, tally: null, decision: null,
  }
}

export const roundActs: Rounds = {
  roundOpen: {
    allow: 'person',
    // Five; three more when two chairs press at the same time.
    trips: 8,
    async run(call) {
      const { input, me, store, now } = call
      const read = await matterRead(store, input.matterId)
      const { matter, session, rounds, present } = read
      demandChair(me, session)
      const _id = `${matter._id}.${input.no}`
      const there = rounds.find(r => r._id === _id)
      if (there?.state === 'open') return sameRound(there, input.way)
      demandFree(_id, read, now)
      const { kind, stage, rules, rollCount } = session
      const facts: OpenFacts = { session: { kind, stage, rules: rulesFor(kind, rules), rollCount, present }, matter, rounds, given: input }
      const problem = openProblem(facts)
      if (problem) throw problem
      const round = newRound(call, matter, facts)
      // The session names its one open round: of two chairs who open two matters, one is told that the other was first.
      const named = await store.sessions.change(
        { _id: session._id, roundId: session.roundId, stage }, { roundId: _id, namedAt: now, matterId: matter._id, until: null },
      )
      if (!named && (await store.sessions.get(session._id))?.roundId !== _id) throw stale('会场的表决')
      if (!await holdMatter(store, matter)) {
        // The floor is given back at once, to whoever comes first.
        await store.sessions.change({ _id: session._id, roundId: _id, namedAt: now }, { namedAt: 0 })
        throw stale('这个议题')
      }
      if (await store.rounds.add(round)) return roundView({ ...round, tenantId: me.tenantId, rev: 0 })
      const first = await store.rounds.get(_id)
      if (!first) throw stale('会场的表决')
      return sameRound(first, input.way)
    },
  },

  roundClose: {
    allow: 'person',
    // The tally reads pages: four and two for each hundred on the roll (seventeen for five hundred), of at most 5000.
    trips: 110,
    async run({ input: { roundId }, me, store, now }) {
      const { round, session } = await roundOf(store, roundId)
      demandChair(me, session)
      if (round.state === 'void') throw new Refusal('WRONG_STATE', '这一轮已作废，不能计票')
      // Written before anything is counted: a vote that is accepted later than this does not exist.
      if (round.state === 'open') await store.rounds.change({ _id: roundId, state: 'open' }, { state: 'closing', closedAt: now, closedBy: me.person!.name })
      const done = await finish(store, roundId)
      if (!done) throw notFound('轮表决')
      return roundView(done.round, done.soFar, done.missing)
    },
  },

  roundVoid: {
    allow: 'person',
    trips: 4,
    async run({ input: { roundId, why }, me, store, now }) {
      const { round, session } = await roundOf(store, roundId)
      demandChair(me, session)
      const decision: RoundDoc['decision'] = { outcome: 'void', sentence: `本轮表决作废：${why}`, articles: [], elected: [], runoff: null, vacant: 0 }
      const voided = await store.rounds.changeOne(
        { _id: roundId, state: command.in(['open', 'closing']) },
        { state: 'void', decision, closedAt: round.closedAt ?? now, closedBy: round.closedBy ?? me.person!.name },
      )
      if (voided) return roundView(voided)
      const there = await store.rounds.get(roundId)
      if (there?.state === 'void') return roundView(there)
      throw new Refusal('WRONG_STATE', '这一轮已经计票，结果不能作废。如需变更，请另列议题重新表决')
    },
  },

  round: {
    allow: 'person',
    reach: 'below',
    trips: 3,
    async run({ input: { roundId }, me, store, now }) {
      const personId = me.person!._id
      const found = await store.rounds.joined(roundId, {
        ...beside,
        row: oneBeside('roll', { $concat: ['$sessionId', '.', personId] }),
        vote: oneBeside('votes', { $concat: ['$_id', '.', personId] }),
      })
      const session = found?.beside.session[0]
      if (!found || !session) throw notFound('轮表决')
      const { doc: round, beside: { batches, row: [row], vote: [vote] } } = found
      demandSeen(me, session, row, now)
      const counted = round.state === 'counted'
      const [calls, soFar] = await Promise.all([callsOf(store, round), counted ? undefined : castSoFar(store, roundId)])
      const desk = isChair(me, session) || me.has('scrutineer')
      return {
        round: roundView(round, soFar, round.state === 'closing' ? missingFor(round.way, soFar!.papers, asSettled(batches)) : null),
        part: row ? partOf(round, row, vote, round.counted?.includes(personId) ?? false, now) : null,
        calls, batches: desk || counted ? begun(batches).map(b => batchView(b, round, personId)) : [],
      }
    },
  },
}

function sameRound(round: RoundDoc, way: RoundDoc['way']) {
  if (round.state !== 'open') throw new Refusal('WRONG_STATE', '这一轮表决已经结束，请刷新后再看')
  if (round.way !== way) throw new Refusal('STALE', '这一轮已经由另一位主持人用别的方式开始了，请刷新后再看')
  return roundView(round)
}

/** Who voted how: of a counted named vote on a motion only; elections and appraisals are never told by voter. One round trip. */
async function callsOf(store: Store, round: RoundDoc) {
  if (round.state !== 'counted' || round.way !== 'named' || round.question.kind !== 'motion') return []
  const found = await store.rounds.joined(round._id, {
    roll: { from: 'roll', match: { sessionId: round.sessionId, observer: false }, limit: MOST_ROLL, fields: ['personId', 'name', 'delegation'] },
    votes: { from: 'votes', match: { roundId: round._id }, limit: MOST_ROLL, fields: ['personId', 'channel', 'choice', 'at'] },
  })
  if (!found) return []
  return rollCall(found.beside.roll, new Map(found.beside.votes.map(v => [v.personId, v])), new Set(found.doc.counted))
}
