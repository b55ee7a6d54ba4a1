import * as z from 'zod/mini'
import { Attachments } from './attachment'
import { FileId, text } from './common'
import { MotionCategory } from './motion-life'

export const MAX_PICTURES = 9

/** Subject 案由, reason 理由, proposal 建议: what the proposer writes. */
export const MotionText = z.strictObject({
  title: text(40, 2, '案由'),
  reason: text(2000, 10, '理由'),
  proposal: text(2000, 10, '建议'),
  category: MotionCategory,
  pictures: z.array(FileId).check(z.maxLength(MAX_PICTURES, `图片最多 ${MAX_PICTURES} 张`)),
  /** Absent = as they were. */
  files: z.optional(Attachments),
})
export type MotionText = z.infer<typeof MotionText>

/** A draft may be unfinished: the same limits upward, none downward. */
export const DraftText = z.strictObject({
  title: text(40, 0, '案由'),
  reason: text(2000, 0, '理由'),
  proposal: text(2000, 0, '建议'),
  category: z.nullable(MotionCategory),
  pictures: z.array(FileId).check(z.maxLength(MAX_PICTURES, `图片最多 ${MAX_PICTURES} 张`)),
  files: z.optional(Attachments),
})
export type DraftText = z.infer<typeof DraftText>
