import type { Value, Values } from '../../types/survey-answers'
import type { Definition, Question, Section } from '../../types/survey-questions'
import { checkAnswer, type AnswerProblem } from './answers'
import { path } from './path'

/** One screen of a survey: a question, or what a section still asks after the answers so far. */
export interface Step { key: string; section: Section; questions: { q: Question; number: number }[] }

/** The screens that a person meets with these answers, in order. */
export function stepsOf(definition: Definition, values: Values, pace: 'question' | 'section'): Step[] {
  const sectionOf = new Map(definition.sections.flatMap(section => section.questions.map(q => [q.key, section] as const)))
  const steps: Step[] = []
  path(definition, values).forEach((q, i) => {
    const section = sectionOf.get(q.key)!
    const last = steps.at(-1)
    if (pace === 'section' && last?.section === section) last.questions.push({ q, number: i + 1 })
    else steps.push({ key: pace === 'section' ? section.key : q.key, section, questions: [{ q, number: i + 1 }] })
  })
  return steps
}

const emptyOther = (value: Value | undefined) => typeof value === 'object' && 'other' in value && value.other?.trim() === ''

/** What is wrong with a question while it is filled in: a ticked 其他 without its words is not an answer yet. */
export const wrongAnswer = (q: Question, value: Value | undefined): Omit<AnswerProblem, 'code'> | undefined =>
  emptyOther(value) ? { question: q.key, message: '选了“其他”，请写明是什么' } : checkAnswer(q, value)
