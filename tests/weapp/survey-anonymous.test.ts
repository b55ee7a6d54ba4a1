import { startCloud, type TestCloud } from '../functions/cloud'
import { bindWorkers, good, simple } from '../functions/survey-helpers'
import type { Scrutineer } from '../functions/ballot-phones'
import { ballots, inTurn, type SurveyPhone } from '../functions/survey-phones'
import { launch, type MiniProgram } from './harness/launch'
import { nameless, relaunched } from './harness/phones'

const OTHERS = 10

let t: TestCloud
let b: ReturnType<typeof ballots>
let id: string
let workers: string[]
let others: SurveyPhone[]
let seals: Scrutineer[]
let app: MiniProgram

beforeAll(async () => {
  t = await startCloud({ witness: true })
  b = ballots(t)
  workers = await bindWorkers(t, OTHERS + 1)
  ;({ _id: id } = await b.begun({ title: '对班组长的真心话', definition: simple(), anonymous: { single: false } }))
  seals = await b.scrutineers(id)
})
afterAll(async () => {
  app.kill()
  await t.stop()
})

const relaunch = () => { app = relaunched(app) }
const open = () => app.open('pages/ballot/survey', { id })
const casts = () => app.phone.requests.filter(r => r.method === 'POST' && r.url.endsWith('/api/box'))

test('joining: one tap registers the phone, five taps as well; killed, it is still the same phone', async () => {
  app = launch({ cloud: t.cloud.url, openid: workers[0]! })
  const page = await open()
  await page.see('要参加，请先报名')
  await page.see('谁能看到什么')
  expect(nameless(page)).toEqual([])
  await page.tapTimes('参加', 5)
  await page.see('您已报名')
  expect(app.phone.calls.filter(c => c.action === 'join')).toHaveLength(1)
  relaunch()
  const again = await open()
  await again.see('您已报名')
  expect(app.phone.calls.map(c => c.action)).not.toContain('join')
  others = await inTurn(workers.slice(1), wx => b.join(wx, id))
})

test('the draw: the page draws by itself from both issuers, and the paper survives the app', async () => {
  const [round] = await b.drawing(id)
  relaunch()
  const page = await open()
  await page.see('答卷已领到')
  await page.see(round!.code)
  expect(nameless(page)).toEqual([])
  const kept = app.phone.storage.size
  relaunch()
  const again = await open()
  await again.see('答卷已领到')
  expect(app.phone.requests.filter(r => r.method === 'POST')).toEqual([])
  expect(app.phone.storage.size).toBe(kept)
  await inTurn(others, one => b.drawn(one, id))
  await b.settled(id)
  await b.sealAll(seals, id)
})

test('answering: what is written survives the app, a dead spot and the app again; nothing with a name is near the cast', async () => {
  const first = app.page
  await first.see('您手里是一份不记名的答卷')
  await first.tap('开始填写')
  await first.tap('下一题')
  await first.see('这一题必须回答')
  await first.tap('选项o1')
  await first.tap('下一题')
  await first.tap('4 星')
  await first.see('只存在这部手机里')

  relaunch()
  const second = await open()
  await second.see('题目q2')
  await second.tap('下一题')
  await second.see('写的内容本身可能让人认出您')
  await second.type('3. 题目q4', '夜班要有热饭')
  await second.tap('核对')
  await second.see('请核对您的回答')
  app.setOnline(false)
  app.phone.calls.length = 0
  await second.tapTimes('投入票箱', 5)
  await second.see('还没有收到回执')
  expect(app.phone.calls).toEqual([])
  const bodies = new Set(casts().map(r => r.data))
  expect(bodies.size).toBe(1)

  // Opened again, the app sends it by itself, and says nothing with a name before it is answered.
  relaunch()
  const third = await open()
  await third.see('您的答卷已投入票箱')
  expect([...bodies]).toEqual([casts()[0]!.data])
  expect(third.text()).not.toContain('夜班要有热饭')
  expect((await t.db.collection('ballots').where({ round: `${id}.s1` }).count()).total).toBe(1)
  expect([...app.phone.storage.keys()].filter(key => key.includes('congress-ballot'))).toEqual([])
})

test('the count: the phone finds its answers in the box, and forgets them when asked', async () => {
  await inTurn(others, (one, i) => b.cast(one.phone!, good({ q2: i % 5 + 1 })))
  await b.ended(id)
  expect(await b.counted(id, seals)).toBe('closed')
  const page = app.page
  await page.until(() => /您的答卷在票箱中，第 \d+ 份/.test(page.text()))
  expect(page.text()).toContain(`一共 ${OTHERS + 1} 份`)
  await page.tap('删除我的凭据')
  await page.tap('删除凭据')
  await page.until(() => !page.text().includes('您的答卷在票箱中'))
  expect([...app.phone.storage.keys()].filter(key => key.includes('ballot-paper'))).toEqual([])
  expect(app.errors).toEqual([])
  expect(t.faults()).toBe(0)
})
