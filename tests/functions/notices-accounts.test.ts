import { strFromU8, unzipSync } from 'fflate'
import { results } from '../../cloudfunctions/notices/results'
import { noticePapers as papers } from '../../cloudfunctions/papers/notices'
import { actors } from '../../scripts/seed/people'
import { startCloud, type TestCloud } from './cloud'
import { MESSAGE, WHO, doing, people } from './notice-helpers'
import { personOf } from './survey-helpers'

const { zhao, zhou } = WHO

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
    const { _id: id } = await d.sent({ audience: people(who.map(personOf)), message: MESSAGE })
    await d.work()
    expect(await d.counts(id)).toEqual({ waiting: 3 })
    await d.hurry()
    await d.work()
    expect([await d.counts(id), who.map(w => d.taken(w))]).toEqual([{ sent: 3 }, [1, 1, 1]])
  })

  test('whoever was reached at the second try was reached: what was in the way before is not said of them', async () => {
    const [one] = await d.reachable(1) as [string]
    wx().answers.set(one, [-1])
    const { _id: id } = await d.sent({ audience: people([personOf(one)]), message: MESSAGE })
    await d.work()
    expect(await result(id)).toMatchObject([{ state: 'waiting', code: -1, tries: 1 }])
    await d.hurry()
    await d.work()
    expect(await result(id)).toMatchObject([{ state: 'sent', code: null, tries: 1, reason: '已发送' }])
  })
})

describe('what became of a message that WeChat had taken', () => {
  const tell = (who: string, ErrorCode: unknown) => t.cloud.call('notices-push', {
    MsgType: 'event', Event: 'subscribe_msg_sent_event', FromUserName: who, CreateTime: Math.floor(Date.now() / 1000), List: [{ TemplateId: 'local-meeting', MsgID: '1', ErrorCode, ErrorStatus: 'x' }],
  }, { openid: who })

  test('refused after all, or lost on the way: the report says so, 43101 leaves no credit, and nothing is sent again', async () => {
    const [refused, lost, fine, odd] = await d.reachable(4, 3) as [string, string, string, string]
    const { _id: id } = await d.sent({ audience: people([refused, lost, fine, odd].map(personOf)), message: MESSAGE })
    await d.work()
    expect(await d.counts(id)).toEqual({ sent: 4 })
    for (let i = 0; i < 2; i++) for (const [who, code] of [[refused, '43101'], [lost, 1008], [fine, '0'], [odd, 'soon']] as const) await tell(who, code)
    expect(await d.counts(id)).toEqual({ sent: 2, refused: 1, failed: 1 })
    expect((await result(id)).filter(r => r.code !== null).map(r => [r.personId, r.state, r.code, r.reason]).sort()).toEqual([[personOf(refused), 'refused', 43101, '用户拒收，或订阅次数已用完'], [personOf(lost), 'failed', 1008, '微信返回 1008']].sort())
    expect([await d.left(refused), await d.left(lost), await d.left(fine)]).toEqual([0, 2, 2])
    await d.hurry()
    await d.work()
    expect([refused, lost, fine].map(w => d.taken(w))).toEqual([1, 1, 1])
  })

  test('told while its batch is in somebody’s hands: whoever has it next learns of it, and the credit is spent', async () => {
    const [one, two] = await d.reachable(2, 3) as [string, string]
    const { _id: id } = await d.sent({ audience: people([one, two].map(personOf)), message: MESSAGE })
    await d.work()
    // As if the worker had died between its record and the ledgers.
    const [batch] = (await t.db.collection('sends').where({ noticeId: id }).get()).data as unknown as { _id: string }[]
    for (const w of [one, two]) await t.db.collection('credits').where({ _id: `${personOf(w)}.meeting` }).update({ lines: [], [`reserved.n${id}`]: { at: Date.now(), batch: batch!._id } })
    await t.db.collection('sends').where({ _id: batch!._id }).update({ lease: 'dead', wake: 0 })
    await t.db.collection('notices').where({ _id: id }).update({ state: 'sending' })
    await tell(one, '43101')
    await tell(two, '1008')
    expect(await d.counts(id)).toEqual({ sent: 2 })
    await d.work()
    expect([await d.counts(id), await d.left(one), await d.left(two)]).toEqual([{ refused: 1, failed: 1 }, 0, 2])
    for (const w of [one, two]) expect(await d.ledger(personOf(w))).toMatchObject({ reserved: {} })
  })
})

test('refused on a credit of before, while another is given: the new one stays', async () => {
  const [one, two] = await d.reachable(2, 3) as [string, string]
  const { _id: id } = await d.planned({ audience: people([one, two].map(personOf)), message: MESSAGE })
  const [batch] = (await t.db.collection('sends').where({ noticeId: id }).get()).data as unknown as { _id: string }[]
  // As if WeChat had just answered, and the worker had not yet come to the ledgers.
  for (const w of [one, two]) await t.db.collection('credits').where({ _id: `${personOf(w)}.meeting` }).update({ left: 0, [`reserved.n${id}`]: { at: Date.now(), batch: batch!._id } })
  await t.db.collection('sends').where({ _id: batch!._id }).update({ states: 'rr', counts: { refused: 2 }, held: false, lease: 'dead', wake: 0 })
  await t.db.collection('notices').where({ _id: id }).update({ state: 'sending', shownAt: Date.now() })
  await d.credit(one)
  await d.work()
  expect([await d.counts(id), await d.left(one), await d.left(two), (await d.get(id)).state]).toEqual([{ refused: 2 }, 1, 0, 'done'])
  for (const w of [one, two]) expect(await d.ledger(personOf(w))).toMatchObject({ reserved: {} })
})

test('until its hour people come and go, and ask to be told of just this: what goes out is listed anew', async () => {
  const [early, late, gone] = await d.reachable(3) as [string, string, string]
  const nobody = async (w: string) => t.db.collection('credits').where({ personId: personOf(w) }).remove()
  await nobody(late)
  const { _id: id, rev, plan } = await d.planned({ title: '下月开会', audience: people([early, late, gone].map(personOf)), message: MESSAGE })
  expect(plan).toMatchObject({ total: 3, message: 2, noCredit: 1 })
  await t.call(zhao, 'notices', 'send', { id, rev, sendAt: Date.now() + 60_000 })
  await d.credit(late)
  await t.db.collection('people').where({ _id: personOf(gone) }).update({ live: false })
  await t.db.collection('notices').where({ _id: id }).update({ sendAt: Date.now() - 1 })
  await d.work()
  expect([await d.counts(id), [early, late, gone].map(w => d.taken(w)), (await d.get(id)).state]).toEqual([{ sent: 2 }, [1, 1, 0], 'done'])
})

test('whoever does not want the kind in the inbox is counted before anything is sent, unless it must be there', async () => {
  const who = await d.reachable(4, 0)
  await t.call(who[0]!, 'notices', 'savePreferences', { items: [{ kind: 'survey', inbox: false, message: false }] })
  await t.call(who[1]!, 'notices', 'savePreferences', { items: [{ kind: 'lesson', inbox: false, message: false }] })
  const plan = async (more: Parameters<typeof d.planned>[0]) => (await d.planned({ audience: people(who.map(personOf)), ...more })).plan
  expect(await plan({ kind: 'survey' })).toMatchObject({ total: 4, hidden: 1 })
  expect(await plan({ kind: 'survey', message: { template: 'survey', values: { thing1: '问卷', time2: '2026-11-25 14:00', thing3: '请填写' } } })).toMatchObject({ total: 4, hidden: 1, muted: 1, noCredit: 3 })
  expect(await plan({ kind: 'survey', mustConfirm: true })).toMatchObject({ total: 4, hidden: 0 })
  expect(await plan({ kind: 'meeting' })).toMatchObject({ total: 4, hidden: 0 })
})

describe('the lists of a notice that nobody was sent a message of', () => {
  type Listed = { base64?: string; done: number; fileName: string }
  const list = async (id: string, which: string, key: string, who: string = zhao) => (await t.ask(who, 'papers', 'noticeList', { id, which, key })) as unknown as { ok: boolean; code?: string; data: Listed; trips: number }
  const rows = ({ base64 }: Listed) => strFromU8(unzipSync(Buffer.from(base64!, 'base64'))['xl/worksheets/sheet1.xml']!).split('<row ').slice(2).map(row => [...row.matchAll(/<t[^>]*>([^<]*)</g)].map(m => m[1]!))

  test.each([['a few by name', 5], ['many by name', 70], ['a unit', 0]])('%s: who read it, who did not, who is still to confirm, and their numbers', async (_name, n) => {
    const audience = n > 0 ? people((await d.reachable(n)).map(personOf)) : { kind: 'group' as const, units: ['hj-dongli'], roles: [], term: null }
    const notice = await d.sent({ title: `只在通知里${n}`, mustConfirm: true, audience })
    await d.work()
    const all = (await t.call(zhao, 'notices', 'readers', { id: notice._id, which: 'unread' })).items
    const [one, two] = all.map(r => r.personId) as [string, string]
    for (const id of [one, two]) await t.db.collection('people').where({ _id: id }).update({ wx: `wx-${id}` })
    await t.call(`wx-${one}`, 'notices', 'confirm', { id: notice._id })
    await t.call(`wx-${two}`, 'notices', 'open', { id: notice._id })
    const total = notice.plan!.total
    const of = async (which: string) => {
      const { data, ok, trips } = await list(notice._id, which, `list-${which}-${n}-x`)
      expect([which, ok, trips <= papers.noticeList.trips]).toEqual([which, true, true])
      return rows(data)
    }
    const whole = await of('all')
    expect([whole.length, whole.filter(r => r.length === 5).length, whole.filter(r => r.length === 4).length]).toEqual([total, 1, 1])
    expect([(await of('notReached')).length, (await of('unconfirmed')).length, (await of('sms')).length]).toEqual([total - 2, total - 1, total - 2])
    expect((await d.get(notice._id)).events.at(-1)).toMatchObject({ act: 'takeSms' })
    expect((await list(notice._id, 'all', 'list-other-tenant', WHO.ma)).code).toBe('NOT_FOUND')

    // By name or number, whatever stands before it.
    const search = async (which: 'read' | 'confirmed' | 'unread' | 'unconfirmed', text: string) => {
      const found: string[] = []
      for (let cursor: string | undefined, more = true; more;) {
        const { ok, data, trips } = (await t.ask(zhao, 'notices', 'readers', { id: notice._id, which, text, cursor })) as { ok: true; data: { items: { personId: string }[]; next?: string }; trips: number }
        expect([ok, trips <= results.readers.trips]).toEqual([true, true])
        found.push(...data.items.map(r => r.personId))
        cursor = data.next
        more = cursor !== undefined
      }
      return found
    }
    const numberOf = (id: string) => all.find(r => r.personId === id)!.employeeNo
    const third = all[2]!.personId
    expect([await search('confirmed', numberOf(one)), await search('read', numberOf(two)), await search('unread', numberOf(two)), await search('unconfirmed', numberOf(two)), await search('unread', numberOf(third))])
      .toEqual([[one], [two], [], [two], [third]])
    // Somebody whom it was never for.
    expect(await search('unread', actors.zhou.name)).not.toContain(actors.zhou._id)
  })

  test('whoever has left since stands in the report, but on no list of people to be told', async () => {
    const [stays, leaves] = await d.reachable(2, 0) as [string, string]
    const notice = await d.sent({ mustConfirm: true, audience: people([stays, leaves].map(personOf)), message: MESSAGE })
    await t.db.collection('people').where({ _id: personOf(leaves) }).update({ live: false })
    const lengths = await Promise.all(['all', 'notReached', 'unconfirmed', 'sms'].map(async which => rows((await list(notice._id, which, `list-left-${which}`)).data).length))
    expect(lengths).toEqual([2, 1, 1, 1])
  })

  test('nothing was sent, or nothing is to be confirmed: said, not made', async () => {
    const draft = await d.planned({ audience: people([actors.zhou._id]) })
    expect((await list(draft._id, 'all', 'list-of-a-draft')).code).toBe('WRONG_STATE')
    const plain = await d.sent({ audience: people([actors.zhou._id]) })
    expect((await list(plain._id, 'unconfirmed', 'list-of-no-one')).code).toBe('WRONG_STATE')
  })
})

test('what is to be confirmed is counted behind any number of newer notices', async () => {
  const [one] = await d.reachable(1) as [string]
  const before = await t.call(one, 'notices', 'unread', {})
  const old = await d.sent({ mustConfirm: true, audience: people([personOf(one)]) })
  const doc = (await t.db.collection('notices').doc(old._id).get()).data[0] as Record<string, unknown>
  const ids = Array.from({ length: 120 }, (_, i) => `newer-${String(i).padStart(6, '0')}`)
  await t.db.collection('notices').add(ids.map((_id, i) => ({ ...doc, _id, mustConfirm: false, shownAt: Date.now() + i })))
  expect(await t.call(one, 'notices', 'unread', {})).toMatchObject({ toConfirm: before.toConfirm + 1, unread: 99 })
  await t.call(one, 'notices', 'confirm', { id: old._id })
  expect(await t.call(one, 'notices', 'unread', {})).toMatchObject({ toConfirm: before.toConfirm })
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
