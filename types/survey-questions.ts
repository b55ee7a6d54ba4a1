import * as z from 'zod/mini'
import { Day, text } from './common'

/**
 * The name of a section, question, option, row or column inside one survey 问卷: letters, then a number (`q3`, `aspect8`).
 * It never changes and is never shown; rounds of the same survey are compared by it. No word of the language ends in a digit.
 */
export const Key = z.string().check(z.regex(/^[a-z]{1,12}[0-9]{1,6}$/, '编号由小写字母加数字组成，例如 q1'))

/** An option, or the answer that a person wrote beside the options 其他. */
export const OptionRef = z.union([Key, z.literal('other')], '选项编号格式不对')

const Option = z.strictObject({ key: Key, text: text(80, 1, '选项') })
export type Option = z.infer<typeof Option>
const options = (least: number, most: number) => z.array(Option).check(z.minLength(least, `至少要有 ${least} 个选项`), z.maxLength(most, `选项最多 ${most} 个`))

/**
 * What an earlier question must have been answered for this one to be shown: one of `any` of the options, or a number
 * (rating, number) within `from`–`to`; with neither, answered at all. `not` turns it round.
 */
export const Condition = z.strictObject({
  question: Key,
  any: z.array(OptionRef).check(z.maxLength(50)),
  from: z.nullable(z.number()),
  to: z.nullable(z.number()),
  not: z.boolean(),
})
export type Condition = z.infer<typeof Condition>

/** Where to go on after this question: with that option (single choice), or (null) whatever was answered. To a question, a section, or the end. */
export const Jump = z.strictObject({ option: z.nullable(OptionRef), to: z.union([Key, z.literal('end')], '跳转的目标格式不对') })
export type Jump = z.infer<typeof Jump>

const common = {
  key: Key,
  title: text(200, 1, '题目'),
  note: text(300),
  required: z.boolean(),
  /** Every one of these must hold. */
  showIf: z.array(Condition).check(z.maxLength(5, '显示条件最多 5 条')),
  jumps: z.array(Jump).check(z.maxLength(50)),
}
const kind = <K extends string, S extends object>(name: K, shape: S) => z.strictObject({ kind: z.literal(name), ...common, ...shape })
const choice = { options: options(2, 50), other: z.boolean(), shuffle: z.boolean() }

/** Value of `preset` 默认值: what stands there before the person answers; null or empty = nothing. */
export const Question = z.discriminatedUnion('kind', [
  kind('single', { ...choice, preset: z.nullable(Key) }),
  kind('multiple', { ...choice, min: z.int().check(z.minimum(0), z.maximum(50)), max: z.int().check(z.minimum(1), z.maximum(51)), preset: z.array(Key).check(z.maxLength(50)) }),
  /** `stars`: 1 to `most` (3–10); `ten`: 1–10; `nps`: 0–10, would you recommend us. `low` and `high` name the ends. */
  kind('rating', { scale: z.enum(['stars', 'ten', 'nps']), most: z.int().check(z.minimum(3), z.maximum(10)), low: text(20), high: text(20), preset: z.nullable(z.int()) }),
  /** One column for each row. */
  kind('matrix', { rows: options(1, 30), columns: options(2, 10) }),
  /** The best `top` of the options, in order. */
  kind('ranking', { options: options(2, 12), top: z.int().check(z.minimum(1), z.maximum(12)), shuffle: z.boolean() }),
  kind('short', { preset: text(200) }),
  kind('long', { preset: text(2000) }),
  kind('number', { min: z.number(), max: z.number(), decimals: z.int().check(z.minimum(0), z.maximum(3)), unit: text(10), preset: z.nullable(z.number()) }),
  kind('date', { from: z.nullable(Day), to: z.nullable(Day), preset: z.nullable(Day) }),
  kind('picture', { most: z.int().check(z.minimum(1), z.maximum(9)) }),
  /** `text`: what the person agrees to. */
  kind('consent', { text: text(1000, 1, '需同意的内容') }),
], '题型不对')
export type Question = z.infer<typeof Question>
export type QuestionKind = Question['kind']
export type QuestionOf<K extends QuestionKind> = Extract<Question, { kind: K }>

export const Section = z.strictObject({
  key: Key,
  title: text(80),
  note: text(300),
  questions: z.array(Question).check(z.minLength(1, '每一部分至少要有一道题'), z.maxLength(100)),
})
export type Section = z.infer<typeof Section>

/** What is asked, in order. At most 100 questions in all (domain/survey/logic.ts). */
export const Definition = z.strictObject({ sections: z.array(Section).check(z.maxLength(20, '最多 20 个部分')) })
export type Definition = z.infer<typeof Definition>

/** Something wrong with a definition: `at` = the section or question; '' = the whole. */
export const Problem = z.object({ at: z.string(), code: z.string(), message: z.string() })
export type Problem = z.infer<typeof Problem>
