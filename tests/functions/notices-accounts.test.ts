import { actors } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'
import { MESSAGE, WHO, doing, people } from './notice-helpers'

const { zhao, zhou } = WHO
const idOf = (wx: string) => wx.replace('wx-', '')

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
const result = async (id: string) => (await t.call(zhao, 'notices', 'result', { id })).items

describe('what WeChat answers', () => {
  test('no permission yet, a token that nobody knows, too fast: nothing was sent, so it is tried again', async () => {
    const who = await d.reachable(3)
    who.forEach((w, i) => wx().answers.set(w, [[-604101], [40014], [45011]][i]!))
    const { _id: id } = await d.sent({ audience: people(who.map(idOf)), message: MESSAGE })
    await d.work()
    expect(await d.counts(id)).toEqual({ waiting: 3 })
    await d.hurry()
    await d.work()
    expect([await d.counts(id), who.map(w => d.taken(w))]).toEqual([{ sent: 3 }, [1, 1, 1]])
  })

  test('whoever was reached at the second try was reached: what was in the way before is not said of them', async () => {
    const [one] = await d.reachable(1) as [string]
    wx().answers.set(one, [-1])
    const { _id: id } = await d.sent({ audience: people([idOf(one)]), message: MESSAGE })
    await d.work()
    expect(await result(id)).toMatchObject([{ state: 'waiting', code: -1, tries: 1 }])
    await d.hurry()
    await d.work()
    expect(await result(id)).toMatchObject([{ state: 'sent', code: null, tries: 1, reason: '已发送' }])
  })
})

test('until its hour people come and go, and ask to be told of just this: what goes out is listed anew', async () => {
  const [early, late, gone] = await d.reachable(3) as [string, string, string]
  const nobody = async (w: string) => t.db.collection('credits').where({ personId: idOf(w) }).remove()
  await nobody(late)
  const { _id: id, rev, plan } = await d.planned({ title: '下月开会', audience: people([early, late, gone].map(idOf)), message: MESSAGE })
  expect(plan).toMatchObject({ total: 3, message: 2, noCredit: 1 })
  await t.call(zhao, 'notices', 'send', { id, rev, sendAt: Date.now() + 60_000 })
  await d.credit(late)
  await t.db.collection('people').where({ _id: idOf(gone) }).update({ live: false })
  await t.db.collection('notices').where({ _id: id }).update({ sendAt: Date.now() - 1 })
  await d.work()
  expect([await d.counts(id), [early, late, gone].map(w => d.taken(w)), (await d.get(id)).state]).toEqual([{ sent: 2 }, [1, 1, 0], 'done'])
})

describe('however much there is of it', () => {
  const some = async (name: string, where: object) => (await t.db.collection(name).where(where).limit(1).get()).data[0] as unknown as Record<string, unknown>
  const copies = async (name: string, doc: object, n: number, more: (i: number) => object = () => ({})) => {
    const all = Array.from({ length: n }, (_, i) => ({ ...doc, _id: `${name}-many-${String(i).padStart(4, '0')}`, ...more(i) }))
    await t.db.collection(name).add(all)
    return () => t.db.collection(name).where({ _id: t.db.command.in(all.map(x => x._id)) }).options({ multiple: true }).remove()
  }
  const byKey = async (key: string) => (await t.call(zhao, 'notices', 'reminders', { key })).items.map(i => i.key)

  test('the button beside a survey, a course or a notice finds it behind a hundred others, and that one alone', async () => {
    const survey = await some('surveys', { kept: 'published', mode: 'confidential' }) ?? await some('surveys', { kept: 'published', ballot: null })
    const running = { ...survey, kept: 'published', ballot: null, startsAt: Date.now() - 1000 }
    const clear = await copies('surveys', running, 120, i => ({ endsAt: Date.now() + 3_600_000 * (i + 1) }))
    const last = 'surveys-many-0119'
    expect((await t.call(zhao, 'notices', 'reminders', {})).items.some(i => i.key === `unanswered.${last}`)).toBe(false)
    expect(await byKey(`unanswered.${last}`)).toEqual([`unanswered.${last}`])
    await clear()
    expect(await byKey(`unanswered.${last}`)).toEqual([])

    const old = await d.sent({ mustConfirm: true, audience: people([actors.zhou._id]) })
    await t.db.collection('notices').where({ _id: old._id }).update({ createdAt: Date.now() - 90 * 86_400_000 })
    expect(await byKey(`unconfirmed.${old._id}`)).toEqual([`unconfirmed.${old._id}`])

    const course = await some('courses', { tenantId: 'ent-huajiang', state: 'published' })
    await t.db.collection('courses').where({ _id: course._id }).update({ compulsory: false })
    expect(await byKey(`unfinished.${String(course._id)}`)).toEqual([`unfinished.${String(course._id)}`])
    expect(await t.refusal(zhao, 'notices', 'reminders', { key: 'unread' })).toBe('BAD_INPUT')
    expect((await t.ask(zhao, 'notices', 'reminders', { key: 'constructor.12345678' })).ok).toBe(true)
    const { ok, data, trips } = await t.ask(WHO.ma, 'notices', 'reminders', { key: `unconfirmed.${old._id}` }) as { ok: boolean; data: { items: unknown[] }; trips: number }
    expect([ok, data.items, trips <= 3]).toEqual([true, [], true])
  })

  test('home names the meeting of today behind any number of rehearsals, meetings of others and meetings that are over', async () => {
    const session = await some('sessions', { tenantId: 'ent-huajiang', rehearsal: false, kind: 'congress' })
    const before = Date.now() - 5 * 86_400_000
    const clear = await Promise.all([
      copies('sessions', { ...session, rehearsal: true, stage: 'formal', invited: [actors.liu._id], startsAt: before }, 60),
      copies('sessions', { ...session, stage: 'closed', startsAt: before }, 60, i => ({ _id: `sessions-over-${i}` })),
    ])
    const id = 'sessions-today-01'
    await t.db.collection('sessions').add({ ...session, _id: id, stage: 'preparing', title: '今天的大会', startsAt: Date.now() })
    const { today } = await t.call(zhou, 'congress', 'waiting', {})
    expect(today?._id).toBe(id)
    await Promise.all([...clear.map(c => c()), t.db.collection('sessions').where({ _id: id }).remove()])
  })
})
