import { mayVote } from '../../domain/congress/attendance'
import { dayOf } from '../../domain/calendar'
import { Refusal, notFound } from '../../domain/refusal'
import type { NoticeAudience } from '../../types/notice-fields'
import { audienceWhere } from '../_kit/audience-people'
import { command } from '../_kit/cloud'
import type { RollDoc, SessionDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { AudienceCall } from '../_kit/notice-walk'

type ByState = Extract<NoticeAudience, { kind: 'notVoted' | 'notDrawn' | 'unread' | 'motion' }>

/** More than any congress has delegates. */
const MOST_READERS = 20_000

const tooLate = (message: string) => new Refusal('WRONG_STATE', message, 'audience')

const delegates = (call: AudienceCall, sessionId: string): Promise<RollDoc[]> =>
  every(call.store.roll, { sessionId, observer: false, invented: false }, ['_id', 'personId', 'marks'])

/** Delegates who may vote in a round by name that is open and have not. */
async function notVoted(call: AudienceCall, roundId: string): Promise<string[]> {
  const round = await call.store.rounds.get(roundId)
  if (!round) throw notFound('轮表决')
  if (round.ballot || round.way === 'secret') throw tooLate('无记名投票无法知道谁还没有投，只能在开始投票前提醒还没有领票的人')
  if (round.way === 'hands') throw tooLate('这一轮在会场举手表决，没有按人的记录，不能只催没有投的人')
  if (round.state !== 'open') throw tooLate('这一轮表决已经截止，不用再催')
  const [roll, votes] = await Promise.all([delegates(call, round.sessionId), every(call.store.votes, { roundId }, ['_id', 'personId'])])
  const voted = new Set(votes.map(v => v.personId))
  return roll.filter(r => mayVote(r.marks, round.openedAt, call.now) && !voted.has(r.personId)).map(r => r.personId)
}

/** Delegates of a secret ballot who have not drawn a paper 领票, while papers are drawn. Who has not cast is unknowable, so nobody is asked. */
async function notDrawn(call: AudienceCall, roundId: string): Promise<string[]> {
  const round = await call.store.rounds.get(roundId)
  if (!round?.ballot) throw notFound('轮无记名投票')
  if (round.state !== 'drawing') throw tooLate('领票已经结束。无记名投票开始后，谁还没有投是不知道的，不能再提醒')
  const [seats, issued] = await Promise.all([every(call.store.ballotRoll, { round: roundId }), every(call.platform.issued, { round: roundId }, ['_id', 'seat'])])
  const drawn = new Set(issued.map(i => i.seat))
  const left = new Set(seats.filter(s => !drawn.has(s.seat)).map(s => s.rollId))
  return (await delegates(call, round.sessionId)).filter(r => left.has(r._id)).map(r => r.personId)
}

/** Who is to read a session's papers: its roll, or before there is one whoever has a seat, or was called by name. */
async function readersOf(call: AudienceCall, session: SessionDoc): Promise<string[]> {
  if (session.rollAt !== null) return (await delegates(call, session._id)).map(r => r.personId)
  if (session.rehearsal || session.kind === 'joint') return session.invited
  const where = audienceWhere({ units: [], roles: ['delegate'], term: null }, null, call.now)
  return (await every(call.store.people, where as never, ['_id'])).map(p => p._id)
}

async function unread(call: AudienceCall, sessionId: string): Promise<string[]> {
  const session = await call.store.sessions.get(sessionId)
  if (!session) throw notFound('次会议')
  if (['closed', 'archived', 'cancelled'].includes(session.stage)) throw tooLate('这次会议已经结束，不用再催阅文件')
  const [papers, readers] = await Promise.all([every(call.store.sessionPapers, { sessionId, deliveredAt: command.gt(0) }, ['_id']), readersOf(call, session)])
  const delivered = papers.map(p => p._id)
  // One line a person, not one for each paper that they have opened.
  const found = await call.store.sessions.joined(sessionId, { opened: { from: 'paperReads', match: { sessionId, paperId: { $in: delivered } }, tally: '$personId', limit: MOST_READERS } })
  const opened = new Map(((found?.beside.opened ?? []) as unknown as { _id: string; n: number }[]).map(o => [o._id, o.n]))
  return readers.filter(id => (opened.get(id) ?? 0) < delivered.length)
}

/** Whoever holds a role on one of these units today. */
async function holders(call: AudienceCall, role: string, units: string[]): Promise<string[]> {
  const today = dayOf(call.now)
  const held = { $elemMatch: { role, unitId: { $in: units }, from: { $lte: today }, $or: [{ to: null }, { to: { $gte: today } }] } }
  return (await every(call.store.people, { live: true, erased: false, memberships: held } as never, ['_id'])).map(p => p._id)
}

async function ofMotion(call: AudienceCall, { motionId, who }: Extract<ByState, { kind: 'motion' }>): Promise<string[]> {
  const found = await call.store.motions.joined(motionId, { parts: { from: 'motions', match: { 'merged.into': motionId }, limit: 100, fields: ['proposerId'] } })
  if (!found || found.doc.state === 'draft') throw notFound('件提案')
  const { doc, beside } = found
  const of = {
    proposers: async () => [doc.proposerId, ...beside.parts.map(p => p.proposerId)].filter(Boolean),
    cosigners: async () => doc.cosigners.filter(c => doc.answers[c.personId]?.answer === 'accepted').map(c => c.personId),
    handlers: async () => (doc.lead ? holders(call, 'handler', [doc.lead.unitId]) : []),
    assisting: async () => (doc.assist.length ? holders(call, 'handler', doc.assist.map(u => u.unitId)) : []),
  }
  return who === 'all' ? (await Promise.all(Object.values(of).map(find => find()))).flat() : of[who]()
}

/** The people of an audience that is known by what they have, or have not, done. */
export function idsByState(call: AudienceCall, audience: ByState): Promise<string[]> {
  if (audience.kind === 'notVoted') return notVoted(call, audience.roundId)
  if (audience.kind === 'notDrawn') return notDrawn(call, audience.roundId)
  if (audience.kind === 'unread') return unread(call, audience.sessionId)
  return ofMotion(call, audience)
}
