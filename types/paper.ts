import * as z from 'zod/mini'
import { Id, TenantChoice, text } from './common'
import type { Contract } from './contract'
import { MotionCategory, MotionState, Session } from './motion-life'
import { Measure, StatsBy } from './motion-stats'

/** A file that the phone or the browser saves. */
export const PaperFile = z.object({ fileName: z.string(), base64: z.string() })

/** What is printed or taken elsewhere: each is made from what the caller may see. */
export const papers = {
  /** 提案登记表: the motion and its way, as a PDF. */
  motionForm: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: PaperFile },
  /** 提案答复书: the signed reply, as a PDF. */
  motionReply: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: PaperFile },
  /** A list of motions as a workbook: all of a session, or those behind a number of the statistics. */
  motionList: {
    input: z.strictObject({
      tenant: TenantChoice, session: Session, state: z.optional(MotionState), category: z.optional(MotionCategory),
      counted: z.optional(z.strictObject({ measure: Measure, by: StatsBy, key: text(60) })),
    }),
    output: PaperFile,
  },
} as const satisfies Contract
