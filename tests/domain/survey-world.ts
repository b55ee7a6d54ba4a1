import type { Condition, Definition, Jump, Question, QuestionKind, QuestionOf } from '../../types/survey-questions'

const common = { note: '', required: false, showIf: [] as Condition[], jumps: [] as Jump[] }
export const options = (n: number, prefix = 'o') => Array.from({ length: n }, (_, i) => ({ key: `${prefix}${i + 1}`, text: `选项${prefix}${i + 1}` }))

const blank: { [K in QuestionKind]: Omit<QuestionOf<K>, 'key' | 'title' | 'kind' | keyof typeof common> } = {
  single: { options: options(3), other: false, shuffle: false, preset: null },
  multiple: { options: options(4), other: true, shuffle: false, min: 1, max: 3, preset: [] },
  rating: { scale: 'stars', most: 5, low: '', high: '', preset: null },
  matrix: { rows: options(3, 'r'), columns: options(4, 'c') },
  ranking: { options: options(4), top: 3, shuffle: false },
  short: { preset: '' },
  long: { preset: '' },
  number: { min: 0, max: 100, decimals: 1, unit: '', preset: null },
  date: { from: null, to: null, preset: null },
  picture: { most: 3 },
  consent: { text: '同意' },
}

/** A question of a kind, with what the test wants different. */
export const question = <K extends QuestionKind>(kind: K, key: string, more: Partial<QuestionOf<K>> = {}): Question =>
  ({ kind, key, title: `题目${key}`, ...common, ...blank[kind], ...more }) as unknown as Question

export const KINDS = Object.keys(blank) as QuestionKind[]

/** One section holding these questions, or a section for each list. */
export const definition = (...parts: (Question | Question[])[]): Definition => {
  const lists = parts.some(Array.isArray) ? (parts as Question[][]) : [parts as Question[]]
  return { sections: lists.map((questions, i) => ({ key: `s${i + 1}`, title: '', note: '', questions })) }
}

export const shownIf = (of: string, any: string[] = [], more: Partial<Condition> = {}): Condition => ({ question: of, any, from: null, to: null, not: false, ...more })

/** Every kind of question once, all optional: `q1` … `q11`, in the order of KINDS. */
export const everyKind = (): Definition => definition(...KINDS.map((kind, i) => question(kind, `q${i + 1}`)))
