import type { Motion, MotionEvent } from '../../types/motion'
import type { NoticeAudience, NoticeKind } from '../../types/notice-fields'
import { dayOf } from '../calendar'
import { UNION, WEEK, stamp, told, type Told } from './event'

type MotionFacts = Pick<Motion, '_id' | 'title' | 'proposerName' | 'due' | 'assist'> & { cosigners: readonly { personId: string; at: number }[] }

const kind: NoticeKind = 'motion'

/** How it stands, in at most five Chinese characters, and the sentence for the proposers. */
const screened: Partial<Record<string, { phrase: string; title: string; text: string }>> = {
  admit: { phrase: '已立案', title: '提案已立案', text: '您的提案已经立案，接下来交给承办部门办理。' },
  toOpinion: { phrase: '转意见建议', title: '提案转为意见建议', text: '您的提案转为意见建议处理，理由写在提案里。' },
  refuse: { phrase: '不予立案', title: '提案不予立案', text: '您的提案没有立案，理由写在提案里。有异议可以提请主席团审议。' },
  giveBack: { phrase: '退回补充', title: '提案退回补充', text: '请按审查意见补充以后再提交。' },
  merge: { phrase: '已并案', title: '提案已并案', text: '您的提案和内容相同的提案合并办理，您仍是提案人之一。' },
  assign: { phrase: '已交办', title: '提案已交办', text: '您的提案已经交给承办部门。' },
  sign: { phrase: '已答复', title: '提案已经答复', text: '承办部门已经答复，请您看一看并作出评价。' },
  answerOpinion: { phrase: '已答复', title: '意见建议已经答复', text: '您的意见建议已经答复。' },
}

const handled: Partial<Record<string, { title: string; text: string; due?: boolean }>> = {
  assign: { title: '有新交办的提案', text: '请签收并办理。' },
  reassign: { title: '有改派来的提案', text: '请签收并办理。' },
  remind: { title: '提案催办', text: '工会催办这件提案，请尽快办理。' },
  returnReply: { title: '答复被退回修改', text: '请按意见修改以后再提交。' },
  dueSoon: { title: '提案答复快到期', text: '请在期限前答复；来不及的可以申请延期。', due: true },
  overdue: { title: '提案答复已逾期', text: '答复期限已过，请马上办理。', due: true },
}

/** What one line of a motion's history tells, `index` = its place, which never changes. */
export function motionTold(m: MotionFacts, event: MotionEvent, index: number): Told[] {
  const link = { page: 'pages/motions/detail', params: { id: m._id } }
  const source = (to: string) => `motion.${m._id}.${index}.${to}`
  const named = (title: string) => `${title}：${m.title}`
  const tell = (to: string, audience: NoticeAudience, title: string, text: string, message: NonNullable<Told['edit']['message']>) =>
    told(source(to), event.at, WEEK, { kind, title: named(title), text, link, audience, message })
  const all: Told[] = []
  const asked = event.act === 'file' || event.act === 'invite' ? m.cosigners.filter(c => c.at === event.at).map(c => c.personId) : []
  if (asked.length) {
    all.push(tell('asked', { kind: 'people', people: asked }, '请您附议', `${m.proposerName}请您附议这件提案，同意或不附议都请答复。`,
      { template: 'task', values: { thing1: `附议：${m.title}`, thing2: m.proposerName, time3: stamp(event.at) } }))
  }
  const s = screened[event.act]
  if (s) {
    all.push(tell('proposers', { kind: 'motion', motionId: m._id, who: 'proposers' }, s.title, s.text,
      { template: 'reply', values: { thing1: m.title, phrase2: s.phrase, time3: stamp(event.at), thing4: '点开查看详情' } }))
  }
  const h = handled[event.act]
  if (h) {
    all.push(tell('handlers', { kind: 'motion', motionId: m._id, who: 'handlers' }, h.title, h.text, h.due && m.due !== null
      ? { template: 'due', values: { thing1: m.title, date2: dayOf(m.due), thing3: h.title } }
      : { template: 'task', values: { thing1: m.title, thing2: UNION, time3: stamp(event.at) } }))
  }
  if (m.assist.length > 0 && (event.act === 'assign' || event.act === 'reassign')) {
    all.push(tell('assisting', { kind: 'motion', motionId: m._id, who: 'assisting' }, '有请您部门协办的提案', '请看一看，把协办意见写给主办部门。',
      { template: 'task', values: { thing1: `协办：${m.title}`, thing2: UNION, time3: stamp(event.at) } }))
  }
  return all
}
