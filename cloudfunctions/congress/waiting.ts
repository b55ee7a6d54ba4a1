import { dayOf } from '../../domain/calendar'
import { mayVote } from '../../domain/congress/attendance'
import { takesVotes } from '../../domain/congress/secret-part'
import type { congress } from '../../types/congress'
import type { OutputOf } from '../../types/contract'
import type { PaperReadDoc, RollDoc, RoundDoc, SessionDoc, SessionPaperDoc, VoteDoc } from '../_kit/documents'
import type { Handlers } from '../_kit/serve'
import { mySeat, sightOfMe } from './viewer'

type Item = OutputOf<typeof congress.waiting>['items'][number]

/** More than anybody is called to at once. */
const MOST = 100
/** Once it is closed nothing waits. */
const ALIVE = ['preparing', 'preparatory', 'discussion', 'formal']
const MONTH = 31 * 86_400_000

interface Mine { rows: Map<string, RollDoc>; papers: SessionPaperDoc[]; read: Set<string>; rounds: RoundDoc[]; voted: Set<string> }

const delegateIn = (s: SessionDoc, row: RollDoc | undefined, personId: string, seated: boolean) =>
  row ? !row.observer : s.rollAt === null && (s.rehearsal || s.kind === 'joint' ? s.invited.includes(personId) : seated)

function itemsOf(s: SessionDoc, mine: Mine, personId: string, seated: boolean, now: number): Item[] {
  const row = mine.rows.get(s._id)
  const item = (kind: Item['kind'], text: string, roundId: string | null = null): Item => ({ kind, session: s, text, roundId })
  const round = mine.rounds.find(r => r._id === s.roundId && takesVotes(r.state))
  const mayNow = round && row && !row.observer && mayVote(row.marks, round.openedAt, now) && !mine.voted.has(round._id)
  const unread = delegateIn(s, row, personId, seated) ? mine.papers.filter(p => p.sessionId === s._id && !mine.read.has(p._id)).length : 0
  const signs = s.stage === 'formal' && s.resolution !== null && s.presidium.some(p => p.personId === personId) && !s.resolution.signatures.some(x => x.personId === personId)
  return [
    ...(mayNow ? [item('vote', `正在表决：${round.title}`, round._id)] : []),
    ...(s.checkInOpen && row && !row.present ? [item('checkIn', '会议正在签到')] : []),
    ...(signs ? [item('sign', '会议决议等您签署')] : []),
    ...(unread ? [item('papers', `有 ${unread} 份会议文件等您阅知`)] : []),
  ]
}

/** Others' joint meetings and rehearsals, however many, must not stand before one's own. */
const calledTo = (personId: string) => ({ $or: [{ kind: { $ne: 'joint' }, rehearsal: false }, { invited: personId }, { 'observers.personId': personId }, { 'presidium.personId': personId }] })

const HALF_A_DAY = 12 * 3_600_000

/** Of this day, or begun before midnight and still going on. */
const isToday = (startsAt: number, now: number): boolean => dayOf(startsAt) === dayOf(now) || (startsAt < now && now - startsAt < HALF_A_DAY)

export const waitingActs: Pick<Handlers<typeof congress>, 'waiting'> = {
  /** Home asks this whenever it is opened: two round trips for whoever is called to nothing, three for all others. */
  waiting: {
    allow: 'person',
    trips: 3,
    async run({ me, store, now }) {
      const personId = me.person!._id
      const first = await store.people.joined(personId, {
        sessions: { from: 'sessions', match: { stage: { $in: ALIVE }, startsAt: { $gt: now - MONTH }, ...calledTo(personId) }, sort: { startsAt: 1 }, limit: MOST, without: ['rules', 'events', 'keys', 'freezing'] },
        rows: { from: 'roll', match: { personId }, sort: { _id: -1 }, limit: 100 },
      })
      const rows = new Map((first?.beside.rows ?? []).map(r => [r.sessionId, r]))
      const sessions = (first?.beside.sessions ?? []).filter(s => ['member', 'office'].includes(sightOfMe(s, me, now, rows.get(s._id))))
      if (sessions.length === 0) return { items: [], today: null }
      const ids = sessions.map(s => s._id)
      const open = sessions.flatMap(s => (s.roundId ? [s.roundId] : []))
      const second = (await store.people.joined(personId, {
        papers: { from: 'sessionPapers', match: { sessionId: { $in: ids }, deliveredAt: { $ne: null } }, limit: 500, fields: ['sessionId'] },
        reads: { from: 'paperReads', match: { personId, sessionId: { $in: ids } }, limit: 500, fields: ['paperId'] },
        rounds: { from: 'rounds', match: { _id: { $in: open } }, limit: MOST, fields: ['state', 'title', 'openedAt'] },
        votes: { from: 'votes', match: { _id: { $in: open.map(r => `${r}.${personId}`) } }, limit: MOST, fields: ['roundId'] },
      }))?.beside as { papers: SessionPaperDoc[]; reads: PaperReadDoc[]; rounds: RoundDoc[]; votes: VoteDoc[] } | undefined
      const mine: Mine = {
        rows, papers: second?.papers ?? [], rounds: second?.rounds ?? [],
        read: new Set(second?.reads.map(r => r.paperId)), voted: new Set(second?.votes.map(v => v.roundId)),
      }
      const seated = mySeat(me, now) !== undefined
      const called = sessions.filter(s => rows.has(s._id) || delegateIn(s, undefined, personId, seated) || s.observers.some(o => o.personId === personId))
      return {
        items: sessions.flatMap(s => itemsOf(s, mine, personId, seated, now)),
        today: called.find(s => isToday(s.startsAt, now)) ?? null,
      }
    },
  },
}
