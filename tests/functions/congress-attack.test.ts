import { handlers } from '../../cloudfunctions/congress/handlers'
import { congress } from '../../types/congress'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, inDays, kept, newId, paperText, term, today } from './congress-helpers'
import { demandRefusals } from './hostile'
import { upload } from './roster-file'

const { zhao, zhou, tang, liu } = WHO
const [id, key, sessionId] = ['session-attack-1', 'key-attack-0001', 'session-attack-1']
const note = '写明这样办的理由和经过情况'
const election = { kind: 'elect', seats: 1, candidates: [{ id: 'cand-a', name: '丁一' }, { id: 'cand-b', name: '王二' }], writeIn: false, form: 'surplus' }

/** A sound input for each action of terms, sessions, matters, papers and opinions; the hall's are attacked beside the hall. */
const good: Partial<Record<keyof typeof congress, Record<string, unknown>>> = {
  rulesGet: {}, rulesSave: { rev: 0, jurisdiction: 'SH', kind: 'state', changes: {} },
  terms: {}, term: { id: 'term-huajiang-6' }, termSave: term({ id: 'term-attack-01' }),
  elect: { termId: 'term-huajiang-6', id: 'elect-attack-1', districtId: 'district-dongli', why: 'general', heldOn: today(), took: 9, votes: [{ personId: 'person-liu-yang', kind: 'worker', yes: 5 }] },
  endSeat: { termId: 'term-huajiang-6', id: 'end-attack-01', personId: 'person-zhou-jianguo', why: 'left', on: today() },
  committeesSave: { termId: 'term-huajiang-6', rev: 1, committees: [{ id: 'committee-1', name: '提案小组', headId: null, memberIds: [] }] },
  sessions: {}, waiting: {}, session: { id },
  sessionSave: { id, rev: 0, termId: 'term-huajiang-6', no: 9, title: '第九次会议', kind: 'congress', rehearsal: false, place: '礼堂', startsAt: Date.now() },
  papers: { sessionId }, paperSave: { id: 'paper-attack-1', rev: 0, sessionId, matterId: null, leaderId: null, title: '工作报告', text: paperText, files: [] },
  paperDeliver: { id: 'paper-attack-1' }, paper: { id: 'paper-attack-1' }, paperRead: { id: 'paper-attack-1' }, paperUnread: { id: 'paper-attack-1' },
  matterSave: { id: 'matter-attack1', rev: 0, sessionId, title: '选举', text: '', kind: 'elect', way: 'secret', question: election, about: null, major: false, order: 1 },
  matterWithdraw: { id: 'matter-attack1', rev: 0, why: note },
  opinions: { sessionId }, opinionAdd: { id: 'opinion-attack', sessionId, matterId: null, text: '意见' }, opinionAnswer: { id: 'opinion-attack', rev: 1, text: '答复' },
}
/** In ballot-roles.test.ts. */
const ballot = ['deviceKey', 'boothKey', 'sealKey', 'drawClose', 'castOpen', 'castEnd', 'toSeal', 'seal', 'ballotLists']
const hall = ['act', 'checkIn', 'step', 'tick', 'oneTimeCode', 'releasePhone', 'roll', 'now', 'screen', 'roundOpen', 'cast', 'roundClose', 'roundVoid', 'round', 'paperIssue', 'batchEnter', 'batchSettle', 'rehearse', ...ballot]
const acts: Record<string, Record<string, unknown>> = {
  notify: { text: '定于近日召开职工代表大会。' }, announce: {}, motionWindow: { from: inDays(-9), to: inDays(-1) }, qualify: { note }, presidium: { personIds: ['person-zhou-jianguo'] },
  adoptAgenda: {}, discussed: { delegation: '一团', note }, observers: { personIds: ['person-liu-yang'] }, advance: { from: 'preparing' }, askOverride: { gate: 'papers', reason: note },
  confirmOverride: { gate: 'papers' }, openCheckIn: {}, closeCheckIn: {}, show: { matterId: 'matter-attack1', seconds: 60 }, drawResolution: {}, sign: {},
  publish: { where: '公开栏', from: today(), to: inDays(20) }, report: { to: '上级工会', on: today() }, cancel: { why: note },
}
const actions = Object.keys(good) as (keyof typeof congress)[]

/** What looks wrong and is right for a field. */
const fine: Record<string, unknown[]> = {
  rehearsal: [true], major: [true], matterId: [null], leaderId: [null], about: [null], question: [null], headId: [null], text: [''], title: [], took: [], changes: [{}], seconds: [null], startsAt: [],
}

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  await kept(t)
})
afterAll(() => t.stop())

const counts = async () => Promise.all(['terms', 'sessions', 'matters', 'sessionPapers', 'paperReads', 'opinions', 'congressRules', 'roll'].map(async n => (await t.db.collection(n).where({}).count()).total as number))

test('every action is attacked, here or beside the hall', () => {
  expect([...actions, ...hall].sort()).toEqual(Object.keys(congress).sort())
  expect(Object.keys(acts).sort()).toEqual(congress.act.input.def.options.map(o => o.def.shape.act.def.values[0] as string).sort())
})

const attack = (action: string, sound: Record<string, unknown>) => demandRefusals({ t, openid: zhao, area: 'congress', fine }, action, sound)

test.each(actions)('%s: every field missing, of a wrong form, with operators, and an unknown one', async action => {
  const before = await counts()
  await attack(action, good[action]!)
  expect(await counts()).toEqual(before)
})

test.each(Object.keys(acts))('act %s: the same', async act => attack('act', { act, id, key, ...acts[act] }))

test('deep in a question, a district, a vote, a committee: operators and what cannot be', async () => {
  const matter = (question: unknown, more: object = {}) => t.ask(zhao, 'congress', 'matterSave', { ...good.matterSave, question, ...more } as never)
  for (const question of [
    { ...election, seats: 0 }, { ...election, seats: { $gt: 0 } }, { ...election, candidates: [] }, { ...election, candidates: [{ id: 'a.b', name: '点' }] }, { ...election, candidates: [{ id: '$set', name: '美元' }] },
    { ...election, candidates: Array.from({ length: 301 }, (_, i) => ({ id: `c${i}`, name: `人${i}` })) }, { kind: 'motion', extra: 1 }, { kind: 'other' },
    { kind: 'appraise', leaders: [{ id: 'l1', name: '甲', post: '' }], grades: ['优秀'] },
  ]) expect(await matter(question)).toMatchObject({ ok: false, code: 'BAD_INPUT', field: expect.stringContaining('question') })
  const wrong = (code: string, field: string, question: unknown, more: object = {}) => matter(question, more).then(r => expect(r).toMatchObject({ ok: false, code, field }))
  const open = await d.session()
  const own = { id: newId('matter'), sessionId: open }
  await wrong('BAD_QUESTION', 'question', { ...election, form: 'equal' }, own)
  await wrong('BAD_QUESTION', 'question', { ...election, candidates: [{ id: 'a', name: '丁一' }, { id: 'b', name: '丁 一' }] }, own)
  await wrong('BAD_QUESTION', 'question', { kind: 'motion' }, own)
  await wrong('BAD_QUESTION', 'question', null, own)
  await wrong('BAD_WAY', 'way', election, { ...own, way: 'named' })
  await wrong('NOT_FOUND', 'about', election, { ...own, about: 'matter-of-nobody' })
  expect(await t.refusal(zhao, 'congress', 'termSave', { ...good.termSave, districts: [{ id: 'd', name: 'x', delegation: 'y', eligible: 1, seats: 1 }] })).toBe('BAD_INPUT')
  expect(await t.refusal(zhao, 'congress', 'elect', { ...good.elect, votes: [{ personId: { $ne: '' }, kind: 'worker', yes: 1 }] })).toBe('BAD_INPUT')
  expect(await t.refusal(zhao, 'congress', 'committeesSave', { ...good.committeesSave, committees: [{ id: 'committee-1', name: '小组', headId: { $ne: '' }, memberIds: [] }] })).toBe('BAD_INPUT')
})

test('sessions that cannot be: beside the field', async () => {
  const save = (more: object) => t.ask(zhao, 'congress', 'sessionSave', { ...good.sessionSave, id: newId('session'), ...more } as never)
  const refused = async (code: string, field: string, more: object) => expect(await save(more)).toMatchObject({ ok: false, code, field })
  await refused('NOT_FOUND', 'termId', { termId: 'term-of-nobody' })
  await refused('WRONG_KIND', 'kind', { kind: 'memberCongress' })
  await refused('BAD_DAY', 'startsAt', { startsAt: Date.parse('2020-01-01') })
  await refused('BAD_INPUT', 'personIds', { personIds: ['person-zhou-jianguo'] })
  await refused('BAD_INPUT', 'invented', { invented: { people: 5, delegations: 1 } })
  await refused('BAD_INPUT', 'personIds', { kind: 'joint' })
  await refused('NOT_FOUND', 'personIds', { kind: 'joint', personIds: ['person-he-ping'] })
  await refused('BAD_INPUT', 'personIds', { kind: 'joint', personIds: ['person-zhou-jianguo', 'person-zhou-jianguo'] })
  await refused('BAD_INPUT', 'invented', { rehearsal: true })
})

test('papers: only one’s own uploads, only in this session’s places, nothing after delivery', async () => {
  const open = await d.session()
  const paper = { ...good.paperSave, sessionId: open }
  const refused = async (code: string, field: string, more: object) => expect(await t.ask(zhao, 'congress', 'paperSave', { ...paper, id: newId('paper'), ...more } as never)).toMatchObject({ ok: false, code, field })
  const file = (fileId: string, name = '附表.xlsx') => ({ files: [{ fileId, name, size: 3 }] })
  await refused('NOT_ALLOWED', 'files', file('cloud://test.bucket/ent-huajiang/person-li-xiuying/secret.xlsx'))
  await refused('NOT_ALLOWED', 'files', file('cloud://test.bucket/ent-huajiang/person-zhao-min/../person-li-xiuying/secret.xlsx'))
  const own = await upload(t, zhao, Buffer.from('abc'), 'own.xlsx')
  await refused('BAD_INPUT', 'files', file(own, '其实是别的.pdf'))
  await refused('BAD_INPUT', 'files', file(own.replace('own.xlsx', 'never-sent.xlsx')))
  await refused('BAD_INPUT', 'files', { files: [...file(own).files, ...file(own, '又一次.xlsx').files] })
  await refused('BAD_INPUT', 'files.0', { files: [own] })
  const named = await d.paper(open, file(own))
  expect((await t.call(zhao, 'congress', 'paper', { id: named })).paper.files).toEqual(file(own).files)
  await refused('NOT_FOUND', 'matterId', { matterId: 'matter-of-nobody' })
  await refused('NOT_FOUND', 'leaderId', { leaderId: 'leader-of-nobody' })
  const mine = await d.paper(open, { text: '' })
  expect(await t.refusal(zhao, 'congress', 'paperDeliver', { id: mine })).toBe('EMPTY')
  const sent = await d.paper(open)
  await t.call(zhao, 'congress', 'paperDeliver', { id: sent })
  await t.call(zhao, 'congress', 'paperDeliver', { id: sent })
  expect(await t.refusal(zhao, 'congress', 'paperSave', { ...paper, id: sent, rev: 2, title: '改过的标题' })).toBe('DELIVERED')
})

test('emoji, HTML and formulas are text and come back as they were written', async () => {
  const odd = '=cmd()|"calc" <b>粗</b> 👷‍♀️ {"$gt":""} \' OR 1=1 --'
  const open = await d.session({ title: odd.slice(0, 60), place: odd.slice(0, 60) })
  const m = await d.matter(open, { title: odd, text: odd })
  const view = await d.look(open)
  expect(view.session).toMatchObject({ title: odd.slice(0, 60), place: odd.slice(0, 60) })
  expect(view.matters[0]).toMatchObject({ _id: m._id, title: odd, text: odd })
})

test('candidates stand by the strokes of their surnames, however they were sent', async () => {
  const open = await d.session()
  const names = ['黄三', '丁一', '王二', '卜甲', '刘乙']
  const m = await d.matter(open, { kind: 'elect', way: 'secret', question: { ...election, candidates: names.map(name => ({ id: name, name })) } })
  expect(m.question).toMatchObject({ candidates: ['丁一', '卜甲', '王二', '刘乙', '黄三'].map(name => ({ name })) })
})

test('a made-up cursor is refused', async () => {
  const open = await d.session()
  for (const cursor of ['x', 'eyJhIjoxfQ', Buffer.from('[{"$gt":""},"x"]').toString('base64url'), Buffer.from('[1,{"$gt":""}]').toString('base64url')]) {
    expect(await t.refusal(zhao, 'congress', 'sessions', { cursor })).toBe('BAD_INPUT')
    expect(await t.refusal(zhao, 'congress', 'opinions', { sessionId: open, cursor })).toBe('BAD_INPUT')
  }
})

test('round trips: two or three for what is asked often, and never more than declared', async () => {
  const trips = async (who: string, action: keyof typeof congress, input: object, most: number) => {
    const reply = await t.ask(who, 'congress', action as 'session', input as never)
    expect([action, reply.ok, reply.trips <= most]).toEqual([action, true, true])
    expect(reply.trips).toBeLessThanOrEqual((handlers[action] as { trips: number }).trips)
    return (reply as unknown as { data: { rev: number } }).data
  }
  const act = (who: string, on: string, name: string, given: object, most: number) => trips(who, 'act', d.input(on, name as never, given), most)
  await trips(zhou, 'waiting', {}, 3)
  await trips(liu, 'waiting', {}, 3)
  await trips(zhou, 'rulesGet', {}, 2)
  await trips(zhou, 'terms', {}, 5)
  await trips(zhou, 'term', { id: 'term-huajiang-6' }, 2)
  const open = await d.session()
  await trips(zhao, 'sessions', {}, 2)
  await trips(zhao, 'session', { id: open }, 2)
  const m = await trips(zhao, 'matterSave', { ...good.matterSave, id: newId('matter'), sessionId: open }, 3)
  expect(m.rev).toBe(1)
  const paper = newId('paper')
  await trips(zhao, 'paperSave', { ...good.paperSave, id: paper, sessionId: open }, 3)
  await act(zhao, open, 'notify', { text: '定于近日召开职工代表大会，请准时参加。' }, 4)
  await act(zhao, open, 'announce', {}, 3)
  await trips(zhao, 'paperDeliver', { id: paper }, 3)
  await trips(zhou, 'session', { id: open }, 2)
  await trips(zhou, 'paper', { id: paper }, 2)
  await trips(zhou, 'paperRead', { id: paper }, 3)
  await trips(zhou, 'papers', { sessionId: open }, 2)
  await trips(zhao, 'paperUnread', { id: paper }, 4)
  await trips(zhou, 'opinionAdd', { id: newId('opinion'), sessionId: open, matterId: null, text: '希望改善通风。' }, 4)
  await trips(zhou, 'opinions', { sessionId: open }, 3)
  await act(zhao, open, 'askOverride', { gate: 'read', reason: note }, 3)
  await act(tang, open, 'confirmOverride', { gate: 'read' }, 3)
  await act(zhao, open, 'observers', { personIds: ['person-liu-yang'] }, 4)
  await d.overrideAll(open)
  await act(zhao, open, 'advance', { from: 'preparing' }, 5)
  await act(zhao, open, 'presidium', { personIds: ['person-zhou-jianguo'] }, 4)
  await act(zhou, open, 'openCheckIn', {}, 3)
  await trips(zhou, 'session', { id: open }, 3)
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
