import { checkAnswers, tidy } from '../../domain/survey/answers'
import { presetValues } from '../../domain/survey/questions'
import type { Value, Values } from '../../types/survey-answers'
import type { Question } from '../../types/survey-questions'
import { KINDS, definition, question, shownIf } from './survey-world'

const one = (q: Question, value: Value) => checkAnswers(definition(q), { [q.key]: value }).map(p => p.code)

const good: [Question, Value][] = [
  [question('single', 'q1'), { picked: ['o2'] }],
  [question('single', 'q1', { other: true }), { picked: [], other: '别的' }],
  [question('multiple', 'q1'), { picked: ['o1', 'o2'], other: '别的' }],
  [question('rating', 'q1'), 5],
  [question('rating', 'q1', { scale: 'nps' }), 0],
  [question('matrix', 'q1'), { rows: { r1: 'c1', r3: 'c4' } }],
  [question('ranking', 'q1'), { order: ['o3', 'o1', 'o4'] }],
  [question('short', 'q1'), '字'.repeat(200)],
  [question('long', 'q1'), '字'.repeat(2000)],
  [question('number', 'q1'), 99.9],
  [question('date', 'q1', { from: '2026-01-01' }), '2026-11-22'],
  [question('picture', 'q1'), { files: ['cloud://a.b/c.jpg'] }],
  [question('consent', 'q1'), true],
]

test('every kind has an answer that is taken', () => {
  expect([...new Set(good.map(([q]) => q.kind))].sort()).toEqual([...KINDS].sort())
  for (const [q, value] of good) expect([q.kind, one(q, value)]).toEqual([q.kind, []])
})

test('an answer of another kind is refused', () => {
  const fitting = (q: Question) => [...new Set(good.filter(([, v]) => one(q, v).length === 0).map(([from]) => from.kind))]
  for (const kind of ['matrix', 'ranking', 'picture', 'consent', 'date'] as const) expect([kind, fitting(question(kind, 'q1'))]).toEqual([kind, [kind]])
  expect(fitting(question('single', 'q1', { other: true }))).toEqual(['single'])
  expect(fitting(question('rating', 'q1', { scale: 'nps' }))).toEqual(['rating'])
  expect(fitting(question('short', 'q1'))).toEqual(['short', 'date'])
})

test.each<[string, Question, Value, string]>([
  ['two of one', question('single', 'q1'), { picked: ['o1', 'o2'] }, 'TOO_MANY'],
  ['an option that is not there', question('single', 'q1'), { picked: ['o9'] }, 'NO_OPTION'],
  ['one option twice', question('multiple', 'q1'), { picked: ['o1', 'o1'] }, 'NO_OPTION'],
  ['other where none is offered', question('single', 'q1'), { picked: [], other: '别的' }, 'NO_OPTION'],
  ['beyond max', question('multiple', 'q1'), { picked: ['o1', 'o2', 'o3', 'o4'] }, 'TOO_MANY'],
  ['beyond max by what is written beside', question('multiple', 'q1'), { picked: ['o1', 'o2', 'o3'], other: '别的' }, 'TOO_MANY'],
  ['under min', question('multiple', 'q1', { min: 2 }), { picked: ['o1'] }, 'TOO_FEW'],
  ['a mark too high', question('rating', 'q1'), 6, 'RANGE'],
  ['half a mark', question('rating', 'q1'), 2.5, 'RANGE'],
  ['no mark of stars', question('rating', 'q1'), 0, 'RANGE'],
  ['not a number', question('number', 'q1'), Number.NaN, 'RANGE'],
  ['a column that is not there', question('matrix', 'q1'), { rows: { r1: 'c9' } }, 'NO_OPTION'],
  ['a row that is not there', question('matrix', 'q1'), { rows: { r9: 'c1' } }, 'NO_OPTION'],
  ['a required row left out', question('matrix', 'q1', { required: true }), { rows: { r1: 'c1' } }, 'MISSING'],
  ['ranked twice', question('ranking', 'q1'), { order: ['o1', 'o1', 'o2'] }, 'NO_OPTION'],
  ['ranked too few', question('ranking', 'q1'), { order: ['o1'] }, 'TOO_FEW'],
  ['ranked too many', question('ranking', 'q1'), { order: ['o1', 'o2', 'o3', 'o4'] }, 'TOO_MANY'],
  ['a short text too long', question('short', 'q1'), '字'.repeat(201), 'TOO_LONG'],
  ['a long text too long', question('long', 'q1'), '字'.repeat(2001), 'TOO_LONG'],
  ['a number out of range', question('number', 'q1'), -0.1, 'RANGE'],
  ['too many decimals', question('number', 'q1'), 1.25, 'RANGE'],
  ['a day that is none', question('date', 'q1'), '2026-02-30', 'RANGE'],
  ['a day too early', question('date', 'q1', { from: '2026-01-01' }), '2025-12-31', 'RANGE'],
  ['too many pictures', question('picture', 'q1', { most: 1 }), { files: ['cloud://a.b/c.jpg', 'cloud://a.b/d.jpg'] }, 'TOO_MANY'],
])('refused: %s', (_what, q, value, code) => expect(one(q, value)).toEqual([code]))

test('required questions, hidden ones and unknown ones', () => {
  const d = definition(question('single', 'q1', { required: true }), question('short', 'q2', { required: true, showIf: [shownIf('q1', ['o1'])] }), question('consent', 'q3', { required: true }))
  const of = (values: Values) => checkAnswers(d, values).map(p => [p.question, p.code])
  expect(of({})).toEqual([['q1', 'MISSING'], ['q3', 'MISSING']])
  expect(of({ q1: { picked: ['o1'] }, q3: true })).toEqual([['q2', 'MISSING']])
  expect(of({ q1: { picked: ['o1'] }, q2: '   ', q3: true })).toEqual([['q2', 'MISSING']])
  expect(of({ q1: { picked: ['o2'] }, q2: '不该答的', q3: true })).toEqual([['q2', 'HIDDEN']])
  expect(of({ q1: { picked: ['o2'] }, q3: true, q9: 1 })).toEqual([['q9', 'UNKNOWN']])
  expect(tidy(d, { q1: { picked: ['o2'] }, q2: '不该答的', q3: true, q9: 1 })).toEqual({ q1: { picked: ['o2'] }, q3: true })
})

test('defaults stand there at the beginning, and are answers that are taken', () => {
  const d = definition(question('single', 'q1', { preset: 'o2' }), question('multiple', 'q2', { preset: ['o1'] }), question('rating', 'q3', { preset: 4 }), question('short', 'q4', { preset: '无' }), question('number', 'q5', { preset: 0 }), question('date', 'q6'))
  expect(presetValues(d)).toEqual({ q1: { picked: ['o2'] }, q2: { picked: ['o1'] }, q3: 4, q4: '无', q5: 0 })
  expect(checkAnswers(d, presetValues(d))).toEqual([])
})
