import * as z from 'zod/mini'
import { Id, Rev, text } from './common'
import { EpisodeKey } from './lesson-course'

/** One right option, several, or 对/错 (options 0 and 1). */
export const QuizKind = z.enum(['single', 'multiple', 'judge'])
export type QuizKind = z.infer<typeof QuizKind>

/** Numbers of options, from 0. */
const Picks = z.array(z.int().check(z.minimum(0), z.maximum(9))).check(z.maxLength(10))

/** A question of the bank 题库, as staff write it. `episode` null = for any episode of the course. A judge question's options are 对 and 错. */
export const QuestionEdit = z.strictObject({
  episode: z.nullable(EpisodeKey),
  kind: QuizKind,
  text: text(500, 1, '题目'),
  options: z.array(text(200, 1, '选项')).check(z.minLength(2, '至少要有 2 个选项'), z.maxLength(10, '最多 10 个选项')),
  right: Picks.check(z.minLength(1, '请标出正确答案')),
  explanation: text(1000),
})
export type QuestionEdit = z.infer<typeof QuestionEdit>

export const BankQuestion = z.object({ _id: Id, courseId: Id, ...QuestionEdit.shape, rev: Rev })
export type BankQuestion = z.infer<typeof BankQuestion>

/** A question as the learner meets it: nothing of it tells the answer. */
export const PaperQuestion = z.object({ id: Id, kind: QuizKind, text: z.string(), options: z.array(z.string()) })
export type PaperQuestion = z.infer<typeof PaperQuestion>

/** A drawn paper. `triesLeft` null = as often as one likes; this paper counts when it is handed in. */
export const QuizPaper = z.object({ paper: Id, title: z.string(), passMark: z.int(), triesLeft: z.nullable(z.int()), questions: z.array(PaperQuestion) })
export type QuizPaper = z.infer<typeof QuizPaper>

/** What a person picked, by question. */
export const QuizPicks = z.record(Id, Picks)
export type QuizPicks = z.infer<typeof QuizPicks>

/** `score` of 100. `completed`: with this the episode (or the whole course) is finished. */
export const QuizResult = z.object({
  paper: Id, score: z.int(), passMark: z.int(), passed: z.boolean(), triesLeft: z.nullable(z.int()), best: z.int(),
  episodeCompleted: z.boolean(), courseCompleted: z.boolean(),
  questions: z.array(z.object({ ...PaperQuestion.shape, picked: z.array(z.int()), right: z.array(z.int()), correct: z.boolean(), explanation: z.string() })),
})
export type QuizResult = z.infer<typeof QuizResult>
