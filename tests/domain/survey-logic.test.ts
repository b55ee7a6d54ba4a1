import * as z from 'zod/mini'
import fc from 'fast-check'
import { checkDefinition } from '../../domain/survey/logic'
import { path } from '../../domain/survey/path'
import { questionsOf } from '../../domain/survey/questions'
import { surveyTemplates } from '../../domain/survey/templates'
import type { Values } from '../../types/survey-answers'
import { Definition, type Question } from '../../types/survey-questions'
import { definition, options, question, shownIf } from './survey-world'

const codes = (...parts: Parameters<typeof definition>) => checkDefinition(definition(...parts)).map(p => [p.at, p.code])
const walk = (d: Definition, values: Values) => path(d, values).map(q => q.key)
const picked = (...keys: string[]) => ({ picked: keys })

test('five templates, each sound, the openness of factory affairs by its eight aspects', () => {
  expect(surveyTemplates).toHaveLength(5)
  for (const t of surveyTemplates) {
    expect([t.title, z.safeParse(Definition, t.definition).success, checkDefinition(t.definition)]).toEqual([t.title, true, []])
  }
  const aspects = questionsOf(surveyTemplates[0]!.definition).filter(q => q.key.startsWith('aspect')).map(q => q.title.split('：')[0])
  expect(aspects).toEqual(['内容', '载体', '范围', '时间', '监督整改', '参与权', '表达权', '监督权'])
})

test('a jump skips what lies between, a condition shows, an answer that is met no more counts for nothing', () => {
  const d = definition(
    question('single', 'q1', { jumps: [{ option: 'o1', to: 'q4' }, { option: 'o3', to: 'end' }] }),
    question('single', 'q2'),
    question('short', 'q3', { showIf: [shownIf('q2', ['o2'])] }),
    question('rating', 'q4'),
    question('long', 'q5', { showIf: [shownIf('q4', [], { to: 2 })] }),
  )
  expect(checkDefinition(d)).toEqual([])
  expect(walk(d, {})).toEqual(['q1', 'q2', 'q4'])
  expect(walk(d, { q1: picked('o1') })).toEqual(['q1', 'q4'])
  expect(walk(d, { q1: picked('o3') })).toEqual(['q1'])
  expect(walk(d, { q1: picked('o2'), q2: picked('o2'), q4: 2 })).toEqual(['q1', 'q2', 'q3', 'q4', 'q5'])
  // q2 was answered before q1 was changed to jump over it.
  expect(walk(d, { q1: picked('o1'), q2: picked('o2'), q4: 5 })).toEqual(['q1', 'q4'])
})

test('conditions: options, numbers, answered at all, turned round, several at once, and what was written beside', () => {
  const shown = (condition: Parameters<typeof shownIf>, values: Values, first: Question = question('multiple', 'q1')) =>
    walk(definition(first, question('short', 'q2', { showIf: [shownIf(...condition)] })), values).includes('q2')
  expect(shown(['q1', ['o1', 'o2']], { q1: picked('o2', 'o3') })).toBe(true)
  expect(shown(['q1', ['o1']], { q1: picked('o2') })).toBe(false)
  expect(shown(['q1', ['other']], { q1: { picked: [], other: '别的' } })).toBe(true)
  expect(shown(['q1', ['o1'], { not: true }], { q1: picked('o2') })).toBe(true)
  expect(shown(['q1', ['o1'], { not: true }], {})).toBe(true)
  expect(shown(['q1'], {})).toBe(false)
  expect(shown(['q1'], { q1: '   ' }, question('short', 'q1'))).toBe(false)
  expect(shown(['q1', [], { from: 3, to: 4 }], { q1: 4 }, question('rating', 'q1'))).toBe(true)
  expect(shown(['q1', [], { from: 3, to: 4 }], { q1: 5 }, question('rating', 'q1'))).toBe(false)
  const both = definition(question('single', 'q1'), question('rating', 'q2'), question('short', 'q3', { showIf: [shownIf('q1', ['o1']), shownIf('q2', [], { from: 4 })] }))
  expect(walk(both, { q1: picked('o1'), q2: 3 })).not.toContain('q3')
  expect(walk(both, { q1: picked('o1'), q2: 4 })).toContain('q3')
})

test('the jump of the chosen option goes before the one for every answer, however they stand', () => {
  for (const jumps of [[{ option: null, to: 'end' as const }, { option: 'o1', to: 'q3' }], [{ option: 'o1', to: 'q3' }, { option: null, to: 'end' as const }]]) {
    const d = definition(question('single', 'q1', { jumps }), question('short', 'q2', { showIf: [] }), question('short', 'q3'))
    expect([walk(d, { q1: picked('o1') }), walk(d, { q1: picked('o2') }), walk(d, {})]).toEqual([['q1', 'q3'], ['q1'], ['q1']])
    expect(checkDefinition(d)).toMatchObject([{ at: 'q2', code: 'UNREACHABLE' }])
  }
})

test('a jump into a section begins at its first question', () => {
  const d = definition([question('single', 'q1', { jumps: [{ option: 'o1', to: 's3' }] })], [question('short', 'q2')], [question('short', 'q3'), question('short', 'q4')])
  expect(walk(d, { q1: picked('o1') })).toEqual(['q1', 'q3', 'q4'])
})

test('loops are refused with the way round named', () => {
  const back = definition(question('single', 'q1'), question('single', 'q2'), question('single', 'q3', { jumps: [{ option: 'o1', to: 'q2' }] }))
  expect(checkDefinition(back)).toEqual([{ at: 'q3', code: 'LOOP', message: '第 3 题“题目q3”跳回了第 2 题，答题会绕圈：第 2 题 → 第 3 题 → 第 2 题' }])
  expect(codes(question('single', 'q1', { jumps: [{ option: null, to: 'q1' }] }))).toEqual([['q1', 'LOOP']])
  expect(codes([question('single', 'q1')], [question('single', 'q2', { jumps: [{ option: 'o1', to: 's1' }] })])).toEqual([['q2', 'LOOP']])
  expect(codes(question('short', 'q1', { showIf: [shownIf('q1')] }))).toEqual([['q1', 'LOOP']])
  expect(codes(question('single', 'q1', { showIf: [shownIf('q2', ['o1'])] }), question('single', 'q2', { showIf: [shownIf('q1', ['o1'])] }))).toEqual([['q1', 'LOOP']])
  // Back, but with no way round: q1 always goes to q3.
  expect(codes(question('short', 'q1', { jumps: [{ option: null, to: 'q3' }] }), question('short', 'q2', { jumps: [{ option: null, to: 'end' }] }), question('short', 'q3', { jumps: [{ option: null, to: 'q2' }] }))).toEqual([['q3', 'BACKWARD']])
})

test.each<[string, Question[], [string, string][]]>([
  ['nothing asked', [], [['', 'EMPTY']]],
  ['the same key twice', [question('short', 'q1'), question('short', 'q1')], [['q1', 'TWICE']]],
  ['a key like a section’s', [question('short', 's1')], [['s1', 'TWICE']]],
  ['a jump to nowhere', [question('single', 'q1', { jumps: [{ option: 'o1', to: 'q9' }] })], [['q1', 'UNKNOWN']]],
  ['a jump on an option that is not there', [question('single', 'q1', { jumps: [{ option: 'o9', to: 'end' }] })], [['q1', 'UNKNOWN']]],
  ['a jump by option of a question without options', [question('rating', 'q1', { jumps: [{ option: 'o1', to: 'end' }] })], [['q1', 'UNKNOWN']]],
  ['two jumps of one option', [question('single', 'q1', { jumps: [{ option: 'o1', to: 'end' }, { option: 'o1', to: 'q2' }] }), question('short', 'q2')], [['q1', 'TWICE']]],
  ['a condition on nothing', [question('short', 'q1', { showIf: [shownIf('q9')] })], [['q1', 'UNKNOWN']]],
  ['a condition on a later question', [question('short', 'q1', { showIf: [shownIf('q2')] }), question('short', 'q2')], [['q1', 'ORDER']]],
  ['a condition on an option that is not there', [question('single', 'q1'), question('short', 'q2', { showIf: [shownIf('q1', ['o7'])] })], [['q2', 'UNKNOWN']]],
  ['a number of what is no number', [question('single', 'q1'), question('short', 'q2', { showIf: [shownIf('q1', [], { from: 1 })] })], [['q2', 'UNFIT']]],
  ['a range upside down', [question('rating', 'q1'), question('short', 'q2', { showIf: [shownIf('q1', [], { from: 4, to: 2 })] })], [['q2', 'UNFIT']]],
  ['jumped over whatever is answered', [question('short', 'q1', { jumps: [{ option: null, to: 'q3' }] }), question('short', 'q2'), question('short', 'q3')], [['q2', 'UNREACHABLE']]],
  ['jumped over by every option of a required question', [question('single', 'q1', { required: true, jumps: options(3).map(o => ({ option: o.key, to: 'end' as const })) }), question('short', 'q2')], [['q2', 'UNREACHABLE']]],
  ['shown by an answer that jumps over it', [question('single', 'q1', { required: true, jumps: [{ option: null, to: 'q3' }] }), question('short', 'q2', { showIf: [shownIf('q1', ['o1'])] }), question('short', 'q3', { jumps: [] })], [['q2', 'UNREACHABLE']]],
  ['options with one text', [question('single', 'q1', { options: [{ key: 'o1', text: '甲' }, { key: 'o2', text: '甲' }] })], [['q1', 'SETTING']]],
  ['more to be chosen than there are', [question('multiple', 'q1', { other: false, min: 5, max: 5 })], [['q1', 'SETTING']]],
  ['a range of numbers upside down', [question('number', 'q1', { min: 5, max: 1 })], [['q1', 'SETTING']]],
  ['a day that is none', [question('date', 'q1', { from: '2026-02-30' })], [['q1', 'SETTING']]],
  ['a ranking longer than its options', [question('ranking', 'q1', { top: 5 })], [['q1', 'SETTING']]],
  ['a default that cannot be chosen', [question('single', 'q1', { preset: 'o9' })], [['q1', 'SETTING']]],
])('refused: %s', (_what, questions, expected) => expect(codes(...(questions.length ? questions : [[]]))).toEqual(expected))

test('optional questions whose options all jump can still be passed by without an answer', () => {
  expect(codes(question('single', 'q1', { jumps: options(3).map(o => ({ option: o.key, to: 'end' as const })) }), question('short', 'q2'))).toEqual([])
})

/** Definitions of single choices with jumps and conditions of every sort, sound or not. */
const anyDefinition = fc.integer({ min: 1, max: 8 }).chain(n => fc.array(fc.record({
  required: fc.boolean(),
  jumps: fc.array(fc.record({ option: fc.constantFrom<(string | null)[]>('o1', 'o2', 'o3', null), to: fc.constantFrom('end', ...Array.from({ length: n }, (_, i) => `q${i + 1}`)) }), { maxLength: 2 }),
  conditions: fc.array(fc.record({ of: fc.integer({ min: 1, max: n }), any: fc.subarray(['o1', 'o2', 'o3']), not: fc.boolean() }), { maxLength: 1 }),
}), { minLength: n, maxLength: n })).map(list => definition(...list.map((q, i) => question('single', `q${i + 1}`, {
  required: q.required, jumps: q.jumps as never, showIf: q.conditions.map(c => shownIf(`q${c.of}`, c.any, { not: c.not })),
}))))

test('whatever is found sound ends, in order, and everything that needs no condition is come to by some answer', () => {
  fc.assert(fc.property(anyDefinition, d => {
    if (checkDefinition(d).length) return
    const all = questionsOf(d).map(q => q.key)
    const met = new Set<string>()
    // Every combination of answers: three options or none, of the few questions that there are.
    const total = 4 ** Math.min(all.length, 6)
    for (let n = 0; n < total; n++) {
      const values: Values = {}
      all.forEach((key, i) => { const pick = Math.floor(n / 4 ** i) % 4; if (pick > 0) values[key] = { picked: [`o${pick}`] } })
      const keys = walk(d, values)
      expect(keys).toEqual([...keys].sort((a, b) => all.indexOf(a) - all.indexOf(b)))
      for (const k of keys) met.add(k)
    }
    if (questionsOf(d).every(q => q.showIf.length === 0)) expect([...met].sort()).toEqual([...all].sort())
  }), { numRuns: 300 })
})
