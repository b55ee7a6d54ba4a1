import fc from 'fast-check'
import { alikeGroups } from '../../domain/survey/alike'
import { bucketCount, groupsOf, inAudience, type Asked } from '../../domain/survey/audience'
import { compared } from '../../domain/survey/compare'
import { GRACE, LEAST_AHEAD, publishProblems, resultsOpen, stateAt } from '../../domain/survey/life'
import { wholeResults } from '../../domain/survey/results'
import { hiddenGroups } from '../../domain/survey/suppress'
import { tallyOf } from '../../domain/survey/tally'
import type { SurveyEdit } from '../../types/survey'
import { definition, options, question } from './survey-world'

const hidden = (sizes: Record<string, number>, threshold = 5) => [...hiddenGroups(sizes, threshold)].sort()

test.each<[string, Record<string, number>, string[]]>([
  ['none small', { a: 5, b: 9 }, []],
  ['one small takes the next smallest along', { a: 3, b: 8, c: 20 }, ['a', 'b']],
  ['two small, enough together', { a: 3, b: 4, c: 20 }, ['a', 'b']],
  ['two small, too few together', { a: 1, b: 2, c: 20, d: 30 }, ['a', 'b', 'c']],
  ['empty groups are told and hide nobody', { a: 0, b: 3, c: 9, d: 10 }, ['b', 'c']],
  ['only one group', { a: 3 }, ['a']],
  ['one small, one large: both', { a: 3, b: 90 }, ['a', 'b']],
])('suppression: %s', (_what, sizes, expected) => expect(hidden(sizes)).toEqual(expected))

test('no protection is asked for: nothing is hidden', () => expect(hidden({ a: 1, b: 2 }, 1)).toEqual([]))

test('whatever the sizes: no small group is told, and what is hidden can be worked out of nobody', () => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...'abcdefgh'), fc.nat(30)), fc.integer({ min: 3, max: 12 }), (sizes, threshold) => {
    const gone = hiddenGroups(sizes, threshold)
    const groups = Object.entries(sizes).filter(([, n]) => n > 0)
    for (const [g, n] of groups) if (n < threshold) expect(gone.has(g)).toBe(true)
    const left = groups.filter(([g]) => gone.has(g))
    const together = left.reduce((sum, [, n]) => sum + n, 0)
    if (left.length > 0) expect(left.length === groups.length || (left.length >= 2 && together >= threshold)).toBe(true)
  }))
})

const person = (more: Partial<Asked> = {}): Asked => ({
  path: ['fed-11111', 'ent-11111', 'unit-aaaa', 'team-aaa1'], tenantId: 'ent-11111',
  memberships: [{ id: 'm-worker-1', role: 'worker', unitId: 'team-aaa1', from: '2020-01-01', to: null }], ...more,
})
const delegate = person({ memberships: [...person().memberships, { id: 'm-deleg-1', role: 'delegate', unitId: 'ent-11111', from: '2025-01-01', to: null, seat: { term: '第六届', delegation: '一团', district: '一区', kind: 'technical' } }] })

test('who is asked', () => {
  const asks = (audience: Partial<Parameters<typeof inAudience>[0]>, who = person()) => inAudience({ units: [], roles: [], term: null, ...audience }, who)
  expect(asks({})).toBe(true)
  expect(asks({ units: ['unit-aaaa'] })).toBe(true)
  expect(asks({ units: ['team-aaa1', 'unit-bbbb'] })).toBe(true)
  expect(asks({ units: ['unit-bbbb'] })).toBe(false)
  expect(asks({ roles: ['delegate'] })).toBe(false)
  expect(asks({ roles: ['delegate'] }, delegate)).toBe(true)
  expect(asks({ term: '第六届' })).toBe(false)
  expect(asks({ term: '第六届' }, delegate)).toBe(true)
  expect(asks({ term: '第五届' }, delegate)).toBe(false)
  expect(asks({ units: ['unit-bbbb'], term: '第六届' }, delegate)).toBe(false)
})

test('the groups that are kept with an answer, and no others', () => {
  expect(groupsOf(['unit', 'role', 'seat'], person())).toEqual({ unit: 'unit-aaaa', role: 'worker', seat: 'none' })
  expect(groupsOf(['seat', 'role'], delegate)).toEqual({ seat: 'technical', role: 'delegate' })
  expect(groupsOf(['unit'], person({ path: ['fed-11111', 'ent-11111'] }))).toEqual({ unit: 'ent-11111' })
  expect(groupsOf([], delegate)).toEqual({})
  expect([bucketCount(0), bucketCount(500), bucketCount(501), bucketCount(100_000), bucketCount(1_000_000)]).toEqual([1, 1, 2, 200, 256])
})

const now = 1_780_000_000_000
const edit = (more: Partial<SurveyEdit> = {}, settings: Partial<SurveyEdit['settings']> = {}): SurveyEdit => ({
  title: '问卷', intro: '', thanks: '', mode: 'confidential', definition: definition(question('short', 'q1')), audience: { units: [], roles: [], term: null },
  startsAt: now, endsAt: now + 3_600_000, settings: { editable: true, pace: 'question', threshold: 5, by: ['unit'], leaders: false, pairs: [], quotaBy: null, quotas: [], ...settings }, anonymous: null, ...more,
})
const stopped = (...args: Parameters<typeof edit>) => publishProblems(edit(...args), now).map(p => p.at)

test('what stands in the way of publishing', () => {
  expect(stopped()).toEqual([])
  expect(stopped({ definition: { sections: [] } })).toEqual([''])
  expect(stopped({ definition: definition(question('picture', 'q1')) })).toEqual(['q1'])
  expect(stopped({ definition: definition(question('picture', 'q1')), mode: 'named' })).toEqual([])
  expect(stopped({ startsAt: null })).toEqual(['endsAt'])
  expect(stopped({ endsAt: now })).toEqual(['endsAt'])
  expect(stopped({ startsAt: now - 9_999_999, endsAt: now + LEAST_AHEAD - 1 })).toEqual(['endsAt'])
  expect(stopped({ endsAt: now + 400 * 86_400_000 })).toEqual(['endsAt'])
  expect(stopped({}, { threshold: 2 })).toEqual(['threshold'])
  expect(stopped({}, { threshold: 1 })).toEqual(['threshold'])
  expect(stopped({ mode: 'named' }, { threshold: 1 })).toEqual([])
  expect(stopped({}, { by: ['unit', 'unit'] })).toEqual(['by'])
  expect(stopped({}, { quotaBy: 'unit' })).toEqual(['quotas'])
  expect(stopped({}, { quotas: [{ group: 'unit-aaaa', limit: 1 }] })).toEqual(['quotas'])
  expect(stopped({}, { quotaBy: 'unit', quotas: [{ group: 'unit-aaaa', limit: 1 }, { group: 'unit-aaaa', limit: 2 }] })).toEqual(['quotas'])
})

test('where it is by the clock, and when its results may be seen', () => {
  const at = (t: number, kept: 'draft' | 'published' | 'closed' = 'published') => stateAt({ kept, startsAt: now, endsAt: now + 1000, ballot: null }, t)
  expect([at(now - 1), at(now), at(now + 999), at(now + 1000), at(now + GRACE), at(now, 'closed'), at(now, 'draft')]).toEqual(['waiting', 'open', 'open', 'counting', 'counting', 'closed', 'draft'])
  expect((['waiting', 'open', 'counting', 'closed', 'shared'] as const).map(s => resultsOpen('confidential', s))).toEqual([false, false, false, true, true])
  expect((['draft', 'open', 'closed'] as const).map(s => resultsOpen('named', s))).toEqual([false, true, true])
})

test('texts that say much the same stand together, the most frequent first', () => {
  const groups = alikeGroups(['食堂的菜太贵了！', '希望增加夜班补贴', '食堂的菜太贵了', '食堂的菜真的太贵了', '增加夜班补贴', '  ', '夜班的补贴希望增加', '车间太热', '😀！'])
  expect(groups[0]).toEqual({ n: 3, texts: ['食堂的菜太贵了！', '食堂的菜太贵了', '食堂的菜真的太贵了'] })
  expect(groups[1]).toMatchObject({ n: 3, texts: ['希望增加夜班补贴', '增加夜班补贴', '夜班的补贴希望增加'] })
  expect(groups.map(g => g.n)).toEqual([3, 3, 1])
})

test('two thousand texts of a thousand characters are put together without comparing each with each', () => {
  const texts = Array.from({ length: 2000 }, (_, i) => `第${i}条意见：${'希望改善车间通风降温条件并增加休息时间'.repeat(10)}${i * 7919}`)
  expect(alikeGroups(texts).reduce((sum, g) => sum + g.n, 0)).toBe(2000)
})

test('two rounds: the same questions beside each other, in percent; what is hidden stays hidden', () => {
  const d = definition(question('single', 'q1', { options: options(2) }), question('rating', 'q2'), question('short', 'q3'))
  const results = (yes: number, no: number) => wholeResults(d, tallyOf(d, [...Array(yes).fill('o1'), ...Array(no).fill('o2')].map((o: string) => ({ values: { q1: { picked: [o] }, q2: o === 'o1' ? 5 : 1 }, groups: {} }))).whole, 5)
  const [q1, q2] = compared(results(3, 1), results(4, 4))
  expect(q1).toMatchObject({ now: null, then: { n: 8 }, bars: [{ now: null, then: 50 }, { now: null, then: 50 }] })
  expect(q2).toMatchObject({ key: 'q2', then: { mean: 3 } })
  expect(compared(results(6, 2), results(4, 4))[0]).toMatchObject({ bars: [{ key: 'o1', now: 75, then: 50 }, { key: 'o2', now: 25, then: 50 }] })
  expect(compared(results(6, 2), wholeResults(definition(question('multiple', 'q1')), { n: 0, questions: {} }, 5))).toEqual([])
})
