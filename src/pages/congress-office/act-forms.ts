import { dayOf, isDay } from '../../../domain/calendar'
import { sessionGraph } from '../../../domain/congress/session-graph'
import { dayWords, timeWords } from '../../../domain/words-time'
import type { SessionAct, SessionActInput } from '../../../types/congress-acts'
import type { Stage } from '../../../types/congress-rules'
import type { Session, SessionStage } from '../../../types/congress-session'
import type { FieldErrors } from '../../components/form'
import type { Chosen } from '../../components/chosen-field'

/** What the forms of all acts together can hold. */
export interface ActValues {
  text: string
  where: string
  from: string
  until: string
  people: Chosen[]
}

export interface ActForm {
  /** What will happen, and whether it can be taken back. */
  ask: string
  done: string
  danger?: boolean
  text?: { label: string; max: number; least: number }
  where?: { label: string; least: number }
  from?: string
  until?: string
  people?: { title: string; from: 'roll' | 'roster'; most: number; least: number }
  start?: (session: Session) => Partial<ActValues>
  /** Where the question depends on the stage. */
  askOf?: (session: Session) => string
}

const nextStages: Partial<Record<SessionStage, { label: string; ask: string }>> = {
  preparing: { label: '进入预备会议', ask: '现在定下代表名单和规则：以后人员和规则再有变动，都不影响这次会议。不能退回筹备。' },
  preparatory: { label: '进入分组讨论', ask: '预备会议结束，各代表团开始讨论文件、提出意见。不能退回。' },
  discussion: { label: '进入正式会议', ask: '开始正式会议，逐项审议和表决。不能退回。' },
  formal: { label: '闭会', ask: '闭会以后不能再表决。不能退回。' },
  closed: { label: '归档', ask: '会议归档以后不再改动。' },
}

const invitation = (s: Session): string =>
  `各位代表：\n${s.title}定于${dayWords(dayOf(s.startsAt))} ${timeWords(s.startsAt)}在${s.place}召开。请提前阅读会议文件，听取本选区职工的意见，准时到会。因故不能到会的，请向工会请假。`

export const actForms: Partial<Record<SessionAct, ActForm>> = {
  notify: {
    ask: '代表会在首页看到这次会议和通知。', done: '会议通知已发出',
    text: { label: '会议通知', max: 2000, least: 10 }, start: s => ({ text: s.notice?.text ?? invitation(s) }),
  },
  announce: { ask: '登记今天向全体职工公开了会议议程（公开栏、班组会、本程序）。', done: '已登记公开议程' },
  motionWindow: {
    ask: '代表在征集期内提交提案。', done: '已定提案征集期', from: '从哪天', until: '到哪天',
    start: s => ({ from: s.motionWindow?.from ?? '', until: s.motionWindow?.to ?? '' }),
  },
  qualify: { ask: '代表资格审查小组的报告，会写进会议档案。', done: '已登记资格审查', text: { label: '资格审查报告', max: 500, least: 10 } },
  presidium: {
    ask: '预备会议选出的主席团成员。他们可以主持表决，并签署决议。', done: '已登记主席团',
    people: { title: '选择主席团成员', from: 'roll', most: 99, least: 1 }, start: s => ({ people: s.presidium }),
  },
  adoptAgenda: { ask: '预备会议已经通过会议议程。', done: '已登记通过议程' },
  observers: {
    ask: '列席人员可以签到、听会，没有表决权，也不计入应到人数。', done: '已保存列席人员',
    people: { title: '选择列席人员', from: 'roster', most: 200, least: 0 }, start: s => ({ people: s.observers }),
  },
  advance: { ask: '', done: '已进入下一阶段', askOf: s => nextStages[s.stage]?.ask ?? '' },
  askOverride: { ask: '这一项没有达到要求。放行要写明理由，并由另一位工会人员或主席团成员确认，理由和两个人的名字写进档案。', done: '已提出放行，等另一个人确认', text: { label: '放行理由', max: 500, least: 10 } },
  confirmOverride: { ask: '您同意在没有达到要求的情况下继续。您的名字会和理由一起写进档案。', done: '已放行，写入档案', danger: true },
  discussed: { ask: '登记这个代表团已经讨论过会议文件。意见由代表自己提交，也可以写在这里。', done: '已登记讨论', text: { label: '讨论情况', max: 500, least: 2 } },
  openCheckIn: { ask: '大屏幕上会出现签到码，每几秒换一次。', done: '已开始签到' },
  closeCheckIn: { ask: '签到码不再显示。还没有签到的人，可以由工作人员点名。', done: '已停止签到' },
  drawResolution: { ask: '根据每一项表决的结果生成决议文本，每项附计票说明。', done: '决议已生成' },
  sign: {
    ask: '您以主席团成员的身份签署决议。过半数主席团成员签署后生效。', done: '您已签署决议',
    askOf: s => s.rehearsal ? '推演中，模拟的主席团成员由工会人员代签。' : actForms.sign!.ask,
  },
  publish: {
    ask: '代表在本程序里会看到决议。公布期满以前请不要撤下。', done: '已登记公布',
    where: { label: '公布方式', least: 2 }, from: '公布从哪天', until: '到哪天', start: () => ({ where: '公开栏、职代通' }),
  },
  report: { ask: '会议结果已经报送上级工会。', done: '已登记报送', where: { label: '报送的上级工会', least: 2 }, from: '报送日期' },
  cancel: { ask: '取消后不能恢复，已有的记录都会保留。', done: '会议已取消', danger: true, text: { label: '取消的理由', max: 500, least: 2 } },
}

export const emptyValues: ActValues = { text: '', where: '', from: '', until: '', people: [] }

/** The verb on the button; going on says where to. */
export const labelOf = (act: SessionAct, session: Pick<Session, 'stage'>): string =>
  (act === 'advance' ? nextStages[session.stage]?.label : undefined) ?? sessionGraph.find(r => r.act === act)!.label

export const actErrors = (f: ActForm) => (v: ActValues): FieldErrors => ({
  ...(f.text && v.text.trim().length < f.text.least ? { text: `请填写${f.text.label}，至少 ${f.text.least} 个字` } : {}),
  ...(f.where && v.where.trim().length < f.where.least ? { where: `请填写${f.where.label}` } : {}),
  ...(f.from && !isDay(v.from) ? { from: '请选择日期' } : {}),
  ...(f.until && (!isDay(v.until) || v.until < v.from) ? { until: '请选择日期，不能早于开始' } : {}),
  ...(f.people && v.people.length < f.people.least ? { people: '请至少选一位' } : {}),
})

/** What an act is about and no form asks for. */
export interface Given { gate?: string; delegation?: string }

/** The act as the server wants it. */
export function actInput(act: SessionAct, { _id: id, stage }: Pick<Session, '_id' | 'stage'>, key: string, v: ActValues, given: Given = {}): SessionActInput {
  const base = { id, key }
  const { gate = '', delegation = '' } = given
  const text = v.text.trim()
  const personIds = v.people.map(p => p.personId)
  switch (act) {
    case 'notify': return { ...base, act, text }
    case 'motionWindow': return { ...base, act, from: v.from, to: v.until }
    case 'qualify': return { ...base, act, note: text }
    case 'presidium': case 'observers': return { ...base, act, personIds }
    case 'askOverride': return { ...base, act, gate, reason: text }
    case 'confirmOverride': return { ...base, act, gate }
    case 'publish': return { ...base, act, where: v.where.trim(), from: v.from, to: v.until }
    case 'report': return { ...base, act, to: v.where.trim(), on: v.from }
    case 'cancel': return { ...base, act, why: text }
    case 'discussed': return { ...base, act, delegation, note: text }
    case 'advance': return { ...base, act, from: stage as Stage }
    case 'show': return { ...base, act, matterId: null, seconds: null }
    case 'announce': case 'adoptAgenda': case 'openCheckIn': case 'closeCheckIn': case 'drawResolution': case 'sign': return { ...base, act } as SessionActInput
  }
}
