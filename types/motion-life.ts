import * as z from 'zod/mini'
import { Attachment } from './attachment'
import { Day, Id, Instant } from './common'

/**
 * States of a motion 提案: draft 草稿, cosigning 附议中, submitted 待审查, returned 退回补充, disputed 提请主席团,
 * opinion 转意见建议, refused 不予立案, merged 已并案, filed 已立案, assigned 已交办, handling 办理中, signing 待签发,
 * replied 已答复, committee 提案委员会复议, closed 办结, archived 归档.
 */
export const MotionState = z.enum([
  'draft', 'cosigning', 'submitted', 'returned', 'disputed', 'opinion', 'refused', 'merged',
  'filed', 'assigned', 'handling', 'signing', 'replied', 'committee', 'closed', 'archived',
])
export type MotionState = z.infer<typeof MotionState>

/** Term and session 届次, `6-2`. */
export const Session = z.string().check(z.regex(/^\d{1,2}-\d{1,2}$/, '届次应写成 6-2'))

/** Categories 类别 of a motion. */
export const MotionCategory = z.enum(['production', 'management', 'pay', 'safety', 'welfare', 'training', 'rights', 'other'])
export type MotionCategory = z.infer<typeof MotionCategory>

/** Why a motion is not filed 不予立案: one of five, always with words. */
export const RefusalReason = z.enum(['beyondPowers', 'againstLaw', 'personal', 'solved', 'infeasible'])
export type RefusalReason = z.infer<typeof RefusalReason>

/** Result codes of a reply 答复: A 已解决, B 正在解决, C 暂缓, D 参考. */
export const ReplyCode = z.enum(['A', 'B', 'C', 'D'])
export type ReplyCode = z.infer<typeof ReplyCode>

/** satisfied 满意, mostly 基本满意, dissatisfied 不满意. Silence is none of them. */
export const RatingValue = z.enum(['satisfied', 'mostly', 'dissatisfied'])
export type RatingValue = z.infer<typeof RatingValue>

/** progress 进展, topic 专题会, consult 协商会, push 推进会, assist 协办意见. */
export const NoteKind = z.enum(['progress', 'topic', 'consult', 'push', 'assist'])
export type NoteKind = z.infer<typeof NoteKind>

/** A unit as it was called when it got the motion. */
export const NamedUnit = z.object({ unitId: Id, name: z.string() })
export type NamedUnit = z.infer<typeof NamedUnit>

/** The rules that the motion was filed under: a copy of what later acts need, so that a new version changes nothing for it. */
export const MotionTerms = z.object({
  version: z.int(),
  otherDelegation: z.boolean(),
  opensOn: z.nullable(Day),
  closesOn: z.nullable(Day),
  replyDays: z.int(),
  extensionDays: z.int(),
  working: z.boolean(),
  returnDays: z.int(),
  rateDays: z.int(),
  numbering: z.string(),
})
export type MotionTerms = z.infer<typeof MotionTerms>

export const HandlingNote = z.object({ kind: NoteKind, text: z.string(), files: z.array(Attachment), by: z.string(), unitName: z.string(), at: Instant })
export type HandlingNote = z.infer<typeof HandlingNote>

/** One answer of the lead department 主办部门; a case that was reopened has several. */
export const MotionReply = z.object({
  code: ReplyCode,
  text: z.string(),
  promisedOn: z.nullable(Day),
  files: z.array(Attachment),
  by: z.string(),
  unitName: z.string(),
  at: Instant,
  round: z.int(),
  signedBy: z.nullable(z.string()),
  signedAt: z.nullable(Instant),
})
export type MotionReply = z.infer<typeof MotionReply>

export const MotionRating = z.object({ personId: Id, name: z.string(), value: RatingValue, note: z.string(), at: Instant, round: z.int() })
export type MotionRating = z.infer<typeof MotionRating>

/** An extension 延期 asked for, and what became of it. */
export const Extension = z.object({ days: z.int(), note: z.string(), state: z.enum(['asked', 'granted', 'denied']), at: Instant })
export type Extension = z.infer<typeof Extension>

/** What a reply with code B promised: open until it is kept (delivered) or reported on. */
export const MotionPromise = z.object({ on: Day, state: z.enum(['open', 'kept', 'reported']), unitName: z.string() })
export type MotionPromise = z.infer<typeof MotionPromise>

/** Where a merged 并案 filing went and what it would be without. */
export const Merged = z.object({ into: Id, as: z.enum(['filed', 'opinion']), from: MotionState, at: Instant })
export type Merged = z.infer<typeof Merged>

/** Another filing that was merged into this case: its proposer is a proposer of the case and rates. */
export const CasePart = z.object({ _id: Id, title: z.string(), personId: Id, name: z.string(), delegation: z.string() })
export type CasePart = z.infer<typeof CasePart>

/** What everybody may read, after private parts were taken out: whole enterprise (no units) or some of its units. */
export const Published = z.object({
  title: z.string(), proposal: z.string(), reply: z.string(), proposer: z.nullable(z.string()), unitIds: z.array(Id), at: Instant,
})
export type Published = z.infer<typeof Published>

/** Everything that happens to a motion once it is written: the same names in storage, in the rules and on the page. */
export const lifeFields = {
  /** Term and session 届次, `6-2`. */
  session: z.string(),
  /** Number 编号 given at 立案; empty before. */
  number: z.string(),
  serial: z.int(),
  byDelegation: z.boolean(),
  /** The proposer lets every delegate see it while co-signs are gathered. */
  open: z.boolean(),
  terms: MotionTerms,
  filedAt: z.nullable(Instant),
  refusal: z.nullable(z.object({ reason: RefusalReason, note: z.string() })),
  merged: z.nullable(Merged),
  lead: z.nullable(NamedUnit),
  assist: z.array(NamedUnit),
  assignedAt: z.nullable(Instant),
  /** Until when the lead department may send the motion back 退办. */
  returnBy: z.nullable(Instant),
  /** The last millisecond in which the reply is in time. */
  due: z.nullable(Instant),
  /** 1, and one more each time that a case is reopened. */
  round: z.int(),
  extension: z.nullable(Extension),
  notes: z.array(HandlingNote),
  replies: z.array(MotionReply),
  /** Was the first signed reply in time? Null = none yet. */
  onTime: z.nullable(z.boolean()),
  overdueAt: z.nullable(Instant),
  ratings: z.array(MotionRating),
  rateBy: z.nullable(Instant),
  settlement: z.nullable(z.object({ how: z.enum(['close', 'redo']), note: z.string(), by: z.string(), at: Instant })),
  promise: z.nullable(MotionPromise),
  answer: z.nullable(z.object({ text: z.string(), by: z.string(), at: Instant })),
  published: z.nullable(Published),
  closedAt: z.nullable(Instant),
} as const
