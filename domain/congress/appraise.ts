import type { Appraisal, CountsOf, QuestionOf } from '../../types/congress-vote'

/**
 * Shares in percent with one decimal that add up to exactly 100.0: each is rounded down, and the tenths that are left go
 * to the largest remainders (Hamilton's method; of equal remainders the earlier grade first). All zero when nobody voted.
 */
export function percents(parts: readonly number[]): number[] {
  const all = parts.reduce((a, b) => a + b, 0)
  if (!all) return parts.map(() => 0)
  const tenths = parts.map(n => Math.floor((n * 1000) / all))
  const left = 1000 - tenths.reduce((a, b) => a + b, 0)
  const byRemainder = parts.map((n, i) => ({ i, rest: (n * 1000) % all })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of byRemainder.slice(0, left)) tenths[i]!++
  return tenths.map(t => t / 10)
}

/** 99.5 as `99.5%`, 100 as `100.0%`. */
export const percentWords = (percent: number): string => `${percent.toFixed(1)}%`

/** Each leader's result, in the order of the ballot paper. Blank ballots are a part of their own, not left out. */
export const appraisalsOf = (question: QuestionOf<'appraise'>, counts: CountsOf<'appraise'>): Appraisal[] =>
  question.leaders.map(({ id, name, post }) => {
    const grades = [...counts.leaders[id]!]
    return { id, name, post, grades, percent: percents(grades) }
  })
