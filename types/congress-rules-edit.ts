import * as z from 'zod/mini'
import { DayCount, MatterKind } from './congress-rules'
import { text } from './common'

const days = DayCount.check(z.refine(d => d.days >= 1 && d.days <= 120, '天数应为 1 到 120'))

/** What an enterprise may set otherwise than its rule pack, by its own rules 实施细则; everything else is the law's. */
export const RulesEdit = z.strictObject({
  papersDays: z.optional(days),
  agendaDays: z.optional(days),
  publicityWithin: z.optional(days),
  publicityDays: z.optional(days),
  reportDays: z.optional(days),
  secret: z.optional(z.array(MatterKind)),
  grades: z.optional(z.array(text(10, 1, '等次')).check(z.minLength(2, '等次至少两档'), z.maxLength(6, '等次最多六档'))),
  managersMax: z.optional(z.int().check(z.minimum(0), z.maximum(100))),
  frontLineMin: z.optional(z.int().check(z.minimum(0), z.maximum(100))),
})
export type RulesEdit = z.infer<typeof RulesEdit>
