import { startCloud, type TestCloud } from '../functions/cloud'
import type { MiniProgram } from './harness/launch'
import { phonesOf } from './harness/phones'

const FIRST_PAGE_MS = 40_000
const WECHAT_PHONE = '微信手机号快捷验证'

let cloud: TestCloud

beforeAll(async () => { cloud = await startCloud() })
afterAll(() => cloud.stop())

const start = phonesOf(() => cloud)

const toWays = async (app: MiniProgram) => {
  const page = await app.open('pages/members/bind')
  // The first page of the run waits for the whole sub-package to be compiled.
  await page.until(() => page.text().includes('只用来认出您'), FIRST_PAGE_MS)
  await page.tap('同意并继续')
  await page.see('用工号和绑定码')
  return page
}

test('a new phone is bound by the number that WeChat vouches for, and home knows the person', async () => {
  const app = start('new-phone-1')
  const page = await toWays(app)
  await page.wechatAnswers(WECHAT_PHONE, 'getphonenumber', { errMsg: 'getPhoneNumber:fail user deny' })
  await page.see('没有取得手机号')
  await page.wechatAnswers(WECHAT_PHONE, 'getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'phone:13910000111' })
  await page.see('已绑定：您是张永福')
  await page.tap('去首页')
  await (await app.arrive('pages/home/index')).see('张永福')
})

test('a number on no roster is told so, and a code from the union office binds instead', async () => {
  const { code } = await cloud.call('demo-zhao', 'members', 'issueCode', { personId: 'person-hj-0005' })
  const page = await toWays(start('new-phone-2'))
  await page.wechatAnswers(WECHAT_PHONE, 'getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'phone:13700009999' })
  await page.see('这个手机号不在任何单位的职工名册上')
  await page.tap('用工号和绑定码绑定')
  await page.see('请填写工号')
  await page.type('单位代码', 'hjzg')
  await page.type('工号', '１１００５')
  await page.type('绑定码', code.toLowerCase())
  await page.until(() => page.value('绑定码') === `${code.slice(0, 4)}-${code.slice(4)}`)
  await page.tap('用工号和绑定码绑定')
  await page.see('已绑定：您是')
})

test('a number on two rosters asks which of the two it is', async () => {
  await cloud.db.collection('people').doc('person-he-ping').update({ phone: '13910000259', wx: 'none:person-he-ping' })
  const page = await toWays(start('new-phone-3'))
  await page.wechatAnswers(WECHAT_PHONE, 'getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'phone:13910000259' })
  await page.see('您是哪一位？')
  await page.tap('何平（工号 50010），清源热电有限公司 运行部')
  await page.tap('绑定')
  await page.see('已绑定：您是何平')
})

test('whoever does not agree goes home unbound', async () => {
  const app = start('new-phone-4')
  const page = await app.open('pages/members/bind')
  await page.tap('先不同意，只看公开内容')
  await (await app.arrive('pages/home/index')).see('欢迎来到职代通')
})

test('a scanned sign-in code is confirmed by the bound phone, and the browser gets its session', async () => {
  const { scene, secret } = await cloud.call(undefined, 'members', 'webStart', {})
  const app = start('demo-liu')
  const page = await app.open('pages/members/confirm', { scene: encodeURIComponent(scene) })
  await page.see('刘洋（华江重工股份有限公司）')
  await page.tap('确认登录')
  await page.see('已确认登录')
  expect(await cloud.call(undefined, 'members', 'webFinish', { scene, secret })).toMatchObject({ state: 'ready' })
})

test('a phone that nobody has bound is sent to bind before it confirms anything', async () => {
  const { scene } = await cloud.call(undefined, 'members', 'webStart', {})
  const page = await start('new-phone-5').open('pages/members/confirm', { scene })
  await page.see('先绑定身份，再登录网页')
})
