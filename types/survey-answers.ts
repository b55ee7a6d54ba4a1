import * as z from 'zod/mini'
import { FileId, text } from './common'
import { Key } from './survey-questions'

/** Choices: `picked` options; `other` = what was written beside them. A single choice has one of both. */
export const Choices = z.strictObject({ picked: z.array(Key).check(z.maxLength(50)), other: z.optional(text(200, 1, '“其他”的内容')) })

/**
 * One answer, by the kind of its question: single, multiple → Choices; rating, number → number; short, long, date → text;
 * consent → true; matrix → rows; ranking → order; picture → files.
 */
export const Value = z.union([
  z.number(),
  z.literal(true),
  text(2000, 0, '回答'),
  Choices,
  z.strictObject({ rows: z.record(Key, Key) }),
  z.strictObject({ order: z.array(Key).check(z.maxLength(12)) }),
  z.strictObject({ files: z.array(FileId).check(z.maxLength(9, '图片最多 9 张')) }),
], '有一题的回答格式不对，或文字太长（最多 2000 字）')
export type Value = z.infer<typeof Value>

/** All answers of a person by question; what was not answered is absent. */
export const Values = z.record(Key, Value)
export type Values = z.infer<typeof Values>
