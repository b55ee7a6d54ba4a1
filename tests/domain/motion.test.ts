import { dayOf, addDays, isDay } from '../../domain/calendar'
import { maskPhone, rolesOn, seatOn, validOn } from '../../domain/membership'
import { may, maySee, obstacle, type MotionAct, type MotionFacts } from '../../domain/motion'

const motion = (state: MotionFacts['state'], answers: Record<string, 'invited' | 'accepted' | 'declined'> = {}): MotionFacts => ({
  state, proposerId: 'zhou', needed: 2, cosigners: Object.entries(answers).map(([personId, answer]) => ({ personId, answer })),
})
const two = { li: 'accepted', wang: 'accepted' } as const

// Every act in every state, by the proposer, somebody asked, and somebody else.
test.each<[MotionAct, MotionFacts, string, boolean]>([
  ['edit', motion('draft'), 'zhou', true], ['edit', motion('draft'), 'li', false], ['edit', motion('cosigning'), 'zhou', false], ['edit', motion('submitted'), 'zhou', false],
  ['drop', motion('draft'), 'zhou', true], ['drop', motion('cosigning'), 'zhou', false],
  ['file', motion('draft'), 'zhou', true], ['file', motion('draft'), 'li', false], ['file', motion('cosigning'), 'zhou', false],
  ['invite', motion('cosigning'), 'zhou', true], ['invite', motion('draft'), 'zhou', false], ['invite', motion('submitted'), 'zhou', false], ['invite', motion('cosigning', two), 'li', false],
  ['accept', motion('cosigning', { li: 'invited' }), 'li', true], ['accept', motion('cosigning', { li: 'declined' }), 'li', true], ['accept', motion('cosigning'), 'li', false], ['accept', motion('submitted', two), 'li', false],
  ['decline', motion('cosigning', { li: 'accepted' }), 'li', true], ['decline', motion('submitted', two), 'li', false],
  ['submit', motion('cosigning', two), 'zhou', true], ['submit', motion('cosigning', { li: 'accepted', wang: 'declined' }), 'zhou', false], ['submit', motion('cosigning', two), 'li', false],
  ['submit', motion('submitted', two), 'zhou', false], ['submit', motion('draft', two), 'zhou', false],
])('%s of %j by %s: %s', (act, facts, who, open) => {
  expect(may(act, facts, who)).toBe(open)
})

test('a submission says how many co-signs are missing', () => {
  expect(obstacle('submit', motion('cosigning', { li: 'accepted', wang: 'declined' }), 'zhou')?.message).toBe('还差 1 人附议，满 2 人才能提交')
})

test.each([
  ['draft', 'zhou', ['delegate'], true], ['draft', 'li', ['delegate'], false], ['draft', 'zhao', ['staff'], false],
  ['cosigning', 'zhao', ['staff'], true], ['cosigning', 'wu', ['station'], true], ['cosigning', 'liu', ['worker'], false], ['cosigning', 'li', ['delegate'], true], ['cosigning', 'he', ['delegate'], false],
  ['submitted', 'liu', ['worker'], true], ['submitted', undefined, [], false],
] as const)('%s is seen by %s (%j): %s', (state, who, roles, seen) => {
  expect(maySee(motion(state, { li: 'invited' }), who, roles)).toBe(seen)
})

test('a visitor sees what the demonstration unit has submitted, no more', () => {
  expect(maySee(motion('submitted'), undefined, [], true)).toBe(true)
  expect(maySee(motion('cosigning'), undefined, [], true)).toBe(false)
})

describe('days are those of China', () => {
  test.each([['2026-11-20T15:59:59.999Z', '2026-11-20'], ['2026-11-20T16:00:00Z', '2026-11-21'], ['2026-12-31T16:00:00Z', '2027-01-01']])('%s is %s', (instant, day) => {
    expect(dayOf(Date.parse(instant))).toBe(day)
  })
  test('days are added over months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })
  test.each([['2026-02-30', false], ['2028-02-29', true], ['2026-13-01', false], ['26-1-1', false]])('%s is a day: %s', (day, real) => expect(isDay(day)).toBe(real))
})

describe('memberships', () => {
  const seat = { term: '第六届', delegation: '一分厂代表团', district: '一分厂', kind: 'worker' as const }
  const all = [
    { id: 'a', role: 'worker' as const, unitId: 'u', from: '2020-01-01', to: null },
    { id: 'b', role: 'delegate' as const, unitId: 'u', from: '2025-03-01', to: '2026-06-30', seat },
  ]
  test.each([['2025-02-28', ['worker']], ['2025-03-01', ['worker', 'delegate']], ['2026-06-30', ['worker', 'delegate']], ['2026-07-01', ['worker']], ['2019-12-31', []]])(
    'on %s: %j', (day, roles) => {
      expect(rolesOn(all, day)).toEqual(roles)
      expect(seatOn(all, day)).toEqual(roles.includes('delegate') ? seat : undefined)
    })
  test('both ends are inclusive', () => expect(validOn({ from: '2026-01-01', to: '2026-01-01' }, '2026-01-01')).toBe(true))
  test.each([['13812345678', '138****5678'], ['', ''], ['1381234', '']])('%s is shown as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown))
})
