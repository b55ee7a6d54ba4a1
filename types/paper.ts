import * as z from 'zod/mini'
import { FileId, Id, Nothing, SearchText, TenantChoice, text } from './common'
import type { Contract } from './contract'
import { QuestionEdit } from './lesson-quiz'
import { LearnFilter } from './lesson-stats'
import { MotionCategory, MotionState, Session } from './motion-life'
import { Measure, StatsBy } from './motion-stats'
import { Definition } from './survey-questions'
import { GroupRef } from './survey-results'

/** A file that the phone or the browser saves. */
export const PaperFile = z.object({ fileName: z.string(), base64: z.string() })

/** A list on its way: `done` = rows gathered so far. A short one comes as it is, a long one by an address. */
export const ListFile = z.object({ fileName: z.string(), done: z.int(), base64: z.optional(z.string()), url: z.optional(z.string()) })

/** What is printed or taken elsewhere: each is made from what the caller may see. */
export const papers = {
  /** 提案登记表: the motion and its way, as a PDF. */
  motionForm: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: PaperFile },
  /** 提案答复书: the signed reply, as a PDF. */
  motionReply: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: PaperFile },
  /**
   * A list of motions as a workbook: those of a session, narrowed as the list is, or those behind a number of the statistics.
   * The same is asked again, with the same `key` made by the phone, until there is a file or an address of one.
   */
  motionList: {
    input: z.strictObject({
      key: Id, tenant: TenantChoice, session: Session, unitId: z.optional(Id), text: z.optional(SearchText), state: z.optional(MotionState), category: z.optional(MotionCategory),
      counted: z.optional(z.strictObject({ measure: Measure, by: StatsBy, key: text(60) })),
    }),
    output: ListFile,
  },
  /**
   * The answers to a survey as a workbook, a row each in no order that tells anything: with names in named surveys, without any
   * group or person in confidential ones, and of those only when they are over. Asked again with the same `key` until there is a file.
   */
  surveyList: { input: z.strictObject({ key: Id, id: Id }), output: ListFile },
  /** 问卷报告: turnout and results of everybody, or of one group, with bars, as a PDF. */
  surveyReport: { input: z.strictObject({ id: Id, only: z.optional(GroupRef) }), output: PaperFile },
  /**
   * What became of a notice's recipients as a workbook: everybody, with who has read and confirmed it; `notReached`: whoever neither
   * got a message nor has read it, to be told on the board; `sms`: the same with phone numbers, for a text message. Asked again with
   * the same `key` until there is a file.
   */
  noticeList: { input: z.strictObject({ key: Id, id: Id, which: z.enum(['all', 'notReached', 'unconfirmed', 'sms']) }), output: ListFile },
  /** Who has learned how much of a course, a row each, as a workbook. Asked again with the same `key` until there is a file. */
  lessonList: { input: z.strictObject({ key: Id, id: Id, show: LearnFilter, unitId: z.optional(Id) }), output: ListFile },
  /** The workbook that questions of the bank 题库 are written in. */
  bankExample: { input: Nothing, output: PaperFile },
  /** Questions of the bank out of a workbook: those that can be asked, and what is wrong with the others, by row. Nothing is kept. */
  bankRead: {
    input: z.strictObject({ file: FileId }),
    output: z.object({ questions: z.array(QuestionEdit), problems: z.array(z.object({ line: z.int(), message: z.string() })) }),
  },
  /** The workbook that questions of a survey are written in, with an example of each kind. */
  surveyExample: { input: Nothing, output: PaperFile },
  /**
   * Questions 题目 out of a file (.xlsx as the example, .json as they are taken out of a survey) or of pasted JSON. Either all of
   * them, or what is wrong, each with its place; nothing is kept.
   */
  surveyRead: {
    input: z.strictObject({ from: z.union([z.strictObject({ file: FileId }), z.strictObject({ text: z.string().check(z.maxLength(400_000, '文字太长，请改用文件导入')) })]) }),
    output: z.object({ definition: z.nullable(Definition), problems: z.array(z.object({ at: z.string(), message: z.string() })) }),
  },
  /** 会议档案包: a session that is over as one .zip, and the SHA-256 by which it is known. */
  sessionPack: { input: z.strictObject({ id: Id }), output: z.object({ fileName: z.string(), url: z.string(), sha256: z.string() }) },
} as const satisfies Contract
