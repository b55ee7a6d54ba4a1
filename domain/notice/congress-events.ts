import type { Round } from '../../types/congress-round'
import type { Session, SessionEvent } from '../../types/congress-session'
import type { NoticeAudience } from '../../types/notice-fields'
import { DAY, HOUR, WEEK, stamp, told, type Told } from './event'

type SessionFacts = Pick<Session, '_id' | 'title' | 'place' | 'startsAt' | 'rehearsal' | 'kind' | 'notice' | 'observers'> & { invited: readonly string[] }

/** Who belongs to a session: the delegates of its term, or those called by name to a joint meeting. */
const membersOf = (s: SessionFacts, term: string): NoticeAudience =>
  s.kind === 'joint' ? { kind: 'people', people: s.invited.slice(0, 500) } : { kind: 'group', units: [], roles: ['delegate'], term }

/** The notice of a meeting and the beginning of check-in, also to observers 列席, who have no seat; a rehearsal 模拟推演 tells nobody anything. */
export function sessionTold(s: SessionFacts, term: string, event: SessionEvent, index: number): Told[] {
  if (s.rehearsal || (event.act !== 'notify' && event.act !== 'openCheckIn')) return []
  const source = `session.${s._id}.${index}`
  const guests = s.observers.map(o => o.personId)
  return [
    ...(s.kind === 'joint' && s.invited.length === 0 ? [] : [sessionWord(s, event, source, membersOf(s, term))]),
    ...(guests.length === 0 ? [] : [sessionWord(s, event, `${source}.guests`, { kind: 'people', people: guests })]),
  ]
}

function sessionWord(s: SessionFacts, event: SessionEvent, source: string, audience: NoticeAudience): Told {
  const message = (thing4: string) => ({ template: 'meeting' as const, values: { thing1: s.title, time2: stamp(s.startsAt), thing3: s.place || '见会议通知', thing4 } })
  const link = { page: 'pages/congress/session', params: { id: s._id } }
  const base = { kind: 'meeting' as const, audience }
  if (event.act === 'notify') {
    return told(source, event.at, WEEK, { ...base, mustConfirm: true, title: `会议通知：${s.title}`, text: s.notice?.text ?? '', link, message: message('请准时到会') })
  }
  return told(source, event.at, 2 * HOUR, { ...base, title: `开始签到：${s.title}`, text: '会场已经开始签到。', link: { page: 'pages/congress/check-in', params: { id: s._id } }, message: message('已经开始签到') })
}

/** Papers delivered on one day are told of once. */
export const papersTold = (s: SessionFacts, at: number, day: string): Told[] => s.rehearsal ? [] : [told(`papers.${s._id}.${day}`, at, WEEK, {
  kind: 'meeting', title: `会议文件已送达：${s.title}`, text: '会议文件已经送达，请在会前看完。', link: { page: 'pages/congress/session', params: { id: s._id } }, audience: { kind: 'unread', sessionId: s._id },
  message: { template: 'meeting', values: { thing1: s.title, time2: stamp(s.startsAt), thing3: s.place || '见会议通知', thing4: '请先看会议文件' } },
})]

/** A vote that opens on phones is told to those who may vote now (hands are raised in the hall); its result to all who belong to the session. */
export function roundTold(r: Pick<Round, '_id' | 'sessionId' | 'title' | 'way' | 'state' | 'openedAt' | 'closedAt' | 'decision'> & { ballot: unknown }, s: SessionFacts, term: string): Told[] {
  if (s.rehearsal) return []
  const secret = r.ballot !== null
  const opens = secret ? r.state === 'drawing' : r.state === 'open' && r.way === 'named'
  if (opens) {
    return [told(`round.${r._id}.open`, r.openedAt, HOUR, {
      kind: 'vote', title: `${secret ? '请领票' : '开始表决'}：${r.title}`, text: secret ? '无记名投票开始领票，请打开会场页面。' : '正在表决，请打开会场页面投票。',
      link: { page: 'pages/congress/hall', params: { id: r.sessionId } }, audience: secret ? { kind: 'notDrawn', roundId: r._id } : { kind: 'notVoted', roundId: r._id },
      message: { template: 'vote', values: { thing1: r.title, time2: stamp(r.openedAt), thing3: secret ? '请领票' : '请投票' } },
    })]
  }
  if (r.state !== 'counted' || r.closedAt === null || !r.decision) return []
  return [told(`round.${r._id}.result`, r.closedAt, DAY, {
    kind: 'vote', title: `表决结果：${r.title}`, text: r.decision.sentence, link: { page: 'pages/congress/result', params: { round: r._id } }, audience: membersOf(s, term), message: null,
  })]
}
