import type { Values } from '../../types/survey-answers'
import type { Dimension, Pair } from '../../types/survey-results'
import type { Definition, Question } from '../../types/survey-questions'
import { countPairs, sumCells, type Cells } from './pairs'
import { questionsOf } from './questions'
import { scaled, slotsHit, slotsOf } from './slots'

/** Counts of one question: how many answered, the sum of the numbers (0 where there are none), then its slots. */
export type Counts = number[]
const HEAD = 2

/** People who answered, and the counts of each question. */
export interface Counter { n: number; questions: Record<string, Counts> }

/** An answer as it is counted: where the person stood when answering, one group a dimension. */
export interface Counted { values: Values; groups: Partial<Record<Dimension, string>> }

/** All that is counted of a survey, or of one of its buckets. */
export interface Tally { whole: Counter; by: Partial<Record<Dimension, Record<string, Counter>>>; pairs: Record<string, Cells> }

export const answeredOf = (c: Counts | undefined): number => c?.[0] ?? 0
export const sumOf = (c: Counts | undefined): number => c?.[1] ?? 0
export const slotCounts = (q: Question, c: Counts | undefined): number[] => slotsOf(q).map((_, i) => c?.[HEAD + i] ?? 0)

const emptyCounter = (): Counter => ({ n: 0, questions: {} })
const emptyTally = (): Tally => ({ whole: emptyCounter(), by: {}, pairs: {} })

const bump = (counts: Counts, at: number, by = 1) => {
  while (counts.length <= at) counts.push(0)
  counts[at]! += by
}

function count(counter: Counter, questions: readonly Question[], values: Values) {
  counter.n++
  for (const q of questions) {
    const value = Object.hasOwn(values, q.key) ? values[q.key] : undefined
    if (value === undefined) continue
    const counts = (counter.questions[q.key] ??= [])
    bump(counts, HEAD - 1, q.kind === 'number' ? scaled(q, value as number) : 0)
    bump(counts, 0)
    for (const slot of slotsHit(q, value)) bump(counts, HEAD + slot)
  }
}

/** Counts answers from nothing: a bucket's tally, and the full recount 复核 that it must equal. */
export function tallyOf(definition: Definition, answers: readonly Counted[], pairs: readonly Pair[] = []): Tally {
  const questions = questionsOf(definition)
  const crossed = countPairs(definition, pairs)
  const tally = { ...emptyTally(), pairs: crossed.cells }
  for (const { values, groups } of answers) {
    crossed.count(values)
    count(tally.whole, questions, values)
    for (const [by, group] of Object.entries(groups) as [Dimension, string][]) {
      const of = (tally.by[by] ??= {})
      count((of[group] ??= emptyCounter()), questions, values)
    }
  }
  return tally
}

function add(into: Counter, more: Counter) {
  into.n += more.n
  for (const [key, counts] of Object.entries(more.questions)) {
    const own = (into.questions[key] ??= [])
    counts.forEach((n, at) => bump(own, at, n))
  }
}

/** The sum of counters, in whatever order they come. */
export function sumCounters(counters: Iterable<Counter>): Counter {
  const sum = emptyCounter()
  for (const c of counters) add(sum, c)
  return sum
}

export function sumTallies(tallies: Iterable<Tally>): Tally {
  const sum = emptyTally()
  for (const { whole, by, pairs } of tallies) {
    add(sum.whole, whole)
    for (const [key, cells] of Object.entries(pairs)) sum.pairs[key] = sumCells([sum.pairs[key] ?? [], cells])
    for (const [dimension, groups] of Object.entries(by) as [Dimension, Record<string, Counter>][]) {
      const of = (sum.by[dimension] ??= {})
      for (const [group, counter] of Object.entries(groups)) add((of[group] ??= emptyCounter()), counter)
    }
  }
  return sum
}

/** A tally as it is kept: numbers as text, since the database wraps each number in twenty characters. */
export interface Packed {
  n: number
  whole: Record<string, string>
  /** By dimension and group: who answered, then how many answered each question, in order. */
  sizes: Partial<Record<Dimension, Record<string, string>>>
  by: Partial<Record<Dimension, Record<string, Record<string, string>>>>
  pairs: Record<string, string>
}

const packCounts = (counts: Counts) => {
  let end = counts.length
  while (end > 1 && counts[end - 1] === 0) end--
  return counts.slice(0, end).join(',')
}
const packCounter = ({ questions }: Counter) => Object.fromEntries(Object.entries(questions).map(([key, c]) => [key, packCounts(c)]))
export const unpackCounts = (text: string): Counts => text.split(',').map(Number)

const mapValues = <V, W>(of: Record<string, V>, to: (value: V) => W) => Object.fromEntries(Object.entries(of).map(([key, value]) => [key, to(value)]))

export function pack(definition: Definition, { whole, by, pairs }: Tally): Packed {
  const keys = questionsOf(definition).map(q => q.key)
  const sizes = (c: Counter) => [c.n, ...keys.map(key => answeredOf(c.questions[key]))].join(',')
  return {
    n: whole.n,
    whole: packCounter(whole),
    sizes: mapValues(by as Record<string, Record<string, Counter>>, groups => mapValues(groups, sizes)),
    by: mapValues(by as Record<string, Record<string, Counter>>, groups => mapValues(groups, packCounter)),
    pairs: mapValues(pairs, packCounts),
  }
}

export const unpackCounter = (n: number, packed: Record<string, string> | undefined): Counter => ({ n, questions: mapValues(packed ?? {}, unpackCounts) })

/** How many of each group answered, and answered each question; summed over the parts. */
export interface Sizes { n: number; questions: Record<string, number> }
export function sumSizes(definition: Definition, parts: Iterable<Record<string, string> | undefined>): Record<string, Sizes> {
  const keys = questionsOf(definition).map(q => q.key)
  const sum: Record<string, Sizes> = {}
  for (const part of parts) {
    for (const [group, text] of Object.entries(part ?? {})) {
      const [n = 0, ...each] = text.split(',').map(Number)
      const own = (sum[group] ??= { n: 0, questions: {} })
      own.n += n
      keys.forEach((key, i) => { own.questions[key] = (own.questions[key] ?? 0) + (each[i] ?? 0) })
    }
  }
  return sum
}
