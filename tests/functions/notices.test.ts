import { handlers } from '../../cloudfunctions/notices/served'
import { actors } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'
import { EVERYBODY, MESSAGE, WHO, bindWorkers, doing, edit, newId, people } from './notice-helpers'

const { zhao, zhou, li, wang, liu, he, ma } = WHO

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
})
afterAll(async () => {
  expect(t.faults()).toBe(0)
  await t.stop()
})

const inbox = async (who: string, more: object = {}) => (await t.call(who, 'notices', 'inbox', more)).items
const titles = async (who: string) => (await inbox(who)).map(n => n.title)

test('a notice to a group is one document: those it is for find it, others do not, and reading leaves a receipt', async () => {
  const before = await t.call(zhou, 'notices', 'unread', {})
  const notice = await d.sent({ title: '代表培训', kind: 'lesson', audience: { kind: 'group', units: [], roles: ['delegate'], term: null }, mustConfirm: true })
  expect(notice).toMatchObject({ state: 'done', plan: { total: 99 } })
  expect(await titles(zhou)).toContain('代表培训')
  expect(await titles(liu)).not.toContain('代表培训')
  expect(await titles(he)).not.toContain('代表培训')
  expect(await t.call(zhou, 'notices', 'unread', {})).toEqual({ unread: before.unread + 1, toConfirm: before.toConfirm + 1, kinds: { ...before.kinds, lesson: (before.kinds.lesson ?? 0) + 1 } })
  expect(await t.refusal(liu, 'notices', 'open', { id: notice._id })).toBe('NOT_FOUND')

  expect(await t.call(zhou, 'notices', 'open', { id: notice._id })).toMatchObject({ readAt: expect.any(Number), confirmedAt: null, link: { page: 'pages/congress/session' } })
  expect(await t.call(zhou, 'notices', 'unread', {})).toEqual({ ...before, toConfirm: before.toConfirm + 1 })
  expect((await t.call(zhou, 'notices', 'confirm', { id: notice._id })).confirmedAt).toEqual(expect.any(Number))
  await Promise.all([1, 2, 3].map(() => t.call(li, 'notices', 'confirm', { id: notice._id })))
  expect(await t.call(zhao, 'notices', 'progress', { id: notice._id })).toMatchObject({ read: 2, confirmed: 2, total: 99 })
  expect((await t.call(zhao, 'notices', 'readers', { id: notice._id, which: 'confirmed' })).items.map(r => r.name).sort()).toEqual([actors.li.name, actors.zhou.name].sort())
  const unread = await t.call(zhao, 'notices', 'readers', { id: notice._id, which: 'unread' })
  expect(unread.items.map(r => r.personId)).not.toContain(actors.zhou._id)
  expect(unread.next).toBeDefined()
})

test('units, roles and terms narrow a group; whoever joins it later finds the notice too', async () => {
  const only = await d.sent({ title: '只给动力分厂', audience: { kind: 'group', units: ['hj-dongli'], roles: [], term: null } })
  expect(await titles(wang)).toContain('只给动力分厂')
  expect(await titles(zhou)).not.toContain('只给动力分厂')
  const { notice } = await t.call(zhao, 'notices', 'get', { id: only._id })
  expect((await t.call(zhao, 'notices', 'reach', { audience: notice.audience })).people).toBe(notice.plan!.total)
  const listed = await t.call(zhao, 'notices', 'people', { audience: notice.audience })
  expect(listed.items.every(p => p.unitName !== '')).toBe(true)
  await t.db.collection('people').where({ _id: actors.liu._id }).update({ unitId: 'hj-dongli' })
  expect(await titles(liu)).toContain('只给动力分厂')
  await t.db.collection('people').where({ _id: actors.liu._id }).update({ unitId: 'hj-zongzhuang' })
})

test('a list of a few people, and one of many, are found by those on it only', async () => {
  await d.sent({ title: '给两个人', audience: people([actors.zhou._id, actors.li._id]) })
  const many = await bindWorkers(t, 80)
  await d.sent({ title: '给八十个人', audience: people(many.map(w => w.replace('wx-', ''))) })
  for (const who of [zhou, li]) expect(await titles(who)).toContain('给两个人')
  for (const who of [wang, liu]) expect(await titles(who)).not.toContain('给两个人')
  for (const who of [many[0]!, many[79]!]) {
    expect(await titles(who)).toContain('给八十个人')
    const found = (await inbox(who)).find(n => n.title === '给八十个人')!
    expect((await t.call(who, 'notices', 'open', { id: found._id })).readAt).not.toBeNull()
  }
  expect(await titles(liu)).not.toContain('给八十个人')
  expect((await t.call(many[0]!, 'notices', 'unread', {})).unread).toBeGreaterThanOrEqual(0)
})

test('all as read sweeps the badge, never backwards, and must-confirm notices still wait', async () => {
  await d.sent({ title: '扫一遍' })
  const must = await d.sent({ title: '要确认', mustConfirm: true })
  expect((await t.call(wang, 'notices', 'unread', {})).unread).toBeGreaterThan(1)
  await t.call(wang, 'notices', 'readAll', { until: Date.now() })
  expect(await t.call(wang, 'notices', 'unread', {})).toMatchObject({ unread: 0 })
  await t.call(wang, 'notices', 'readAll', { until: 5 })
  expect((await t.call(wang, 'notices', 'unread', {})).unread).toBe(0)
  expect((await inbox(wang, { which: 'toConfirm' })).map(n => n._id)).toContain(must._id)
  expect(await inbox(wang, { which: 'unread' })).toEqual([])
  expect((await inbox(wang, { kind: 'lesson' })).every(n => n.kind === 'lesson')).toBe(true)
})

test('preferences: a kind switched off is gone from the inbox, unless it must be there', async () => {
  await d.sent({ title: '食堂问卷', kind: 'survey' })
  await d.sent({ title: '必须确认的问卷', kind: 'survey', mustConfirm: true })
  const { items } = await t.call(liu, 'notices', 'savePreferences', { items: [{ kind: 'survey', inbox: false, message: false }, { kind: 'vote', inbox: false, message: false }] })
  expect(items.find(i => i.kind === 'survey')).toEqual({ kind: 'survey', inbox: false, message: false, must: false })
  expect(items.find(i => i.kind === 'vote')).toEqual({ kind: 'vote', inbox: true, message: false, must: true })
  expect(await t.call(liu, 'notices', 'preferences', {})).toEqual({ items })
  expect(await titles(liu)).not.toContain('食堂问卷')
  expect(await titles(liu)).toContain('必须确认的问卷')
  await t.call(liu, 'notices', 'savePreferences', { items: [{ kind: 'survey', inbox: true, message: true }] })
  expect(await titles(liu)).toContain('食堂问卷')
})

test('a plan says who gets a message and why the others do not; what it says is what is sent', async () => {
  const who = await bindWorkers(t, 40)
  const ids = who.map(w => w.replace('wx-', ''))
  await t.db.collection('people').where({ _id: ids[39]! }).update({ wx: `none:${ids[39]!}` })
  await Promise.all(who.slice(0, 12).map(w => d.credit(w)))
  const choose = (message: boolean) => t.call(who[0]!, 'notices', 'savePreferences', { items: [{ kind: 'meeting', inbox: true, message }] })
  await choose(false)
  t.cloud.wx().credits.set(`${who[1]!}\nlocal-meeting`, 0)
  t.cloud.wx().answers.set(who[2]!, [-1, 45009])
  t.cloud.wx().answers.set(who[3]!, [47003])
  const plan = await d.planned({ title: '带消息的通知', audience: people(ids), message: MESSAGE })
  expect(plan.plan).toMatchObject({ total: 40, message: 11, muted: 1, unbound: 1, noCredit: 27 })
  expect(await titles(who[5]!)).not.toContain('带消息的通知')
  await d.work()
  expect(d.taken(who[5]!)).toBe(0)

  const notice = await t.call(zhao, 'notices', 'send', { id: plan._id, rev: plan.rev, sendAt: null })
  expect(notice.state).toBe('sending')
  await d.work()
  expect(await d.counts(notice._id)).toEqual({ sent: 8, refused: 1, failed: 1, waiting: 1, muted: 1, unbound: 1, noCredit: 27 })
  await d.hurry()
  await d.work()
  await d.hurry()
  await d.work()
  expect(await d.counts(notice._id)).toEqual({ sent: 9, refused: 1, failed: 1, muted: 1, unbound: 1, noCredit: 27 })
  expect((await d.get(notice._id)).state).toBe('done')
  expect(who.map(w => d.taken(w)).reduce((a, b) => a + b, 0)).toBe(9)
  expect([await d.left(who[1]!), await d.left(who[2]!), await d.left(who[3]!), await d.left(who[5]!)]).toEqual([0, 0, 1, 0])
  expect(await d.ledger(ids[1]!)).toMatchObject({ left: 0, reserved: {}, unknown: {} })
  const failed = await t.call(zhao, 'notices', 'result', { id: notice._id, state: 'failed' })
  expect(failed).toMatchObject({ items: [{ personId: ids[3], code: 47003, state: 'failed', reason: '模板字段的内容不合规定' }] })
  expect(failed.next).toBeUndefined()
  expect((await t.call(zhao, 'notices', 'result', { id: notice._id })).items).toHaveLength(40)
  expect(await titles(who[30]!)).toContain('带消息的通知')
  await choose(true)
})

test('a notice at an hour waits for it; paused it rests; cancelled, nobody more is sent one and credits come back', async () => {
  const [who] = await bindWorkers(t, 1)
  await d.credit(who!)
  const left = await d.left(who!)
  const plan = await d.planned({ title: '定时', audience: people([who!.replace('wx-', '')]), message: MESSAGE })
  const later = await t.call(zhao, 'notices', 'send', { id: plan._id, rev: plan.rev, sendAt: Date.now() + 60_000 })
  expect(later).toMatchObject({ state: 'scheduled', shownAt: null })
  await d.work()
  expect(await titles(who!)).not.toContain('定时')
  const paused = await t.call(zhao, 'notices', 'pause', { id: later._id, rev: later.rev })
  const again = await t.call(zhao, 'notices', 'resume', { id: later._id, rev: paused.rev })
  expect(again.state).toBe('scheduled')
  await t.db.collection('notices').where({ _id: later._id }).update({ sendAt: Date.now() - 1 })
  const cancelled = await t.call(zhao, 'notices', 'cancel', { id: later._id, rev: again.rev })
  expect(cancelled.state).toBe('cancelled')
  await d.work()
  expect(await d.counts(later._id)).toEqual({ stopped: 1 })
  expect(await d.left(who!)).toBe(left)
  expect(await titles(who!)).not.toContain('定时')

  const soon = await d.planned({ title: '到点就发', audience: people([who!.replace('wx-', '')]), message: MESSAGE })
  await t.call(zhao, 'notices', 'send', { id: soon._id, rev: soon.rev, sendAt: Date.now() + 60_000 })
  await t.db.collection('notices').where({ _id: soon._id }).update({ sendAt: Date.now() - 1 })
  await d.work()
  expect(await titles(who!)).toContain('到点就发')
  expect(await d.counts(soon._id)).toEqual({ sent: 1 })
})

test('a template withdrawn midway stops the notice with the reason; whoever waited keeps the credit', async () => {
  const who = await bindWorkers(t, 70)
  await Promise.all(who.map(w => d.credit(w, 'vote')))
  for (const w of who) t.cloud.wx().answers.set(w, [40037])
  const notice = await d.sent({ title: '模板没了', kind: 'general', audience: people(who.map(w => w.replace('wx-', ''))), message: { template: 'vote', values: { thing1: '表决', time2: '2026-11-25 14:00', thing3: '请投票' } } })
  await d.work()
  expect(await d.get(notice._id)).toMatchObject({ state: 'stopped', why: '模板已停用（40037）' })
  await d.hurry()
  await d.work()
  for (const w of who) t.cloud.wx().answers.delete(w)
  const counts = await d.counts(notice._id)
  expect(counts.failed! + counts.stopped!).toBe(70)
  expect(counts.stopped).toBeGreaterThan(0)
  for (const w of who) expect(await d.left(w, 'vote')).toBe(1)
  expect(who.map(w => d.taken(w, 'vote'))).toEqual(who.map(() => 0))
})

test('what WeChat would refuse is refused before; what it would cut is shown', async () => {
  const values = { thing1: '关于召开第六届职工代表大会第二次会议的通知以及有关事项', time2: '明天', thing3: '', thing4: '🎉' }
  const { notice, problems } = await t.call(zhao, 'notices', 'create', { id: newId(), edit: edit({ message: { template: 'meeting', values } }) })
  expect(problems.map(p => p.at)).toEqual(['message.values.time2', 'message.values.thing3', 'message.values.thing4'])
  expect(await t.ask(zhao, 'notices', 'plan', { id: notice._id, rev: notice.rev })).toMatchObject({ ok: false, code: 'NOT_READY', field: 'message.values.time2' })
  const preview = await t.call(zhao, 'notices', 'preview', { template: 'meeting', values })
  expect(preview).toMatchObject({ fit: false, fields: [{ sent: '关于召开第六届职工代表大会第二次会议的…', shortened: true, problem: null }, {}, {}, {}] })
  expect((await t.call(zhao, 'notices', 'templates', {})).items.every(x => x.ready)).toBe(true)
})

test('a save whose answer was lost is known again: the same edit is done, another on the old revision is stale', async () => {
  const { _id: id, rev } = await d.planned()
  const save = { id, rev, edit: edit({ title: '答复丢了', audience: people([actors.zhou._id]), message: MESSAGE }) }
  const first = await t.call(zhao, 'notices', 'save', save)
  const again = await t.ask(zhao, 'notices', 'save', save)
  expect(again).toMatchObject({ ok: true, data: first })
  expect(again.trips).toBeLessThanOrEqual(handlers.save.trips)
  expect(await d.get(id)).toMatchObject({ rev: rev + 1, state: 'draft' })
  expect(await t.refusal(zhao, 'notices', 'save', { ...save, edit: { ...save.edit, text: '别的话' } })).toBe('STALE')
  // One revision more and the same words, but it was a plan that made it.
  await t.call(zhao, 'notices', 'plan', { id, rev: rev + 1 })
  expect(await t.refusal(zhao, 'notices', 'save', { ...save, rev: rev + 1 })).toBe('STALE')
  expect((await d.get(id)).state).toBe('planned')
})

test('round trips: unread costs two, and nothing more than declared', async () => {
  const cost = async (who: string, action: keyof typeof handlers, input: object) => {
    const reply = await t.ask(who, 'notices', action, input)
    expect([action, reply.ok, reply.trips <= handlers[action].trips]).toEqual([action, true, true])
    return reply.trips
  }
  await cost(zhou, 'unread', {})
  expect(await cost(zhou, 'unread', {})).toBe(2)
  const [first] = await inbox(zhou)
  for (const [action, input] of [['inbox', {}], ['open', { id: first!._id }], ['confirm', { id: first!._id }], ['readAll', { until: Date.now() }], ['preferences', {}], ['credits', {}],
    ['savePreferences', { items: [] }], ['accepted', { tapId: newId('tap'), results: { meeting: 'accept', vote: 'reject', reply: 'ban' } }]] as const) await cost(zhou, action, input)
  const made = newId()
  for (const [action, input] of [['list', {}], ['create', { id: made, edit: edit({ audience: EVERYBODY, message: MESSAGE }) }], ['get', { id: made }], ['plan', { id: made, rev: 1 }], ['send', { id: made, rev: 2, sendAt: null }],
    ['pause', { id: made, rev: 3 }], ['resume', { id: made, rev: 4 }], ['progress', { id: made }], ['result', { id: made }], ['cancel', { id: made, rev: 5 }], ['reminders', {}], ['reach', { audience: EVERYBODY }]] as const) await cost(zhao, action, input)
  expect((await t.ask(ma, 'notices', 'get', { id: made })).ok).toBe(false)
})
