import { clockOf } from '../../domain/calendar'
import { UNION, cut } from '../../domain/notice/event'
import { surveyLink } from '../../domain/notice/survey-events'
import type { NoticeEdit, notices } from '../../types/notice'
import type { SurveyState } from '../../types/survey'
import type { RoundDoc, SessionDoc } from '../_kit/documents'
import type { CourseDoc } from '../_kit/lesson-documents'
import type { Handlers } from '../_kit/serve'
import type { NoticeDoc } from '../_kit/notice-documents'
import type { SurveyDoc } from '../_kit/survey-documents'
import { stateOf } from '../_kit/survey-read'

type SurveyAudience = 'unanswered' | 'notJoined' | 'sheetNotDrawn' | 'sheetDrawn'
type Item = { key: string; label: string; edit: NoticeEdit }

/** Of each sort the list names so many. */
const MOST = 100
/** Nobody is asked to confirm what is older. */
const CONFIRMING = 60 * 86_400_000

const edit = (given: Pick<NoticeEdit, 'kind' | 'title' | 'text' | 'link' | 'audience' | 'message'>): NoticeEdit => ({ mustConfirm: false, ...given, title: cut(given.title, 40) })

function ofRound(round: RoundDoc, now: number): Item[] {
  if (round.state === 'drawing') {
    return [{ key: `notDrawn.${round._id}`, label: `还没有领票：${round.title}`, edit: edit({
      kind: 'vote', title: `请领票：${round.title}`, text: '无记名投票正在领票，您还没有领到选票。请打开会场页面，领票结束以后就不能再领。',
      link: { page: 'pages/congress/hall', params: { id: round.sessionId } }, audience: { kind: 'notDrawn', roundId: round._id },
      message: { template: 'vote', values: { thing1: round.title, time2: clockOf(now), thing3: '请尽快领票' } },
    }) }]
  }
  if (round.state !== 'open' || round.ballot || round.way !== 'named') return []
  return [{ key: `notVoted.${round._id}`, label: `还没有投票：${round.title}`, edit: edit({
    kind: 'vote', title: `请投票：${round.title}`, text: '正在表决，您还没有投票。', link: { page: 'pages/congress/hall', params: { id: round.sessionId } },
    audience: { kind: 'notVoted', roundId: round._id }, message: { template: 'vote', values: { thing1: round.title, time2: clockOf(now), thing3: '请尽快投票' } },
  }) }]
}

/** Of an anonymous survey by its step: who joined and who drew is known, who answered is not. */
const sheetSteps: Partial<Record<SurveyState, { audience: 'notJoined' | 'sheetNotDrawn' | 'sheetDrawn'; label: string; title: string; text: string; note: string }>> = {
  joining: { audience: 'notJoined', label: '还没有报名', title: '请报名', text: '这份匿名问卷正在报名，您还没有报名。报了名才能领卷作答，报名不会让人知道您怎么答。', note: '请尽快报名' },
  drawing: { audience: 'sheetNotDrawn', label: '报了名还没有领卷', title: '请领卷', text: '这份匿名问卷正在领卷，您还没有领。请用报名的那部手机打开问卷，领卷结束以后就不能再领。', note: '请尽快领卷' },
  open: { audience: 'sheetDrawn', label: '提醒领到卷的人作答', title: '请作答', text: '您领到的匿名问卷可以作答了。没有人知道谁已经答过，所以每位领到卷的人都会收到这条提醒；已经作答的不用再办。', note: '已作答的不用再办' },
}

function ofSurvey(s: SurveyDoc, now: number): Item[] {
  const state = stateOf(s, now)
  const made = (kind: SurveyAudience, label: string, title: string, text: string, note: string): Item => ({ key: `${kind}.${s._id}`, label: `${label}：${s.title}`, edit: edit({
    kind: 'survey', title: `${title}：${s.title}`, text, link: surveyLink(s), audience: { kind, surveyId: s._id }, message: { template: 'survey', values: { thing1: s.title, time2: clockOf(s.endsAt!), thing3: note } },
  }) })
  if (!s.ballot) return state === 'open' ? [made('unanswered', '还没有答问卷', '请填写问卷', `这份问卷在 ${clockOf(s.endsAt!)} 结束，您还没有作答。`, '请在截止前填写')] : []
  const step = sheetSteps[state]
  return step ? [made(step.audience, step.label, step.title, step.text, step.note)] : []
}

const ofCourse = (c: CourseDoc, now: number): Item => ({ key: `unfinished.${c._id}`, label: `还没有学完：${c.title}`, edit: edit({
  kind: 'lesson', title: `请学完课程：${c.title}`, text: c.dueAt === null ? '这门课程您还没有学完。' : c.dueAt > now ? `这门课程请在 ${clockOf(c.dueAt)} 前学完，您还没有学完。` : `这门课程已在 ${clockOf(c.dueAt)} 到期，您还没有学完，请尽快补学。`,
  link: { page: 'pages/lessons/course', params: { id: c._id } }, audience: { kind: 'unfinished', courseId: c._id, episode: null },
  // Without a day there is nothing for the template's 截止时间.
  message: c.dueAt === null ? null : { template: 'lesson', values: { thing1: c.title, time2: clockOf(c.dueAt), thing3: c.dueAt > now ? '您还没有学完' : '已到期，请尽快补学' } },
}) })

const ofSession = (s: SessionDoc): Item => ({ key: `unread.${s._id}`, label: `会议文件还没有看完：${s.title}`, edit: edit({
  kind: 'meeting', title: `请阅会议文件：${s.title}`, text: '会议文件已经送达，您还有没有打开的文件。请在会前看完。', link: { page: 'pages/congress/session', params: { id: s._id } },
  audience: { kind: 'unread', sessionId: s._id }, message: { template: 'meeting', values: { thing1: s.title, time2: clockOf(s.startsAt), thing3: s.place || '见会议通知', thing4: '请先看会议文件' } },
}) })

/** Whoever has not confirmed it opens the notice itself, and confirms it there. */
const ofNotice = (n: NoticeDoc, now: number): Item => ({ key: `unconfirmed.${n._id}`, label: `还没有确认“已知悉”：${n.title}`, edit: edit({
  kind: n.kind, title: `请确认：${n.title}`, text: '这条通知要求每个人确认，您还没有按“已知悉”。请打开看完，再按一下。', link: { page: 'pages/notices/notice', params: { id: n._id } },
  audience: { kind: 'unconfirmed', noticeId: n._id }, message: { template: 'task', values: { thing1: `请确认：${n.title}`, thing2: UNION, time3: clockOf(now) } },
}) })

type Sort = 'sessions' | 'surveys' | 'toConfirm' | 'courses'
const sorts: Partial<Record<string, Sort>> = {
  notVoted: 'sessions', notDrawn: 'sessions', unread: 'sessions', unanswered: 'surveys', notJoined: 'surveys', sheetNotDrawn: 'surveys', sheetDrawn: 'surveys', unconfirmed: 'toConfirm', unfinished: 'courses',
}

/** Which things are looked at: those that press, or the one that a key names, however old it is and however many come before it. */
function wanted(key: string | undefined, now: number): Record<Sort, object> {
  if (key === undefined) return { sessions: {}, surveys: {}, toConfirm: { createdAt: { $gt: now - CONFIRMING } }, courses: { compulsory: true } }
  const [kind = '', ...rest] = key.split('.')
  const id = rest.join('.')
  const none = { _id: '' }
  return { sessions: none, surveys: none, toConfirm: none, courses: none, ...(sorts[kind] ? { [sorts[kind]]: kind === 'notVoted' || kind === 'notDrawn' ? { roundId: id } : { _id: id } } : {}) }
}

/** What somebody could be reminded of now; who it is, is listed when the reminder is planned. */
export const reminders: Handlers<typeof notices>['reminders'] = {
  allow: ['staff'],
  trips: 3,
  async run({ input: { key }, me, store, now }) {
    const only = wanted(key, now)
    const found = await store.units.joined(me.tenantId, {
      sessions: { from: 'sessions', match: { stage: { $in: ['preparing', 'preparatory', 'discussion', 'formal'] }, rehearsal: false, ...only.sessions }, sort: { startsAt: 1 }, limit: MOST, fields: ['title', 'place', 'startsAt', 'roundId'] },
      surveys: { from: 'surveys', match: { kept: 'published', startsAt: { $lte: now }, endsAt: { $gt: now }, ...only.surveys }, sort: { endsAt: 1 }, limit: MOST, fields: ['title', 'mode', 'kept', 'startsAt', 'endsAt', 'ballot'] },
      toConfirm: { from: 'notices', match: { mustConfirm: true, shownAt: { $ne: null }, ...only.toConfirm }, sort: { createdAt: -1, _id: -1 }, limit: MOST, fields: ['kind', 'title'] },
      courses: { from: 'courses', match: { state: 'published', ...only.courses }, sort: { publishedAt: -1 }, limit: MOST, fields: ['title', 'dueAt'] },
    })
    const sessions = found?.beside.sessions ?? []
    const running = sessions.flatMap(s => (s.roundId ? [s.roundId] : []))
    const beside = sessions.length ? (await store.units.joined(me.tenantId, {
      rounds: { from: 'rounds', match: { _id: { $in: running } }, limit: MOST },
      papers: { from: 'sessionPapers', match: { sessionId: { $in: sessions.map(s => s._id) }, deliveredAt: { $gt: 0 } }, tally: '$sessionId' },
    }))?.beside : undefined
    const told = new Set((beside?.papers ?? []).map(p => p._id))
    const items = [
      ...(beside?.rounds ?? []).flatMap(r => ofRound(r, now)), ...(found?.beside.surveys ?? []).flatMap(s => ofSurvey(s, now)),
      ...sessions.filter(s => told.has(s._id)).map(ofSession), ...(found?.beside.courses ?? []).map(c => ofCourse(c, now)), ...(found?.beside.toConfirm ?? []).map(n => ofNotice(n, now)),
    ]
    return { items: key === undefined ? items : items.filter(i => i.key === key) }
  },
}
