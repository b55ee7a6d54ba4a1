import { handlers } from '../../cloudfunctions/notices/served'
import { notices } from '../../types/notice'
import { startCloud, type TestCloud } from './cloud'
import { EVERYBODY, MESSAGE, WHO, bindWorkers, doing, edit, newId, people } from './notice-helpers'

const { zhao, zhou, li, wang, qian, tang, sun, liu, ma, he, wu, zheng, chen } = WHO
type Action = keyof typeof notices
const actions = Object.keys(notices) as Action[]
const id = 'notice-attack-1'

/** A sound input for each action. */
const sound: Record<Action, Record<string, unknown>> = {
  inbox: {}, unread: {}, open: { id }, confirm: { id }, readAll: { until: 5 }, preferences: {}, savePreferences: { items: [] }, credits: {}, accepted: { tapId: 'tap-attack-01', results: { meeting: 'reject' } },
  list: {}, create: { id, edit: edit() }, get: { id }, save: { id, rev: 1, edit: edit() }, remove: { id }, reach: { audience: EVERYBODY }, people: { audience: EVERYBODY }, plan: { id, rev: 1 },
  send: { id, rev: 1, sendAt: null }, pause: { id, rev: 1 }, resume: { id, rev: 1 }, cancel: { id, rev: 1 }, progress: { id }, result: { id }, readers: { id, which: 'read' },
  templates: {}, preview: { template: 'meeting', values: {} }, reminders: {},
}

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

const PEOPLE: Action[] = ['inbox', 'unread', 'open', 'confirm', 'readAll', 'preferences', 'savePreferences', 'credits', 'accepted']
const NOTHING_NEEDED: Action[] = ['inbox', 'unread', 'readAll', 'preferences', 'savePreferences', 'credits', 'accepted', 'list', 'create', 'remove', 'reach', 'people', 'templates', 'preview', 'reminders']

test('every action is for everybody who is bound, or for staff', () => {
  expect(actions.filter(a => handlers[a].allow === 'person').sort()).toEqual([...PEOPLE].sort())
  expect(actions.filter(a => JSON.stringify(handlers[a].allow) === '["staff"]')).toHaveLength(actions.length - PEOPLE.length)
})

test.each(actions)('%s: by everybody, on a notice that they have nothing to do with', async action => {
  for (const who of [zhao, zhou, li, wang, qian, tang, sun, liu, ma, he, wu, zheng, chen, undefined]) {
    const may = who !== undefined && (PEOPLE.includes(action) || [zhao, ma, zheng].includes(who as never))
    const { ok, code } = (await t.ask(who, 'notices', action, { ...sound[action], ...(action === 'create' ? { id: newId('attack') } : {}) })) as { ok: boolean; code?: string }
    const expected = who === undefined ? 'NOT_BOUND' : !may ? 'NOT_ALLOWED' : NOTHING_NEEDED.includes(action) ? 'done' : 'NOT_FOUND'
    expect([action, who, ok ? 'done' : code]).toEqual([action, who, expected])
  }
})

const WRONG = [null, 7.5, -1, {}, '\u202E反向的文字', 'x'.repeat(25_000), { $gt: '' }, { $ne: null }, ['$gt', { $ne: 1 }]]
const fine: Partial<Record<string, unknown[]>> = { values: [{}], results: [{}], sendAt: [null] }

test.each(actions.filter(a => Object.keys(sound[a]).length))('%s: every field missing, of a wrong form, with operators, and an unknown one', async action => {
  const refused = async (input: unknown) => expect([action, input, await t.refusal(zhao, 'notices', action, input)]).toEqual([action, input, 'BAD_INPUT'])
  for (const input of [7, 'text', true, []]) await refused(input)
  await refused({ ...sound[action], tenantId: 'ent-qingyuan' })
  for (const field of Object.keys(sound[action])) {
    await refused({ ...sound[action], [field]: undefined })
    for (const value of WRONG) if (!(fine[field] ?? []).some(f => JSON.stringify(f) === JSON.stringify(value))) await refused({ ...sound[action], [field]: value })
  }
})

test('deep inside: operators, foreign pages, strange fields, too many templates', async () => {
  const create = (more: object) => t.refusal(zhao, 'notices', 'create', { id: newId(), edit: { ...edit(), ...more } })
  for (const more of [
    { link: { page: 'https://evil.example', params: {} } }, { link: { page: 'pages/a/b', params: { id: '../x' } } }, { link: { page: 'pages/a/b', params: { $gt: 'x' } } },
    { audience: { kind: 'group', units: [{ $gt: '' }], roles: [], term: null } }, { audience: { kind: 'people', people: [] } }, { audience: { kind: 'notVoted', roundId: { $ne: '' } } }, { audience: { kind: 'everybody' } },
    { message: { template: 'other', values: {} } }, { message: { template: 'meeting', values: { $set: 'x' } } }, { message: { template: 'meeting', values: { thing1: { $gt: '' } } } }, { title: '' },
  ]) expect([more, await create(more)]).toEqual([more, 'BAD_INPUT'])
  expect(await t.refusal(zhou, 'notices', 'accepted', { tapId: newId('tap'), results: { meeting: 'accept', vote: 'accept', reply: 'accept', task: 'accept' } })).toBe('BAD_INPUT')
  expect(await t.refusal(zhao, 'notices', 'preview', { template: 'meeting', values: { thing9: 'x' } })).toBe('BAD_INPUT')
  expect(await t.refusal(zhou, 'notices', 'inbox', { cursor: 'nonsense' })).toBe('BAD_INPUT')
})

test('another enterprise’s notice is nobody’s here: not to read, not to change, not to see who read it', async () => {
  const notice = await d.sent({ title: '华江的通知', audience: EVERYBODY })
  for (const action of actions.filter(a => 'id' in sound[a] && a !== 'create' && a !== 'remove')) {
    const who = PEOPLE.includes(action) ? he : ma
    expect([action, await t.refusal(who, 'notices', action, { ...sound[action], id: notice._id })]).toEqual([action, 'NOT_FOUND'])
  }
  expect(await t.refusal(ma, 'notices', 'create', { id: notice._id, edit: edit() })).toBe('TAKEN')
  expect((await t.ask(ma, 'notices', 'remove', { id: notice._id })).ok).toBe(true)
  expect((await d.get(notice._id)).title).toBe('华江的通知')
  expect((await t.call(ma, 'notices', 'people', { audience: people(['person-zhou-jianguo']) })).items).toEqual([])
})

test('double taps and stale sights: one notice, one plan, one sending', async () => {
  const [who] = await bindWorkers(t, 1)
  await d.credit(who!)
  const made = newId()
  const content = edit({ audience: people([who!.replace('wx-', '')]), message: MESSAGE })
  const created = await Promise.all([1, 2, 3].map(() => t.ask(zhao, 'notices', 'create', { id: made, edit: content })))
  expect(created.every(r => r.ok)).toBe(true)
  const planned = await Promise.all([1, 2, 3].map(() => t.ask(zhao, 'notices', 'plan', { id: made, rev: 1 })))
  expect(planned.filter(r => r.ok).length).toBeGreaterThan(0)
  expect(planned.every(r => r.ok || r.code === 'STALE')).toBe(true)
  const sent = await Promise.all([1, 2, 3].map(() => t.ask(zhao, 'notices', 'send', { id: made, rev: 2, sendAt: null })))
  expect(sent.filter(r => r.ok).length).toBeGreaterThan(0)
  const runs = await Promise.all([d.work(), d.work(), d.work()])
  expect(runs).toHaveLength(3)
  await d.work()
  expect([d.taken(who!), await d.counts(made)]).toEqual([1, { sent: 1 }])
  for (const action of ['save', 'plan', 'remove', 'send', 'pause', 'cancel'] as const) {
    expect([action, await t.refusal(zhao, 'notices', action, { ...sound[action], id: made, ...(action === 'remove' ? {} : { rev: 99 }) })]).toEqual([action, 'WRONG_STATE'])
  }
})

test('the ledger is exact: taps repeated, popups told twice by WeChat, sends racing for the last credit', async () => {
  const [one, two] = await bindWorkers(t, 2)
  const push = (event: object, who: string | undefined) => t.cloud.call('notices-push', event, who ? { openid: who } : {})
  const popup = (who: string, status: string, at: number, list: 'object' | 'array' = 'object') => {
    const entry = { TemplateId: 'local-survey', SubscribeStatusString: status, PopupScene: '1' }
    return { ToUserName: 'gh_x', FromUserName: who, CreateTime: at, MsgType: 'event', Event: 'subscribe_msg_popup_event', List: list === 'array' ? [entry] : entry }
  }
  const now = Math.floor(Date.now() / 1000)
  const tap = { tapId: newId('tap'), results: { survey: 'accept' as const } }
  await Promise.all(Array.from({ length: 6 }, () => t.call(one!, 'notices', 'accepted', tap)))
  for (const list of ['object', 'array'] as const) for (let i = 0; i < 2; i++) await push(popup(one!, 'accept', now, list), one)
  expect(await d.left(one!, 'survey')).toBe(1)
  // An event that comes before the phone's word is the same accept too.
  await push(popup(two!, 'accept', now), two)
  await t.call(two!, 'notices', 'accepted', { tapId: newId('tap'), results: { survey: 'accept' } })
  expect(await d.left(two!, 'survey')).toBe(1)
  // A word that the phone could send only later tells when it was given.
  const early = now - 1800
  await push(popup(two!, 'accept', early), two)
  expect(await d.left(two!, 'survey')).toBe(2)
  await t.call(two!, 'notices', 'accepted', { tapId: newId('tap'), at: early * 1000, results: { survey: 'accept' } })
  expect(await d.left(two!, 'survey')).toBe(2)
  // Nobody can tell about others, nor over HTTP; nonsense is no event.
  await push(popup(two!, 'accept', now + 3600), one)
  await push({ ...popup(two!, 'accept', now + 3600), List: { $gt: '' } }, two)
  await push({ MsgType: 'text' }, two)
  expect(await d.left(two!, 'survey')).toBe(2)
  await push({ ...popup(two!, 'reject', now + 7200), Event: 'subscribe_msg_change_event' }, two)
  expect(await d.ledger(two!.replace('wx-', ''), 'survey')).toMatchObject({ left: 0, off: 'rejected' })

  const audience = people([one!.replace('wx-', '')])
  const message = { template: 'survey' as const, values: { thing1: '问卷', time2: '2026-11-25 14:00', thing3: '请填写' } }
  const racing = await Promise.all([1, 2, 3, 4].map(() => d.planned({ kind: 'general', audience, message })))
  expect(racing.every(n => n.plan!.message === 1)).toBe(true)
  await Promise.all(racing.map(n => t.call(zhao, 'notices', 'send', { id: n._id, rev: n.rev, sendAt: null })))
  await Promise.all([d.work(), d.work(), d.work()])
  const counts = await Promise.all(racing.map(n => d.counts(n._id)))
  expect([d.taken(one!, 'survey'), counts.filter(c => c.sent === 1).length, counts.filter(c => c.noCredit === 1).length]).toEqual([1, 1, 3])
  expect(await d.ledger(one!.replace('wx-', ''), 'survey')).toMatchObject({ left: 0, reserved: {}, unknown: {} })
})
