import * as z from 'zod/mini'
import { Day, Instant, text } from './common'
import { MotionCategory } from './motion-life'

const days = (least: number, most: number, name: string) =>
  z.int().check(z.minimum(least, `${name}至少 ${least} 天`), z.maximum(most, `${name}最多 ${most} 天`))

/** What an enterprise decides about its motions 提案制度; provinces differ, so none of it is a constant. */
export const MotionRulesEdit = z.strictObject({
  /** Term 届 and session 次 that new motions belong to. */
  term: z.int().check(z.minimum(1), z.maximum(99)),
  session: z.int().check(z.minimum(1), z.maximum(99)),
  /** Delegates, delegations 代表团, or both may file. */
  filers: z.enum(['delegates', 'delegations', 'both']),
  needed: z.int().check(z.minimum(0), z.maximum(10, '附议人数最多要求 10 人')),
  /** Must co-signers sit in another delegation than the proposer? */
  otherDelegation: z.boolean(),
  /** Collection window 征集期, both days inclusive; what comes later becomes an opinion 意见建议. */
  opensOn: z.nullable(Day),
  closesOn: z.nullable(Day),
  replyDays: days(1, 365, '答复期限'),
  extensionDays: days(0, 180, '延期'),
  /** Count working days 工作日 instead of calendar days. */
  working: z.boolean(),
  returnDays: days(0, 60, '退办期限'),
  rateDays: days(1, 180, '评价期限'),
  publicityDays: days(1, 60, '公示期'),
  /** `{届}`, `{次}` and `{序号}` stand for the numbers. */
  numbering: text(40, 1, '编号格式').check(z.regex(/\{序号\}/, '编号格式里必须有 {序号}')),
  categories: z.array(MotionCategory).check(z.minLength(1, '请至少保留一个类别')),
})
export type MotionRulesEdit = z.infer<typeof MotionRulesEdit>

/** One version: never changed, only followed by the next. Version 0 = nothing was ever decided. */
export const MotionRules = z.object({ ...MotionRulesEdit.shape, version: z.int(), by: z.string(), at: Instant })
export type MotionRules = z.infer<typeof MotionRules>

/** A day that is not what its weekday says: off 放假, or work 调休上班. */
export const Holiday = z.strictObject({ day: Day, kind: z.enum(['off', 'work']), name: text(20) })
export type Holiday = z.infer<typeof Holiday>
