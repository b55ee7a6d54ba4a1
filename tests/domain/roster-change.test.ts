import { describeChange, newFromEntry, withEntry, type OnRoster } from '../../domain/roster-change'
import type { RosterEntry } from '../../domain/roster'
import { allEnded, demandGrantable, ended, isLastingStaff, movedTo } from '../../domain/roster-membership'
import { isTenant, mayStandUnder } from '../../domain/roster-unit'
import type { Membership } from '../../types/member'

const TODAY = '2026-11-21'
const NOW = Date.UTC(2026, 10, 21, 4)
let n = 0
const given = { today: TODAY, newId: () => `new-id-${++n}` }

const worker: Membership = { id: 'worker-1', role: 'worker', unitId: 'unit-a', from: '2025-01-01', to: null }
const seat = { term: '第六届', delegation: '一团', district: '一区', kind: 'worker' as const }
const delegate: Membership = { id: 'delegate-1', role: 'delegate', unitId: 'unit-a', from: '2025-01-01', to: null, seat }
const staff: Membership = { id: 'staff-001', role: 'staff', unitId: 'tenant', from: '2025-01-01', to: null }
const person: OnRoster = { name: '张三', employeeNo: '7', phone: '13800000021', unitId: 'unit-a', memberships: [worker, staff], gender: null }
const entry = (more: Partial<RosterEntry>): RosterEntry => ({ name: '张三', employeeNo: '7', phone: null, unitId: null, gender: null, seat: null, ...more })
const name = (id: string) => id

describe('a row on a person', () => {
  test('what is not stated stays', () => {
    expect(withEntry({ ...person, memberships: [worker, delegate] }, entry({}), given)).toEqual({ ...person, memberships: [worker, delegate] })
  })

  test('a gender that the workbook states is taken, and one that it does not state stays', () => {
    const woman = withEntry(person, entry({ gender: 'woman' }), given)
    expect(describeChange(person, woman, name)).toEqual(['性别：（空） → 女'])
    expect(withEntry(woman, entry({}), given).gender).toBe('woman')
  })

  test('a move ends one membership and begins another; roles given by hand stay', () => {
    const after = withEntry(person, entry({ unitId: 'unit-b' }), given)
    expect(after.memberships).toEqual([staff, { ...worker, to: '2026-11-20' }, { id: expect.any(String), role: 'worker', unitId: 'unit-b', from: TODAY, to: null }])
    expect(describeChange(person, after, name)).toEqual(['单位：unit-a → unit-b'])
  })

  test('a seat begins, changes, ends, or stays', () => {
    const on = (memberships: Membership[], s: RosterEntry['seat']) => withEntry({ ...person, memberships }, entry({ seat: s }), given).memberships
    expect(on([worker], { delegation: '二团' })).toEqual([worker, { id: expect.any(String), role: 'delegate', unitId: 'unit-a', from: TODAY, to: null, seat: { term: '', delegation: '二团', district: '', kind: 'worker' } }])
    expect(on([worker, delegate], { delegation: '一团' })).toEqual([worker, delegate])
    expect(on([worker, delegate], { term: '第七届' })).toEqual([worker, { ...delegate, to: '2026-11-20' }, { ...delegate, id: expect.any(String), from: TODAY, seat: { ...seat, term: '第七届' } }])
    expect(on([worker, delegate], 'none')).toEqual([worker, { ...delegate, to: '2026-11-20' }])
    expect(on([worker], 'none')).toEqual([worker])
  })

  test('the same row twice changes nothing the second time', () => {
    const row = entry({ name: '张三丰', phone: '13900000000', unitId: 'unit-b', seat: { delegation: '二团' } })
    const once = withEntry(person, row, given)
    expect(describeChange(person, once, name)).toHaveLength(4)
    expect(describeChange(once, withEntry(once, row, given), name)).toEqual([])
  })

  test('a phone number never stands whole in the preview', () => {
    const notes = describeChange(person, { ...person, phone: '13900001111' }, name)
    expect(notes).toEqual(['手机：138****0021 → 139****1111'])
  })

  test('somebody new needs a unit', () => {
    expect(newFromEntry(entry({}), given)).toBeUndefined()
    expect(newFromEntry(entry({ unitId: 'unit-b', seat: 'none' }), given)).toMatchObject({ phone: '', memberships: [{ role: 'worker', unitId: 'unit-b', from: TODAY }] })
  })
})

describe('memberships', () => {
  const top = { kind: 'enterprise' as const, isTop: true }
  const branch = { kind: 'branch' as const, isTop: false }
  const m = (more: Partial<Membership>): Membership => ({ id: 'm-000001', role: 'handler', unitId: 'unit-a', from: TODAY, to: null, ...more })

  test.each<[string, Membership[], Membership, { kind: 'enterprise' | 'branch' | 'station'; isTop: boolean }, string | null]>([
    ['a handler', [worker], m({}), branch, null],
    ['a day that is none', [], m({ from: '2026-02-30' }), branch, 'BAD_DAY'],
    ['an end before the beginning', [], m({ to: '2026-11-20' }), branch, 'BAD_DAY'],
    ['a delegate without a seat', [], m({ role: 'delegate' }), branch, 'BAD_SEAT'],
    ['a seat without a delegate', [], m({ seat }), branch, 'BAD_SEAT'],
    ['staff of a branch', [], m({ role: 'staff' }), branch, 'BAD_UNIT'],
    ['staff of the enterprise', [], m({ role: 'staff' }), top, null],
    ['a station in an enterprise', [], m({ role: 'station' }), top, 'BAD_UNIT'],
    ['a station in a station', [], m({ role: 'station' }), { kind: 'station', isTop: true }, null],
    ['the same again', [m({ id: 'm-other1' })], m({}), branch, 'OVERLAP'],
    ['the same on another unit', [m({ id: 'm-other1', unitId: 'unit-b' })], m({}), branch, null],
    ['the same afterwards', [m({ id: 'm-other1', from: '2026-01-01', to: '2026-11-20' })], m({}), branch, null],
    ['the same from its last day on', [m({ id: 'm-other1', from: '2026-01-01', to: TODAY })], m({}), branch, 'OVERLAP'],
    ['a second seat elsewhere', [delegate], m({ role: 'delegate', unitId: 'unit-b', seat }), branch, 'OVERLAP'],
  ])('%s', (_what, all, one, unit, code) => {
    const act = () => demandGrantable(all, one, unit)
    if (code) expect(act).toThrow(expect.objectContaining({ code }))
    else expect(act).not.toThrow()
  })

  test('an end may come earlier, never later, and what is over stays', () => {
    expect(ended(worker, TODAY, NOW)).toEqual({ ...worker, to: TODAY })
    expect(ended({ ...worker, to: '2026-12-31' }, '2026-12-01', NOW).to).toBe('2026-12-01')
    expect(() => ended({ ...worker, to: '2026-12-01' }, '2026-12-31', NOW)).toThrow(expect.objectContaining({ code: 'ENDED' }))
    expect(() => ended({ ...worker, to: '2026-01-01' }, '2025-12-31', NOW)).toThrow(expect.objectContaining({ code: 'ENDED' }))
    expect(() => ended(worker, '2024-12-31', NOW)).toThrow(expect.objectContaining({ code: 'BAD_DAY' }))
    expect(() => ended(worker, '2026-13-01', NOW)).toThrow(expect.objectContaining({ code: 'BAD_DAY' }))
  })

  test('a move on the day of the beginning leaves no line behind', () => {
    expect(movedTo([{ ...worker, from: TODAY }], { from: 'unit-a', to: 'unit-b', on: TODAY, id: 'm-moved1' })).toEqual([{ id: 'm-moved1', role: 'worker', unitId: 'unit-b', from: TODAY, to: null }])
  })

  test('everything ends when a person is erased', () => {
    expect(allEnded([worker, { ...staff, from: '2027-01-01' }, { ...delegate, to: '2026-01-01' }], TODAY)).toEqual([{ ...worker, to: TODAY }, { ...delegate, to: '2026-01-01' }])
  })

  test('lasting staff have no end on the top unit', () => {
    expect(isLastingStaff([staff], 'tenant')).toBe(true)
    expect(isLastingStaff([{ ...staff, to: '2030-01-01' }], 'tenant')).toBe(false)
    expect(isLastingStaff([{ ...staff, unitId: 'unit-a' }], 'tenant')).toBe(false)
    expect(isLastingStaff([worker], 'tenant')).toBe(false)
  })
})

test.each([
  ['station', 'federation', true], ['enterprise', 'station', true], ['enterprise', 'federation', true], ['branch', 'enterprise', true],
  ['team', 'branch', true], ['branch', 'branch', true], ['branch', 'team', false], ['federation', 'enterprise', false], ['station', 'enterprise', false],
] as const)('%s under %s: %s', (kind, parent, may) => expect(mayStandUnder(kind, parent)).toBe(may))

test('federations, stations and enterprises keep their data apart', () => {
  expect((['federation', 'station', 'enterprise', 'branch', 'team'] as const).map(isTenant)).toEqual([true, true, true, false, false])
})
