import type { Value, Values } from '../../types/survey-answers'
import type { Definition } from '../../types/survey-questions'
import { checkAnswers, tidy } from './answers'
import { oneText } from './same'

/** Answers as they stand on a ballot have one text: the phone writes it, and box and count refuse any other. */

/** As many characters as a ballot holds. */
export const MOST_MARKS = 12_000

/** What the contract refuses in text that people wrote (types/common.ts). */
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u202A-\u202E\u2066-\u2069]/gu
const clean = (text: string): string => text.replace(UNSEEN, '').trim()

function cleaned(value: Value): Value {
  if (typeof value === 'string') return clean(value)
  if (typeof value !== 'object' || !('picked' in value) || value.other === undefined) return value
  const other = clean(value.other)
  return other === '' ? { picked: value.picked } : { picked: value.picked, other }
}

/** The answers as they are cast: only what is met, blanks left out, texts without outer white space. */
export const marksOf = (definition: Definition, values: Values): string =>
  oneText(tidy(definition, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, cleaned(value)]))))

/** Why these answers cannot go on a ballot, in words; undefined = they can. */
export function marksProblem(definition: Definition, values: Values): string | undefined {
  const marks = marksOf(definition, values)
  const [problem] = checkAnswers(definition, JSON.parse(marks) as Values)
  if (problem) return problem.message
  return marks.length > MOST_MARKS ? `文字太多，放不进选票：最多约 ${MOST_MARKS} 个字，现在有 ${marks.length} 个。请写短一些` : undefined
}

/** Are these answers fit for this survey, and is this their one text? `values` = the text, read and of the contract's shape. */
export const isSound = (definition: Definition, marks: string, values: Values): boolean =>
  marks.length <= MOST_MARKS && checkAnswers(definition, values).length === 0 && marksOf(definition, values) === marks
