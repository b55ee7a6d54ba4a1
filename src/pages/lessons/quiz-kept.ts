import type { QuizPicks } from '../../../types/lesson-quiz'

/** A paper while it is written, as the phone keeps it. */
export interface KeptQuiz {
  paper: string
  picks: QuizPicks
  /** The question that is open; as many as there are = the review. */
  at: number
  /** On its way: what was picked does not change any more. */
  handed: boolean
}

export const QUIZ_DRAFT = 'quiz'

export const quizKey = (courseId: string, episode: string): string => `${courseId}-${episode}`

/** 甲 of an option: A, B, C. */
export const letterOf = (option: number): string => String.fromCharCode(65 + option)
