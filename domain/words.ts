import type { Gender, Role, SeatKind } from '../types/member'
import type { MotionCategory } from '../types/motion-life'
import type { UnitKind } from '../types/unit'

/** Categories 类别 of a motion, in the order in which they are offered. */
export const motionCategoryWords: Record<MotionCategory, string> = {
  production: '生产经营',
  management: '企业管理',
  pay: '薪酬分配',
  safety: '劳动安全',
  welfare: '生活福利',
  training: '教育培训',
  rights: '权益保障',
  other: '其他',
}

/** What a delegate said when asked to co-sign 附议. */
export const cosignAnswerWords = { invited: '还没有回复', accepted: '已附议', declined: '没有附议' } as const

/** Roles 身份. */
export const roleWords: Record<Role, string> = {
  worker: '职工',
  delegate: '职工代表',
  staff: '工会工作人员',
  committee: '提案委员会',
  presidium: '主席团',
  handler: '承办部门',
  leader: '单位领导',
  scrutineer: '监票人',
  instructor: '讲师',
  station: '指导站人员',
}

/** Kinds of delegate 代表类别. */
export const seatKindWords: Record<SeatKind, string> = {
  worker: '一线职工',
  technical: '科技人员',
  manager: '管理人员',
  leader: '领导干部',
  other: '其他',
}

/** Kinds of unit 单位. */
export const unitKindWords: Record<UnitKind, string> = {
  federation: '总工会',
  station: '指导站',
  enterprise: '企业',
  branch: '分公司（分厂）',
  team: '班组',
}

/** The words of a table as options of a choice, in the table's order. */
export const optionsOf = <K extends string>(words: Record<K, string>): { value: K; text: string }[] =>
  (Object.keys(words) as K[]).map(value => ({ value, text: words[value] }))

export const genderWords: Record<Gender, string> = { woman: '女', man: '男' }
