import type { CrossTable, QuestionResult } from '../../types/survey-results'
import type { Definition, Question, QuestionOf } from '../../types/survey-questions'
import { marksOf, questionsOf } from './questions'
import { middleOf, slotsOf } from './slots'
import { hiddenGroups, tooFew } from './suppress'
import { answeredOf, slotCounts, sumOf, type Counter, type Counts, type Sizes } from './tally'

const round = (n: number, places = 2) => Math.round(n * 10 ** places) / 10 ** places

/** The middle value of a distribution; of an even number the mean of the two in the middle. */
function median(counts: readonly number[], valueOf: (slot: number) => number): number | null {
  const n = counts.reduce((a, b) => a + b, 0)
  if (n === 0) return null
  const at = (place: number) => { let seen = 0; return valueOf(counts.findIndex(c => (seen += c) > place)) }
  return round((at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2)
}

/** Net promoter score: the percentage of 9 and 10 less that of 0 to 6. */
function netPromoters(counts: readonly number[], n: number): number | null {
  if (n === 0) return null
  const of = (from: number, to: number) => counts.slice(from, to + 1).reduce((a, b) => a + b, 0)
  return Math.round(((of(9, 10) - of(0, 6)) / n) * 100)
}

export function meanOf(q: Question, counts: Counts | undefined): number | null {
  const n = answeredOf(counts)
  if (n === 0) return null
  if (q.kind === 'number') return round(sumOf(counts) / n / 10 ** q.decimals, q.decimals + 2)
  if (q.kind === 'rating') return round(slotCounts(q, counts).reduce((sum, c, i) => sum + c * (marksOf(q).least + i), 0) / n)
  return null
}

function numbersOf(q: Question, counts: Counts | undefined): Pick<QuestionResult, 'mean' | 'median' | 'nps' | 'exact'> {
  const slots = slotCounts(q, counts)
  const n = answeredOf(counts)
  const mean = meanOf(q, counts)
  if (q.kind === 'rating') return { mean, median: median(slots, i => marksOf(q).least + i), nps: q.scale === 'nps' ? netPromoters(slots, n) : null, exact: true }
  if (q.kind === 'number') return { mean, median: median(slots, i => middleOf(q, i).value), nps: null, exact: middleOf(q, 0).exact }
  return { mean: null, median: null, nps: null, exact: true }
}

/** Points by Borda's count: of `top` places the first gets `top` points, the last one. */
function borda(q: QuestionOf<'ranking'>, counts: readonly number[]) {
  return q.options.map((o, i) => ({ key: o.key, name: o.text, n: counts.slice(i * q.top, (i + 1) * q.top).reduce((sum, c, place) => sum + c * (q.top - place), 0) }))
}

const barsOf = (q: Question, counts: readonly number[]) => slotsOf(q).map((slot, i) => ({ ...slot, n: counts[i]! }))

/** Days and numbers where nobody is are left out at both ends. */
function trimmed<B extends { n: number }>(bars: B[]): B[] {
  const first = bars.findIndex(b => b.n > 0)
  return first < 0 ? [] : bars.slice(first, bars.findLastIndex(b => b.n > 0) + 1)
}

/** One question's result; `hidden` when it was decided that it must not be told. */
export function questionResult(q: Question, section: string, counts: Counts | undefined, hidden: boolean): QuestionResult {
  const told = { key: q.key, kind: q.kind, title: q.title, section }
  if (hidden) return { ...told, n: null, hidden, bars: [], rows: [], mean: null, median: null, nps: null, exact: true }
  const slots = slotCounts(q, counts)
  const line = (i: number) => (q.kind === 'matrix' ? slots.slice(i * q.columns.length, (i + 1) * q.columns.length) : [])
  const rows = q.kind !== 'matrix' ? [] : q.rows.map((r, i) => ({
    key: r.key, name: r.text, n: line(i).reduce((a, b) => a + b, 0), bars: q.columns.map((c, j) => ({ key: c.key, name: c.text, n: line(i)[j]! })),
  }))
  const bars = q.kind === 'matrix' ? [] : q.kind === 'ranking' ? borda(q, slots) : q.kind === 'number' || q.kind === 'date' ? trimmed(barsOf(q, slots)) : barsOf(q, slots)
  return { ...told, n: answeredOf(counts), hidden, bars, rows, ...numbersOf(q, counts) }
}

/** Everybody's results: a question that fewer than the threshold answered is hidden. */
export const wholeResults = (definition: Definition, whole: Counter, threshold: number): QuestionResult[] =>
  definition.sections.flatMap(s => s.questions.map(q => questionResult(q, s.title, whole.questions[q.key], tooFew(answeredOf(whole.questions[q.key]), threshold))))

/** How many of each group answered one question. */
export const sizesFor = (sizes: Readonly<Record<string, Sizes>>, key: string): Record<string, number> =>
  Object.fromEntries(Object.entries(sizes).map(([group, s]) => [group, s.questions[key] ?? 0]))

/** One group's results; null = the group is hidden. What is hidden of it in a cross table is hidden here too. */
export function groupResults(definition: Definition, group: string, counter: Counter, sizes: Readonly<Record<string, Sizes>>, threshold: number): QuestionResult[] | null {
  if (hiddenGroups(Object.fromEntries(Object.entries(sizes).map(([g, s]) => [g, s.n])), threshold).has(group)) return null
  return definition.sections.flatMap(s => s.questions.map(q =>
    questionResult(q, s.title, counter.questions[q.key], hiddenGroups(sizesFor(sizes, q.key), threshold).has(group))))
}

/** The columns of a cross table and, of counts, its cells: one table for each row of a matrix. */
function tablesOf(q: Question, total: Counts | undefined): { name: string; columns: { key: string; name: string }[]; cells: (counts: Counts | undefined) => number[] }[] {
  if (q.kind === 'matrix') {
    return q.rows.map((r, i) => ({
      name: r.text, columns: q.columns.map(c => ({ key: c.key, name: c.text })),
      cells: counts => slotCounts(q, counts).slice(i * q.columns.length, (i + 1) * q.columns.length),
    }))
  }
  if (q.kind === 'ranking') return [{ name: '', columns: q.options.map(o => ({ key: o.key, name: o.text })), cells: counts => borda(q, slotCounts(q, counts)).map(b => b.n) }]
  // Of days and numbers only those that somebody gave.
  const sparse = q.kind === 'number' || q.kind === 'date'
  const given = slotCounts(q, total).flatMap((n, i) => (sparse && n === 0 ? [] : [i]))
  const slots = slotsOf(q)
  return [{ name: '', columns: given.map(i => slots[i]!), cells: counts => { const all = slotCounts(q, counts); return given.map(i => all[i]!) } }]
}

/** A question by the groups of a dimension, small groups suppressed. */
export function crossTables(q: Question, groups: readonly { group: string; name: string }[], of: (group: string) => Counts | undefined, total: Counts | undefined, threshold: number): { name: string; table: CrossTable }[] {
  const hidden = hiddenGroups(Object.fromEntries(groups.map(g => [g.group, answeredOf(of(g.group))])), threshold)
  return tablesOf(q, total).map(({ name, columns, cells }) => ({
    name,
    table: {
      columns,
      rows: groups.map(g => (hidden.has(g.group)
        ? { ...g, n: null, cells: [], mean: null }
        : { ...g, n: answeredOf(of(g.group)), cells: cells(of(g.group)), mean: meanOf(q, of(g.group)) })),
      total: { n: answeredOf(total), cells: cells(total), mean: meanOf(q, total) },
    },
  }))
}

export const findQuestion = (definition: Definition, key: string): Question | undefined => questionsOf(definition).find(q => q.key === key)
