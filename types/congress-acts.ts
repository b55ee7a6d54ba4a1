import * as z from 'zod/mini'
import { Day, Id, text } from './common'
import { Stage } from './congress-rules'

const note = (name: string, least = 2) => text(500, least, name)

/** One act on a session; `key`, made by the phone, is how a repeat is known as the same act. */
const act = <N extends string, F extends Record<string, z.ZodMiniType>>(name: N, fields: F) =>
  z.strictObject({ act: z.literal(name), id: Id, key: Id, ...fields })

/** What is done to a session 次 besides its matters, papers, attendance and votes; who may do what in which stage is in domain/congress/session-graph.ts. */
export const SessionActInput = z.discriminatedUnion('act', [
  act('notify', { text: text(2000, 10, '会议通知') }),
  act('announce', {}),
  act('motionWindow', { from: Day, to: Day }),
  act('qualify', { note: note('资格审查报告', 10) }),
  act('presidium', { personIds: z.array(Id).check(z.minLength(1, '请至少选一位'), z.maxLength(99)) }),
  act('adoptAgenda', {}),
  /** A delegation has discussed the drafts, with or without opinions. */
  act('discussed', { delegation: text(40, 1, '代表团'), note: note('讨论情况') }),
  act('observers', { personIds: z.array(Id).check(z.maxLength(200)) }),
  /** From this stage to the next, if every gate is met or overridden; two chairs who press at once pass one stage, not two. */
  act('advance', { from: Stage }),
  /** The first of two asks to pass a gate that is not met; another one confirms. */
  act('askOverride', { gate: text(40, 1), reason: note('例外放行的理由', 10) }),
  act('confirmOverride', { gate: text(40, 1) }),
  act('openCheckIn', {}),
  act('closeCheckIn', {}),
  /** What the big screen shows; `seconds` counts down from now. */
  act('show', { matterId: z.nullable(Id), seconds: z.nullable(z.int().check(z.minimum(5), z.maximum(7200))) }),
  act('drawResolution', {}),
  act('sign', {}),
  act('publish', { where: text(100, 2, '公布方式'), from: Day, to: Day }),
  act('report', { to: text(100, 2, '报送的上级工会'), on: Day }),
  act('cancel', { why: note('取消会议的理由') }),
])
export type SessionActInput = z.infer<typeof SessionActInput>
export type SessionAct = SessionActInput['act']
