import * as z from 'zod/mini'
import { Attachments } from './attachment'
import { Day, Id, text } from './common'
import { MotionCategory, NoteKind, RatingValue, RefusalReason, ReplyCode } from './motion-life'
import { MotionText } from './motion-text'

const note = (name: string) => text(500, 2, name)
const more = text(500)
const assist = z.array(Id).check(z.maxLength(8, '协办部门最多 8 个'))

/** One act: whose motion, which act, and `key`, made by the phone, by which a repeat is known as the same act. */
const act = <N extends string, F extends Record<string, z.ZodMiniType>>(name: N, fields: F) =>
  z.strictObject({ act: z.literal(name), id: Id, key: Id, ...fields })

/** Everything that is done to a motion after it was sent; who may do what when is in domain/motion-graph.ts. */
export const MotionActInput = z.discriminatedUnion('act', [
  act('cosign', {}),
  act('admit', { category: z.optional(MotionCategory) }),
  act('merge', { into: Id }),
  act('split', {}),
  act('toOpinion', { note: note('转为意见建议的说明') }),
  act('giveBack', { note: note('需要补充什么') }),
  act('resubmit', { text: MotionText }),
  act('refuse', { reason: RefusalReason, note: note('不予立案的理由') }),
  act('dispute', { note: note('提请主席团的理由') }),
  act('assign', { lead: Id, assist }),
  act('signFor', {}),
  act('sendBack', { note: note('退办理由') }),
  act('reassign', { lead: Id, assist, note: note('改派理由') }),
  act('note', { kind: NoteKind, text: text(1000, 2, '情况'), files: Attachments }),
  act('askExtension', { days: z.int().check(z.minimum(1, '请填写延期天数'), z.maximum(180, '延期天数太多')), note: note('延期理由') }),
  act('grantExtension', {}),
  act('denyExtension', { note: note('不同意延期的理由') }),
  act('reply', { code: ReplyCode, text: text(3000, 10, '答复'), promisedOn: z.nullable(Day), files: Attachments }),
  act('sign', {}),
  act('returnReply', { note: note('退回修改的理由') }),
  act('rate', { value: RatingValue, note: more }),
  act('settle', { how: z.enum(['close', 'redo']), note: note('复议意见') }),
  act('deliver', { how: z.enum(['kept', 'later', 'reported']), note: note('落实情况'), promisedOn: z.nullable(Day) }),
  act('answerOpinion', { note: text(3000, 10, '答复') }),
  act('publish', {
    title: text(40, 2, '案由'), proposal: text(2000, 2, '建议'), reply: text(3000, 2, '答复'), named: z.boolean(),
    unitIds: z.array(Id).check(z.maxLength(30, '最多选 30 个单位')),
  }),
  act('unpublish', { note: note('撤下理由') }),
  act('archive', {}),
  act('remind', { note: more }),
])
export type MotionActInput = z.infer<typeof MotionActInput>
export type LifeAct = MotionActInput['act']
export type InputOfAct<N extends LifeAct> = Extract<MotionActInput, { act: N }>

const Many = z.array(Id).check(z.minLength(1, '请至少选一件提案'), z.maxLength(50, '一次最多审查 50 件'))

/** Screening of several motions in one go 批量审查. */
export const ScreenManyInput = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('admit'), ids: Many, key: Id }),
  z.strictObject({ act: z.literal('toOpinion'), ids: Many, key: Id, note: note('转为意见建议的说明') }),
  z.strictObject({ act: z.literal('giveBack'), ids: Many, key: Id, note: note('需要补充什么') }),
  z.strictObject({ act: z.literal('refuse'), ids: Many, key: Id, reason: RefusalReason, note: note('不予立案的理由') }),
  z.strictObject({ act: z.literal('merge'), ids: Many, key: Id, into: Id }),
])
