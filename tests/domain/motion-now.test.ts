import { blankLife } from '../../domain/motion-case'
import { isOverdue, stageOf, stagesOf, turnOf, unrated } from '../../domain/motion-now'
import { motionStateWords } from '../../domain/motion-graph'
import { dueWords } from '../../domain/words-time'
import { endOfDay } from '../../domain/working-days'
import type { Motion } from '../../types/motion'
import type { MotionState } from '../../types/motion-life'

const base: Motion = {
  ...blankLife, _id: 'motion-0001', state: 'handling', title: '案由', reason: '理由', proposal: '建议', category: null, pictures: [],
  proposerId: 'person-0001', proposerName: '周建国', delegation: '一团', cosigners: [], needed: 2, events: [], createdAt: 0, updatedAt: 0, parts: [], rev: 1,
  lead: { unitId: 'unit-0001', name: '动力分厂' }, due: endOfDay('2026-11-24'),
}
const states = Object.keys(motionStateWords) as MotionState[]

test.each(states)('%s: whoever has it is named, and it stands in one of its own stages', state => {
  const m = { ...base, state }
  const turn = turnOf(m)
  const over = ['refused', 'merged', 'closed', 'archived'].includes(state)
  expect(turn === null).toBe(over)
  if (turn) expect(turn.who + turn.what).toMatch(/\S{4,}/)
  const stage = stageOf(m)
  expect(stage === null).toBe(over)
  if (stage) expect(stagesOf(m)).toContain(stage)
})

test('a promise still open is waited for after the case is closed', () => {
  const turn = turnOf({ ...base, state: 'closed', promise: { on: '2027-03-01', state: 'open', unitName: '动力分厂' } })
  expect(turn).toEqual({ who: '动力分厂', what: '落实答复中的承诺', until: endOfDay('2027-03-01') })
})

test('of a merged case all who have not rated this round are waited for', () => {
  const part = { _id: 'motion-0002', title: '另一件', personId: 'person-0002', name: '李秀英', delegation: '二团' }
  const rating = { personId: 'person-0001', name: '周建国', value: 'satisfied' as const, note: '', at: 1, round: 1 }
  expect(unrated({ ...base, parts: [part], ratings: [rating] })).toEqual(['李秀英'])
  expect(unrated({ ...base, parts: [part], ratings: [rating], round: 2 })).toEqual(['周建国', '李秀英'])
})

test.each([
  ['2026-11-21T10:00:00+08:00', '还有 3 天 · 11月24日截止'],
  ['2026-11-24T23:59:59+08:00', '今天截止 · 11月24日'],
  ['2026-11-25T00:00:00+08:00', '已逾期 1 天 · 应在 11月24日前'],
  ['2027-01-02T09:00:00+08:00', '已逾期 39 天 · 应在 2026年11月24日前'],
])('at %s the deadline reads %s', (now, words) => {
  expect(dueWords(endOfDay('2026-11-24'), Date.parse(now))).toBe(words)
})

test('a motion is overdue from the first millisecond after its last day, while it is in hand', () => {
  const due = endOfDay('2026-11-24')
  expect(isOverdue(base, due)).toBe(false)
  expect(isOverdue(base, due + 1)).toBe(true)
  expect(isOverdue({ ...base, state: 'replied' }, due + 1)).toBe(false)
  expect(isOverdue({ ...base, due: null }, due + 1)).toBe(false)
})
