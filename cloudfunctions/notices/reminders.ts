import { clockOf } from '../../domain/calendar'
import type { NoticeEdit, notices } from '../../types/notice'
import type { RoundDoc, SessionDoc } from '../_kit/documents'
import type { SurveyDoc } from '../_kit/survey-documents'
import type { Handlers } from '../_kit/serve'

type Item = { key: string; label: string; edit: NoticeEdit }

const MOST = 20
const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

const edit = (given: Pick<NoticeEdit, 'kind' | 'title' | 'text' | 'link' | 'audience' | 'message'>): NoticeEdit => ({ mustConfirm: false, ...given, title: short(given.title, 40) })

function ofRound(round: RoundDoc, now: number): Item[] {
  if (round.state === 'drawing') {
    return [{ key: `notDrawn.${round._id}`, label: `还没有领票：${round.title}`, edit: edit({
      kind: 'vote', title: `请领票：${round.title}`, text: '无记名投票正在领票，您还没有领到选票。请打开会场页面，领票结束以后就不能再领。',
      link: { page: 'pages/congress/hall', params: { id: round.sessionId } }, audience: { kind: 'notDrawn', roundId: round._id },
      message: { template: 'vote', values: { thing1: round.title, time2: clockOf(now), thing3: '请尽快领票' } },
    }) }]
  }
  if (round.state !== 'open' || round.ballot || round.way === 'secret') return []
  return [{ key: `notVoted.${round._id}`, label: `还没有投票：${round.title}`, edit: edit({
    kind: 'vote', title: `请投票：${round.title}`, text: '正在表决，您还没有投票。', link: { page: 'pages/congress/hall', params: { id: round.sessionId } },
    audience: { kind: 'notVoted', roundId: round._id }, message: { template: 'vote', values: { thing1: round.title, time2: clockOf(now), thing3: '请尽快投票' } },
  }) }]
}

const ofSurvey = (s: SurveyDoc): Item => ({ key: `unanswered.${s._id}`, label: `还没有答问卷：${s.title}`, edit: edit({
  kind: 'survey', title: `请填写问卷：${s.title}`, text: `这份问卷在 ${clockOf(s.endsAt!)} 结束，您还没有作答。`, link: { page: 'pages/surveys/answer', params: { id: s._id } },
  audience: { kind: 'unanswered', surveyId: s._id }, message: { template: 'survey', values: { thing1: s.title, time2: clockOf(s.endsAt!), thing3: '请在截止前填写' } },
}) })

const ofSession = (s: SessionDoc): Item => ({ key: `unread.${s._id}`, label: `会议文件还没有看完：${s.title}`, edit: edit({
  kind: 'meeting', title: `请阅会议文件：${s.title}`, text: '会议文件已经送达，您还有没有打开的文件。请在会前看完。', link: { page: 'pages/congress/session', params: { id: s._id } },
  audience: { kind: 'unread', sessionId: s._id }, message: { template: 'meeting', values: { thing1: s.title, time2: clockOf(s.startsAt), thing3: s.place || '见会议通知', thing4: '请先看会议文件' } },
}) })

/** What somebody could be reminded of now; who it is, is listed when the reminder is planned. */
export const reminders: Handlers<typeof notices>['reminders'] = {
  allow: ['staff'],
  trips: 3,
  async run({ me, store, now }) {
    const found = await store.units.joined(me.tenantId, {
      sessions: { from: 'sessions', match: { stage: { $in: ['preparing', 'preparatory', 'discussion', 'formal'] }, rehearsal: false }, sort: { startsAt: 1 }, limit: MOST, without: ['rules', 'events', 'keys', 'freezing'] },
      surveys: { from: 'surveys', match: { kept: 'published', startsAt: { $lte: now }, endsAt: { $gt: now } }, sort: { endsAt: 1 }, limit: MOST, fields: ['title', 'endsAt'] },
    })
    const sessions = found?.beside.sessions ?? []
    const running = sessions.flatMap(s => (s.roundId ? [s.roundId] : []))
    const beside = sessions.length ? (await store.units.joined(me.tenantId, {
      rounds: { from: 'rounds', match: { _id: { $in: running } }, limit: MOST },
      papers: { from: 'sessionPapers', match: { sessionId: { $in: sessions.map(s => s._id) }, deliveredAt: { $gt: 0 } }, tally: '$sessionId' },
    }))?.beside : undefined
    const told = new Set((beside?.papers ?? []).map(p => p._id))
    return { items: [...(beside?.rounds ?? []).flatMap(r => ofRound(r, now)), ...(found?.beside.surveys ?? []).map(ofSurvey), ...sessions.filter(s => told.has(s._id)).map(ofSession)] }
  },
}
