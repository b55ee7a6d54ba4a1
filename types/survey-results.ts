import * as z from 'zod/mini'
import { Id, Instant } from './common'
import { Key } from './survey-questions'

/** How results may be split: by unit directly below the enterprise, by role (delegate or not), by kind of delegate. */
export const Dimension = z.enum(['unit', 'role', 'seat'])
export type Dimension = z.infer<typeof Dimension>

/** One group of a dimension: a unit's id, `delegate`/`worker`, or a kind of delegate. */
export const GroupRef = z.strictObject({ by: Dimension, group: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, '分组编号格式不对')) })
export type GroupRef = z.infer<typeof GroupRef>

/** Two questions that are crossed with each other: the answers to one are rows, to the other columns. */
export const Pair = z.strictObject({ rows: Key, columns: Key })
export type Pair = z.infer<typeof Pair>

/** A bar: how many chose it. `key` is the option's, a rating's or a bin's. */
export const Bar = z.object({ key: z.string(), name: z.string(), n: z.int() })
export type Bar = z.infer<typeof Bar>

/**
 * One question's result. `n` = people who answered it. `hidden`: fewer than the threshold did, so nothing else is told
 * (the page says 不显示). Ranking: `n` of a bar = points by Borda (first of `top` gets `top` points, the last gets one).
 * `exact` false: the median is read from bins.
 */
export const QuestionResult = z.object({
  key: z.string(), kind: z.string(), title: z.string(), section: z.string(),
  n: z.nullable(z.int()), hidden: z.boolean(),
  bars: z.array(Bar),
  rows: z.array(z.object({ key: z.string(), name: z.string(), n: z.int(), bars: z.array(Bar) })),
  mean: z.nullable(z.number()), median: z.nullable(z.number()), nps: z.nullable(z.number()), exact: z.boolean(),
})
export type QuestionResult = z.infer<typeof QuestionResult>

export const Group = z.object({ group: z.string(), name: z.string() })
export type Group = z.infer<typeof Group>

/**
 * `why` says why nothing is shown: `running` = a confidential 保密 survey is told only when it is over and counted;
 * `few` = fewer people than the threshold answered (or this group is hidden so that no other can be worked out).
 */
export const Results = z.object({
  id: Id, title: z.string(), threshold: z.int(),
  answered: z.nullable(z.int()), expected: z.int(),
  /** Everything up to this instant is in; `exact` = closed and recounted whole. */
  asOf: z.nullable(Instant), exact: z.boolean(),
  why: z.nullable(z.enum(['running', 'few'])),
  groups: z.array(z.object({ by: Dimension, name: z.string(), groups: z.array(Group) })),
  /** Questions that were crossed with each other. */
  pairs: z.array(Pair),
  questions: z.array(QuestionResult),
})
export type Results = z.infer<typeof Results>

/**
 * A question across the groups of a dimension. A row with `n` null is suppressed 抑制 (shown as “＜5”): too few people, or
 * hidden so that the total minus what is shown gives nothing away. Cells run as `columns` do; a matrix has one table a row.
 */
export const CrossTable = z.object({
  columns: z.array(z.object({ key: z.string(), name: z.string() })),
  rows: z.array(z.object({ group: z.string(), name: z.string(), n: z.nullable(z.int()), cells: z.array(z.int()), mean: z.nullable(z.number()) })),
  total: z.object({ n: z.int(), cells: z.array(z.int()), mean: z.nullable(z.number()) }),
})
export type CrossTable = z.infer<typeof CrossTable>

export const Cross = z.object({
  question: z.string(), title: z.string(), threshold: z.int(), why: z.nullable(z.enum(['running', 'few'])),
  tables: z.array(z.object({ name: z.string(), table: CrossTable })),
})

/** `n` of everybody who answered the survey; null = suppressed, in rows and columns. */
export const PairTable = z.object({
  n: z.int(),
  columns: z.array(z.object({ key: z.string(), name: z.string(), n: z.nullable(z.int()) })),
  rows: z.array(z.object({ key: z.string(), name: z.string(), n: z.nullable(z.int()), cells: z.array(z.nullable(z.int())) })),
})
export type PairTable = z.infer<typeof PairTable>

/** The same question in two rounds; `share`: percent that the option with this key got, 0–100. Nulls: not there, or hidden. */
const Side = z.nullable(z.object({ n: z.int(), mean: z.nullable(z.number()), nps: z.nullable(z.number()) }))
export const Comparison = z.object({
  now: z.object({ id: Id, title: z.string(), answered: z.nullable(z.int()) }),
  then: z.object({ id: Id, title: z.string(), answered: z.nullable(z.int()) }),
  why: z.nullable(z.enum(['running', 'few'])),
  questions: z.array(z.object({
    key: z.string(), kind: z.string(), title: z.string(), now: Side, then: Side,
    bars: z.array(z.object({ key: z.string(), name: z.string(), now: z.nullable(z.number()), then: z.nullable(z.number()) })),
  })),
})
export type Comparison = z.infer<typeof Comparison>

/**
 * People who were asked and who answered; `answered` is up to `asOf`, `exact` once it is closed and recounted. `ballot`: of an
 * anonymous survey how many joined and (null before the draw is over) drew; there `answered` says nothing (0) until it is `exact`.
 */
export const Turnout = z.object({
  expected: z.int(), answered: z.int(), asOf: z.nullable(Instant), exact: z.boolean(),
  ballot: z.nullable(z.object({ joined: z.int(), drawn: z.nullable(z.int()) })),
  units: z.array(z.object({ group: z.string(), name: z.string(), expected: z.int(), answered: z.int() })),
})
export type Turnout = z.infer<typeof Turnout>
