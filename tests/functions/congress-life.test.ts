import { startCloud, type TestCloud } from './cloud'
import { weekdayWords } from '../../domain/words-time'
import { WHO, doing, inDays, kept, newId, today } from './congress-helpers'

const { zhao, zhou, li, wang, tang, liu } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  await kept(t)
})
afterAll(() => t.stop())

const gate = async (id: string, name: string) => (await d.look(id)).gates.find(g => g.id === name)!
const waiting = async (who: string, id: string) => (await t.call(who, 'congress', 'waiting', {})).items.filter(i => i.session._id === id).map(i => i.kind)
const rehearsal = (more: object = {}) => d.session({
  title: '模拟推演', rehearsal: true, startsAt: Date.now() + 600_000,
  personIds: ['person-zhou-jianguo', 'person-li-xiuying', 'person-wang-haiyan'], invented: { people: 13, delegations: 2 }, ...more,
})

test('prepared: notice, agenda, papers read, window, review; each gate says what is missing and which article', async () => {
  const id = await d.session({ startsAt: Date.now() + 10 * 86_400_000 })
  expect((await d.look(id)).gates.map(g => [g.id, g.met])).toEqual([
    ['date', true], ['agendaTold', false], ['papers', false], ['read', false], ['motions', false], ['qualification', false], ['roll', true], ['mix', true],
  ])
  expect(await gate(id, 'agendaTold')).toMatchObject({ verified: false, article: expect.stringContaining('厂务公开'), why: expect.stringContaining(weekdayWords(inDays(3), today())) })
  expect(await d.refused(zhao, id, 'announce')).toBe('NOT_READY')
  await d.matter(id)
  await d.act(zhao, id, 'announce')
  expect(await gate(id, 'agendaTold')).toMatchObject({ met: true, why: expect.stringContaining(today()) })
  const paper = await d.paper(id)
  expect(await t.refusal(zhou, 'congress', 'paper', { id: paper })).toBe('NOT_FOUND')
  await d.act(zhao, id, 'notify', { text: '定于十日后召开职工代表大会，请各位代表准时参加。' })
  await d.act(zhao, id, 'motionWindow', { from: inDays(-20), to: inDays(-1) })
  await d.act(zhao, id, 'qualify', { note: '经审查，全体代表资格有效。' })
  expect((await d.look(id)).gates.filter(g => !g.met).map(g => g.id)).toEqual(['papers', 'read'])

  expect(await waiting(zhou, id)).toEqual([])
  await t.call(zhao, 'congress', 'paperDeliver', { id: paper })
  expect(await waiting(zhou, id)).toEqual(['papers'])
  expect(await gate(id, 'papers')).toMatchObject({ met: true })
  expect((await t.call(zhou, 'congress', 'paper', { id: paper })).paper).toMatchObject({ readers: 0, mine: null, text: expect.stringContaining('工作回顾') })
  await Promise.all(Array.from({ length: 4 }, () => t.call(zhou, 'congress', 'paperRead', { id: paper })))
  expect(await t.refusal(liu, 'congress', 'paperRead', { id: paper })).toBe('NOT_FOUND')
  expect(await waiting(zhou, id)).toEqual([])
  expect((await t.call(zhou, 'congress', 'papers', { sessionId: id })).items).toMatchObject([{ _id: paper, readers: 1, mine: expect.any(Number) }])
  expect(await t.call(zhao, 'congress', 'papers', { sessionId: id })).toMatchObject({ delegates: 99, items: [{ readers: 1 }] })
  const unread = (await t.call(zhao, 'congress', 'paperUnread', { id: paper })).items
  expect(unread).toHaveLength(98)
  expect(unread.map(p => p.name)).not.toContain('周建国')
  expect(await gate(id, 'read')).toMatchObject({ met: false, why: '已有 1 位代表阅读材料，还有 98 位没有阅读' })
  expect(await d.refused(zhao, id, 'advance', { from: 'preparing' })).toBe('GATE')
  await d.overrideAll(id)
  expect((await d.act(zhao, id, 'advance', { from: 'preparing' })).session).toMatchObject({ stage: 'preparatory', rollCount: 99, rulesVersion: 0, rollHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
})

test('an override takes a reason and two people, and quorum cannot be overridden', async () => {
  const id = await d.session()
  expect(await d.refused(tang, id, 'confirmOverride', { gate: 'papers' })).toBe('WRONG_STATE')
  await d.act(zhao, id, 'askOverride', { gate: 'papers', reason: '会议因停产提前，文件当场发放' })
  expect(await gate(id, 'papers')).toMatchObject({ met: false, override: 'asked' })
  expect(await d.refused(zhao, id, 'confirmOverride', { gate: 'papers' })).toBe('SAME_PERSON')
  expect(await d.refused(zhou, id, 'confirmOverride', { gate: 'papers' })).toBe('NOT_FOUND')
  expect(await d.refused(zhao, id, 'askOverride', { gate: 'date', reason: '这一项不能例外放行的' })).toBe('FIRM')
  expect(await d.refused(zhao, id, 'askOverride', { gate: 'quorum', reason: '还没有到这一个阶段呢' })).toBe('WRONG_STATE')
  expect(await d.refused(zhao, id, 'askOverride', { gate: 'roll', reason: '已经满足的不需要放行' })).toBe('ALREADY_DONE')
  await d.act(tang, id, 'confirmOverride', { gate: 'papers' })
  expect(await gate(id, 'papers')).toMatchObject({ met: false, override: 'confirmed' })
  expect((await d.look(id)).session.overrides).toEqual([expect.objectContaining({ gate: 'papers', askedBy: '赵敏', confirmedBy: '唐勇', reason: '会议因停产提前，文件当场发放' })])
})

test('a whole rehearsal by calls, from the notice to the seal: nobody invented is real, nothing is skipped', async () => {
  const id = await rehearsal()
  const matter = await d.matter(id)
  const report = await d.matter(id, { title: '工作报告', kind: 'report', way: 'hands', question: null, order: 2 })
  await d.act(zhao, id, 'notify', { text: '定于今日进行职代会模拟推演，请按时参加。' })
  expect((await t.call(zhou, 'congress', 'waiting', {})).today).not.toBeNull()
  await d.overrideAll(id)
  const { session } = await d.advance(id)
  expect(session).toMatchObject({ stage: 'preparatory', rollCount: 16, rehearsal: true })

  await d.allPresent(id)
  expect(await gate(id, 'opening')).toMatchObject({ met: true, firm: true, why: '应到 16 人，须 11 人到会，实到 16 人' })
  expect(await d.refused(zhao, id, 'presidium', { personIds: ['person-tang-yong'] })).toBe('NOT_ON_ROLL')
  await d.act(zhao, id, 'presidium', { personIds: ['person-zhou-jianguo', 'invented-0001', 'invented-0002'] })
  await d.act(zhou, id, 'adoptAgenda')
  expect(await d.refused(zhou, id, 'adoptAgenda')).toBe('ALREADY_DONE')
  await d.overrideAll(id)
  await d.advance(id)

  const opinion = { id: newId('opinion'), sessionId: id, matterId: matter._id, text: '建议增加一线班组的培训场次。' }
  await t.call(wang, 'congress', 'opinionAdd', opinion)
  await t.call(wang, 'congress', 'opinionAdd', opinion)
  expect(await t.refusal(liu, 'congress', 'opinionAdd', { ...opinion, id: newId('opinion') })).toBe('NOT_FOUND')
  const { items: [heard, ...more] } = await t.call(zhao, 'congress', 'opinions', { sessionId: id })
  expect(more).toEqual([])
  expect(heard).toMatchObject({ by: '王海燕', delegation: '第一代表团', answer: null })
  expect((await t.call(li, 'congress', 'opinions', { sessionId: id })).items[0]).toMatchObject({ by: '', text: opinion.text })
  expect(await gate(id, 'opinions')).toMatchObject({ met: false })
  const answered = await t.call(zhao, 'congress', 'opinionAnswer', { id: opinion.id, rev: heard!.rev, text: '采纳，每季度增加两场。' })
  expect(await t.call(zhao, 'congress', 'opinionAnswer', { id: opinion.id, rev: heard!.rev, text: '采纳，每季度增加两场。' })).toMatchObject({ rev: answered.rev })
  expect(await t.refusal(zhao, 'congress', 'opinionAnswer', { id: opinion.id, rev: heard!.rev, text: '改成不采纳。' })).toBe('STALE')
  expect(await gate(id, 'discussion')).toMatchObject({ met: false })
  expect(await d.refused(zhao, id, 'discussed', { delegation: '第九代表团', note: '讨论完毕' })).toBe('NOT_FOUND')
  await d.act(zhao, id, 'discussed', { delegation: '第二代表团', note: '讨论完毕，没有意见' })
  expect((await d.advance(id)).session.stage).toBe('formal')

  await d.act(zhou, id, 'show', { matterId: report._id, seconds: 60 })
  expect(await d.refused(zhou, id, 'show', { matterId: 'matter-none-1', seconds: null })).toBe('NOT_FOUND')
  const round = await t.call(zhou, 'congress', 'roundOpen', { matterId: matter._id, no: 1, way: 'named', why: '' })
  expect(await d.refused(zhao, id, 'advance', { from: 'formal' })).toBe('GATE')
  expect(await d.refused(zhao, id, 'drawResolution')).toBe('NOT_READY')
  expect(await t.refusal(zhao, 'congress', 'matterWithdraw', { id: matter._id, rev: matter.rev, why: '还在表决之中' })).toBe('VOTING')
  await t.call(zhao, 'congress', 'rehearse', { id, act: 'vote', count: 13, mix: { yes: 12, no: 1, abstain: 0 } })
  await t.call(zhao, 'congress', 'roundClose', { roundId: round._id })
  const { matters } = await d.look(id)
  expect(matters[0]!.rounds).toMatchObject([{ state: 'counted', decision: { outcome: 'passed' } }])
  expect(await t.refusal(zhao, 'congress', 'matterSave', { id: matter._id, rev: matter.rev, sessionId: id, title: '改一个题目', text: '', kind: 'advise', way: 'named', question: { kind: 'motion' }, about: null, major: false, order: 1 })).toBe('VOTED')

  expect(await d.refused(zhou, id, 'sign')).toBe('WRONG_STATE')
  const drawn = (await d.act(zhao, id, 'drawResolution')).session.resolution!
  expect(drawn.text).toContain('【模拟推演】华江重工股份有限公司第六届职工代表大会')
  expect(drawn.text).toContain(matters[0]!.rounds[0]!.decision!.sentence)
  expect(await waiting(zhou, id)).toEqual(['sign'])
  await d.act(zhou, id, 'sign')
  expect(await d.refused(zhou, id, 'sign')).toBe('ALREADY_DONE')
  expect(await d.refused(wang, id, 'sign')).toBe('NOT_ALLOWED')
  expect(await gate(id, 'resolution')).toMatchObject({ met: false })
  // Nobody invented can sign: the staff play them in a rehearsal.
  expect((await d.act(zhao, id, 'sign')).session.resolution!.signatures).toHaveLength(3)
  expect(await gate(id, 'resolution')).toMatchObject({ met: true })
  expect((await d.advance(id)).session).toMatchObject({ stage: 'closed', checkInOpen: false, matterId: null })

  expect(await d.refused(zhao, id, 'publish', { where: '厂务公开栏', from: today(), to: inDays(14) })).toBe('BELOW_LAW')
  expect(await d.refused(zhao, id, 'publish', { where: '厂务公开栏', from: inDays(-1), to: inDays(20) })).toBe('BAD_DAY')
  await d.act(zhao, id, 'publish', { where: '厂务公开栏', from: today(), to: inDays(16) })
  await d.act(zhao, id, 'report', { to: '东区企业民主管理指导站', on: today() })
  expect((await d.look(id)).gates.map(g => [g.id, g.met])).toEqual([['published', true], ['displayed', false], ['reported', true], ['sealed', false]])
  expect(await d.refused(zhao, id, 'cancel', { why: '已经闭会不能取消' })).toBe('WRONG_STATE')
})

test('votes counted after the resolution was drawn: it has to be drawn and signed again', async () => {
  const id = await rehearsal()
  const matter = await d.matter(id)
  await d.overrideAll(id)
  await d.advance(id)
  await d.allPresent(id)
  await d.act(zhao, id, 'presidium', { personIds: ['person-zhou-jianguo'] })
  await d.overrideAll(id)
  await d.advance(id)
  await d.overrideAll(id)
  await d.advance(id)
  const first = await t.call(zhao, 'congress', 'roundOpen', { matterId: matter._id, no: 1, way: 'named', why: '' })
  await t.call(zhao, 'congress', 'roundClose', { roundId: first._id })
  await d.act(zhao, id, 'drawResolution')
  await d.act(zhou, id, 'sign')
  expect(await gate(id, 'resolution')).toMatchObject({ met: true })
  const second = await t.call(zhao, 'congress', 'roundOpen', { matterId: matter._id, no: 2, way: 'named', why: '修改后再次表决' })
  await t.call(zhao, 'congress', 'roundClose', { roundId: second._id })
  expect(await gate(id, 'resolution')).toMatchObject({ met: false })
  await d.act(zhao, id, 'drawResolution')
  await d.act(zhou, id, 'sign')
  expect(await gate(id, 'resolution')).toMatchObject({ met: true })
})

test('a joint meeting: called by name, decides nothing that the congress must approve, and the next session hears of it', async () => {
  const startsAt = Date.now() - 3 * 86_400_000
  const joint = await d.session({ kind: 'joint', title: '联席会议', personIds: ['person-zhou-jianguo', 'person-tang-yong', 'person-sun-li'], startsAt })
  expect(await t.refusal(zhao, 'congress', 'matterSave', { id: newId('matter'), rev: 0, sessionId: joint, title: '集体合同草案', text: '', kind: 'approve', way: 'secret', question: { kind: 'motion' }, about: null, major: true, order: 1 })).toBe('JOINT')
  const matter = await d.matter(joint, { title: '调整夏季作息的意见' })
  expect((await d.advance(joint)).session).toMatchObject({ stage: 'preparatory', rollCount: 3 })
  await d.advance(joint)
  await d.advance(joint)
  await d.allPresent(joint)
  const round = await t.call(zhao, 'congress', 'roundOpen', { matterId: matter._id, no: 1, way: 'named', why: '' })
  await t.call(zhao, 'congress', 'roundClose', { roundId: round._id })
  expect((await d.advance(joint)).session.stage).toBe('closed')

  const id = await d.session()
  await d.matter(id)
  await t.db.collection('sessions').doc(id).update({ stage: 'formal', rollAt: Date.now() })
  expect(await gate(id, 'joint')).toMatchObject({ met: false, why: expect.stringContaining('还差 1 项') })
  expect(await t.refusal(zhao, 'congress', 'matterSave', { id: newId('matter'), rev: 0, sessionId: id, title: '变更夏季作息', text: '', kind: 'advise', way: 'named', question: { kind: 'motion' }, about: matter._id, major: false, order: 2 })).toBe('NOT_PASSED')
  await t.db.collection('rounds').doc(round._id).update({ decision: { outcome: 'passed', sentence: '通过', articles: [], elected: [], runoff: null, vacant: 0 } })
  await d.matter(id, { title: '报告联席会议决定', kind: 'report', way: 'hands', question: null, about: matter._id })
  expect(await gate(id, 'joint')).toMatchObject({ met: true })
})

test('observers are on the roll without a vote; more may come, none is taken off', async () => {
  const id = await d.session()
  await d.act(zhao, id, 'observers', { personIds: ['person-liu-yang'] })
  expect(await d.refused(zhao, id, 'observers', { personIds: ['person-zhou-jianguo'] })).toBe('IS_DELEGATE')
  await d.matter(id)
  await d.overrideAll(id)
  expect((await d.advance(id)).session.rollCount).toBe(99)
  await d.act(zhao, id, 'observers', { personIds: ['person-liu-yang', 'person-sun-li'] })
  expect(await d.refused(zhao, id, 'observers', { personIds: ['person-sun-li'] })).toBe('ON_ROLL')
  const rows = (await t.db.collection('roll').where({ sessionId: id, observer: true }).get()).data as { name: string }[]
  expect(rows.map(r => r.name).sort()).toEqual(['刘洋', '孙立'].sort())
  expect((await d.look(id, liu)).me).toMatchObject({ observer: true })
})

test('cancelled: nothing more can be done, and it stays in the list with its reason', async () => {
  const id = await d.session()
  await d.act(zhao, id, 'cancel', { why: '因防汛停产，改期召开' })
  expect(await d.refused(zhao, id, 'advance', { from: 'preparing' })).toBe('WRONG_STATE')
  expect((await d.look(id))).toMatchObject({ session: { stage: 'cancelled' }, gates: [], acts: [] })
  expect((await d.look(id)).session.events.at(-1)).toMatchObject({ act: 'cancel', stage: 'cancelled', note: '因防汛停产，改期召开' })
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
