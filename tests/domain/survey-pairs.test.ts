import fc from 'fast-check'
import { pairKey, pairProblems, pairTable, sumCells } from '../../domain/survey/pairs'
import { pack, sumTallies, tallyOf, unpackCounts, type Counted } from '../../domain/survey/tally'
import type { Values } from '../../types/survey-answers'
import type { PairTable } from '../../types/survey-results'
import { definition, options, question } from './survey-world'

const world = definition(question('single', 'q1', { options: options(5), other: true }), question('rating', 'q2'), question('short', 'q3'))
const pair = { rows: 'q1', columns: 'q2' }
const THRESHOLD = 5

/** Rare answers are as likely as frequent ones to be met: only so is there something to hide. */
const anyRow = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('o1', 'o2') }, { weight: 1, arbitrary: fc.constantFrom('o3', 'o4', 'o5', 'other', null) })
const anyColumn = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(4, 5) }, { weight: 1, arbitrary: fc.constantFrom(1, 2, 3, null) })
type Person = readonly [row: string | null, column: number | null]
const people = fc.array(fc.tuple(anyRow, anyColumn), { minLength: 5, maxLength: 60 })

const values = ([row, column]: Person): Values => ({
  ...(row === null ? {} : { q1: row === 'other' ? { picked: [], other: '别的' } : { picked: [row] } }), ...(column === null ? {} : { q2: column }),
})
const answers = (all: readonly Person[]): Counted[] => all.map(p => ({ values: values(p), groups: {} }))
const cellsOf = (all: readonly Person[]) => tallyOf(world, answers(all), [pair]).pairs[pairKey(pair)]!
const tableOf = (all: readonly Person[]) => pairTable(world, pair, cellsOf(all), THRESHOLD)

const inRow = (key: string) => ([row]: Person) => (row ?? 'none') === key
const inColumn = (key: string) => ([, column]: Person) => String(column ?? 'none') === key
const hiddenOf = (groups: readonly { key: string; n: number | null }[]) => groups.filter(g => g.n === null).map(g => g.key)

/** Gives each of the chosen people another one's answer. */
function exchanged(all: readonly Person[], chosen: (p: Person) => boolean, which: 0 | 1): Person[] {
  const given = all.filter(chosen).map(p => p[which]).reverse()
  return all.map((p): Person => {
    if (!chosen(p)) return p
    const other = given.shift()!
    return which === 0 ? [other as Person[0], p[1]] : [p[0], other as Person[1]]
  })
}

test('buckets in any order, packed and unpacked, add up to a full recount', () => {
  fc.assert(fc.property(people, fc.integer({ min: 1, max: 7 }), (all, buckets) => {
    const parts = Array.from({ length: buckets }, (_, b) => answers(all).filter((__, i) => i % buckets === b))
    const tallies = parts.map(p => tallyOf(world, p, [pair])).reverse()
    expect(sumTallies(tallies).pairs).toEqual({ q1_q2: cellsOf(all) })
    const summed = sumCells(tallies.map(t => unpackCounts(pack(world, t).pairs[pairKey(pair)]!)))
    expect(pairTable(world, pair, summed, THRESHOLD)).toEqual(tableOf(all))
  }))
})

test('what is told is what was answered, and of no group that is too small or can be worked out', () => {
  let hiding = 0
  fc.assert(fc.property(people, all => {
    const table = tableOf(all)
    if (!table) return
    expect(table.n).toBe(all.length)
    table.rows.forEach(r => {
      if (r.n !== null) expect(r.n).toBe(all.filter(inRow(r.key)).length)
      r.cells.forEach((n, c) => { if (n !== null) expect(n).toBe(all.filter(p => inRow(r.key)(p) && inColumn(table.columns[c]!.key)(p)).length) })
    })
    for (const [groups, belongs] of [[table.rows, inRow], [table.columns, inColumn]] as const) {
      const told = groups.flatMap(g => g.n ?? [])
      expect(told.every(n => n === 0 || n >= THRESHOLD)).toBe(true)
      const hidden = hiddenOf(groups)
      const among = all.filter(p => hidden.some(key => belongs(key)(p))).length
      if (hidden.length > 0) hiding++
      // With everybody hidden there is nothing that the hidden ones could be worked out from.
      if (told.some(n => n > 0) && hidden.length > 0) expect([hidden.length >= 2, among >= THRESHOLD]).toEqual([true, true])
    }
  }))
  expect(hiding).toBeGreaterThan(20)
})

test('whatever the people of the hidden groups answered, each other’s or their own, the table tells the same', () => {
  let exchanges = 0
  fc.assert(fc.property(people, all => {
    const table = tableOf(all)
    if (!table) return
    const rows = hiddenOf(table.rows)
    const columns = hiddenOf(table.columns)
    const swapped = [
      exchanged(all, p => rows.some(key => inRow(key)(p)), 1),
      exchanged(all, p => columns.some(key => inColumn(key)(p)), 0),
    ]
    for (const s of swapped) {
      if (JSON.stringify(s) !== JSON.stringify(all)) exchanges++
      expect(tableOf(s)).toEqual(table)
    }
  }))
  expect(exchanges).toBeGreaterThan(20)
})

test('a table worked out by hand: one small row, one small column, those who left one out', () => {
  const all: Person[] = [
    ...Array<Person>(8).fill(['o1', 5]), ...Array<Person>(6).fill(['o2', 4]), ['o2', 1], ['o3', 5], ['o3', 4],
    ...Array<Person>(5).fill([null, 5]), ...Array<Person>(7).fill(['o4', null]),
  ]
  const told = ({ n, columns, rows }: PairTable) => ({ n, columns: columns.map(c => [c.key, c.n]), rows: rows.map(r => [r.key, r.n, r.cells.join()]) })
  // Of the marks 1 has one person and is hidden with the next smallest, those who gave none being 7 and mark 4 also 7.
  expect(told(tableOf(all)!)).toEqual({
    n: 29,
    columns: [['1', null], ['2', 0], ['3', 0], ['4', null], ['5', 14], ['none', 7]],
    rows: [['o1', 8, ',0,0,,8,0'], ['o2', 7, ',0,0,,0,0'], ['o3', null, ',,,,,'], ['o4', 7, ',0,0,,0,7'], ['o5', 0, ',0,0,,0,0'], ['other', 0, ',0,0,,0,0'], ['none', null, ',,,,,']],
  })
})

test('too few answers to one of the questions: no table', () => {
  expect(tableOf([...Array<Person>(20).fill(['o1', null]), ...Array<Person>(3).fill(['o1', 5])])).toBeNull()
  expect(tableOf([...Array<Person>(20).fill([null, 5]), ...Array<Person>(3).fill(['o1', 5])])).toBeNull()
})

test('which pairs can be crossed', () => {
  const wide = definition(question('single', 'q1', { options: options(40) }), question('single', 'q2', { options: options(40) }), question('multiple', 'q3'), question('rating', 'q4'))
  const codes = (...pairs: [string, string][]) => pairProblems(wide, pairs.map(([rows, columns]) => ({ rows, columns }))).map(p => [p.at, p.code])
  expect(codes(['q1', 'q4'])).toEqual([])
  expect(codes(['q4', 'q1'], ['q1', 'q4'])).toEqual([['pairs', 'TWICE']])
  for (const bad of [['q1', 'q1'], ['q1', 'q2'], ['q1', 'q3'], ['q9', 'q1']] as [string, string][]) expect(codes(bad)).toEqual([['pairs', 'PAIR']])
})
