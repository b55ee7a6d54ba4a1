import { byDelegation } from '../../domain/congress/delegations'
import { differenceRows, differencesOf, emptyEntry, figureRows } from '../../domain/congress/round-tally'
import { entryOf, emptyBatch, typedProblem, valuesOf } from '../../src/pages/congress-office/batch-values'
import { leadersOf, questionOf, questionValues } from '../../src/pages/congress-office/question-values'
import type { BatchEntry } from '../../types/congress-round'
import type { Question } from '../../types/congress-vote'

const elect: Question = { kind: 'elect', seats: 2, form: 'surplus', writeIn: true, candidates: [{ id: 'a', name: '丁一' }, { id: 'b', name: '王海燕' }] }
const appraise: Question = { kind: 'appraise', grades: ['优秀', '称职'], leaders: [{ id: 'x', name: '孙立', post: '总经理' }] }

const entry = (yes: number): BatchEntry => ({
  issued: 10, collected: 10, counts: { kind: 'elect', marks: { a: { yes: 8, no: 1, blank: 1 }, b: { yes, no: 0, blank: 10 - yes } }, writeIns: { 赵六: 1 }, valid: 10, void: 0 },
})

test('two entries stand side by side, and only the figures that differ are told', () => {
  expect(figureRows(elect, [entry(4), entry(4)]).find(r => r.name === '王海燕 赞成')).toEqual({ name: '王海燕 赞成', figures: [4, 4] })
  expect(differenceRows(elect, entry(4), entry(4))).toEqual([])
  expect(differenceRows(elect, entry(4), entry(5))).toEqual([{ name: '王海燕 赞成', figures: [4, 5] }, { name: '王海燕 弃权', figures: [6, 5] }])
  expect(differencesOf(elect, { name: '李', entry: entry(4) }, { name: '王', entry: entry(5) })).toEqual(['王海燕 赞成：李 4，王 5', '王海燕 弃权：李 6，王 5'])
})

test('what is typed becomes the figures that the server counts, blanks worked out, and comes back as it was typed', () => {
  const typed = { ...emptyBatch(elect), issued: '１０', collected: '10', void: '0', marks: { a: { yes: '8', no: '1' }, b: { yes: '4', no: '' } }, writeIns: '赵六 1票' }
  expect(typedProblem(elect, typed, false)).toBeNull()
  expect(entryOf(elect, typed, null)).toEqual(entry(4))
  expect(entryOf(elect, valuesOf(elect, entry(4)), null)).toEqual(entry(4))
  const graded = { ...emptyBatch(appraise), issued: '3', collected: '3', grades: { x: ['2', ''] } }
  expect(entryOf(appraise, graded, null).counts).toEqual({ kind: 'appraise', leaders: { x: [2, 0, 1] }, valid: 3, void: 0 })
})

test('a show of hands: whoever was there is the paper, hands are the ballots', () => {
  const hands = { ...emptyBatch({ kind: 'motion' }), yes: '7', no: '1', abstain: '1' }
  expect(entryOf({ kind: 'motion' }, hands, 12)).toEqual({ issued: 12, collected: 9, counts: { kind: 'motion', yes: 7, no: 1, abstain: 1, valid: 9, void: 0 } })
})

test.each([
  ['a letter in a box', { issued: 'x' }, /不是数字/],
  ['no number of ballots handed out', { issued: '' }, /发出多少张/],
  ['no number of ballots collected', { collected: '' }, /收回多少张/],
  ['more void ballots than collected', { void: '11' }, /无效票不能多于/],
  ['a name without votes', { writeIns: '赵六' }, /看不懂：赵六/],
])('%s is told before anything is sent', (_, patch, problem) => {
  expect(typedProblem(elect, { ...emptyBatch(elect), issued: '10', collected: '10', ...patch }, false)).toMatch(problem)
})

test('nothing entered is nought everywhere', () => {
  expect(entryOf(appraise, { ...emptyBatch(appraise), issued: '0', collected: '0' }, null)).toEqual(emptyEntry(appraise))
})

test('a list pasted from a table becomes leaders with their posts, and whoever was on it before keeps the id', () => {
  const values = { ...questionValues(appraise, []), leaders: '孙立\t总经理\n罗正，副总经理\n\n 何　平 工会主席' }
  expect(leadersOf(values)).toEqual([{ name: '孙立', post: '总经理' }, { name: '罗正', post: '副总经理' }, { name: '何平', post: '工会主席' }])
  const asked = questionOf('appraise', values, appraise, ['n1', 'n2', 'n3'])
  expect(asked).toMatchObject({ leaders: [{ id: 'x' }, { id: 'n2' }, { id: 'n3' }] })
})

test('two leaders of one name stay two, each with the own id', () => {
  const twins: Question = { kind: 'appraise', grades: ['优秀', '称职'], leaders: [{ id: 'x', name: '王伟', post: '一车间' }, { id: 'y', name: '王伟', post: '二车间' }] }
  const asked = questionOf('appraise', { ...questionValues(twins, []), leaders: '王伟 二车间\n王伟 一车间' }, twins, ['n1', 'n2'])
  expect(asked).toMatchObject({ leaders: [{ id: 'y', post: '二车间' }, { id: 'x', post: '一车间' }] })
})

test('numbered delegations stand in the order of their numbers, named ones after them', () => {
  const names = ['第二代表团', '第十一代表团', '机关代表团', '第一代表团', '第十代表团', '第三代表团', '第四代表团']
  expect([...names].sort(byDelegation)).toEqual(['第一代表团', '第二代表团', '第三代表团', '第四代表团', '第十代表团', '第十一代表团', '机关代表团'])
})
