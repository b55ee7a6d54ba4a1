import { actors } from '../../scripts/seed/people'
import { draw, openDraw, phoneOf, register, scrutineers } from './ballot-phones'
import { startCloud, type TestCloud } from './cloud'
import { cast, close, hall, motion, yes } from './congress-hall'
import { doing as doingCongress, kept } from './congress-helpers'
import { doing as doingLessons } from './lesson-helpers'
import { WHO, bindWorkers, doing } from './notice-helpers'
import { HOUR, personOf } from './survey-helpers'
import { ballots, inTurn } from './survey-phones'

const { zhao, zhou, liu, jiang, qian } = WHO
const DAY = 24 * HOUR

let t: TestCloud
let d: ReturnType<typeof doing>
/** Faults that a test asked for. */
let poisoned = 0
beforeAll(async () => {
  t = await startCloud({ witness: true })
  d = doing(t)
  await d.work()
})
afterAll(async () => {
  expect(t.faults()).toBe(poisoned)
  await t.stop()
})

const inbox = async (who: string) => (await t.call(who, 'notices', 'inbox', {})).items
/** The timer comes twice, and once more as if its cursors had been restored from yesterday: everything is still told once. */
async function told(area: string) {
  await Promise.all([d.work(), d.work()])
  await t.db.collection('noticeCursors').where({ _id: area }).update({ at: Date.now() - DAY })
  await d.work()
}
const count = async (who: string, title: string) => (await inbox(who)).filter(n => n.title === title).length

describe('the online class', () => {
  test('a compulsory course: told to whom it is for when it is published, and before its due day to those who have not finished', async () => {
    const learning = doingLessons(t)
    const [one, two] = await bindWorkers(t, 2) as [string, string]
    await t.db.collection('people').where({ _id: t.db.command.in([one, two].map(personOf)) }).options({ multiple: true }).update({ unitId: 'hj-dongli' })
    await d.credit(two, 'lesson', 3)
    const course = await learning.published({ title: '消防必修', compulsory: true, dueAt: Date.now() + 10 * DAY, audience: { units: ['hj-dongli'], roles: [] } })
    const optional = await learning.published({ title: '摄影选修' })
    await told('courses')
    for (const who of [one, two]) expect([await count(who, '新的必修课：消防必修'), await count(who, `新的必修课：${optional.title}`)]).toEqual([1, 0])
    expect(await count(liu, '新的必修课：消防必修')).toBe(0)
    expect((await inbox(one)).find(n => n.title.includes('消防必修'))).toMatchObject({ kind: 'lesson', link: { page: 'pages/lessons/course', params: { id: course._id } } })
    expect(d.taken(two, 'lesson')).toBe(1)

    await learning.learned(one, personOf(one), course._id)
    const due = (dueAt: number) => t.db.collection('courses').where({ _id: course._id }).update({ dueAt, events: course.events.map(e => ({ ...e, at: e.at - 20 * DAY })) })
    const soon = '课程快到期：消防必修'
    await due(Date.now() + 3 * DAY + HOUR)
    await told('courses')
    expect(await count(two, soon)).toBe(0)
    // Three days before its due day, as if three days and an hour had passed since the collector first ran.
    await t.db.collection('noticeCursors').where({ _id: 'courses' }).update({ n: Date.now() - 9 * DAY })
    await due(Date.now() + 3 * DAY - 1000)
    await told('courses')
    expect([await count(one, soon), await count(two, soon)]).toEqual([0, 1])
    const dueAt = Date.now() + DAY - 1000
    await due(dueAt)
    await told('courses')
    expect([await count(one, soon), await count(two, soon), d.taken(two, 'lesson')]).toEqual([0, 2, 3])
    await t.call(zhao, 'lessons', 'withdraw', { id: course._id, rev: course.rev, note: '有错' })
    await told('courses')
    expect(await count(two, soon)).toBe(2)
  })

  test('a certificate given and taken back, and a question answered: told to that person alone', async () => {
    const learning = doingLessons(t)
    const [one, two] = await bindWorkers(t, 2) as [string, string]
    const course = await learning.published({ title: '证书课' })
    await learning.learned(one, personOf(one), course._id)
    const { number } = await t.call(one, 'lessons', 'certificate', { courseId: course._id })
    await t.call(two, 'lessons', 'ask', { id: 'ask-of-two-0001', courseId: course._id, episode: 'e1', ms: 0, text: '夜班怎么\n学习😀？' })
    await told('certificates')
    expect([await count(one, '结业证书已颁发：证书课'), await count(two, '结业证书已颁发：证书课')]).toEqual([1, 0])
    await t.call(zhao, 'lessons', 'revoke', { number, why: '代人学习' })
    await t.call(zhao, 'lessons', 'answerAsk', { id: 'ask-of-two-0001', rev: 0, text: '可以分几次学。' })
    await told('revocations')
    await told('asks')
    const revoked = (await inbox(one)).filter(n => n.title === '结业证书已撤销：证书课')
    expect(revoked).toMatchObject([{ text: expect.stringContaining('代人学习'), link: { page: 'pages/lessons/certificate', params: { id: course._id } } }])
    const answered = (await inbox(two)).filter(n => n.title === '您的提问有了回答：证书课')
    expect(answered).toMatchObject([{ text: expect.stringContaining('夜班怎么 学习😀？'), link: { page: 'pages/lessons/course', params: { id: course._id } } }])
    expect(await count(one, '您的提问有了回答：证书课')).toBe(0)
    // Put better later, it is still one answer.
    await t.call(zhao, 'lessons', 'answerAsk', { id: 'ask-of-two-0001', rev: 1, text: '可以分几次学，进度会保留。' })
    await told('asks')
    expect(await count(two, '您的提问有了回答：证书课')).toBe(1)
    // The office sees a word to one person as done, with whoever has read it.
    const mine = (await t.call(zhao, 'notices', 'list', { byHand: false, text: '您的提问有了回答' })).items
    expect(mine).toMatchObject([{ state: 'done', total: 1 }])
    await t.call(two, 'notices', 'open', { id: mine[0]!._id })
    expect((await t.call(zhao, 'notices', 'readers', { id: mine[0]!._id, which: 'read' })).items).toMatchObject([{ personId: personOf(two) }])
  })
})

test('an anonymous survey: each step to those whom it concerns, by the ballot’s page; nobody is told apart by having answered', async () => {
  const b = ballots(t)
  const workers = (await bindWorkers(t, 16)).slice(3)
  const { _id: id, title } = await b.begun({ title: '匿名评议' })
  await told('surveys')
  const steps = [`匿名问卷开始报名：${title}`, `匿名问卷开始领卷：${title}`, `匿名问卷可以作答了：${title}`]
  const seenBy = async (who: string) => Promise.all(steps.map(s => count(who, s)))
  expect(await seenBy(workers[0]!)).toEqual([1, 0, 0])
  expect((await inbox(workers[0]!)).find(n => n.title === steps[0])).toMatchObject({ link: { page: 'pages/ballot/survey', params: { id } } })
  const phones = await inTurn(workers.slice(0, 11), wx => b.join(wx, id))
  const seals = await b.scrutineers(id, [jiang, qian])
  await b.drawing(id)
  await told('surveys')
  expect([await seenBy(workers[0]!), await seenBy(workers[12]!)]).toEqual([[1, 1, 0], [1, 0, 0]])
  await inTurn(phones.slice(1), one => b.drawn(one, id))
  await b.settled(id)
  await told('surveys')
  await b.sealAll(seals, id)
  expect(await b.state(id)).toBe('open')
  await told('surveys')
  expect([await seenBy(workers[0]!), await seenBy(workers[1]!), await seenBy(workers[12]!)]).toEqual([[1, 1, 0], [1, 1, 1], [1, 0, 0]])
  expect((await inbox(workers[1]!)).filter(n => n.title.startsWith('问卷快结束了')).length).toBe(0)
}, 120_000)

describe('the congress', () => {
  test('the notice of a session, its papers and the beginning of check-in', async () => {
    const c = doingCongress(t)
    await kept(t)
    await d.credit(zhou, 'meeting', 3)
    const before = d.taken(zhou)
    const id = await c.session({ title: '六届三次职代会' })
    await c.matter(id)
    const paper = await c.paper(id)
    // No delegate, but called to attend without a vote.
    const guest = liu
    await c.act(zhao, id, 'observers', { personIds: [actors.liu._id] })
    await c.act(zhao, id, 'notify', { text: '定于近日召开职工代表大会，请各位代表准时参加。' })
    await told('congress')
    const notice = (await inbox(zhou)).filter(n => n.title === '会议通知：六届三次职代会')
    expect(notice).toMatchObject([{ mustConfirm: true, text: expect.stringContaining('准时参加'), link: { page: 'pages/congress/session', params: { id } } }])
    expect([await count(WHO.he, '会议通知：六届三次职代会'), await count(guest, '会议通知：六届三次职代会'), d.taken(zhou) - before]).toEqual([0, 1, 1])
    await t.call(zhao, 'congress', 'paperDeliver', { id: paper })
    await told('congress')
    // More than fifty people by name: their list is shown too.
    expect([await count(zhou, '会议文件已送达：六届三次职代会'), await count(liu, '会议文件已送达：六届三次职代会')]).toEqual([1, 0])
    await c.act(zhao, id, 'announce')
    await c.overrideAll(id)
    await c.advance(id)
    await c.act(zhao, id, 'openCheckIn')
    await told('congress')
    expect(await count(guest, '开始签到：六届三次职代会')).toBe(1)
    expect((await inbox(zhou)).filter(n => n.title === '开始签到：六届三次职代会')).toMatchObject([{ link: { page: 'pages/congress/check-in', params: { id } } }])
  })

  test('a vote that opens is told to those who may vote now; its result to all who belong to it', async () => {
    const h = await hall(t, { size: 70, present: 60, title: '联席会议' })
    const roundId = await h.open(await h.matter(motion, { title: '工资协议' }))
    await t.db.collection('sessions').where({ _id: h.id }).update({ kind: 'joint', invited: h.ids })
    await told('congress')
    const titles = async (i: number) => (await inbox(h.wx(i))).map(n => n.title).filter(x => x.includes('工资协议'))
    const opened = (await titles(0)).find(x => x.startsWith('开始表决'))!
    expect([await count(h.wx(0), opened), (await titles(65)).length]).toEqual([1, 0])
    for (let i = 0; i < 5; i++) await cast(t, h.wx(i), roundId, yes)
    const counted = await close(t, roundId)
    await told('congress')
    // An inbox-only word to a list of seventy: nobody of it is forgotten.
    for (const i of [0, 6, 69]) expect([i, (await inbox(h.wx(i))).filter(n => n.title.startsWith('表决结果') && n.text === counted.decision?.sentence).length]).toEqual([i, 1])
    const { items } = await t.call(zhao, 'notices', 'list', { byHand: false, text: '表决结果' })
    expect(items[0]).toMatchObject({ state: 'done', total: 70 })
  })

  test('a secret ballot: whoever has no paper yet is told to draw one; a rehearsal is told to nobody', async () => {
    const h = await hall(t, { size: 12, present: 12 })
    await scrutineers(t, h.id)
    const devices = await inTurn(h.ids.map((_, i) => h.wx(i)), wx => register(t, wx, h.id))
    const matterId = await h.matter(motion, { way: 'secret', title: '选举' })
    const { _id: roundId } = await openDraw(t, matterId)
    const phone = await phoneOf(t, h.wx(0), h.id, devices[0]!)
    await draw(t, phone)
    expect((await t.call(zhao, 'notices', 'people', { audience: { kind: 'notDrawn', roundId } })).items.map(p => p.personId).sort()).toEqual(h.ids.slice(1).sort())
    expect(await t.refusal(zhao, 'notices', 'reach', { audience: { kind: 'notVoted', roundId } })).toBe('WRONG_STATE')
    expect((await t.call(zhao, 'notices', 'reminders', {})).items.find(i => i.key === `notDrawn.${roundId}`)).toMatchObject({ edit: { link: { page: 'pages/congress/hall', params: { id: h.id } } } })
    await told('congress')
    const drawTitles = async (i: number) => (await inbox(h.wx(i))).filter(n => n.title.startsWith('请领票') && n.link?.params.id === h.id).length
    expect([await drawTitles(0), await drawTitles(1)]).toEqual([0, 1])
    await t.db.collection('rounds').where({ _id: roundId }).update({ state: 'open' })
    expect(await t.refusal(zhao, 'notices', 'reach', { audience: { kind: 'notDrawn', roundId } })).toBe('WRONG_STATE')

    const r = await hall(t, { size: 9, present: 6, rehearsal: true, title: '演练' })
    await r.open(await r.matter(motion, { title: '演练表决' }))
    await told('congress')
    expect((await t.call(zhao, 'notices', 'list', { text: '演练' })).items).toEqual([])
  })
})

test('an area whose log cannot be read silences itself alone', async () => {
  const id = 'motion-poisoned-1'
  const some = (await t.db.collection('motions').where({ tenantId: 'ent-huajiang' }).limit(1).get()).data[0] as unknown as Record<string, unknown>
  await t.db.collection('motions').add({ ...some, _id: id, caseNo: `poison-${id}`, updatedAt: Date.now(), events: [null] })
  const course = await doingLessons(t).published({ title: '毒药旁边的课', compulsory: true, dueAt: Date.now() + 10 * DAY })
  const before = t.faults()
  await d.work()
  expect(t.faults()).toBeGreaterThan(before)
  expect(await count(zhou, `新的必修课：${course.title}`)).toBe(1)
  await t.db.collection('motions').where({ _id: id }).remove()
  poisoned = t.faults() - before
})
