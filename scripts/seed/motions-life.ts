import type { MotionDoc, PersonDoc, RulesDoc } from '../../cloudfunctions/_kit/documents'
import { addDays, dayOf } from '../../domain/calendar'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import { after, decide } from '../../domain/motion-decide'
import { wakeAt } from '../../domain/motion-clock'
import { DEFAULT_RULES } from '../../domain/motion-rules'
import { placeOf, standingOf } from '../../domain/motion-stats'
import { viewerOf } from '../../domain/motion-viewer'
import { calendarOf } from '../../domain/working-days'
import type { Motion } from '../../types/motion'
import type { MotionActInput } from '../../types/motion-acts'
import { motion, type Given } from './motions'
import { actors } from './people'
import { qingyuan, huajiang, units } from './units'

const DAY = 86_400_000
type Act = Exclude<MotionActInput, { act: 'cosign' }>
type Bare<A> = A extends Act ? Omit<A, 'id' | 'key'> : never

/** Who did what, and how many days before now. */
export type Step = [daysAgo: number, by: PersonDoc, input: Bare<Act>]

const calendar = calendarOf(HOLIDAYS_2026)

/** A motion that went through these acts: the rules themselves decide, so a demo motion cannot be in an impossible state. */
export function lived(now: number, given: Given, steps: Step[], serials: { last: number }, into?: MotionDoc): MotionDoc {
  const doc = motion(now, { ...given, submitted: true })
  let m: Motion = { ...doc, cosigners: [], parts: [] }
  const events = [...doc.events]
  for (const [daysAgo, by, bare] of steps) {
    const at = now - daysAgo * DAY
    const input = { ...bare, id: m._id, key: `demo-key-${events.length}` } as Act
    const viewer = viewerOf({ personId: by._id, name: by.name, tenantId: by.tenantId, memberships: by.memberships })
    const decided = decide(m, input, { now: at, viewer, units, calendar, lastSerial: serials.last, into: into && { ...into, cosigners: [], parts: [] } })
    m = { ...after(m, decided), updatedAt: at }
    if (input.act === 'admit') serials.last = m.serial
    events.push({ act: input.act, by: by.name, byId: by._id, at, state: m.state, ...(decided.note ? { note: decided.note } : {}) })
  }
  const { parts: _parts, cosigners: _cosigners, rev: _rev, ...facts } = m
  return {
    ...doc, ...facts, events, standing: standingOf(m), uncounted: placeOf(m).length > 0, wake: wakeAt(m, []),
    caseNo: m.serial ? String(m.serial).padStart(6, '0') : doc.caseNo,
  }
}

const { zhou, li, wang, chen, qian, tang, feng, zhao, sun, xu } = actors

const admit = { act: 'admit' } as const
const assign = { act: 'assign', lead: 'hj-dongli', assist: [] as string[] } as const
const signFor = { act: 'signFor' } as const
const sign = { act: 'sign' } as const
const reply = (code: 'A' | 'B' | 'C' | 'D', text: string, promisedOn: string | null = null) => ({ act: 'reply', code, text, promisedOn, files: [] as never[] }) as const
export const rate = (value: 'satisfied' | 'mostly' | 'dissatisfied', note = '') => ({ act: 'rate', value, note }) as const

const dayFrom = (now: number, days: number) => addDays(dayOf(now), days)

const titles: [title: string, reason: string, proposal: string][] = [
  ['关于在动力分厂值班室加装空调的提案', '动力分厂值班室夏季室温高、冬季漏风，值班人员反映强烈。', '请在值班室加装冷暖空调，并更换密封不严的门窗。'],
  ['关于增设厂区电动自行车充电棚的提案', '职工电动自行车停放和充电点不足，私拉电线隐患大。', '在东门和西门各建一处带消防喷淋的充电棚。'],
  ['关于修订高处作业津贴标准的提案', '高处作业津贴多年没有调整，与现行物价不相称。', '参照同行业标准修订，并从下一年度起执行。'],
  ['关于为女职工设置哺乳室的提案', '厂区没有哺乳室，哺乳期女职工很不方便。', '利用机关一楼空房改建一间哺乳室。'],
  ['关于定期公布食堂菜品成本的提案', '职工对食堂菜价有疑问，账目没有定期公布。', '每季度在公开栏公布食堂收支和主要菜品成本。'],
  ['关于改造铸造分厂更衣室的提案', '更衣室柜子破损、没有热水，影响职工下班洗浴。', '更换更衣柜，恢复热水供应。'],
  ['关于开展焊接机器人操作培训的提案', '新上的焊接机器人只有两人会用，设备利用率低。', '请培训部门组织三期操作培训，每期二十人。'],
  ['关于规范加班审批的提案', '部分班组加班没有事前审批，事后补单多。', '统一使用线上审批，未经审批不得安排加班。'],
]

/** What a demo motion goes through until it is rated. */
export const answered = (from: number, text: string): Step[] => [
  [from, qian, admit], [from - 1, zhao, assign], [from - 2, chen, signFor], [from - 20, chen, reply('A', text)], [from - 21, feng, sign],
]

/** Motions of 华江重工 in every state that the others do not show. */
export function demoLives(now: number): MotionDoc[] {
  const serials = { last: 0 }
  let no = 0
  const live = (by: PersonDoc, daysAgo: number, steps: Step[], into?: MotionDoc, sameAs?: number): MotionDoc => {
    const [title, reason, proposal] = titles[sameAs ?? no % titles.length]!
    const category = (['welfare', 'safety', 'pay', 'rights', 'management', 'welfare', 'training', 'rights'] as const)[no % 8]!
    const given: Given = { id: `motion-life-${String(++no).padStart(4, '0')}`, by, title, reason, proposal, category, daysAgo, asked: [[by === li ? zhou : li, 'accepted'], [by === wang ? zhou : wang, 'accepted']] }
    return lived(now, given, steps, serials, into)
  }
  const toReply = (from: number): Step[] => [[from, qian, admit], [from - 1, zhao, assign], [from - 2, chen, signFor]]
  const lead = live(zhou, 40, [[39, qian, admit]])
  const solved = '已经办好，现场验收合格，欢迎监督。'
  return [
    lead,
    live(li, 40, [[38, qian, { act: 'merge', into: lead._id }]], lead, 0),
    live(wang, 30, [[29, qian, { act: 'giveBack', note: '请写明涉及哪些岗位和人数' }]]),
    live(zhou, 30, [[29, qian, { act: 'dispute', note: '是否属于本单位职权，委员会意见不一' }]]),
    live(li, 30, [[29, qian, { act: 'toOpinion', note: '属于日常管理事项，转有关部门研究' }]]),
    live(wang, 30, [[29, qian, { act: 'refuse', reason: 'solved', note: '上月已经完成改造' }]]),
    live(zhou, 28, [[27, qian, admit], [26, sun, { ...assign, assist: ['hj-jiguan'] }]]),
    live(li, 28, [...toReply(27), [20, chen, { act: 'note', kind: 'consult', text: '与提案人和相关班组开了协商会，确定了改造方案。', files: [] }], [3, chen, { act: 'askExtension', days: 15, note: '设备到货推迟' }]]),
    live(wang, 28, [...toReply(27), [2, chen, reply('A', solved)]]),
    live(zhou, 45, [...toReply(44), [20, chen, reply('A', solved)], [19, feng, sign]]),
    live(li, 90, [...toReply(89), [70, chen, reply('C', '目前资金没有落实，暂缓办理。')], [69, feng, sign], [66, li, rate('dissatisfied', '没有给出时间表')], [50, chen, reply('D', '列入明年计划参考。')], [49, feng, sign], [45, li, rate('dissatisfied', '仍然没有实质办理')]]),
    live(wang, 80, [...toReply(79), [60, chen, reply('B', '已经立项，正在招标，按承诺日期完工。', dayFrom(now, 20))], [59, feng, sign], [55, wang, rate('mostly')]]),
    live(zhou, 120, [...toReply(119), [100, chen, reply('A', solved)], [99, feng, sign], [95, zhou, rate('satisfied')], [90, zhao, { act: 'publish', title: titles[4]![0], proposal: titles[4]![2], reply: solved, named: false, unitIds: [] }], [60, zhao, { act: 'archive' }]]),
    live(li, 60, [[59, qian, { act: 'dispute', note: '委员会意见不一' }], [58, tang, { act: 'toOpinion', note: '主席团认为宜作为意见建议办理' }], [50, zhao, { act: 'answerOpinion', note: '已转交后勤部门，下季度安排改造。' }]]),
    live(wang, 70, [...toReply(69)]),
    live(zhou, 26, [[25, qian, admit], [24, zhao, { ...assign, lead: 'hj-zongzhuang' }], [23, xu, signFor]]),
    live(li, 24, [[23, qian, admit], [22, zhao, { ...assign, lead: 'hj-zhuzao' }]]),
  ]
}

/** What the demo enterprises decided about their motions. */
export const demoRules = (now: number): RulesDoc[] => [huajiang, qingyuan].map(({ _id }) => ({
  _id, tenantId: _id, rev: 1, holidays: [...HOLIDAYS_2026],
  versions: [{ ...DEFAULT_RULES, version: 1, term: 6, session: 2, by: '赵敏', at: now - 200 * DAY }],
}))
