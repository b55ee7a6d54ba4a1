import { marksLeft } from '../../domain/congress/ballot-paper'
import type { Choice, ChoiceOf, Question, QuestionOf } from '../../types/congress-vote'

/** A ballot while it is being marked 写票, as the phone keeps it. */
export interface Marks {
  vote: ChoiceOf<'motion'>['vote'] | null
  /** `blank` = looked at and left blank; absent = not looked at yet. Both are abstentions. */
  marks: Record<string, 'yes' | 'no' | 'blank'>
  writeIns: string[]
  /** A grade's place in the scale; BLANK = abstained. */
  grades: Record<string, number>
  /** The page of a long ballot that is open. */
  step: number
}

export const BLANK = -1

export const noMarks: Marks = { vote: null, marks: {}, writeIns: [], grades: {}, step: 0 }

/** The ballot as it is cast; null = nothing chosen yet on a ballot that asks one thing only. */
export const choiceOf = (question: Question, m: Marks): Choice | null => {
  if (question.kind === 'motion') return m.vote && { kind: 'motion', vote: m.vote }
  if (question.kind === 'elect') return electChoice(question, m)
  const grades: Record<string, number> = {}
  for (const { id } of question.leaders) if ((m.grades[id] ?? BLANK) !== BLANK) grades[id] = m.grades[id]!
  return { kind: 'appraise', grades }
}

const electChoice = (question: QuestionOf<'elect'>, m: Marks): ChoiceOf<'elect'> => {
  const marks: Record<string, 'yes' | 'no'> = {}
  for (const { id } of question.candidates) {
    const mark = m.marks[id]
    if (mark === 'yes' || mark === 'no') marks[id] = mark
  }
  return { kind: 'elect', marks, writeIns: m.writeIns.map(name => name.trim()).filter(Boolean) }
}

/** How many seats may still be marked for; below zero the ballot is void. */
export const seatsLeft = (question: QuestionOf<'elect'>, m: Marks): number => marksLeft(question, electChoice(question, m))

export const PER_STEP = { elect: 12, appraise: 5 } as const

/** A long ballot is filled in page by page. */
export const stepsOf = (question: Question): number => {
  if (question.kind === 'motion') return 1
  return question.kind === 'elect' ? Math.ceil(question.candidates.length / PER_STEP.elect) : Math.ceil(question.leaders.length / PER_STEP.appraise)
}

export const inStep = <T>(all: readonly T[], step: number, size: number): T[] => all.slice(step * size, (step + 1) * size)
