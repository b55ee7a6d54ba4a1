import type { NoticeAudience } from '../../types/notice-fields'
import type { Survey, SurveyState } from '../../types/survey'
import { stateAt, type Standing } from '../survey/life'
import { DAY, WEEK, stamp, told, type Told } from './event'

type Facts = Pick<Survey, '_id' | 'title' | 'mode' | 'audience' | 'anonymous' | 'events'> & Standing

/** An anonymous survey is joined, drawn and answered in the ballot's pages. */
export const surveyLink = ({ _id, mode }: Pick<Survey, '_id' | 'mode'>) => ({ page: mode === 'anonymous' ? 'pages/ballot/survey' : 'pages/surveys/answer', params: { id: _id } })

/** What concerns a step is told as long as the step lasts, however late. */
const ALWAYS = Number.MAX_SAFE_INTEGER

/** Its beginning, or its publication where that was later. */
const beginOf = ({ startsAt, events }: Facts): number => Math.max(startsAt!, events.findLast(e => e.act === 'publish')?.at ?? 0)

interface Step { at: number; name: string; title: string; text: string; audience: NoticeAudience; note: string }

/** One by name or in confidence: when it has begun, and within a day of its end to those who have not answered. */
function openSteps(s: Facts, group: NoticeAudience, now: number): Step[] {
  const soon = s.endsAt! - DAY
  const begun: Step = { at: beginOf(s), name: 'open', title: '新问卷', text: `请在 ${stamp(s.endsAt!)} 前填写。`, audience: group, note: '请抽空填写' }
  if (now < soon || soon <= s.startsAt!) return [begun]
  return [begun, { at: soon, name: 'soon', title: '问卷快结束了', text: `这份问卷在 ${stamp(s.endsAt!)} 结束，您还没有作答。`, audience: { kind: 'unanswered', surveyId: s._id }, note: '快要结束了' }]
}

/** An anonymous one, at each step to those whom it concerns: nobody knows who answered, so nobody is pressed to. */
function sheetStep(s: Facts, state: SurveyState, group: NoticeAudience): Step[] {
  const { drawFrom, drawUntil, phase } = s.ballot!
  const { answerFrom } = s.anonymous!
  if (state === 'joining') {
    return [{ at: beginOf(s), name: 'join', title: '匿名问卷开始报名', text: `要参加的请在 ${stamp(drawFrom)} 前报名。报了名才能领卷作答；谁怎么答没有人能知道。`, audience: group, note: '请先报名' }]
  }
  if (state === 'drawing' && phase === 'drawing') {
    return [{ at: drawFrom, name: 'draw', title: '匿名问卷开始领卷', text: `您报名的匿名问卷可以领卷了，请在 ${stamp(drawUntil)} 前用报名的那部手机领。`, audience: { kind: 'sheetNotDrawn', surveyId: s._id }, note: '请领卷' }]
  }
  if (state !== 'open') return []
  return [{ at: Math.max(answerFrom, drawUntil), name: 'answer', title: '匿名问卷可以作答了', text: `您领到的匿名问卷可以作答了，请在 ${stamp(s.endsAt!)} 前交。`, audience: { kind: 'sheetDrawn', surveyId: s._id }, note: '可以作答了' }]
}

/** Each step of a survey as it comes, and results that were told. */
export function surveyTold(s: Facts, now: number): Told[] {
  const group: NoticeAudience = { kind: 'group', ...s.audience }
  const state = stateAt(s, now)
  const steps = s.ballot ? sheetStep(s, state, group) : state === 'open' ? openSteps(s, group, now) : []
  const shared = s.events.findLastIndex(e => e.act === 'share')
  return [
    ...steps.map(({ at, name, title, text, audience, note }) => told(`survey.${s._id}.${name}`, at, s.ballot ? ALWAYS : name === 'open' ? WEEK : DAY, {
      kind: 'survey', title: `${title}：${s.title}`, text, link: surveyLink(s), audience, message: { template: 'survey', values: { thing1: s.title, time2: stamp(s.endsAt!), thing3: note } },
    })),
    ...(state === 'shared' && shared >= 0 ? [told(`survey.${s._id}.shared.${shared}`, s.events[shared]!.at, WEEK, {
      kind: 'survey', title: `问卷结果已公布：${s.title}`, text: '结果已经公布，点开查看。', link: { page: 'pages/surveys/shared', params: { id: s._id } }, audience: group, message: null,
    })] : []),
  ]
}
