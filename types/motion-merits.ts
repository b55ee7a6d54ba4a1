import * as z from 'zod/mini'
import { Cursor, Id, Instant, Rev, pageOf, text } from './common'
import { MotionCategory } from './motion-life'
import type { Contract } from './contract'

/**
 * States of a nomination 优秀提案评选: nominated 已推荐, publicized 公示中, awarded 已表彰, declined 未入选, withdrawn 已撤销.
 */
export const MeritState = z.enum(['nominated', 'publicized', 'awarded', 'declined', 'withdrawn'])
export type MeritState = z.infer<typeof MeritState>

/** Levels of award: first 一等奖, second 二等奖, third 三等奖, merit 优秀奖. */
export const AwardLevel = z.enum(['first', 'second', 'third', 'merit'])
export type AwardLevel = z.infer<typeof AwardLevel>

/** A motion put up for an award before one jury: the enterprise's, the station's or the federation's. */
export const Merit = z.object({
  _id: Id,
  tenantId: Id,
  motionId: Id,
  /** The enterprise whose motion it is. */
  homeId: Id,
  homeName: z.string(),
  fromName: z.string(),
  year: z.int(),
  state: MeritState,
  number: z.string(),
  title: z.string(),
  proposal: z.string(),
  outcome: z.string(),
  category: z.nullable(MotionCategory),
  note: z.string(),
  level: z.nullable(AwardLevel),
  /** Jury members that scored, and their mean in tenths (0 to 1000); null = not yet to be seen by this caller. */
  scored: z.int(),
  mean: z.nullable(z.int()),
  myScore: z.nullable(z.int()),
  publicUntil: z.nullable(Instant),
  /** Put up again at the unit above; lists do not say. */
  forwarded: z.optional(z.boolean()),
  events: z.array(z.object({ act: z.string(), by: z.string(), at: Instant, note: z.optional(z.string()) })),
  at: Instant,
  rev: Rev,
})
export type Merit = z.infer<typeof Merit>

const note = (name: string) => text(500, 2, name)

export const merits = {
  /** 提名: a closed motion goes before the enterprise's own jury. */
  nominate: { input: z.strictObject({ motionId: Id, note: note('推荐理由') }), output: Merit },
  /** 推荐上报: from enterprise to station, from station to federation. */
  recommend: { input: z.strictObject({ id: Id, note: note('推荐理由') }), output: Merit },
  /** 0 to 100 points of one jury member; may be given again until publicity begins. */
  score: { input: z.strictObject({ id: Id, points: z.int().check(z.minimum(0, '分数为 0 到 100'), z.maximum(100, '分数为 0 到 100')) }), output: Merit },
  /** 公示: the proposed level is shown for the days that the rules say; `decline` 未入选 ends it. */
  announce: { input: z.strictObject({ id: Id, level: AwardLevel }), output: Merit },
  decline: { input: z.strictObject({ id: Id, note: note('未入选说明') }), output: Merit },
  /** 表彰: after the publicity days. */
  award: { input: z.strictObject({ id: Id }), output: Merit },
  /** 撤销: an objection was upheld. */
  withdraw: { input: z.strictObject({ id: Id, note: note('撤销理由') }), output: Merit },
  merits: { input: z.strictObject({ year: z.optional(z.int()), state: z.optional(MeritState), cursor: z.optional(Cursor) }), output: pageOf(Merit) },
  merit: { input: z.strictObject({ id: Id }), output: Merit },
} as const satisfies Contract
