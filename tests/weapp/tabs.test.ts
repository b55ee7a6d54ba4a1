import { startCloud, type TestCloud } from '../functions/cloud'
import { launch, type MiniProgram } from './harness/launch'

let cloud: TestCloud
let app: MiniProgram

const TABS = ['pages/home/index', 'pages/duty/index', 'pages/learn/index', 'pages/mine/index']

beforeAll(async () => { cloud = await startCloud() })
afterAll(() => cloud.stop())
afterEach(() => { app.kill() })

const start = (openid?: string) => launch({ cloud: cloud.cloud.url, openid })

test.each([
  ['pages/home/index', '周建国'],
  ['pages/duty/index', '提案'],
  ['pages/learn/index', '课'],
  ['pages/mine/index', '周建国'],
])('%s shows a delegate %s', async (path, text) => {
  app = start('demo-zhou')
  const page = await app.open(path)
  await page.see(text)
  expect(app.errors).toEqual([])
})

test.each(TABS)('%s opens for a visitor without a fault', async path => {
  app = start('nobody-knows-me')
  const page = await app.open(path)
  await page.until(() => app.phone.calls.length > 0 && page.text().length > 20)
  expect(app.errors).toEqual([])
})

test('tab pages stay as they were while another tab is in front', async () => {
  app = start('demo-zhou')
  const home = await app.open('pages/home/index')
  await home.see('周建国')
  await app.open('pages/mine/index')
  expect(app.depth).toBe(1)
  expect(await app.open('pages/home/index')).toBe(home)
})

test('every control of the tab pages has a name and a role for the screen reader', async () => {
  app = start('demo-zhou')
  for (const path of TABS) {
    const page = await app.open(path)
    await page.until(() => page.controls().length > 0)
    const nameless = page.elements().filter(element => element.attrs.ariaRole === 'button' && page.nameOf(element) === '')
    expect(nameless).toEqual([])
  }
})

test('a link tapped five times opens one page; on the tenth the next one takes its place', async () => {
  app = start('demo-zhou')
  const mine = await app.open('pages/mine/index')
  await mine.tapTimes('隐私和我的数据，看保存了什么，导出，申请删除', 5)
  await app.arrive('pages/members/privacy')
  expect(app.depth).toBe(2)
  while (app.depth < 9) await app.open('pages/members/privacy')
  const list = await app.open('pages/motions/list')
  await list.tap('看统计')
  await app.arrive('pages/motion-office/stats')
  expect(app.depth).toBe(10)
  expect(app.errors).toEqual([])
})

test('without a signal the page says what is safe, and it mends itself when the signal returns', async () => {
  app = launch({ cloud: cloud.cloud.url, openid: 'demo-zhou', online: false })
  const page = await app.open('pages/home/index')
  await page.see('网络')
  app.setOnline(true)
  await page.see('周建国')
  expect(app.errors).toEqual([])
})

test('opening the first page sends little to the screen', async () => {
  app = start('demo-zhou')
  const page = await app.open('pages/home/index')
  await page.see('周建国')
  console.log(`home: ${page.bytes} bytes in ${page.setDataCalls.length} setData calls`)
  expect(page.bytes).toBeLessThan(40 * 1024)
})
