import * as z from 'zod/mini'
import { text } from './common'
import { SeatKind } from './member'

/** Whose law holds: the national rules, or those of Shanghai 上海, Zhejiang 浙江, Henan 河南, Shandong 山东. */
export const Jurisdiction = z.enum(['national', 'SH', 'ZJ', 'HN', 'SD'])
export type Jurisdiction = z.infer<typeof Jurisdiction>

/** State-owned or controlled 国有（控股）企业, private 非公有制企业, public institution 事业单位. */
export const EnterpriseKind = z.enum(['state', 'private', 'public'])
export type EnterpriseKind = z.infer<typeof EnterpriseKind>

/** What a session decides on, and how: approve 审议通过, advise 审议建议, elect 选举, appraise 民主评议, method 表决办法 and other procedure, report 听取报告 (no vote). */
export const MatterKind = z.enum(['approve', 'advise', 'elect', 'appraise', 'method', 'report'])
export type MatterKind = z.infer<typeof MatterKind>

/** Workers' congress 职工代表大会, congress of union members 会员代表大会, joint meeting 联席会议. */
export const SessionKind = z.enum(['congress', 'memberCongress', 'joint'])
export type SessionKind = z.infer<typeof SessionKind>

/** preparing 筹备, preparatory meeting 预备会议, discussion by delegations 分组讨论, formal meeting 正式会议, closed 已闭会, archived 已归档. */
export const Stage = z.enum(['preparing', 'preparatory', 'discussion', 'formal', 'closed', 'archived'])
export type Stage = z.infer<typeof Stage>

/** Where a number stands. `found`: text = read in the law's text, excerpt = in an excerpt, memory = nobody has checked it (shown as 未核实). */
export const Article = z.object({ law: z.string(), article: z.string(), found: z.enum(['text', 'excerpt', 'memory']) })
export type Article = z.infer<typeof Article>

/** A value and the article that it comes from. */
export interface Ruled<T> { value: T; article: Article }
const ruled = <T extends z.ZodMiniType>(value: T) => z.object({ value, article: Article })

const count = z.int().check(z.nonnegative())
const percent = z.int().check(z.minimum(0), z.maximum(100))

/** A part of a whole: two thirds is 2/3. */
export const Share = z.object({ num: z.int().check(z.positive()), den: z.int().check(z.positive()) })
export type Share = z.infer<typeof Share>

/** Votes that a matter needs of ALL delegates: more than the share (strict, 过半数) or at least it (半数以上). */
export const Passing = z.object({ of: z.literal('all'), num: z.int().check(z.positive()), den: z.int().check(z.positive()), strict: z.boolean() })
export type Passing = z.infer<typeof Passing>

/** Calendar days 日, or working days 工作日. */
export const DayCount = z.object({ days: count, working: z.boolean() })
export type DayCount = z.infer<typeof DayCount>

/** `base` delegates, and `add` for each `per` workers above `over`: for each full step, or proportionally. */
export const QuotaLine = z.object({ base: count, over: count, per: z.int().check(z.positive()), add: count, by: z.enum(['step', 'share']) })
export type QuotaLine = z.infer<typeof QuotaLine>

/** How many delegates for how many workers; the band with the highest `from` that is reached counts. */
export const QuotaRule = z.object({
  floor: count,
  bands: z.array(z.object({ from: count, least: QuotaLine, most: z.nullable(QuotaLine) })),
})
export type QuotaRule = z.infer<typeof QuotaRule>

/** Sizes of the presidium 主席团 by number of delegates (both ends inclusive), and the least share of the kinds named. */
export const PresidiumRule = z.object({
  sizes: z.array(z.object({ from: count, to: z.nullable(count), least: count, most: z.nullable(count) })),
  share: percent,
  kinds: z.array(SeatKind),
})
export type PresidiumRule = z.infer<typeof PresidiumRule>

/** A vote in an electoral unit 选区: least turnout (null = the law names none), and the majority of ALL its workers. */
export const DistrictRule = z.object({ turnout: z.nullable(Share), majority: Passing })
export type DistrictRule = z.infer<typeof DistrictRule>

/** A matter that the law names, and the power by which the congress decides on it. */
export const LawMatter = z.object({ kind: MatterKind, name: text(60, 1, '事项名称'), article: Article })
export type LawMatter = z.infer<typeof LawMatter>

/** Every number that a congress goes by, each with its article. */
export const CongressRules = z.object({
  /** Years of a term 届; `onlyEnds` = either the least or the most, nothing between; `overrun` = years by which it may be late, null = no number given. */
  termYears: ruled(z.object({ min: count, max: count, onlyEnds: z.boolean(), overrun: z.nullable(count) })),
  sessionsPerYear: ruled(count),
  /** Share of the delegates that may demand an extra session. */
  extraSession: ruled(Share),
  /** Below so many workers a meeting of all of them 职工大会 may be held instead. */
  allStaffBelow: ruled(count),
  quota: ruled(QuotaRule),
  /** Middle and senior managers among the delegates, at most, in percent. */
  managersMax: ruled(percent),
  /** atLeastStaff = not below their share of the staff; nearStaff = about that share (told, never blocks); some = there must be some. */
  womenShare: ruled(z.enum(['atLeastStaff', 'nearStaff', 'some'])),
  /** Least share of the kinds named, in percent; 0 = no number given. */
  frontLineMin: ruled(z.object({ percent, kinds: z.array(SeatKind) })),
  /** Does a seat end with leaving the electoral unit, or the enterprise? */
  seatEnds: ruled(z.enum(['district', 'enterprise'])),
  quorum: ruled(Share),
  passing: ruled(Passing),
  /** Votes that a candidate needs; Shanghai's 半数以上 speaks of 审议通过 only. */
  electing: ruled(Passing),
  /** The kinds of matter that need a secret ballot 无记名投票. */
  secret: z.array(ruled(MatterKind)),
  /** Item by item 分项表决: no bundles. */
  votedItems: ruled(z.boolean()),
  papersDays: ruled(DayCount),
  agendaDays: ruled(DayCount),
  publicityWithin: ruled(DayCount),
  publicityDays: ruled(DayCount),
  reportDays: ruled(DayCount),
  presidium: ruled(PresidiumRule),
  delegateElection: ruled(DistrictRule),
  recall: ruled(DistrictRule),
  /** The joint meeting between sessions: may it decide 审议通过 matters, and does the next session only hear of its decisions or confirm them? */
  joint: ruled(z.object({ mayApprove: z.boolean(), after: z.enum(['report', 'confirm']) })),
  /** Workers from which a board must have a workers' director 职工董事. */
  boardFrom: ruled(count),
  /** Least share of workers among the supervisors 监事会. */
  supervisors: ruled(Share),
  /** Who may demand the recall of a workers' director: a share of the delegates, or of the staff; null = no number given. */
  boardRecall: z.nullable(ruled(z.object({ delegates: Share, staff: Share }))),
  /** Default scale of an appraisal 民主评议, best first. */
  grades: ruled(z.array(z.string())),
  matters: z.array(LawMatter),
})
export type CongressRules = z.infer<typeof CongressRules>

/** The rules of one jurisdiction for one kind of enterprise; a version is never changed, only followed by the next. */
export const RulePack = z.object({
  id: z.string(),
  version: z.int(),
  jurisdiction: Jurisdiction,
  kind: EnterpriseKind,
  rules: CongressRules,
})
export type RulePack = z.infer<typeof RulePack>
