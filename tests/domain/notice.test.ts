import { countStates, orphaned, packStates, unpackStates } from '../../domain/notice/batch'
import { dataOf, previewOf, valueProblems } from '../../domain/notice/build'
import { roundTold } from '../../domain/notice/congress-events'
import { groupKeys, readerKeys } from '../../domain/notice/keys'
import { answered, emptyLedger, switched, usable } from '../../domain/notice/ledger'
import { motionTold } from '../../domain/notice/motion-events'
import { outcomeOf } from '../../domain/notice/outcome'
import { changedUnwanted, isWanted } from '../../domain/notice/preferences'
import { momentTemplates, noticeTemplates } from '../../domain/notice/templates'
import type { Membership } from '../../types/member'
import type { SendState } from '../../types/notice-sending'

const thing = (value: string) => previewOf('task', { thing1: value })[0]!
const problem = (template: 'reply' | 'due' | 'vote', name: string, value: string) => previewOf(template, { [name]: value }).find(f => f.name === name)!.problem

test.each([
  ['一'.repeat(20), '一'.repeat(20), false],
  ['一'.repeat(21), `${'一'.repeat(19)}…`, true],
  ['第一行\n第二行', '第一行 第二行', true],
  ['恭喜🎉👨‍👩‍👧 大家', '恭喜 大家', true],
  ['  两头的空白  ', '两头的空白', false],
  [`${'一'.repeat(18)}𠮷𠮷`, `${'一'.repeat(18)}…`, true],
])('thing %j is sent as %j', (value, sent, shortened) => {
  expect(thing(value)).toMatchObject({ sent, shortened, problem: null })
  expect(thing(value).sent.length).toBeLessThanOrEqual(20)
})

test.each(['', '   ', '🎉', '\u0007响铃', '反\u202E向', '\uD800半个'])('thing %j is refused', value => {
  expect(thing(value).problem).not.toBeNull()
})

test.each([
  ['reply', 'phrase2', '已立案', true], ['reply', 'phrase2', '转意见建议', true], ['reply', 'phrase2', '提请主席团议', false], ['reply', 'phrase2', '立案1', false], ['reply', 'phrase2', '已立案。', false],
  ['vote', 'time2', '2026-11-25 14:00', true], ['vote', 'time2', '2026年11月25日 14:00~2026年11月25日 16:00', true], ['vote', 'time2', '2026-02-30 14:00', false], ['vote', 'time2', '2026-11-25', false], ['vote', 'time2', '明天', false],
  ['due', 'date2', '2026-11-25', true], ['due', 'date2', '2026-13-01', false],
] as const)('%s.%s: %j fits: %s', (template, name, value, fits) => {
  expect(problem(template, name, value) === null).toBe(fits)
})

test('data go out whole or not at all; strange fields are told of', () => {
  const values = { thing1: '事项', thing2: '赵敏', time3: '2026-11-25 14:00' }
  expect(dataOf('task', values)).toEqual({ thing1: { value: '事项' }, thing2: { value: '赵敏' }, time3: { value: '2026年11月25日 14:00' } })
  expect(dataOf('task', { ...values, thing9: 'x' })).toBeUndefined()
  expect(valueProblems('task', { ...values, time3: '' }).map(p => p.at)).toEqual(['message.values.time3'])
})

test('the registry keeps WeChat’s limits: two to five fields of different names, three templates at once', () => {
  for (const t of noticeTemplates) {
    expect([t.key, t.fields.length >= 2 && t.fields.length <= 5, new Set(t.fields.map(f => f.name)).size]).toEqual([t.key, true, t.fields.length])
    expect([t.key, t.title.length <= 15]).toEqual([t.key, true])
  }
  for (const asked of Object.values(momentTemplates)) expect(asked.length).toBeLessThanOrEqual(3)
})

const seat = { term: '第六届', delegation: '一', district: '一', kind: 'worker' as const }
const delegate: Membership = { id: 'm-delegate', role: 'delegate', unitId: 'ent', from: '2024-01-01', to: null, seat }
const finds = (audience: Parameters<typeof groupKeys>[0], memberships: Membership[], path = ['ent', 'branch', 'team']) => {
  const mine = new Set(readerKeys({ personId: 'person-1', path, memberships }))
  return groupKeys(audience).some(k => mine.has(k))
}

test.each([
  [{ units: [], roles: [], term: null }, true, true], [{ units: ['branch'], roles: [], term: null }, true, true], [{ units: ['other'], roles: [], term: null }, false, false],
  [{ units: [], roles: ['delegate'], term: null }, true, false], [{ units: ['team'], roles: ['delegate', 'leader'], term: '第六届' }, true, false], [{ units: [], roles: [], term: '第五届' }, false, false],
] as const)('keys: %j finds a delegate: %s, a worker: %s', (audience, asDelegate, asWorker) => {
  const group = { units: [...audience.units], roles: [...audience.roles], term: audience.term }
  expect([finds(group, [delegate]), finds(group, [])]).toEqual([asDelegate, asWorker])
})

const AT = 1_800_000_000_000

test('one accept is one credit, whoever tells first and however often', () => {
  const both = [(l: typeof emptyLedger) => answered(l, 'accept', 'tap', 't1', AT), (l: typeof emptyLedger) => answered(l, 'accept', 'wx', 'e1', AT + 2000)] as const
  for (const order of [[0, 1], [1, 0], [0, 1, 0, 1], [1, 1, 0]]) expect(order.reduce((l, i) => both[i]!(l), emptyLedger).left).toBe(1)
  const two = answered(answered(emptyLedger, 'accept', 'tap', 't1', AT), 'accept', 'tap', 't2', AT + 5000)
  expect(answered(answered(two, 'accept', 'wx', 'e1', AT), 'accept', 'wx', 'e2', AT + 5000).left).toBe(2)
  expect(answered(answered(emptyLedger, 'accept', 'wx', 'e1', AT), 'accept', 'tap', 't1', AT + 3_600_000).left).toBe(2)
})

test('rejecting, banning, filtering and the main switch are kept apart; the settings take all credits', () => {
  const one = answered(emptyLedger, 'accept', 'tap', 't1', AT)
  expect(answered(one, 'reject', 'tap', 't2', AT)).toMatchObject({ left: 1, off: 'rejected' })
  expect(answered(one, 'filter', 'tap', 't2', AT)).toMatchObject({ left: 1, off: 'filtered' })
  expect(usable(answered(one, 'ban', 'tap', 't2', AT))).toBe(false)
  expect(usable(answered(one, 'mainSwitch', 'tap', 't2', AT))).toBe(false)
  expect(switched(one, false, 'e1', AT)).toMatchObject({ left: 0, off: 'rejected' })
  expect(switched(switched(one, false, 'e1', AT), true, 'e2', AT)).toMatchObject({ left: 0, off: null })
})

test('codes: refusals are never repeated, faults are, the unknown fails', () => {
  expect([0, 43101, 40003, -1, 45009, 40001, 42001, 40037, 47003, 99999].map(outcomeOf)).toEqual(['sent', 'refused', 'unbound', 'retry', 'retry', 'retry', 'retry', 'withdrawn', 'failed', 'failed'])
})

test('a batch is packed and read back; what was under way when its worker died is unknown', () => {
  const all: SendState[] = ['waiting', 'sending', 'sent', 'refused', 'failed', 'unknown', 'noCredit', 'unbound', 'muted', 'stopped']
  expect(unpackStates(packStates(all))).toEqual(all)
  expect(countStates(packStates(orphaned(all)))).toMatchObject({ unknown: 2, waiting: 1 })
})

test('meetings and votes stay in the inbox; what must be confirmed always does', () => {
  const unwanted = changedUnwanted({ inbox: [], message: [] }, [{ kind: 'meeting', inbox: false, message: false }, { kind: 'survey', inbox: false, message: true }])
  expect(unwanted).toEqual({ inbox: ['survey'], message: ['meeting'] })
  expect([isWanted(unwanted, { kind: 'survey', mustConfirm: false }), isWanted(unwanted, { kind: 'survey', mustConfirm: true }), isWanted(unwanted, { kind: 'vote', mustConfirm: false })]).toEqual([false, true, true])
})

test('every message of a product event can be sent, however long its motion is called', () => {
  const motion = { _id: 'motion-00000001', title: '关于🚲更换三号行车、加装限位装置并在全厂推广使用新的检修办法的提案', proposerName: '周建国', due: AT, assist: [{ unitId: 'unit-0001', name: '设备科' }], cosigners: [{ personId: 'person-0001', at: AT }] }
  const acts = ['file', 'invite', 'admit', 'toOpinion', 'refuse', 'giveBack', 'merge', 'assign', 'reassign', 'remind', 'returnReply', 'dueSoon', 'overdue', 'sign', 'answerOpinion']
  const told = acts.flatMap((act, i) => motionTold(motion, { act, by: '赵敏', at: AT }, i))
  expect(told.length).toBeGreaterThanOrEqual(acts.length)
  for (const { source, edit: { message, title } } of told) {
    expect([source, message && valueProblems(message.template, message.values)]).toEqual([source, []])
    expect(title.length).toBeLessThanOrEqual(40)
  }
  expect(new Set(told.map(x => x.source)).size).toBe(told.length)
  // Staff act for the union: their names are on nobody's locked screen.
  expect(JSON.stringify(told)).not.toContain('赵敏')
})

test('a vote that opens is told where it is cast on phones: by name or on drawn papers, not where hands are raised', () => {
  const session = { _id: 'session-1', title: '大会', place: '礼堂', startsAt: 1000, rehearsal: false, kind: 'congress', notice: null, invited: [] } as never
  const round = (way: string, more: object = {}) => roundTold({ _id: 'round-1.1', sessionId: 'session-1', title: '表决', way, state: 'open', openedAt: 1000, closedAt: null, decision: null, ballot: null, ...more } as never, session, '第六届')
  expect([round('named').length, round('hands').length, round('secret').length, round('secret', { ballot: {}, state: 'drawing' }).length]).toEqual([1, 0, 0, 1])
})
