import type { MotionDoc, PersonDoc } from '../../cloudfunctions/_kit/documents'
import { blankLife } from '../../domain/motion-case'
import { termsOfText } from '../../domain/motion-likeness'
import { seatOn } from '../../domain/membership'
import { placeOf, standingOf } from '../../domain/motion-stats'
import type { MotionCategory } from '../../types/motion-life'
import { actors } from './people'

const DAY = 86_400_000

/** The session 届次 that the demo enterprises are in. */
export const SESSION = '6-2'

export interface Given {
  id: string
  by: PersonDoc
  title: string
  reason: string
  proposal: string
  category: MotionCategory
  asked?: [who: PersonDoc, answer?: 'accepted' | 'declined'][]
  submitted?: boolean
  daysAgo: number
}

/** A motion as it is until it reaches the union. */
export function motion(now: number, g: Given): MotionDoc {
  const at = now - g.daysAgo * DAY
  const asked = g.asked ?? []
  const delegation = (p: PersonDoc) => seatOn(p.memberships, '2026-01-01')?.delegation ?? ''
  const doc: MotionDoc = {
    ...blankLife, session: SESSION, caseNo: `!${g.id}`, words: termsOfText(g.title, `${g.reason}${g.proposal}`),
    wake: Number.MAX_SAFE_INTEGER, marks: [], standing: '', counted: [], uncounted: false,
    _id: g.id, tenantId: g.by.tenantId, rev: 1,
    state: g.submitted ? 'submitted' : asked.length ? 'cosigning' : 'draft',
    title: g.title, reason: g.reason, proposal: g.proposal, category: g.category, pictures: [],
    proposerId: g.by._id, proposerName: g.by.name, delegation: delegation(g.by),
    cosigners: asked.map(([p]) => ({ personId: p._id, name: p.name, delegation: delegation(p), at })),
    asked: asked.map(([p]) => p._id),
    answers: Object.fromEntries(asked.flatMap(([p, answer]) => (answer ? [[p._id, { answer, at: at + DAY / 4 }]] : []))),
    needed: 2,
    events: [
      ...(asked.length || g.submitted ? [{ act: 'file', by: g.by.name, at, state: 'cosigning' as const }] : []),
      ...asked.flatMap(([p, answer]) => (answer ? [{ act: answer === 'accepted' ? 'accept' : 'decline', by: p.name, at: at + DAY / 4, state: 'cosigning' as const }] : [])),
      ...(g.submitted ? [{ act: 'submit', by: g.by.name, at: at + DAY / 2, state: 'submitted' as const }] : []),
    ],
    createdAt: at, updatedAt: at + (g.submitted ? DAY / 2 : asked.length ? DAY / 4 : 0),
    ...(g.submitted ? { submittedAt: at + DAY / 2 } : {}),
  }
  const facts = { ...doc, cosigners: [], parts: [] }
  return { ...doc, standing: standingOf(facts), uncounted: placeOf(facts).length > 0 }
}

const { zhou, li, wang, he, shi } = actors

/** Motions of the demo units, dated back from `now`. */
export const demoMotions = (now: number): MotionDoc[] => [
  motion(now, {
    id: 'motion-demo-0001', by: li, category: 'safety', daysAgo: 9, submitted: true,
    title: '关于改善铸造分厂夏季高温岗位通风的提案',
    reason: '造型工段七、八月室温常在 38 度以上，现有六台轴流风机有两台长期停用，去年夏天有三名职工因中暑送医。',
    proposal: '入夏前修复停用风机，在造型、浇注两处加装岗位送风，并把高温时段的轮岗由两小时一换改为一小时一换。',
    asked: [[zhou, 'accepted'], [wang, 'accepted']],
  }),
  motion(now, {
    id: 'motion-demo-0002', by: wang, category: 'welfare', daysAgo: 3,
    title: '关于延长夜班食堂供餐时间的提案',
    reason: '动力分厂夜班零点交接，食堂二十三点停止供餐，夜班职工只能自带冷饭，入冬后反映尤其集中。',
    proposal: '把夜班供餐延长到次日一点，或在动力分厂休息室配置保温餐柜，由食堂按订餐人数送餐。',
    asked: [[zhou], [li, 'accepted']],
  }),
  motion(now, {
    id: 'motion-demo-0003', by: zhou, category: 'training', daysAgo: 1,
    title: '关于为焊工评定技师组织考前培训的提案',
    reason: '总装分厂有二十六名焊工符合技师申报条件，近两年无人通过理论考试。',
    proposal: '由人力资源部与职校合办每周两个晚上的考前辅导班，学费从职工教育经费列支。',
  }),
  motion(now, {
    id: 'motion-demo-0004', by: he, category: 'production', daysAgo: 5, submitted: true,
    title: '关于集控室更换老旧照明的提案',
    reason: '集控室灯具使用十五年，照度不足且频闪明显，值班人员普遍反映眼睛疲劳。',
    proposal: '更换为无频闪灯具，并在操作台加装可调台灯。',
    asked: [],
  }),
  motion(now, {
    id: 'motion-demo-0005', by: shi, category: 'management', daysAgo: 20, submitted: true,
    title: '（示例）关于公开班组绩效考核办法的提案',
    reason: '班组绩效考核的计分办法没有张贴，职工不清楚自己的得分怎样算出来。',
    proposal: '把计分办法和每月得分张贴在班组公开栏，并允许职工在三日内提出复核。',
    asked: [],
  }),
]
