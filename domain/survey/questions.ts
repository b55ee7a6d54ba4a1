import type { Values } from '../../types/survey-answers'
import type { Definition, Question, QuestionKind } from '../../types/survey-questions'

/** Kinds of question 题型, in the order in which they are offered. */
export const questionKindWords: Record<QuestionKind, string> = {
  single: '单选', multiple: '多选', rating: '评分', matrix: '矩阵', ranking: '排序', short: '填空', long: '问答', number: '数字', date: '日期', picture: '图片', consent: '同意书',
}

export const MAX_QUESTIONS = 100
export const SHORT_TEXT = 200
export const LONG_TEXT = 2000

/** The choice “其他”, as conditions, jumps and counts call it; no option has a key like this. */
export const OTHER = 'other'

/** All questions in order, each with the section that it stands in and its number as people count them. */
export interface Placed { question: Question; section: string; number: number }

export const placed = (definition: Definition): Placed[] =>
  definition.sections.flatMap(s => s.questions.map(question => ({ question, section: s.key }))).map((p, i) => ({ ...p, number: i + 1 }))

export const questionsOf = (definition: Definition): Question[] => definition.sections.flatMap(s => s.questions)

/** The lowest and the highest mark of a rating. */
export function marksOf(q: Extract<Question, { kind: 'rating' }>): { least: number; most: number } {
  if (q.scale === 'nps') return { least: 0, most: 10 }
  return { least: 1, most: q.scale === 'ten' ? 10 : q.most }
}

/** Options that can be referred to: those written down, and 其他 where it is offered. */
export function optionRefs(q: Question): string[] {
  if (q.kind === 'single' || q.kind === 'multiple') return [...q.options.map(o => o.key), ...(q.other ? [OTHER] : [])]
  return []
}

/** What stands in the form before the person has answered. */
export function presetValues(definition: Definition): Values {
  const values: Values = {}
  for (const q of questionsOf(definition)) {
    if (!('preset' in q) || q.preset === null || q.preset === '' || (Array.isArray(q.preset) && q.preset.length === 0)) continue
    values[q.key] = q.kind === 'single' ? { picked: [q.preset as string] } : q.kind === 'multiple' ? { picked: [...q.preset as string[]] } : (q.preset as string | number)
  }
  return values
}
