import { symbolsOf, type Question } from './question'
import type { Tally } from './tally'

const WORDS: Readonly<Record<string, string>> = { y: '赞成', n: '反对', a: '弃权', 0: '弃权' }

/** A tally in plain words, a line for each entry and each other name 另选. */
export function tallyLines(question: Question, { marks, writeIns }: Tally): string[] {
  const words = [...symbolsOf(question)].map(s => (question.kind === 'appraisal' && s !== '0' ? question.grades[Number(s) - 1]! : WORDS[s]!))
  return [
    ...question.entries.map((entry, i) => `${entry.name}：${words.map((word, j) => `${word} ${marks[i]![j]}`).join('，')}`),
    ...writeIns.map(({ name, count }) => `另选 ${name}：${count}`),
  ]
}
