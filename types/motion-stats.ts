import * as z from 'zod/mini'
import { Instant } from './common'

/** What can be counted of motions; each is 0 or 1 for a motion, so every number is a list of that many motions. */
export const Measure = z.enum([
  'received', 'admitted', 'cases', 'opinionForms', 'opinions', 'refused', 'undecided',
  'answered', 'dueOrAnswered', 'onTime', 'overdue', 'closed', 'solved', 'rated', 'content', 'discontent',
])
export type Measure = z.infer<typeof Measure>

/** all 全部, category 类别, unit 主办部门, delegation 代表团. */
export const StatsBy = z.enum(['all', 'category', 'unit', 'delegation'])
export type StatsBy = z.infer<typeof StatsBy>

/** A share 率: both numbers are shown, and each opens its list. */
export const Share = z.object({ rate: z.enum(['filing', 'punctual', 'closing', 'solving', 'content']), part: z.int(), whole: z.int(), partOf: Measure, wholeOf: Measure })
export type Share = z.infer<typeof Share>

/** One line: a session, or one value of a dimension within a session. */
export const StatsRow = z.object({
  session: z.string(),
  by: StatsBy,
  key: z.string(),
  name: z.string(),
  counts: z.record(Measure, z.int()),
  shares: z.array(Share),
})
export type StatsRow = z.infer<typeof StatsRow>

export const Stats = z.object({
  rows: z.array(StatsRow),
  sessions: z.array(z.string()),
  at: Instant,
  /** Changes too many to add at once, left to the timer's next rounds; normally 0. */
  waiting: z.int(),
})
