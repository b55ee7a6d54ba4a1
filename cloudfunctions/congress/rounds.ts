import { neededFor, nextQuestion, openProblem, type OpenFacts } from '../../domain/congress/round-open'
import { partOf, rollCall } from '../../domain/congress/round-part'
import { ballotPart, isRunning, takesVotes } from '../../domain/congress/secret-part'
import { rulesFor } from '../../domain/congress/session-rules'
import { missingFor } from '../../domain/congress/round-tally'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { MatterDoc, RoundDoc, SessionDoc } from '../_kit/documents'
import { roundOf } from '../_kit/ballot-round'
import { ballotStore } from '../_kit/ballot-store'
import type { Call, Handlers } from '../_kit/serve'
import { command } from '../_kit/cloud'
import { oneBeside, type NewDoc, type Store } from '../_kit/store'
import { batchView } from './batch-view'
import { asSettled, begun, beside, finish } from './count'
import { demandChair, demandSeen, isChair, isNaming, roundView } from './hall'
import { HEAVY } from './now'
import { finishSecret, voidSecret, WAIT_FOR_SEALS } from './secret-close'
import { setUpSecret, votersOf } from './secret-open'
import { freshInfo, soFarOf } from './secret-view'

type Rounds = Pick<Handlers<typeof congress>, 'roundOpen' | 'roundClose' | 'roundVoid' | 'round'>

const MOST_ROUNDS = 20
const MOST_ROLL = 5000

const theRound = async (store: Store, roundId: string) => {
  const found = await store.rounds.joined(roundId, { session: beside.session })
  if (!found?.beside.session[0]) throw notFound('轮表决')
  return { round: found.doc, session: found.beside.session[0] }
}

interface MatterRead { matter: MatterDoc; session: SessionDoc; union: string; rounds: RoundDoc[]; running: RoundDoc | undefined; newest: string | undefined; present: number }

/** A matter with everything that opening its vote depends on, in one round trip. */
async function matterRead(store: Store, matterId: string): Promise<MatterRead> {
  const here = { bind: { session: '$sessionId' }, match: { $expr: { $eq: ['$sessionId', '$$session'] } } }
  const found = await store.matters.joined(matterId, {
    session: oneBeside('sessions', '$sessionId'),
    tenant: oneBeside('units', '$tenantId', { fields: ['name'] }),
    rounds: { from: 'rounds', match: { matterId }, sort: { no: 1 }, limit: MOST_ROUNDS, without: HEAVY },
    running: { from: 'rounds', ...here, match: { ...here.match, state: { $in: ['drawing', 'drawn', 'open'] } }, limit: 1, without: HEAVY },
    newest: { from: 'rounds', ...here, sort: { openedAt: -1 }, limit: 1, fields: ['_id'] },
    present: { from: 'roll', ...here, match: { ...here.match, observer: false, present: true }, tally: '$sessionId' },
  })
  const session = found?.beside.session[0]
  if (!found || !session) throw notFound('个议题')
  const { rounds, running: [running], newest: [newest], present: [there] } = found.beside
  return { matter: found.doc, session, union: `${found.beside.tenant[0]?.name ?? '本单位'}工会`, rounds, running, newest: newest?._id, present: (there as unknown as { n: number } | undefined)?.n ?? 0 }
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
    voted: 0, papers: 0, ballot: null, openedAt: now, closedAt: null, openedBy: me.person!.name, closedBy: null, counted: null, tally: null, decision: null,
  }
}

export const roundActs: Rounds = {
  roundOpen: {
    allow: 'person',
    // Five; three more when two chairs press at the same time. A secret ballot on phones reads and writes the roll in pages, too.
    trips: 120,
    async run(call) {
      const { input, me, store, now } = call
      const read = await matterRead(store, input.matterId)
      const { matter, session, union, rounds, present } = read
      demandChair(me, session)
      const _id = `${matter._id}.${input.no}`
      const there = rounds.find(r => r._id === _id)
      if (there && takesVotes(there.state)) return sameRound(there, input)
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
      // The floor is given back at once, to whoever comes first.
      const giveBack = () => store.sessions.change({ _id: session._id, roundId: _id, namedAt: now }, { namedAt: 0 })
      if (!await holdMatter(store, matter)) {
        await giveBack()
        throw stale('这个议题')
      }
      if (input.phones) {
        await asSecret(call, round, { matter, session, rounds, union }).catch(async problem => {
          await giveBack()
          throw problem
        })
      }
      if (await store.rounds.add(round)) return roundView({ ...round, tenantId: me.tenantId, rev: 0 })
      const first = await store.rounds.get(_id)
      if (!first) throw stale('会场的表决')
      return sameRound(first, input)
    },
  },

  roundClose: {
    allow: 'person',
    // The tally reads pages: four and two for each hundred on the roll (seventeen for five hundred), of at most 5000.
    trips: 110,
    async run(call) {
      const { input: { roundId }, me, store, now } = call
      const { round, session } = await theRound(store, roundId)
      demandChair(me, session)
      if (round.ballot) demandBoxDue(round, now)
      if (round.state === 'void') throw new Refusal('WRONG_STATE', '这一轮已作废，不能计票')
      // Written before anything is counted: a vote that is accepted later than this does not exist.
      if (round.state === 'open') {
        if (round.ballot) await ballotStore(call).ballotRounds.change({ _id: roundId, state: 'open' }, { state: 'closing' })
        await store.rounds.change({ _id: roundId, state: 'open' }, { state: 'closing', closedAt: now, closedBy: me.person!.name })
      }
      const done = await (round.ballot ? finishSecret(call, roundId) : finish(store, roundId))
      if (!done) throw notFound('轮表决')
      return roundView(done.round, done.soFar, done.missing)
    },
  },

  roundVoid: {
    allow: 'person',
    trips: 6,
    async run(call) {
      const { input: { roundId, why }, me, store, now } = call
      const { round, session } = await theRound(store, roundId)
      demandChair(me, session)
      if (round.ballot && isRunning(round.state)) await voidSecret(call, round)
      const decision: RoundDoc['decision'] = { outcome: 'void', sentence: `本轮表决作废：${why}`, articles: [], elected: [], runoff: null, vacant: 0 }
      const voided = await store.rounds.changeOne(
        { _id: roundId, state: command.in(['drawing', 'drawn', 'open', 'closing']) },
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
    async run(call) {
      const { input: { roundId }, me, store, now } = call
      const personId = me.person!._id
      const found = await store.rounds.joined(roundId, {
        ...beside,
        seat: { from: 'ballotRoll', bind: { session: '$sessionId' }, match: { round: roundId, $expr: { $eq: ['$rollId', { $concat: ['$$session', '.', personId] }] } }, limit: 1 },
        row: oneBeside('roll', { $concat: ['$sessionId', '.', personId] }),
        vote: oneBeside('votes', { $concat: ['$_id', '.', personId] }),
      })
      const session = found?.beside.session[0]
      if (!found || !session) throw notFound('轮表决')
      const { doc: round, beside: { batches, row: [row], vote: [vote], seat: [seat] } } = found
      demandSeen(me, session, row, now)
      const counted = round.state === 'counted'
            const [calls, soFar] = await Promise.all([callsOf(store, round), counted ? undefined : soFarOf(call, round)])
      const desk = isChair(me, session) || me.has('scrutineer')
      return {
        round: roundView(round, soFar, round.state === 'closing' ? missingNow(round, soFar!.papers, batches) : null),
        part: row ? (round.ballot ? ballotPart(round, row, seat ?? null, now) : partOf(round, row, vote, round.counted?.includes(personId) ?? false, now)) : null,
        calls, batches: desk || counted ? begun(batches).map(b => batchView(b, round, personId)) : [],
      }
    },
  },
}

type Beginning = Pick<MatterRead, 'matter' | 'session' | 'rounds' | 'union'>

/** The round as a secret ballot on phones: its manifest is fixed and its draw is open when this returns. */
async function asSecret(call: Call<{ way: RoundDoc['way']; single?: boolean | undefined }>, round: NewDoc<RoundDoc>, { matter, session, rounds, union }: Beginning): Promise<void> {
  if (round.way !== 'secret') throw new Refusal('BAD_INPUT', '只有无记名投票才在手机上领票', 'phones')
  const bare = ballotStore(call)
  const before = round.prevId && rounds.at(-1)?.ballot ? await bare.ballotRounds.get(round.prevId) : undefined
  const rows = await votersOf(call.store, session._id)
  const rule = { needed: round.needed, roll: round.roll }
  const opened = await setUpSecret(bare, {
    roundId: round._id!, matter, session, question: round.question, previous: before?.manifest ? roundOf(before).hash : '', rule, union, single: call.input.single ?? false, rows,
  })
  round.state = 'drawing'
  round.ballot = freshInfo(opened, session)
}

function sameRound(round: RoundDoc, { way, phones }: { way: RoundDoc['way']; phones?: boolean | undefined }) {
  if (!takesVotes(round.state)) throw new Refusal('WRONG_STATE', '这一轮表决已经结束，请刷新后再看')
  if (round.way !== way || (round.ballot !== null) !== (phones ?? false)) throw new Refusal('STALE', '这一轮已经由另一位主持人用别的方式开始了，请刷新后再看')
  return roundView(round)
}

/** The box of a secret ballot may be shut only when everybody has had the time that was announced. */
function demandBoxDue({ state, ballot }: RoundDoc, now: number): void {
  if (state === 'drawing' || state === 'drawn') throw new Refusal('WRONG_STATE', '这一轮还没有开始投票。如不再进行，请作废')
  if (state !== 'open') return
  const { closesAt } = ballot!
  if (closesAt === null) throw new Refusal('TOO_EARLY', '请先“截止写票”：代表们已经投出的票还要时间混入票箱')
  if (now < closesAt) throw new Refusal('TOO_EARLY', `还有 ${Math.ceil((closesAt - now) / 1000)} 秒才能封箱，让已经投出的票都能进入票箱`)
}

const missingNow = (round: RoundDoc, papers: number, batches: Parameters<typeof asSettled>[0]) => {
  const missing = missingFor(round.ballot ? 'named' : round.way, round.ballot ? round.papers : papers, asSettled(batches))
  return missing ?? (round.ballot ? WAIT_FOR_SEALS : null)
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
