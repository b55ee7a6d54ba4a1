import * as z from 'zod/mini'
import { Day, Id, Instant, Rev, text } from './common'
import { SeatKind } from './member'

/** Terms are of the congress or of the congress of union members; joint meetings belong to one of them. */
export const TermKind = z.enum(['congress', 'memberCongress'])
export type TermKind = z.infer<typeof TermKind>

/** An electoral unit 选区: who may vote there and how many seats it fills. */
export const District = z.strictObject({
  id: Id,
  name: text(40, 1, '选区名称'),
  delegation: text(40, 1, '代表团'),
  /** Workers entitled to vote. */
  eligible: z.int().check(z.minimum(1), z.maximum(100_000)),
  seats: z.int().check(z.minimum(1), z.maximum(500)),
})
export type District = z.infer<typeof District>

/** How many delegates, and of what kind of staff: what the quota calculator 名额测算 and the mix check 结构比例 need. */
export const Staffing = z.strictObject({
  headcount: z.int().check(z.minimum(1, '请填写职工人数'), z.maximum(1_000_000)),
  women: z.int().check(z.minimum(0), z.maximum(1_000_000)),
})
export type Staffing = z.infer<typeof Staffing>

const count = z.int().check(z.minimum(0), z.maximum(100_000))

/** One candidate's votes in the election of an electoral unit. */
export const DistrictVote = z.strictObject({ personId: Id, kind: SeatKind, yes: count })

/** The election of delegates in one electoral unit, or the by-election 补选 for empty seats. */
export const DistrictElection = z.object({
  id: Id, districtId: Id, why: z.enum(['general', 'by']), heldOn: Day,
  eligible: count, took: count,
  votes: z.array(z.object({ personId: Id, name: z.string(), kind: SeatKind, yes: count, elected: z.boolean() })),
  valid: z.boolean(), sentence: z.string(), by: z.string(), at: Instant,
})
export type DistrictElection = z.infer<typeof DistrictElection>

/** The end of a seat before its term: recalled 罢免, resigned 辞职, left 调离选区. */
export const SeatEnd = z.object({
  id: Id, personId: Id, name: z.string(), districtId: z.string(), why: z.enum(['recalled', 'resigned', 'left']), on: Day,
  sentence: z.string(), by: z.string(), at: Instant,
})
export type SeatEnd = z.infer<typeof SeatEnd>

/** A special committee 专门小组 (专门委员会) of the congress. */
export const Committee = z.object({ id: Id, name: z.string(), head: z.nullable(z.object({ personId: Id, name: z.string() })), members: z.array(z.object({ personId: Id, name: z.string() })) })
export type Committee = z.infer<typeof Committee>

/** A term 届 of the congress. */
export const Term = z.object({
  _id: Id,
  no: z.int(),
  kind: TermKind,
  name: z.string(),
  from: Day,
  to: Day,
  /** Delegates of this term 代表总名额. */
  seats: z.int(),
  staffing: Staffing,
  districts: z.array(District),
  elections: z.array(DistrictElection),
  ends: z.array(SeatEnd),
  committees: z.array(Committee),
  events: z.array(z.object({ act: z.string(), by: z.string(), at: Instant, note: z.optional(z.string()) })),
  rev: Rev,
})
export type Term = z.infer<typeof Term>

export const TermRow = z.object({ _id: Id, no: z.int(), kind: TermKind, name: z.string(), from: Day, to: Day, seats: z.int(), filled: z.int() })
export type TermRow = z.infer<typeof TermRow>

/** Rows of the sum that the mix check explains: what is, what should be, which article; `met` null = the staff have to look. */
export const Finding = z.object({ met: z.nullable(z.boolean()), text: z.string(), article: z.string(), verified: z.boolean() })
export type Finding = z.infer<typeof Finding>

/** A delegate's seat in a term, as lists show it. */
export const SeatRow = z.object({ personId: Id, name: z.string(), delegation: z.string(), district: z.string(), kind: SeatKind, from: Day, to: z.nullable(Day), unitName: z.string() })
export type SeatRow = z.infer<typeof SeatRow>
