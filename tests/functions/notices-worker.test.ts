import { actors } from '../../scripts/seed/people'
import { PRIVACY_VERSION } from '../../types/member'
import type { NoticeEdit } from '../../types/notice'
import { startCloud, type TestCloud } from './cloud'
import { MESSAGE, WHO, doing, newId, people } from './notice-helpers'
import { personOf } from './survey-helpers'

const { zhao, zhou } = WHO
const tenantId = 'ent-huajiang'

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  await d.work()
})
afterAll(async () => {
  expect(t.faults()).toBe(0)
  await t.stop()
})

const wx = () => t.cloud.wx()
/** They stand in a unit of their own, so that any number can be told. */
async function unitOf(who: string[]): Promise<NoticeEdit['audience']> {
  const unit = `hj-unit-${newId('u')}`
  const { path } = (await t.db.collection('units').where({ _id: tenantId }).get()).data[0] as unknown as { path: string[] }
  await t.db.collection('units').add({ _id: unit, tenantId, rev: 0, name: '临时班组', kind: 'team', parentId: tenantId, path: [...path, unit], order: 99 })
  for (let at = 0; at < who.length; at += 500) await t.db.collection('people').where({ _id: t.db.command.in(who.slice(at, at + 500).map(personOf)) }).options({ multiple: true }).update({ unitId: unit })
  return { kind: 'group', units: [unit], roles: [], term: null }
}
const ledgers = async (who: string[]) => Promise.all(who.map(w => d.ledger(personOf(w))))

test('three round trips at most for each hundred, besides the sends themselves', async () => {
  const who = await d.reachable(2000)
  const notice = await d.planned({ audience: await unitOf(who), message: MESSAGE })
  expect(notice.plan).toMatchObject({ total: 2000, message: 2000 })
  await d.sent({ audience: people([personOf((await d.reachable(1))[0]!)]), message: MESSAGE })
  await d.work()
  const idle = (await t.cloud.call('notices-timer', {}, {})).trips
  await t.call(zhao, 'notices', 'send', { id: notice._id, rev: notice.rev, sendAt: null })
  const { trips } = await t.cloud.call('notices-timer', {}, {})
  expect(await d.counts(notice._id)).toEqual({ sent: 2000 })
  // What a notice costs once (who is next, whether it was paused, whether it is done), beside what each hundred costs.
  const once = 9
  expect(trips - idle - once).toBeLessThanOrEqual(3 * 20)
  expect(who.every(w => d.taken(w) === 1)).toBe(true)
})

test('an access token that has run out, and a busy WeChat, are tried again; five times in vain is a failure', async () => {
  const who = await d.reachable(4)
  wx().answers.set(who[0]!, [40001])
  wx().answers.set(who[1]!, [42001, -1, 45009])
  wx().answers.set(who[2]!, [-1, -1, -1, -1, -1])
  const notice = await d.sent({ audience: people(who.map(personOf)), message: MESSAGE })
  await d.work()
  expect(await d.counts(notice._id)).toEqual({ sent: 1, waiting: 3 })
  // Not before its hour.
  await d.work()
  expect(await d.counts(notice._id)).toEqual({ sent: 1, waiting: 3 })
  for (let i = 0; i < 4; i++) {
    await d.hurry()
    await d.work()
  }
  expect(await d.counts(notice._id)).toEqual({ sent: 3, failed: 1 })
  expect((await t.call(zhao, 'notices', 'result', { id: notice._id, state: 'failed' })).items).toMatchObject([{ personId: personOf(who[2]!), code: -1, tries: 5, reason: '微信系统繁忙' }])
  expect((await ledgers(who)).map(l => [l.left, Object.keys(l.reserved).length])).toEqual([[0, 0], [0, 0], [1, 0], [0, 0]])
  expect(who.map(w => d.taken(w))).toEqual([1, 1, 0, 1])
  expect((await d.get(notice._id)).state).toBe('done')
})

test('a recipient who unbinds after the plan, or whom WeChat no longer knows, has the credit back; one who binds another phone is reached there', async () => {
  const who = await d.reachable(4)
  const notice = await d.planned({ audience: people(who.map(personOf)), message: MESSAGE })
  await t.db.collection('people').where({ _id: personOf(who[0]!) }).update({ wx: `none:${personOf(who[0]!)}` })
  await t.db.collection('people').where({ _id: personOf(who[1]!) }).update({ live: false })
  await t.db.collection('people').where({ _id: personOf(who[2]!) }).update({ wx: `${who[2]!}-new` })
  wx().answers.set(who[3]!, [40003])
  await t.call(zhao, 'notices', 'send', { id: notice._id, rev: notice.rev, sendAt: null })
  await d.work()
  expect(await d.counts(notice._id)).toEqual({ sent: 1, unbound: 3 })
  expect((await ledgers(who)).map(l => [l.left, l.reserved])).toEqual([[1, {}], [1, {}], [0, {}], [1, {}]])
  expect([d.taken(who[2]!), d.taken(`${who[2]!}-new`)]).toEqual([0, 1])
})

test('what waited for its next try comes back as soon as the notice is called off', async () => {
  const [one] = await d.reachable(1) as [string]
  wx().answers.set(one, [-1])
  const sent = await d.sent({ audience: people([personOf(one)]), message: MESSAGE })
  await d.work()
  expect([await d.counts(sent._id), await d.left(one)]).toEqual([{ waiting: 1 }, 0])
  await t.call(zhao, 'notices', 'cancel', { id: sent._id, rev: (await d.get(sent._id)).rev })
  await d.work()
  expect([await d.counts(sent._id), await d.left(one), d.taken(one)]).toEqual([{ stopped: 1 }, 1, 0])
})

test('credits stay with the WeChat account that gave them: whoever binds another has none', async () => {
  await t.call(zhao, 'members', 'addPerson', { id: 'person-two-phones', name: '两部手机', employeeNo: 'TP1', phone: '13700019999', unitId: 'hj-zongzhuang' })
  const bind = async (openid: string) => {
    const { code } = await t.call(zhao, 'members', 'issueCode', { personId: 'person-two-phones' })
    await t.call(openid, 'members', 'bindByCode', { unitCode: 'HJZG', employeeNo: 'TP1', code, consent: PRIVACY_VERSION })
  }
  await bind('wx-first-phone')
  await d.credit('wx-first-phone', 'meeting', 3)
  expect(await d.left('wx-first-phone')).toBe(3)
  await t.call(zhao, 'members', 'unbind', { personId: 'person-two-phones' })
  await bind('wx-second-phone')
  expect(await d.left('wx-second-phone')).toBe(0)
})

test('a reminder for an hour goes to whoever has still not done it then', async () => {
  const [one, two] = await d.reachable(2) as [string, string]
  const first = await d.sent({ mustConfirm: true, audience: people([one, two].map(personOf)) })
  const { _id: id, rev } = await d.planned({ title: '请确认', audience: { kind: 'unconfirmed', noticeId: first._id }, message: MESSAGE })
  await t.call(zhao, 'notices', 'send', { id, rev, sendAt: Date.now() + 60_000 })
  await t.call(one, 'notices', 'confirm', { id: first._id })
  await t.db.collection('notices').where({ _id: id }).update({ sendAt: Date.now() - 1 })
  await d.work()
  expect([await d.counts(id), d.taken(one), d.taken(two)]).toEqual([{ sent: 1 }, 0, 1])
})

test('the day’s cap stops before it is passed, says so, and the next day goes on', async () => {
  const who = await d.reachable(3)
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await t.db.collection('noticeCursors').where({ _id: day }).update({ n: 1_000_000 - 2 })
  const notice = await d.sent({ audience: people(who.map(personOf)), message: MESSAGE })
  await d.work()
  expect(await d.counts(notice._id)).toEqual({ sent: 2, waiting: 1 })
  expect(await d.get(notice._id)).toMatchObject({ state: 'sending', why: expect.stringContaining('上限') })
  await d.work()
  expect(who.map(w => d.taken(w)).sort()).toEqual([0, 1, 1])
  const [batch] = (await t.db.collection('sends').where({ noticeId: notice._id }).get()).data as unknown as { wake: number }[]
  expect(new Date(batch!.wake + 8 * 3_600_000).toISOString()).toContain('T00:05')
  await t.db.collection('noticeCursors').where({ _id: day }).update({ n: 0 })
  await d.hurry()
  await d.work()
  expect([await d.counts(notice._id), (await d.get(notice._id)).state]).toEqual([{ sent: 3 }, 'done'])
})

test('two workers at once, and one whose lease was lost: nobody is sent a message twice', async () => {
  const who = await d.reachable(120, 3)
  const notice = await d.sent({ audience: await unitOf(who), message: MESSAGE })
  const runs = await Promise.all(Array.from({ length: 4 }, async (_, i) => {
    // Some believe the turn to be free, as if the others had died.
    if (i % 2) await d.hurry()
    return d.work()
  }))
  expect(runs).toHaveLength(4)
  await d.hurry()
  await d.work()
  const counts = await d.counts(notice._id)
  expect((counts.sent ?? 0) + (counts.unknown ?? 0)).toBe(120)
  expect(Math.max(...who.map(w => d.taken(w)))).toBe(1)
  const spent = (await ledgers(who)).map(l => 3 - l.left)
  expect(spent).toEqual(who.map(() => 1))
})

test('pausing, going on and cancelling while a worker is at it: what is held goes to nobody, whatever the order', async () => {
  const who = await d.reachable(300)
  const notice = await d.sent({ audience: await unitOf(who), message: MESSAGE })
  const working = d.work()
  const paused = await t.ask(zhao, 'notices', 'pause', { id: notice._id, rev: notice.rev })
  await working
  const before = who.reduce((sum, w) => sum + d.taken(w), 0)
  if (paused.ok) {
    await d.hurry()
    await d.work()
    expect(who.reduce((sum, w) => sum + d.taken(w), 0)).toBe(before)
    // Paused meanwhile by somebody, a worker that had let the batches go holds them again.
    await t.db.collection('sends').where({ noticeId: notice._id }).options({ multiple: true }).update({ held: false, wake: 0 })
    await d.work()
    expect(who.reduce((sum, w) => sum + d.taken(w), 0)).toBe(before)
    const [a, b] = await Promise.all([t.ask(zhao, 'notices', 'resume', { id: notice._id, rev: paused.data.rev }), t.ask(zhao, 'notices', 'cancel', { id: notice._id, rev: paused.data.rev })])
    expect([a.ok, b.ok].filter(Boolean)).toHaveLength(1)
    if (a.ok) await t.call(zhao, 'notices', 'cancel', { id: notice._id, rev: a.data.rev })
  } else expect(paused.code).toBe('WRONG_STATE')
  for (let i = 0; i < 3; i++) {
    await d.hurry()
    await d.work()
  }
  const counts = await d.counts(notice._id)
  const taken = who.reduce((sum, w) => sum + d.taken(w), 0)
  expect([counts.sent ?? 0, (counts.sent ?? 0) + (counts.stopped ?? 0), counts.waiting]).toEqual([taken, 300, undefined])
  expect((await ledgers(who)).map(l => [l.left + d.taken(`wx-${(l as unknown as { personId: string }).personId}`), Object.keys(l.reserved).length])).toEqual(who.map(() => [1, 0]))
})

test('words with emoji, control marks and halves of characters: shown as they would go, refused before they are sent, kept in the inbox', async () => {
  const values = (thing1: string) => ({ ...MESSAGE.values, thing1 })
  const preview = async (thing1: string) => (await t.call(zhao, 'notices', 'preview', { template: 'meeting', values: values(thing1) })).fields[0]!
  expect(await preview('开会👨‍👩‍👧啦🎉')).toMatchObject({ sent: '开会啦', shortened: true, problem: null })
  for (const bad of ['开\u200b会', '会\ud83d', '🎉', '开会\u0085']) expect([bad, (await preview(bad)).problem === null]).toEqual([bad, false])
  expect(await t.refusal(zhao, 'notices', 'preview', { template: 'meeting', values: values('开\u202e会') })).toBe('BAD_INPUT')
  const [one] = await d.reachable(1) as [string]
  const sent = await d.sent({ audience: people([personOf(one)]), title: '聚餐🎉', text: '一起👨‍👩‍👧来', message: { ...MESSAGE, values: values('聚餐🎉通知') } })
  await d.work()
  const calls = await (await fetch(`${t.cloud.url}/dev/wx`)).json() as { api: string; params: { touser: string; data: { thing1: { value: string } } } }[]
  const call = calls.filter(c => c.api === 'subscribeMessage.send').at(-1)!
  expect([call.params.touser, call.params.data.thing1.value]).toEqual([one, '聚餐通知'])
  expect(await t.call(one, 'notices', 'open', { id: sent._id })).toMatchObject({ title: '聚餐🎉', text: '一起👨‍👩‍👧来' })
})

describe('inbox-only notices to a list', () => {
  const shown = async (who: string, title: string) => (await t.call(who, 'notices', 'inbox', {})).items.filter(n => n.title === title).length

  test('at an hour: sixty people find it when the hour has come, not before', async () => {
    const who = await d.reachable(60)
    const plan = await d.planned({ title: '定时给六十人', audience: people(who.map(personOf)) })
    await t.call(zhao, 'notices', 'send', { id: plan._id, rev: plan.rev, sendAt: Date.now() + 60_000 })
    await d.work()
    expect(await shown(who[0]!, '定时给六十人')).toBe(0)
    await t.db.collection('notices').where({ _id: plan._id }).update({ sendAt: Date.now() - 1 })
    await d.work()
    for (const i of [0, 30, 59]) expect(await shown(who[i]!, '定时给六十人')).toBe(1)
    expect(await d.get(plan._id)).toMatchObject({ state: 'done' })
    expect((await t.call(who[0]!, 'notices', 'unread', {})).unread).toBeGreaterThan(0)
  })

  test('cut off between confirming and showing: the timer shows it', async () => {
    const who = await d.reachable(60)
    const sent = await d.sent({ title: '断在中间', audience: people(who.map(personOf)) })
    // As if the call had been killed before its lists were shown.
    await t.db.collection('noticeLists').where({ noticeId: sent._id }).options({ multiple: true }).update({ shownAt: null })
    expect(await shown(who[0]!, '断在中间')).toBe(0)
    await d.work()
    for (const i of [0, 59]) expect(await shown(who[i]!, '断在中间')).toBe(1)
    expect(await d.get(sent._id)).toMatchObject({ state: 'done' })
    const unread: string[] = []
    await t.call(who[7]!, 'notices', 'open', { id: sent._id })
    for (let cursor: string | undefined; ;) {
      const page = await t.call(zhao, 'notices', 'readers', { id: sent._id, which: 'unread', cursor })
      unread.push(...page.items.map(p => p.personId))
      if (page.next === undefined) break
      cursor = page.next
    }
    expect(unread.sort()).toEqual(who.filter((_, i) => i !== 7).map(personOf).sort())
  })
})

test('many motions changed in one instant are all told of', async () => {
  const some = (await t.db.collection('motions').where({ _id: 'motion-demo-0001' }).get()).data[0] as unknown as Record<string, unknown>
  const at = Date.now()
  const ids = Array.from({ length: 250 }, (_, i) => `motion-bulk-${String(i).padStart(4, '0')}`)
  await t.db.collection('motions').add(ids.map(_id => ({ ...some, _id, title: `批量${_id}`, caseNo: _id, proposerId: actors.zhou._id, updatedAt: at, events: [{ act: 'admit', by: '提案委员会', at }] })))
  await d.work()
  const told = (await t.db.collection('notices').where({ title: t.db.RegExp({ regexp: '^提案已立案：批量' }) }).count()).total
  expect(told).toBe(250)
  await d.work()
  expect((await t.db.collection('notices').where({ title: t.db.RegExp({ regexp: '^提案已立案：批量' }) }).count()).total).toBe(250)
  const mine = (await t.db.collection('notices').where({ title: t.db.RegExp({ regexp: '^提案已立案：批量' }), shownAt: t.db.command.gt(0) }).count()).total
  expect(mine).toBe(250)
  await t.db.collection('motions').where({ _id: t.db.command.in(ids) }).options({ multiple: true }).remove()
})

describe('what WeChat tells', () => {
  const event = (who: string, name: string, List: unknown, at = Math.floor(Date.now() / 1000)) => ({ ToUserName: 'gh_x', FromUserName: who, CreateTime: at, MsgType: 'event', Event: name, List })
  const entry = (more: object) => ({ TemplateId: 'local-meeting', ...more })
  const push = (what: object, openid?: string) => t.cloud.call('notices-push', what, openid ? { openid } : {})

  test('several entries in one event, an object or a list; unknown templates and people are nobody’s business', async () => {
    const [one] = await d.reachable(1, 0) as [string]
    const status = (template: string, s: string) => ({ TemplateId: template, SubscribeStatusString: s, PopupScene: '0' })
    expect(await push(event(one, 'subscribe_msg_popup_event', [status('local-meeting', 'accept'), status('local-vote', 'reject'), status('nobody-knows', 'accept')]), one)).toMatchObject({ result: 'success' })
    await push(event('wx-nobody', 'subscribe_msg_popup_event', status('local-meeting', 'accept')), 'wx-nobody')
    expect([await d.left(one), await d.left(one, 'vote')]).toEqual([1, 0])
    expect((await t.call(one, 'notices', 'credits', {})).items.find(c => c.template === 'vote')!.off).toBe('rejected')
    await push(event(one, 'subscribe_msg_change_event', status('local-meeting', 'reject')), one)
    expect(await d.left(one)).toBe(0)
  })

  test('a phone’s forged word: over another person, over HTTP, or without a host, nothing is believed', async () => {
    const [one, two] = await d.reachable(2, 0) as [string, string]
    const accept = (who: string) => event(who, 'subscribe_msg_popup_event', entry({ SubscribeStatusString: 'accept' }))
    await push(accept(one), two)
    await push(accept(one), zhou)
    // Somebody whom the host does not know, but who calls from a phone or a browser.
    await push(accept(one))
    const http = await t.cloud.http('/api/notices', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(accept(one)) })
    expect(http.status).toBeGreaterThanOrEqual(200)
    expect(await d.left(one)).toBe(0)
    await push(accept(one), one)
    expect(await d.left(one)).toBe(1)
    for (const what of [null, 7, 'text', [], {}, { ...accept(one), List: [] }, { ...accept(one), CreateTime: { $gt: 0 } }, { ...accept(one), FromUserName: { $ne: '' } }, { ...accept(one), Event: 'other' }]) {
      expect(await push(what as object, one)).toMatchObject({ result: 'success' })
    }
    expect(await d.left(one)).toBe(1)
  })

  test('what was sent is told twice, late, of a refusal: unknown ones alone are settled', async () => {
    const [one, two] = await d.reachable(2) as [string, string]
    const notice = await d.sent({ audience: people([one, two].map(personOf)), message: MESSAGE })
    // As if the worker had died between asking WeChat and writing its answer down.
    const [batch] = (await t.db.collection('sends').where({ noticeId: notice._id }).get()).data as unknown as { _id: string }[]
    await t.db.collection('credits').where({ _id: t.db.command.in([one, two].map(w => `${personOf(w)}.meeting`)) }).options({ multiple: true }).update({ left: 0, [`reserved.n${notice._id}`]: { at: Date.now(), batch: batch!._id } })
    await t.db.collection('sends').where({ _id: batch!._id }).update({ states: 'ss', counts: { sending: 2 }, lease: 'dead', wake: 0 })
    await d.work()
    expect(await d.counts(notice._id)).toEqual({ unknown: 2 })
    expect([d.taken(one), d.taken(two), await d.left(one)]).toEqual([0, 0, 0])
    const told = (who: string, code: string, at?: number) => push(event(who, 'subscribe_msg_sent_event', [entry({ MsgID: '1', ErrorCode: code, ErrorStatus: 'x' })], at), who)
    await told(one, '0', Math.floor(Date.now() / 1000) - 7200)
    expect(await d.counts(notice._id)).toEqual({ unknown: 2 })
    for (let i = 0; i < 2; i++) await told(one, '0')
    await told(two, '43101')
    expect(await d.counts(notice._id)).toEqual({ sent: 1, refused: 1 })
    await d.hurry()
    await d.work()
    expect([d.taken(one), d.taken(two)]).toEqual([0, 0])
  })
})
