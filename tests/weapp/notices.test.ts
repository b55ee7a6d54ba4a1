import { SESSION, arrangeHall } from '../congress-hall'
import { startCloud, type TestCloud } from '../functions/cloud'
import { doing } from '../functions/notice-helpers'
import { launch, type MiniProgram } from './harness/launch'
import type { OpenPage } from './harness/page'

let t: TestCloud
let d: ReturnType<typeof doing>
const phones: MiniProgram[] = []

beforeAll(async () => {
  t = await startCloud()
  await arrangeHall(t.db)
  d = doing(t)
})
afterAll(() => t.stop())
afterEach(() => {
  const errors = phones.splice(0).flatMap(app => {
    app.kill()
    return app.errors
  })
  expect(errors).toEqual([])
  expect(t.faults()).toBe(0)
})

const start = (given: Parameters<typeof launch>[0] | string) => {
  const app = launch(typeof given === 'string' ? { cloud: t.cloud.url, openid: given } : given)
  phones.push(app)
  return app
}
const nameless = (page: OpenPage) => page.controls().filter(c => !/^\S+ \S/.test(c))
const ASK = '提案进展通知：答复时通知我'
const settings = async (app: MiniProgram) => {
  const page = await app.open('pages/notices/preferences')
  await page.until(() => page.controls().includes(`button ${ASK}`))
  return page
}

test('a tap asks WeChat before anything else; five taps are one window; each yes is one credit', async () => {
  const app = start('demo-zhou')
  const page = await settings(app)
  expect(nameless(page)).toEqual([])
  const before = await d.left('demo-zhou', 'reply')
  app.phone.hostCalls.length = 0
  await page.tapTimes(ASK, 5)
  expect(app.phone.hostCalls[0]).toBe('requestSubscribeMessage')
  expect(app.phone.windows).toEqual([['local-reply']])
  await page.see(`已登记。还能收到 ${before + 1} 次微信提醒`)
  expect(app.phone.hostCalls.filter(c => c === 'requestSubscribeMessage')).toHaveLength(1)
  expect(app.phone.calls.filter(c => c.action === 'accepted')).toHaveLength(1)
  expect(await d.left('demo-zhou', 'reply')).toBe(before + 1)

  await page.tap(ASK)
  await page.see(`已登记。还能收到 ${before + 2} 次微信提醒`)
  expect(await d.left('demo-zhou', 'reply')).toBe(before + 2)
})

test('a yes in a dead spot waits on the phone through a kill, and counts once', async () => {
  const app = start('demo-li')
  const page = await settings(app)
  const before = await d.left('demo-li', 'reply')
  app.setOnline(false)
  await page.tap(ASK)
  await page.see('已存在这部手机里')
  expect(await d.left('demo-li', 'reply')).toBe(before)

  const after = start({ ...app.kill(), calls: [] })
  await after.open('pages/home/index')
  after.setOnline(true)
  await after.page.until(async () => await d.left('demo-li', 'reply') === before + 1)
  await after.page.until(() => !after.phone.storage.has('subscribeOut'))
  expect(await d.left('demo-li', 'reply')).toBe(before + 1)
})

test('a yes whose person is not bound at this moment waits until they are: it is not given up', async () => {
  const app = start('demo-sun')
  const page = await settings(app)
  const before = await d.left('demo-sun', 'reply')
  const people = t.db.collection('people')
  const { _id } = (await people.where({ wx: 'demo-sun' }).get()).data[0] as unknown as { _id: string }
  await people.where({ _id }).update({ wx: `none:${_id}` })
  const told = () => app.phone.calls.filter(c => c.action === 'accepted').length
  await page.tap(ASK)
  await page.until(() => told() > 0)
  await page.see('已存在这部手机里')
  await people.where({ _id }).update({ wx: 'demo-sun' })
  await page.until(async () => await d.left('demo-sun', 'reply') === before + 1)
  await page.until(() => !app.phone.storage.has('subscribeOut'))
})

test('no is no credit; acceptance with a sound is acceptance; the main switch and other errors are told in plain words', async () => {
  const app = start('demo-wang')
  const page = await settings(app)
  const before = await d.left('demo-wang', 'reply')
  app.phone.consents = { 'local-reply': 'reject' }
  await page.tap(ASK)
  await page.see('没有订阅，不会发微信提醒')
  app.phone.consents = { 'local-reply': 'acceptWithAudio' }
  await page.tap(ASK)
  await page.see(`已登记。还能收到 ${before + 1} 次微信提醒`)
  app.phone.consents = 20004
  await page.tap(ASK)
  await page.see('“接收通知”总开关')
  app.phone.consents = 10003
  await page.tap(ASK)
  await page.see('有信号时再点一次')
  app.phone.consents = 20003
  await page.tap(ASK)
  await page.see('微信编号 20003')
})

/** Taps what a moment offers; WeChat's window came before anything else, for these templates. */
async function asks(app: MiniProgram, page: OpenPage, button: string, templates: string[]) {
  await page.until(() => page.controls().includes(`button ${button}`))
  app.phone.hostCalls.length = 0
  await page.tap(button)
  expect(app.phone.hostCalls[0]).toBe('requestSubscribeMessage')
  expect(app.phone.windows.at(-1)).toEqual(templates)
  await page.see('已登记。')
}

test('asked where it makes sense: for the reply after filing a motion, for the vote after check-in', async () => {
  const app = start('demo-zhou')
  const detail = await app.open('pages/motions/detail', { id: 'motion-life-0010', sent: '1' })
  const before = await d.left('demo-zhou', 'reply')
  await asks(app, detail, '答复时通知我', ['local-reply'])
  await detail.until(async () => await d.left('demo-zhou', 'reply') === before + 1)

  const { code } = await t.call('demo-zhao', 'congress', 'oneTimeCode', { id: SESSION, personId: 'person-zhou-jianguo' })
  const checkIn = await app.open('pages/congress/check-in', { id: SESSION })
  await checkIn.type('签到码', code)
  await checkIn.tap('签到')
  await checkIn.see('您已签到')
  const votes = await d.left('demo-zhou', 'vote')
  await asks(app, checkIn, '投票开始时通知我', ['local-vote', 'local-meeting'])
  await checkIn.until(async () => await d.left('demo-zhou', 'vote') === votes + 1)
  expect(app.phone.windows.every(ids => ids.length <= 3)).toBe(true)
})

test('a notice is found on home, read, confirmed; the badge follows', async () => {
  const sent = await d.sent({ title: '请看安全规程', text: '会前看完。', mustConfirm: true, link: { page: 'pages/congress/list', params: {} } })
  const app = start('demo-chen')
  const home = await app.open('pages/home/index')
  await home.see('请您确认已知悉')
  await home.until(() => app.phone.hostCalls.includes('setTabBarBadge'))
  const inbox = await app.open('pages/notices/inbox')
  await inbox.see('请看安全规程')
  expect(nameless(inbox)).toEqual([])
  expect(inbox.bytes).toBeLessThan(40 * 1024)
  const page = await app.open('pages/notices/notice', { id: sent._id })
  await page.see('会前看完。')
  expect(nameless(page)).toEqual([])
  await page.tapTimes('已知悉', 5)
  await page.see('您已确认知悉')
  expect(app.phone.calls.filter(c => c.action === 'confirm')).toHaveLength(1)
  expect((await t.call('demo-zhao', 'notices', 'progress', { id: sent._id })).confirmed).toBe(1)
  await page.tap('看职代会')
  await app.arrive('pages/congress/list')
})
