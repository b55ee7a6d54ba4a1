import type { Question } from '../../types/congress-vote'
import { cast, draw, openDraw, phoneOf, register, scrutineers, sealAll, shutBox, type Phone as Voter, type Scrutineer } from '../functions/ballot-phones'
import { STAFF, hall, type Hall } from '../functions/congress-hall'
import { startCloud, type TestCloud } from '../functions/cloud'
import { launch, type MiniProgram } from './harness/launch'
import { nameless, relaunched } from './harness/phones'

const QUESTION: Question = { kind: 'elect', seats: 1, writeIn: false, form: 'surplus', candidates: [{ id: 'a', name: '丁一' }, { id: 'b', name: '王海燕' }] }
const PRESENT = 11

let t: TestCloud
let h: Hall
let seals: Scrutineer[]
let others: Voter[]
let roundId: string
let app: MiniProgram

beforeAll(async () => {
  t = await startCloud({ witness: true })
  h = await hall(t, { size: PRESENT + 1, present: PRESENT })
  seals = await scrutineers(t, h.id)
})
afterAll(async () => {
  app.kill()
  await t.stop()
})

const relaunch = () => { app = relaunched(app) }
const openVote = () => app.open('pages/ballot/vote', { session: h.id, round: roundId })
const casts = () => app.phone.requests.filter(r => r.method === 'POST')

test('a phone that has checked in registers its key by itself, once', async () => {
  app = launch({ cloud: t.cloud.url, openid: h.wx(0) })
  await app.open('pages/congress/hall', { id: h.id })
  const page = await app.arrive('pages/congress/hall')
  await page.until(async () => (await h.row(h.ids[0]!)).devicePub !== undefined)
  await page.see('请等主持人宣布下一项')
  const { devicePub } = await h.row(h.ids[0]!)
  relaunch()
  const again = await app.open('pages/congress/hall', { id: h.id })
  await again.see('请等主持人宣布下一项')
  expect(app.phone.calls.map(c => c.action)).not.toContain('deviceKey')
  expect((await h.row(h.ids[0]!)).devicePub).toBe(devicePub)
})

test('the draw: the hall leads to the ballot, the paper is drawn from both issuers and survives the app', async () => {
  const devices = await Promise.all(h.ids.slice(1, PRESENT).map((_, i) => register(t, h.wx(i + 1), h.id)))
  const matterId = await h.matter(QUESTION, { way: 'secret', title: '选举职工董事' })
  roundId = (await openDraw(t, matterId))._id
  const vote = await app.arrive('pages/ballot/vote')
  await vote.see('领票 ✓')
  const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(vote.text())![0]
  expect((await t.call(STAFF, 'congress', 'round', { roundId })).round.ballot).toMatchObject({ code, drawn: 1 })
  expect(nameless(vote)).toEqual([])
  expect(vote.bytes).toBeLessThan(40 * 1024)
  const kept = app.phone.storage.size
  relaunch()
  const again = await openVote()
  await again.see('领票 ✓')
  expect(casts()).toEqual([])
  expect(app.phone.storage.size).toBe(kept)
  others = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i + 1), h.id, device)))
  await Promise.all(others.map(phone => draw(t, phone)))
})

test('casting: marks survive the app, the ballot a lost network and the app again; nothing but the box is asked', async () => {
  await t.call(STAFF, 'congress', 'drawClose', { roundId })
  await sealAll(t, seals, roundId)
  await t.call(STAFF, 'congress', 'castOpen', { roundId, few: true })
  const first = app.page
  await first.tap('丁一：赞成')
  await first.tap('王海燕：赞成')
  await first.see('多了 1 人')
  await first.tap('核对')
  await first.see('赞成的人数超过了应选人数')
  await first.tap('王海燕：不赞成')

  relaunch()
  const second = await openVote()
  await second.see('已划 ○ 1 人，已满')
  await second.tap('核对')
  await second.see('投出以后不能再改')
  expect(nameless(second)).toEqual([])
  app.setOnline(false)
  await second.tapTimes('投出', 5)
  await second.see('还没有收到回执')
  expect(app.phone.calls).toEqual([])
  const bodies = new Set(casts().map(r => r.data))
  expect(bodies.size).toBe(1)

  // Opened again, the app sends it by itself, wherever it is opened.
  relaunch()
  const home = await app.open('pages/home/index')
  await home.see('正在无记名投票')
  await home.until(() => casts().length === 1)
  expect([...bodies]).toEqual([casts()[0]!.data])
  const third = await openVote()
  await third.see('您的票已投入票箱')
  await third.until(() => /[0-9A-Z]{4}-[0-9A-Z]{4}/.test(third.text()))
  expect(third.text()).not.toContain('丁一')
  expect(nameless(third)).toEqual([])
  expect(app.phone.calls).toEqual([])
  for (const { url, header } of app.phone.requests) {
    expect(url).toMatch(new RegExp(`^/api/box(/rounds/${roundId}(/state)?)?$`))
    expect(Object.keys(header).filter(name => name !== 'content-type')).toEqual([])
  }
  expect((await t.db.collection('ballots').where({ round: roundId }).count()).total).toBe(1)
})

test('the count: the phone finds its ballot on the whole board, and forgets it when asked', async () => {
  await Promise.all(others.map((phone, i) => cast(t, phone, i % 2 ? 'ya' : 'ny')))
  await shutBox(t, roundId)
  await sealAll(t, seals, roundId)
  const page = app.page
  await page.until(() => /您的选票在票箱中，第 \d+ 张/.test(page.text()))
  expect(page.text()).toContain(`一共 ${PRESENT} 张`)
  await page.tap('删除我的凭据')
  await page.tap('删除凭据')
  await page.until(() => !page.text().includes('您的选票在票箱中'))
  expect([...app.phone.storage.keys()].filter(key => key.includes('ballot-paper'))).toEqual([])
  await page.tap('看投票结果')
  const result = await app.arrive('pages/congress/result')
  await result.see('选举职工董事')
  expect(app.phone.calls.map(c => c.action)).toContain('round')
  expect(app.errors).toEqual([])
  expect(t.faults()).toBe(0)
})
