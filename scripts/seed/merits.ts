import type { MeritDoc, MotionDoc, PersonDoc, UnitDoc } from '../../cloudfunctions/_kit/documents'
import { meritId } from '../../cloudfunctions/motions/merit-id'
import { dayOf } from '../../domain/calendar'
import { meritOf } from '../../domain/motion-merit'
import type { AwardLevel, MeritState } from '../../types/motion-merits'
import { answered, lived, rate } from './motions-life'
import { actors } from './people'
import { federation, huajiang, station } from './units'

const DAY = 86_400_000
const { zhou, li, wang, qian, zhao, wu, luo } = actors

/** Finished motions that were put up as outstanding ones 优秀提案: who wrote it, what about, what came of it. */
const finished: [by: PersonDoc, title: string, reason: string, proposal: string, outcome: string][] = [
  [wang, '关于给高温岗位发放防暑降温用品的提案', '浇注、热处理等岗位夏季发放的用品种类少、到货晚。', '六月底前把清凉饮料和药品发到班组，并公布标准。', '已按新标准在六月二十日前发放到班组，标准在公开栏张贴。'],
  [zhou, '关于改善厂区夜间照明的提案', '总装分厂至东门的道路有八盏路灯不亮，夜班职工骑车危险。', '修复路灯，并在两个拐弯处各增加一盏。', '八盏路灯全部修复，两个拐弯处各新增一盏。'],
  [li, '关于班组活动经费公开使用的提案', '班组活动经费没有明细，职工不清楚用在哪里。', '每半年把经费明细张贴在班组公开栏。', '已建立台账，从本季度起张贴。'],
  [wang, '关于为外出安装人员购买意外险的提案', '外出安装人员常年在工地，没有补充意外保险。', '由单位统一为外出安装人员购买意外伤害保险。', '保险已统一购买，覆盖四十二名外出人员。'],
  [zhou, '关于调整体检项目的提案', '每年体检项目多年不变，没有针对焊工、喷漆工的职业健康项目。', '给接触粉尘、噪声的岗位增加肺功能和听力检查。', '今年体检已增加肺功能和听力两项。'],
]

/** The same five as motions, with numbers after those of the others. */
export function finishedMotions(now: number, last: number): MotionDoc[] {
  const serials = { last }
  return finished.map(([by, title, reason, proposal, outcome], i) => lived(now, {
    id: `motion-fine-${String(i + 1).padStart(4, '0')}`, by, title, reason, proposal, category: 'welfare', daysAgo: 80 - i,
    asked: [[by === li ? zhou : li, 'accepted'], [by === wang ? zhou : wang, 'accepted']],
  }, [...answered(79 - i, outcome), [50 - i, by, rate('satisfied')]], serials))
}

interface Given {
  state: MeritState
  daysAgo: number
  level?: AwardLevel
  scores?: Record<string, number>
  /** Days until the end of publicity; negative = it is over. */
  publicFor?: number
}

const acts: Record<MeritState, string[]> = {
  nominated: [], publicized: ['announce'], awarded: ['announce', 'award'], declined: ['decline'], withdrawn: ['announce', 'withdraw'],
}

/** A nomination before the jury of a unit. */
function merit(now: number, doc: MotionDoc, at: UnitDoc, from: UnitDoc, by: PersonDoc, g: Given): MeritDoc {
  const m = { ...doc, cosigners: [], parts: [] }
  const begun = now - g.daysAgo * DAY
  const note = from._id === at._id ? '办得快、职工看得见，做法可以推广。' : '在园区同类企业有示范作用，推荐参加上级评选。'
  return {
    _id: meritId(at._id, doc._id), tenantId: at._id, rev: 1, ...meritOf(m, Number(dayOf(now).slice(0, 4))), homeId: huajiang._id, homeName: huajiang.name,
    fromName: from.name, state: g.state, note, level: g.state === 'withdrawn' ? null : g.level ?? null, scores: g.scores ?? {},
    publicUntil: g.publicFor === undefined ? null : now + g.publicFor * DAY,
    events: [
      { act: from._id === at._id ? 'nominate' : 'recommend', by: by.name, at: begun, note },
      ...acts[g.state].map((act, i) => ({ act, by: (at._id === huajiang._id ? zhao : wu).name, at: begun + (i + 1) * DAY, ...(act === 'announce' || act === 'award' ? {} : { note: act === 'decline' ? '名额有限，本次未入选。' : '公示期内收到的意见经核实成立。' }) })),
    ],
    at: begun,
  }
}

/** Nominations in every stage at the enterprise; the awarded one recommended to the station, and from there to the federation. */
export function demoMerits(now: number, motions: readonly MotionDoc[]): MeritDoc[] {
  const fine = motions.filter(m => m._id.startsWith('motion-fine-'))
  const here = (i: number, g: Given) => merit(now, fine[i]!, huajiang, huajiang, zhao, g)
  return [
    here(0, { state: 'awarded', level: 'first', daysAgo: 30, publicFor: -20, scores: { [qian._id]: 95 } }),
    here(1, { state: 'publicized', level: 'second', daysAgo: 8, publicFor: 5, scores: { [qian._id]: 88 } }),
    here(2, { state: 'nominated', daysAgo: 6 }),
    here(3, { state: 'declined', daysAgo: 12, scores: { [qian._id]: 70 } }),
    here(4, { state: 'withdrawn', level: 'third', daysAgo: 14, publicFor: -4, scores: { [qian._id]: 80 } }),
    merit(now, fine[0]!, station, huajiang, zhao, { state: 'publicized', level: 'first', daysAgo: 15, publicFor: -2, scores: { [luo._id]: 93 } }),
    merit(now, fine[0]!, federation, station, wu, { state: 'nominated', daysAgo: 3 }),
  ]
}
