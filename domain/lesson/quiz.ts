import type { QuestionEdit, QuizPicks } from '../../types/lesson-quiz'

/** `count` of the items in a random order. `random(n)`: an integer from 0 to n − 1. */
export function drawn<T>(items: readonly T[], count: number, random: (n: number) => number): T[] {
  const pool = [...items]
  for (let i = 0; i < Math.min(count, pool.length); i++) {
    const j = i + random(pool.length - i)
    ;[pool[i], pool[j]] = [pool[j]!, pool[i]!]
  }
  return pool.slice(0, count)
}

/** Right only when exactly the right options are picked. */
export const isRight = ({ right }: Pick<QuestionEdit, 'right'>, picked: readonly number[]): boolean => {
  const chosen = new Set(picked)
  return chosen.size === new Set(right).size && right.every(r => chosen.has(r))
}

/** Points of 100: each question counts the same, rounded down, so that 59.9 is not passed with 60. */
export function scoreOf(questions: readonly (Pick<QuestionEdit, 'right'> & { _id: string })[], picks: QuizPicks): number {
  if (questions.length === 0) return 0
  const right = questions.filter(q => isRight(q, Object.hasOwn(picks, q._id) ? picks[q._id]! : [])).length
  return Math.floor((right * 100) / questions.length)
}

export const JUDGE_OPTIONS = ['对', '错']

/** What is wrong with a question of the bank; undefined = it can be asked. */
export function questionProblem({ kind, options, right }: QuestionEdit): string | undefined {
  if (new Set(right).size < right.length) return '同一个答案标了两次'
  if (right.some(r => r >= options.length)) return '标出的正确答案没有对应的选项'
  if (new Set(options).size < options.length) return '有两个选项的文字相同'
  if (kind === 'judge' && (options.length !== 2 || options[0] !== JUDGE_OPTIONS[0] || options[1] !== JUDGE_OPTIONS[1])) return '判断题的选项应是“对”和“错”'
  if (kind !== 'multiple' && right.length !== 1) return '单选题和判断题只有一个正确答案'
  return kind === 'multiple' && right.length < 2 ? '多选题至少有两个正确答案' : undefined
}
