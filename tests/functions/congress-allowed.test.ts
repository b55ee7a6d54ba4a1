import { congress } from '../../types/congress'
import { sessionGraph } from '../../domain/congress/session-graph'
import type { SessionAct } from '../../types/congress-acts'
import { startCloud, type TestCloud } from './cloud'
import { WHO, doing, inDays, kept, newId, term, today } from './congress-helpers'

const { zhao, zhou, li, wang, qian, tang, sun, liu, ma, he, wu, zheng } = WHO
const everyone = [...Object.values(WHO), undefined]
const note = '写明这样办的理由和经过情况'

/** A sound input for each act. */
const acts: [SessionAct, Record<string, unknown>][] = [
  ['notify', { text: '定于近日召开职工代表大会，请准时参加。' }], ['announce', {}], ['motionWindow', { from: inDays(-9), to: inDays(-1) }], ['qualify', { note }],
  ['presidium', { personIds: ['person-zhou-jianguo'] }], ['adoptAgenda', {}], ['discussed', { delegation: '总装分厂代表团', note }], ['observers', { personIds: ['person-liu-yang'] }],
  ['advance', { from: 'preparing' }], ['askOverride', { gate: 'papers', reason: note }], ['confirmOverride', { gate: 'papers' }], ['openCheckIn', {}], ['closeCheckIn', {}],
  ['show', { matterId: null, seconds: null }], ['drawResolution', {}], ['sign', {}], ['publish', { where: '厂务公开栏', from: today(), to: inDays(20) }],
  ['report', { to: '上级工会', on: today() }], ['cancel', { why: note }],
]

let t: TestCloud
let d: ReturnType<typeof doing>
let open: string
let quiet: string
let drill: string
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  await kept(t)
  open = await d.opened()
  quiet = await d.session()
  drill = await d.session({ rehearsal: true, title: '推演', personIds: ['person-li-xiuying'], invented: { people: 3, delegations: 1 } })
})
afterAll(() => t.stop())

test('every act of the contract stands in the graph and is tried here', () => {
  const contract = congress.act.input.def.options.map(o => o.def.shape.act.def.values[0] as string).sort()
  expect([...new Set(sessionGraph.map(r => r.act))].sort()).toEqual(contract)
  expect(acts.map(([act]) => act).sort()).toEqual(contract)
})

test.each(acts)('%s: by everybody who may not, on a session that is open: nothing is written', async (act, given) => {
  const may: string[] = act === 'askOverride' || act === 'confirmOverride' ? [zhao, tang] : [zhao]
  const before = (await d.look(open)).session.rev
  for (const who of everyone.filter(w => !may.includes(w as string))) {
    const code = await d.refused(who, open, act, given)
    const expected = who === undefined ? 'NOT_BOUND' : [ma, he, wu, zheng].includes(who as never) ? 'NOT_FOUND' : 'NOT_ALLOWED'
    expect([act, who, code]).toEqual([act, who, expected])
  }
  expect((await d.look(open)).session.rev).toBe(before)
})

test('what is offered is what is open: the acts of the view, tried by the server, by each kind of person', async () => {
  const { session } = await d.look(open)
  for (const who of [zhao, tang, zhou, li, liu]) {
    const offered = (await d.look(open, who)).acts
    const rows = sessionGraph.filter(r => r.from.includes(session.stage)).map(r => r.act)
    for (const act of rows.filter(a => !offered.includes(a))) expect([who, act, await d.refused(who, open, act, acts.find(([a]) => a === act)![1])]).toEqual([who, act, expect.stringMatching(/^(NOT_ALLOWED|WRONG_STATE|ALREADY_DONE)$/)])
    if (who === zhou || who === li || who === liu) expect(offered).toEqual([])
  }
  expect((await d.look(open, zhao)).acts).toEqual(expect.arrayContaining(['presidium', 'adoptAgenda', 'openCheckIn', 'advance', 'askOverride']))
  expect((await d.look(open, tang)).acts).toEqual(['askOverride'])
})

test('a member of this session’s presidium leads it, and is one again nowhere else', async () => {
  const id = await d.opened()
  await d.act(zhao, id, 'presidium', { personIds: ['person-wang-haiyan'] })
  await d.act(wang, id, 'openCheckIn')
  await d.act(wang, id, 'show', { matterId: null, seconds: 30 })
  expect(await d.refused(wang, id, 'cancel', { why: note })).toBe('NOT_ALLOWED')
  expect((await d.look(id, wang)).gates.length).toBeGreaterThan(0)
  expect(await d.refused(wang, open, 'openCheckIn')).toBe('NOT_ALLOWED')
  expect((await d.look(open, wang)).gates).toEqual([])
})

test('a draft is seen by the office only; the notice opens it to delegates, the agenda to all workers', async () => {
  const seen = async (id: string) => {
    const who: string[] = []
    for (const w of [zhao, tang, zhou, sun, qian, liu, ma, he]) if ((await t.ask(w, 'congress', 'session', { id })).ok) who.push(w)
    return who
  }
  const listed = async (who: string, id: string) => (await t.call(who, 'congress', 'sessions', {})).items.some(s => s._id === id)
  expect(await seen(quiet)).toEqual([zhao, tang])
  expect([await listed(tang, quiet), await listed(zhou, quiet), await listed(liu, quiet)]).toEqual([true, false, false])
  const id = await d.session()
  await d.matter(id)
  await d.act(zhao, id, 'notify', { text: '定于近日召开职工代表大会，请准时参加。' })
  expect(await seen(id)).toEqual([zhao, tang, zhou, qian])
  expect([await listed(zhou, id), await listed(liu, id)]).toEqual([true, false])
  await d.act(zhao, id, 'announce')
  expect(await seen(id)).toEqual([zhao, tang, zhou, sun, qian, liu])
  expect([await listed(liu, id), await listed(he, id)]).toEqual([true, false])
  const worker = await d.look(id, liu)
  expect(worker).toMatchObject({ gates: [], acts: [], me: null, session: { notice: null, events: [], overrides: [], observers: [], resolution: null } })
  expect(worker.matters).toHaveLength(1)
})

test('a rehearsal is seen by those who take part; the units above look on without touching', async () => {
  await d.act(zhao, drill, 'notify', { text: '定于今日进行职代会模拟推演，请参加。' })
  expect((await d.look(drill, li)).session.rehearsal).toBe(true)
  expect(await t.refusal(zhou, 'congress', 'session', { id: drill })).toBe('NOT_FOUND')
  expect(await t.refusal(liu, 'congress', 'session', { id: drill })).toBe('NOT_FOUND')
  for (const above of [wu, zheng]) {
    const view = await t.call(above, 'congress', 'session', { id: open, tenant: 'ent-huajiang' })
    expect(view).toMatchObject({ acts: [], session: { _id: open } })
    expect(view.gates.length).toBeGreaterThan(0)
    expect((await t.call(above, 'congress', 'sessions', { tenant: 'ent-huajiang' })).items.map(s => s._id)).toContain(open)
  }
  expect(await t.refusal(ma, 'congress', 'session', { id: open, tenant: 'ent-huajiang' })).toBe('NOT_FOUND')
})

test('before the vote is counted nothing of it is in any view; before publication workers see no result', async () => {
  const m = await d.matter(open, { title: '劳动保护意见' })
  await t.db.collection('rounds').add({
    _id: `${m._id}.1`, tenantId: 'ent-huajiang', rev: 0, matterId: m._id, sessionId: open, no: 1, way: 'named', state: 'closing', why: '', prevId: null, openedAt: Date.now(), closedAt: Date.now(), title: m.title,
    question: { kind: 'motion' }, roll: 99, present: 99, needed: 50, voted: 0, papers: 0, openedBy: '赵敏', closedBy: '赵敏', counted: null, tally: { secretly: 51 }, decision: { outcome: 'passed', sentence: '不该看到', articles: [], elected: [], runoff: null, vacant: 0 },
  })
  for (const who of [zhao, tang, zhou, liu]) {
    const text = JSON.stringify(await d.look(open, who))
    expect(text).not.toContain('不该看到')
    expect(text).not.toContain('secretly')
  }
  await t.db.collection('rounds').where({ _id: `${m._id}.1` }).update({ state: 'counted' })
  expect(JSON.stringify(await d.look(open, zhou))).toContain('不该看到')
  expect(JSON.stringify(await d.look(open, liu))).not.toContain('不该看到')
})

const others: [string, object, (string | undefined)[]][] = [
  ['sessionSave', { id: 'session-none-1', rev: 0, termId: 'term-none-01', no: 1, title: '会议', kind: 'congress', rehearsal: false, place: '礼堂', startsAt: 1 }, [zhao, ma, zheng]],
  ['matterSave', { id: 'matter-none-1', rev: 0, sessionId: 'session-none-1', title: '议题', text: '', kind: 'report', way: 'hands', question: null, about: null, major: false, order: 1 }, [zhao, ma, zheng]],
  ['matterWithdraw', { id: 'matter-none-1', rev: 0, why: note }, [zhao, ma, zheng]],
  ['paperSave', { id: 'paper-none-1', rev: 0, sessionId: 'session-none-1', matterId: null, leaderId: null, title: '文件', text: '', files: [] }, [zhao, ma, zheng]],
  ['paperDeliver', { id: 'paper-none-1' }, [zhao, ma, zheng]],
  ['paperUnread', { id: 'paper-none-1' }, [zhao, ma, zheng, tang]],
  ['opinionAnswer', { id: 'opinion-none-1', rev: 0, text: '答复' }, [zhao, ma, zheng, tang]],
]

test.each(others)('%s is for its people only', async (action, input, may) => {
  for (const who of everyone) {
    const code = await t.refusal(who, 'congress', action, input)
    expect([who, code]).toEqual([who, may.includes(who) ? 'NOT_FOUND' : who === undefined ? 'NOT_BOUND' : 'NOT_ALLOWED'])
  }
})

test('reads of another enterprise’s things find nothing, whatever id is sent', async () => {
  const paper = await d.paper(open)
  await t.call(zhao, 'congress', 'paperDeliver', { id: paper })
  const opinion = newId('opinion')
  await t.call(zhou, 'congress', 'opinionAdd', { id: opinion, sessionId: open, matterId: null, text: '希望改善通风。' })
  const m = (await d.look(open)).matters[0]!
  const foreign: [string, object][] = [
    ['session', { id: open }], ['papers', { sessionId: open }], ['paper', { id: paper }], ['paperRead', { id: paper }], ['opinions', { sessionId: open }],
    ['opinionAdd', { id: newId('opinion'), sessionId: open, matterId: null, text: '别的单位的意见' }],
  ]
  const staffOnly: [string, object][] = [
    ['paperDeliver', { id: paper }], ['paperUnread', { id: paper }], ['opinionAnswer', { id: opinion, rev: 1, text: '别的单位的答复' }], ['matterWithdraw', { id: m._id, rev: m.rev, why: note }],
    ['paperSave', { id: paper, rev: 1, sessionId: open, matterId: null, leaderId: null, title: '改别人的文件', text: '', files: [] }],
    ['sessionSave', { id: open, rev: 1, termId: 'term-huajiang-6', no: 1, title: '改别人的会议', kind: 'congress', rehearsal: false, place: '礼堂', startsAt: Date.now() }],
    ['matterSave', { id: m._id, rev: m.rev, sessionId: open, title: '改别人的议题', text: '', kind: 'report', way: 'hands', question: null, about: null, major: false, order: 1 }],
    ['termSave', { ...term(), rev: 1 }],
  ]
  for (const [action, input] of foreign) for (const who of [he, ma]) expect([action, who, await t.refusal(who, 'congress', action, input)]).toEqual([action, who, 'NOT_FOUND'])
  for (const [action, input] of staffOnly) expect([action, await t.refusal(ma, 'congress', action, input)]).toEqual([action, 'NOT_FOUND'])
})

test('none of all this was a fault', () => expect(t.faults()).toBe(0))
