import * as z from 'zod/mini'
import { questionProblem } from '../../../domain/lesson/quiz'
import { QuestionEdit, type QuizKind } from '../../../types/lesson-quiz'
import { fieldErrors, type FieldErrors } from '../../components/form'

/** A question of the bank while it is written. `options`: one a line. */
export interface QuestionValues { episode: string; kind: QuizKind; text: string; options: string; right: number[]; explanation: string }

/** For any episode of the course. */
export const ANY = 'any'

const JUDGE = ['对', '错']

export const linesOf = (options: string): string[] => options.split('\n').map(o => o.trim()).filter(Boolean)

/** What can be picked: of a judge question always the same two. */
export const optionsOf = ({ kind, options }: Pick<QuestionValues, 'kind' | 'options'>): string[] => kind === 'judge' ? JUDGE : linesOf(options)

export const emptyQuestion: QuestionValues = { episode: ANY, kind: 'single', text: '', options: '', right: [], explanation: '' }

export const valuesOf = (q: QuestionEdit): QuestionValues => ({ ...q, episode: q.episode ?? ANY, options: q.options.join('\n') })

export const questionOf = (v: QuestionValues): QuestionEdit => {
  const options = optionsOf(v)
  return {
    episode: v.episode === ANY ? null : v.episode, kind: v.kind, text: v.text, options, explanation: v.explanation,
    right: v.right.filter(r => r < options.length).sort((a, b) => a - b),
  }
}

export const questionErrors = (v: QuestionValues): FieldErrors => {
  const question = questionOf(v)
  const errors = fieldErrors(QuestionEdit, question)
  if (Object.keys(errors).length > 0) return errors
  const wrong = questionProblem(z.parse(QuestionEdit, question))
  return wrong ? { right: wrong } : {}
}
