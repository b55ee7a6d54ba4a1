import * as z from 'zod/mini'
import type { Round } from '../../domain/ballot/manifest'
import { isSound } from '../../domain/survey/ballot-answers'
import { Values } from '../../types/survey-answers'
import type { Definition } from '../../types/survey-questions'

/** What the ballots of a round answer, read from its manifest; null = it is no survey's. The server wrote it from a checked one. */
export const definitionOf = ({ manifest: { question } }: Round): Definition | null =>
  question.kind === 'answers' ? JSON.parse(question.definition) as Definition : null

/** The answers on a ballot; null = no phone of ours wrote them, or they do not fit the questions. */
export function valuesOn(definition: Definition, marks: string): Values | null {
  let given: unknown
  try {
    given = JSON.parse(marks)
  } catch {
    return null
  }
  const read = z.safeParse(Values, given)
  return read.success && isSound(definition, marks, read.data) ? read.data : null
}
