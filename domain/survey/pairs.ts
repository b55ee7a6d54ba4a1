import type { Values } from '../../types/survey-answers'
import type { Definition, Problem, Question, QuestionOf } from '../../types/survey-questions'
import type { Pair, PairTable } from '../../types/survey-results'
import { questionsOf } from './questions'
import { slotsHit, slotsOf, type Slot } from './slots'
import { hiddenGroups, tooFew } from './suppress'

/** A question of which everybody gives one answer: only so do its answers part the people, as suppression demands. */
export type Axis = QuestionOf<'single'> | QuestionOf<'rating'>
export const isAxis = (q: Question | undefined): q is Axis => q?.kind === 'single' || q?.kind === 'rating'

export const MOST_PAIRS = 3
/** Each bucket of answers keeps all the cells, and a view adds up all buckets. */
const MOST_CELLS = 400

/** The name of a pair in a tally. */
export const pairKey = ({ rows, columns }: Pair): string => `${rows}_${columns}`

const NONE: Slot = { key: 'none', name: '没有回答' }

/** The answers of an axis; whoever gave none is one of its groups too, so that the groups make up everybody. */
const groupsOf = (q: Axis): Slot[] => [...(q.kind === 'rating' ? slotsOf(q).map(s => ({ ...s, name: `${s.name} 分` })) : slotsOf(q)), NONE]

const axesOf = (definition: Definition, { rows, columns }: Pair): { rows: Axis; columns: Axis } | undefined => {
  const all = questionsOf(definition)
  const [r, c] = [rows, columns].map(key => all.find(q => q.key === key))
  return isAxis(r) && isAxis(c) ? { rows: r, columns: c } : undefined
}

/** What is wrong with the pairs that are to be crossed. */
export function pairProblems(definition: Definition, pairs: readonly Pair[]): Problem[] {
  const problem = (code: string, message: string): Problem => ({ at: 'pairs', code, message })
  return pairs.flatMap((pair, i) => {
    const name = `第 ${i + 1} 张两题交叉表`
    const axes = axesOf(definition, pair)
    if (!axes) return [problem('PAIR', `${name}的题目已经不在，或者不再是单选题、评分题，请重新选择`)]
    if (pair.rows === pair.columns) return [problem('PAIR', `${name}选了同一道题，请选两道不同的题`)]
    if (pairs.slice(0, i).some(p => [p.rows, p.columns].sort().join() === [pair.rows, pair.columns].sort().join())) return [problem('TWICE', `${name}和前面的一张重复`)]
    const cells = groupsOf(axes.rows).length * groupsOf(axes.columns).length
    return cells > MOST_CELLS ? [problem('PAIR', `${name}的选项太多，两题选项数相乘最多 ${MOST_CELLS}`)] : []
  })
}

const groupOf = (q: Axis, values: Values): number => {
  const value = Object.hasOwn(values, q.key) ? values[q.key] : undefined
  return value === undefined ? slotsOf(q).length : slotsHit(q, value)[0]!
}

/** How many people gave each two answers: row by row, as `groupsOf` has them. */
export type Cells = number[]

/** Counts one person into the cells of each pair. */
export function countPairs(definition: Definition, pairs: readonly Pair[]): { cells: Record<string, Cells>; count: (values: Values) => void } {
  const crossed = pairs.flatMap(pair => {
    const axes = axesOf(definition, pair)
    return axes ? [{ ...axes, width: groupsOf(axes.columns).length, cells: Array<number>(groupsOf(axes.rows).length * groupsOf(axes.columns).length).fill(0), key: pairKey(pair) }] : []
  })
  return {
    cells: Object.fromEntries(crossed.map(c => [c.key, c.cells])),
    count: values => { for (const { rows, columns, width, cells } of crossed) cells[groupOf(rows, values) * width + groupOf(columns, values)]!++ },
  }
}

/** The sum of the same pair's cells in several tallies; nothing counted yet = no cells. */
export function sumCells(parts: Iterable<readonly number[]>): Cells {
  const sum: Cells = []
  for (const part of parts) part.forEach((n, i) => { sum[i] = (sum[i] ?? 0) + n })
  return sum
}

/**
 * Two questions crossed. Whoever is known to have given a rare answer to one of them must not be known by it in the other: the
 * groups of each are suppressed as those of a cross table are, rows by all their people and columns by all of theirs. What can be
 * worked out of it is the table in which the hidden rows are one row and the hidden columns one column, each of at least as many
 * people as the threshold, or of nobody. Null = too few answered one of the questions.
 */
export function pairTable(definition: Definition, pair: Pair, cells: readonly number[], threshold: number): PairTable | null {
  const axes = axesOf(definition, pair)
  if (!axes) return null
  const [rows, columns] = [groupsOf(axes.rows), groupsOf(axes.columns)]
  const cell = (r: number, c: number) => cells[r * columns.length + c] ?? 0
  const sums = [rows.map((_, r) => columns.reduce((sum, __, c) => sum + cell(r, c), 0)), columns.map((_, c) => rows.reduce((sum, __, r) => sum + cell(r, c), 0))] as const
  const n = sums[0].reduce((a, b) => a + b, 0)
  if (sums.some(s => tooFew(n - s.at(-1)!, threshold))) return null
  const [noRow, noColumn] = sums.map(s => hiddenGroups(Object.fromEntries(s.map((size, i) => [i, size])), threshold)) as [Set<string>, Set<string>]
  // Nobody left it out: the group need not be told of.
  const told = (groups: readonly Slot[], sizes: readonly number[]) => groups.map((_, i) => i).filter(i => groups[i] !== NONE || sizes[i]! > 0)
  const across = told(columns, sums[1])
  return {
    n,
    columns: across.map(c => ({ ...columns[c]!, n: noColumn.has(String(c)) ? null : sums[1][c]! })),
    rows: told(rows, sums[0]).map(r => {
      const hidden = noRow.has(String(r))
      return { ...rows[r]!, n: hidden ? null : sums[0][r]!, cells: across.map(c => (hidden || noColumn.has(String(c)) ? null : cell(r, c))) }
    }),
  }
}
