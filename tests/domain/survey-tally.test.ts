import fc from 'fast-check'
import { checkAnswers } from '../../domain/survey/answers'
import { questionsOf } from '../../domain/survey/questions'
import { crossTables, groupResults, wholeResults } from '../../domain/survey/results'
import { slotsOf } from '../../domain/survey/slots'
import { pack, sumCounters, sumSizes, sumTallies, tallyOf, unpackCounter, type Counted } from '../../domain/survey/tally'
import type { Value, Values } from '../../types/survey-answers'
import type { Question } from '../../types/survey-questions'
import { definition, everyKind, options, question } from './survey-world'

const keys = (list: { key: string }[]) => list.map(o => o.key)

/** Any sound answer to a question of the test's world. */
function anyValue(q: Question): fc.Arbitrary<Value> {
  switch (q.kind) {
    case 'single': return fc.constantFrom(...keys(q.options)).map(k => ({ picked: [k] }))
    case 'multiple': return fc.subarray(keys(q.options), { minLength: 1, maxLength: 2 }).chain(picked => fc.boolean().map(o => (o ? { picked, other: '别的' } : { picked })))
    case 'rating': return fc.integer({ min: 1, max: q.most })
    case 'matrix': return fc.dictionary(fc.constantFrom(...keys(q.rows)), fc.constantFrom(...keys(q.columns)), { minKeys: 1, noNullPrototype: true }).map(rows => ({ rows }))
    case 'ranking': return fc.shuffledSubarray(keys(q.options), { minLength: q.top, maxLength: q.top }).map(order => ({ order }))
    case 'short': case 'long': return fc.constant('有话说')
    case 'number': return fc.integer({ min: 0, max: 1000 }).map(n => n / 10)
    case 'date': return fc.integer({ min: 1, max: 28 }).map(n => `20${String(n).padStart(2, '0')}-02-${String(n).padStart(2, '0')}`)
    case 'picture': return fc.constant({ files: ['cloud://a.b/c.jpg'] })
    case 'consent': return fc.constant(true as const)
  }
}

const world = everyKind()
const anyAnswer: fc.Arbitrary<Counted> = fc.record({
  values: fc.tuple(...questionsOf(world).map(q => fc.option(anyValue(q)))).map(list => Object.fromEntries(list.flatMap((v, i) => (v === null ? [] : [[`q${i + 1}`, v]]))) as Values),
  groups: fc.record({ unit: fc.constantFrom('unit-aaaa', 'unit-bbbb', 'unit-cccc'), role: fc.constantFrom('delegate', 'worker') }),
})

test('buckets in any order, packed and unpacked, add up to a full recount', () => {
  fc.assert(fc.property(fc.array(anyAnswer, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.nat(8)), (answers, buckets, where) => {
    for (const a of answers) expect(checkAnswers(world, a.values)).toEqual([])
    const whole = tallyOf(world, answers)
    const parts = Array.from({ length: buckets }, (): Counted[] => [])
    for (const a of answers) parts[where.next().value % buckets]!.push(a)
    const tallies = parts.map(p => tallyOf(world, p)).reverse()
    expect(sumTallies(tallies)).toEqual(whole)
    const packed = tallies.map(t => pack(world, t))
    const plain = (c: { n: number; questions: Record<string, number[]> }) => ({ n: c.n, questions: Object.fromEntries(Object.entries(c.questions).map(([k, v]) => [k, v.join().replace(/(,0)+$/, '')])) })
    expect(plain(sumCounters(packed.map(p => unpackCounter(p.n, p.whole))))).toEqual(plain(whole.whole))
    const sizes = sumSizes(world, packed.map(p => p.sizes.unit))
    for (const [group, c] of Object.entries(whole.by.unit ?? {})) {
      expect(sizes[group]!.n).toBe(c.n)
      for (const q of questionsOf(world)) expect(sizes[group]!.questions[q.key]).toBe(c.questions[q.key]?.[0] ?? 0)
    }
    // Groups of a dimension add up to the whole.
    if (answers.length) expect(plain(sumCounters(Object.values(whole.by.unit!)))).toEqual(plain(whole.whole))
  }), { numRuns: 150 })
})

const counted = (values: Values[], groups: Counted['groups'] = {}): Counted[] => values.map(v => ({ values: v, groups }))
const resultOf = (q: Question, values: Value[]) => wholeResults(definition(q), tallyOf(definition(q), counted(values.map(v => ({ [q.key]: v })))).whole, 1)[0]!
const shape = (q: Question, values: Value[]) => resultOf(q, values).bars.map(b => [b.name, b.n])

test('figures of each kind, worked out by hand', () => {
  expect(shape(question('multiple', 'q1'), [{ picked: ['o1', 'o2'] }, { picked: ['o2'], other: '别的' }])).toEqual([['选项o1', 1], ['选项o2', 2], ['选项o3', 0], ['选项o4', 0], ['其他', 1]])
  expect(resultOf(question('rating', 'q1'), [1, 4, 5, 5])).toMatchObject({ n: 4, mean: 3.75, median: 4.5, nps: null })
  // Three promoters, one detractor, one between: (3 − 1) / 5.
  expect(resultOf(question('rating', 'q1', { scale: 'nps' }), [10, 9, 9, 7, 6])).toMatchObject({ nps: 40, mean: 8.2, median: 9 })
  expect(resultOf(question('number', 'q1', { decimals: 1, max: 10 }), [0.1, 0.2, 0.3])).toMatchObject({ mean: 0.2, median: 0.2, exact: true })
  expect(resultOf(question('number', 'q1', { decimals: 0, min: -1000, max: 1000 }), [-1000, 0, 1000])).toMatchObject({ mean: 0, exact: false })
  // Borda: two places, the first gets two points.
  expect(shape(question('ranking', 'q1', { top: 2 }), [{ order: ['o3', 'o1'] }, { order: ['o3', 'o2'] }])).toEqual([['选项o1', 1], ['选项o2', 1], ['选项o3', 4], ['选项o4', 0]])
  expect(resultOf(question('matrix', 'q1'), [{ rows: { r1: 'c1', r2: 'c4' } }, { rows: { r1: 'c1' } }]).rows.map(r => [r.n, r.bars.map(b => b.n)])).toEqual([[2, [2, 0, 0, 0]], [1, [0, 0, 0, 1]], [0, [0, 0, 0, 0]]])
  expect(shape(question('date', 'q1', { from: '2026-11-01', to: '2026-11-30' }), ['2026-11-03', '2026-11-05'])).toEqual([['2026-11-03', 1], ['2026-11-04', 0], ['2026-11-05', 1]])
  expect(shape(question('date', 'q1', { from: '2026-01-01', to: '2027-12-31' }), ['2027-02-03'])).toEqual([['2027-02', 1]])
  expect(shape(question('date', 'q1'), ['1999-02-03'])).toEqual([['1999', 1]])
  expect(resultOf(question('single', 'q1'), [])).toMatchObject({ n: 0, hidden: false, mean: null })
})

test('every slot of numbers and days can be hit, the last one too', () => {
  for (const q of [question('number', 'q1', { min: -5.5, max: 5.5 }), question('number', 'q1', { min: 0, max: 12345, decimals: 2 }), question('number', 'q1', { min: 0, max: 0 })]) {
    const { min, max } = q as { min: number; max: number }
    const slots = slotsOf(q)
    const hit = (v: number) => tallyOf(definition(q), counted([{ q1: v }])).whole.questions.q1!.slice(2).findIndex(n => n > 0)
    expect([hit(min), hit(max)]).toEqual([0, slots.length - 1])
  }
})

const single = question('single', 'q1', { options: options(2) })
const spread = (sizes: Record<string, number>): Counted[] => Object.entries(sizes).flatMap(([unit, n]) => Array.from({ length: n }, (_, i): Counted => ({ values: { q1: { picked: [i % 2 ? 'o1' : 'o2'] } }, groups: { unit } })))

test('a cross table leaves out the small group and the next smallest, and the total stays', () => {
  const d = definition(single)
  const { whole, by, pairs } = tallyOf(d, spread({ 'unit-aaaa': 3, 'unit-bbbb': 8, 'unit-cccc': 12 }))
  const groups = Object.keys(by.unit!).map(group => ({ group, name: group }))
  const { table } = crossTables(single, groups, g => by.unit![g]?.questions.q1, whole.questions.q1, 5)[0]!
  expect(table.rows.map(r => [r.n, r.cells])).toEqual([[null, []], [null, []], [12, [6, 6]]])
  expect(table.total).toMatchObject({ n: 23, cells: [11, 12] })
  const sizes = sumSizes(d, [pack(d, { whole, by, pairs }).sizes.unit])
  expect(groupResults(d, 'unit-bbbb', by.unit!['unit-bbbb']!, sizes, 5)).toBeNull()
  expect(groupResults(d, 'unit-cccc', by.unit!['unit-cccc']!, sizes, 5)).toMatchObject([{ n: 12, hidden: false }])
})

test('a question that few answered is not told, in the whole and in a group', () => {
  const d = definition(single, question('single', 'q2'))
  const few: Counted[] = spread({ 'unit-aaaa': 20, 'unit-bbbb': 20 }).map((a, i) => (i < 3 ? { ...a, values: { ...a.values, q2: { picked: ['o1'] } } } : a))
  const { whole, by, pairs } = tallyOf(d, few)
  expect(wholeResults(d, whole, 5).map(r => [r.hidden, r.n])).toEqual([[false, 40], [true, null]])
  const sizes = sumSizes(d, [pack(d, { whole, by, pairs }).sizes.unit])
  expect(groupResults(d, 'unit-aaaa', by.unit!['unit-aaaa']!, sizes, 5)!.map(r => r.hidden)).toEqual([false, true])
})
