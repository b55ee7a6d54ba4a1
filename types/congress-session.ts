import * as z from 'zod/mini'
import { Attachment } from './attachment'
import { Day, FileId, Id, Instant, Rev } from './common'
import { RoundRow } from './congress-round'
import { CongressRules, MatterKind, SessionKind, Stage } from './congress-rules'
import { Question, Way } from './congress-vote'

/** The stages of a session 次, or cancelled 已取消. */
export const SessionStage = z.enum([...Stage.options, 'cancelled'])
export type SessionStage = z.infer<typeof SessionStage>

export const GateState = z.object({
  id: z.string(),
  name: z.string(),
  article: z.string(),
  verified: z.boolean(),
  met: z.boolean(),
  /** Why it is met or not, with the numbers. */
  why: z.string(),
  /** No override opens it: without it the session's decisions would be void. */
  firm: z.boolean(),
  /** An override 例外放行 in force, or asked by the first of two. */
  override: z.nullable(z.enum(['asked', 'confirmed'])),
})
export type GateState = z.infer<typeof GateState>

/** A gate passed though it was not met: a reason and two people, kept in the archive. */
export const Override = z.object({ gate: z.string(), reason: z.string(), askedBy: z.string(), askedById: Id, askedAt: Instant, confirmedBy: z.nullable(z.string()), confirmedById: z.nullable(Id), confirmedAt: z.nullable(Instant) })
export type Override = z.infer<typeof Override>

export const NamedPerson = z.object({ personId: Id, name: z.string() })
export type NamedPerson = z.infer<typeof NamedPerson>

/** The resolution 决议: its paragraphs are made from the votes; the presidium signs. */
export const Resolution = z.object({
  text: z.string(), drawnAt: Instant, drawnBy: z.string(),
  signatures: z.array(z.object({ personId: Id, name: z.string(), at: Instant })),
  publishedAt: z.nullable(Instant),
})
export type Resolution = z.infer<typeof Resolution>

/** One line of a session's history; `stage` = the stage that it led to, when it led to another. */
export const SessionEvent = z.object({ act: z.string(), by: z.string(), at: Instant, note: z.optional(z.string()), stage: z.optional(SessionStage) })
export type SessionEvent = z.infer<typeof SessionEvent>

/** A session 次 of the congress. */
export const Session = z.object({
  _id: Id,
  termId: Id,
  /** 届 and 次. */
  term: z.int(),
  no: z.int(),
  title: z.string(),
  kind: SessionKind,
  /** A rehearsal 模拟推演: never in statistics, may have invented delegates. */
  rehearsal: z.boolean(),
  place: z.string(),
  startsAt: Instant,
  stage: SessionStage,
  /** Frozen when the session opens: a later change of the rules changes nothing for it. */
  rules: CongressRules,
  rulesVersion: z.int(),
  notice: z.nullable(z.object({ text: z.string(), at: Instant })),
  /** The agenda told to all workers 议程告知. */
  agendaAt: z.nullable(Instant),
  motionWindow: z.nullable(z.object({ from: Day, to: Day })),
  qualification: z.nullable(z.object({ note: z.string(), by: z.string(), at: Instant })),
  presidium: z.array(NamedPerson),
  agendaAdoptedAt: z.nullable(Instant),
  /** Delegations that have discussed the drafts. */
  discussions: z.array(z.object({ delegation: z.string(), note: z.string(), by: z.string(), at: Instant })),
  /** Who may attend without a vote 列席, by name. */
  observers: z.array(NamedPerson),
  /** Delegates of the frozen roll 应到; 0 before it is frozen. */
  rollCount: z.int(),
  rollHash: z.string(),
  rollAt: z.nullable(Instant),
  checkInOpen: z.boolean(),
  matterId: z.nullable(Id),
  roundId: z.nullable(z.string()),
  /** Countdown on the big screen. */
  until: z.nullable(Instant),
  overrides: z.array(Override),
  resolution: z.nullable(Resolution),
  publicity: z.nullable(z.object({ from: Day, to: Day, where: z.string() })),
  report: z.nullable(z.object({ to: z.string(), on: Day })),
  archive: z.nullable(z.object({ file: FileId, sha256: z.string(), at: Instant })),
  events: z.array(SessionEvent),
  rev: Rev,
})
export type Session = z.infer<typeof Session>

export const SessionRow = z.object({
  _id: Id, title: z.string(), kind: SessionKind, rehearsal: z.boolean(), place: z.string(), startsAt: Instant, stage: SessionStage, rollCount: z.int(), checkInOpen: z.boolean(),
})
export type SessionRow = z.infer<typeof SessionRow>

/** A matter 议题 on the agenda: exactly one question, voted on item by item 分项表决. */
export const Matter = z.object({
  _id: Id,
  sessionId: Id,
  order: z.int(),
  title: z.string(),
  text: z.string(),
  kind: MatterKind,
  way: Way,
  /** Absent for a report that is only heard. */
  question: z.nullable(Question),
  /** The passed matter that this one changes 变更, or the joint meeting's decision that it confirms. */
  about: z.nullable(z.object({ matterId: Id, title: z.string() })),
  /** 重要事项: needs a secret ballot where the rules say so. */
  major: z.boolean(),
  withdrawn: z.nullable(z.object({ why: z.string(), at: Instant })),
  /** Newest last. */
  rounds: z.array(RoundRow),
  rev: Rev,
})
export type Matter = z.infer<typeof Matter>

/** A paper 会议文件 sent to the delegates ahead; a 述职报告 names its leader. */
export const SessionPaper = z.object({
  _id: Id, sessionId: Id, matterId: z.nullable(Id), leaderId: z.nullable(Id), title: z.string(), text: z.string(), files: z.array(Attachment),
  deliveredAt: z.nullable(Instant),
  /** Delegates on the roll, or with a seat, who have opened it. */
  readers: z.int(),
  mine: z.nullable(Instant),
  rev: Rev,
})
export type SessionPaper = z.infer<typeof SessionPaper>

/** A paper as lists show it: eighty reports would be half a megabyte of text. */
export const PaperRow = z.omit(SessionPaper, { text: true })
export type PaperRow = z.infer<typeof PaperRow>

/** An opinion from the delegations' discussion 分团讨论意见, and its answer. */
export const Opinion = z.object({
  _id: Id, sessionId: Id, matterId: z.nullable(Id), delegation: z.string(), by: z.string(), text: z.string(), at: Instant,
  answer: z.nullable(z.object({ text: z.string(), by: z.string(), at: Instant })), rev: Rev,
})
export type Opinion = z.infer<typeof Opinion>

/** How one came in: qr 扫码, code 一次性签到码, staff 工作人员点名, self (leaving and returning by oneself). */
export const MarkWay = z.enum(['qr', 'code', 'staff', 'self', 'rehearsal'])

/** One line of the attendance 签到记录 of one person. */
export const Mark = z.object({ act: z.enum(['in', 'leave', 'return']), at: Instant, way: MarkWay, by: z.string() })
export type Mark = z.infer<typeof Mark>

/** A person on the frozen roll. */
export const RollRow = z.object({
  personId: Id, name: z.string(), delegation: z.string(), observer: z.boolean(), present: z.boolean(), marks: z.array(Mark),
})
export type RollRow = z.infer<typeof RollRow>

/** Attendance 出席 in all and by delegation; observers apart. */
export const Attendance = z.object({
  roll: z.int(), present: z.int(), needed: z.int(), quorate: z.boolean(), observers: z.int(),
  delegations: z.array(z.object({ name: z.string(), roll: z.int(), present: z.int() })),
})
export type Attendance = z.infer<typeof Attendance>
