import fc from 'fast-check'
import { LEAST_PAPERS, LEAST_STEP, MOST_ROUNDS, MOST_SEATS, planRounds } from '../../domain/survey/anonymous'
import { MOST_MARKS, isSound, marksOf, marksProblem } from '../../domain/survey/ballot-answers'
import { publishProblems, resultsOpen, stateAt, type Standing } from '../../domain/survey/life'
import type { SurveyEdit, SurveyState } from '../../types/survey'
import type { Values } from '../../types/survey-answers'
import { definition, question, shownIf } from './survey-world'

const now = 1_780_000_000_000
const joined = (...sizes: number[]) => sizes.map((n, i) => ({ group: `unit-${String(i).padStart(3, '0')}`, name: `单位${i}`, n }))

test.each<[string, number[], boolean, [string, number][] | null]>([
  ['nine in all', [9], true, null], ['nine in two', [5, 4], true, null], ['ten of one', [10], true, [['单位0', 10]]],
  ['all together', [30, 3], false, [['全体', 33]]], ['two groups', [12, 11], true, [['单位0', 12], ['单位1', 11]]],
  ['two small ones make one', [12, 6, 5], true, [['单位0', 12], ['其他单位', 11]]], ['a small one takes the next smallest along', [20, 11, 4], true, [['单位0', 20], ['其他单位', 15]]],
  ['a small one and one other', [12, 4], true, [['其他单位', 16]]], ['nobody of a group', [12, 0, 10], true, [['单位0', 12], ['单位2', 10]]],
  ['a large group is cut', [2001, 10], true, [['单位0（第 1 票箱）', 1001], ['单位0（第 2 票箱）', 1000], ['单位1', 10]]],
])('rounds: %s', (_name, sizes, split, expected) => {
  expect(planRounds(joined(...sizes), split)?.map(r => [r.name, r.seats]) ?? null).toEqual(expected)
})

test('rounds hold everybody once, none is too small or too large, and there are never too many; in whatever order groups come', () => {
  fc.assert(fc.property(fc.array(fc.nat(120), { minLength: 1, maxLength: 120 }), fc.array(fc.integer({ min: 1900, max: 9000 }), { maxLength: 5 }), fc.boolean(), (small, large, split) => {
    const groups = joined(...small, ...large)
    const all = [...small, ...large].reduce((a, b) => a + b, 0)
    const rounds = planRounds(groups, split)
    if (all < LEAST_PAPERS) return expect(rounds).toBeNull()
    expect(rounds!.reduce((sum, r) => sum + r.seats, 0)).toBe(all)
    expect(rounds!.every(r => r.seats >= LEAST_PAPERS && r.seats <= MOST_SEATS)).toBe(true)
    expect(rounds!.length).toBeLessThanOrEqual(MOST_ROUNDS)
    expect(rounds!.map(r => r.no)).toEqual(rounds!.map((_, i) => i + 1))
    const boxes = new Map(rounds!.map(r => [r.group, r.groups]))
    expect([...boxes.values()].flat().sort()).toEqual(groups.filter(g => g.n > 0).map(g => g.group).sort())
    expect(planRounds([...groups].reverse(), split)).toEqual(rounds)
  }))
})

const edit = (more: Partial<SurveyEdit> = {}, settings: Partial<SurveyEdit['settings']> = {}, anonymous: Partial<NonNullable<SurveyEdit['anonymous']>> = {}): SurveyEdit => ({
  title: '问卷', intro: '', thanks: '', mode: 'anonymous', definition: definition(question('short', 'q1')), audience: { units: [], roles: [], term: null }, startsAt: now, endsAt: now + 3 * LEAST_STEP,
  settings: { editable: false, pace: 'question', threshold: 5, by: [], leaders: false, pairs: [], quotaBy: null, quotas: [], ...settings },
  anonymous: { drawFrom: now + LEAST_STEP, answerFrom: now + 2 * LEAST_STEP, split: false, single: false, ...anonymous }, ...more,
})
const stopped = (...args: Parameters<typeof edit>) => publishProblems(edit(...args), now).map(p => p.at)

test('what stands in the way of publishing it', () => {
  expect(stopped()).toEqual([])
  expect(stopped({}, { by: ['unit'] }, { split: true })).toEqual([])
  expect(stopped({ anonymous: null })).toEqual(['anonymous'])
  expect(stopped({ mode: 'confidential' })).toEqual(['anonymous'])
  expect(stopped({}, {}, { drawFrom: now + LEAST_STEP - 1 })).toEqual(['anonymous.drawFrom'])
  expect(stopped({}, {}, { answerFrom: now + 2 * LEAST_STEP - 1 })).toEqual(['anonymous.answerFrom'])
  expect(stopped({ endsAt: now + 3 * LEAST_STEP - 1 })).toEqual(['endsAt'])
  expect(stopped({}, { editable: true })).toEqual(['editable'])
  expect(stopped({}, { quotaBy: 'unit', quotas: [{ group: 'unit-aaaa', limit: 1 }] })).toEqual(['quotas'])
  expect(stopped({}, { by: ['unit'] })).toEqual(['by'])
  expect(stopped({}, { by: ['unit', 'role'] }, { split: true })).toEqual(['by'])
  expect(stopped({}, { threshold: 1 })).toEqual(['threshold'])
  expect(stopped({ definition: definition(question('picture', 'q1')) })).toEqual(['q1'])
  const wordy = definition(...Array.from({ length: 100 }, (_, i) => question('consent', `q${i + 1}`, { text: '同'.repeat(1000) })))
  expect(stopped({ definition: wordy })).toEqual([''])
})

test.each<[NonNullable<Standing['ballot']>['phase'], number, SurveyState]>([
  ['joining', -1, 'waiting'], ['joining', 0, 'joining'], ['joining', 999, 'joining'], ['joining', 1000, 'drawing'], ['freezing', 1000, 'drawing'], ['planning', 1000, 'drawing'], ['setting', 2500, 'drawing'],
  ['drawing', 1999, 'drawing'], ['drawing', 2000, 'sealing'], ['settling', 2000, 'sealing'], ['sealing', 2500, 'sealing'], ['open', 2999, 'open'], ['open', 3000, 'counting'], ['sealing', 3000, 'counting'],
  ['ending', 3000, 'counting'], ['counting', 9000, 'counting'], ['counted', 9000, 'counting'],
])('in phase %s after %i it is %s', (phase, after, state) => {
  const standing: Standing = { kept: 'published', startsAt: now, endsAt: now + 3000, ballot: { phase, drawFrom: now + 1000, drawUntil: now + 2000 } }
  expect(stateAt(standing, now + after)).toBe(state)
  expect(stateAt({ ...standing, kept: 'void' }, now + after)).toBe('void')
  expect(resultsOpen('anonymous', state)).toBe(false)
})

const asked = definition(
  question('single', 'q1', { required: true, other: true }), question('rating', 'q2', { required: true }), question('short', 'q3', { showIf: [shownIf('q1', ['o2'])] }), question('long', 'q4'), question('matrix', 'q5'),
)

describe('answers on a ballot', () => {
  test('have one text, whatever order, spaces and hidden answers the phone has', () => {
    const a: Values = { q2: 4, q1: { picked: ['o1'] }, q3: '看不到', q4: '  \u202e好\u0000 ', q5: { rows: { r2: 'c1', r1: 'c2' } } }
    const b: Values = { q5: { rows: { r1: 'c2', r2: 'c1' } }, q4: '好', q1: { picked: ['o1'], other: ' ' }, q2: 4 }
    expect(marksOf(asked, a)).toBe('{"q1":{"picked":["o1"]},"q2":4,"q4":"好","q5":{"rows":{"r1":"c2","r2":"c1"}}}')
    expect(marksOf(asked, b)).toBe(marksOf(asked, a))
  })

  test('that a phone writes are sound; written in any other way they are not', () => {
    fc.assert(fc.property(fc.record({ q1: fc.constantFrom<Values[string]>({ picked: ['o1'] }, { picked: ['o2'] }, { picked: [], other: '别的' }), q2: fc.integer({ min: 1, max: 5 }), q4: fc.string({ unit: 'binary', maxLength: 60 }) }), values => {
      const marks = marksOf(asked, values)
      expect([isSound(asked, marks, JSON.parse(marks)), marksProblem(asked, values)]).toEqual([true, undefined])
      const read = JSON.parse(marks) as Values
      const turned = JSON.stringify(Object.fromEntries(Object.entries(read).reverse()))
      for (const other of [`${marks} `, ` ${marks}`, marks.replace(':', ': '), turned, marks.replace('"q1"', '"\\u0071\\u0031"')]) expect([other, isSound(asked, other, JSON.parse(other))]).toEqual([other, false])
    }))
  })

  test('that are missing, hidden, or too long cannot be cast, and the phone says why', () => {
    expect(marksProblem(asked, { q2: 4 })).toBe('这一题必须回答')
    expect(isSound(asked, '{"q1":{"picked":["o1"]},"q2":4,"q3":"看不到"}', { q1: { picked: ['o1'] }, q2: 4, q3: '看不到' })).toBe(false)
    const wordy = definition(...Array.from({ length: 8 }, (_, i) => question('long', `q${i + 1}`)))
    const long = (n: number): Values => Object.fromEntries(Array.from({ length: n }, (_, i) => [`q${i + 1}`, '字'.repeat(1900)]))
    expect([marksProblem(wordy, long(6)), marksOf(wordy, long(6)).length < MOST_MARKS]).toEqual([undefined, true])
    expect(marksProblem(wordy, long(7))).toContain('文字太多')
    expect(isSound(wordy, marksOf(wordy, long(7)), long(7))).toBe(false)
  })
})
