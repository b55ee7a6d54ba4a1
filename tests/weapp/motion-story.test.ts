import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloud, type TestCloud } from '../functions/cloud'
import type { MiniProgram } from './harness/launch'
import type { OpenPage } from './harness/page'
import { phonesOf } from './harness/phones'

const TITLE = '关于延长夜班班车运行时间的提案'
const REASON = '夜班零点下班后没有班车，总装分厂有四十多位职工要等到早上六点，冬天尤其难。'
const PROPOSAL = '请后勤部门把末班车延到零点三十分，先试行三个月，再按乘车人数决定是否长期保留。'

// A picture of one pixel.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let cloud: TestCloud
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zdt-pictures-'))
  cloud = await startCloud()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await cloud.stop()
})

const start = phonesOf(() => cloud)

const picture = (name: string) => {
  const path = join(folder, name)
  writeFileSync(path, PNG)
  return path
}

const write = async (page: OpenPage, title = TITLE) => {
  await page.type('案由', title)
  await page.tap('类别：请选择类别')
  await page.tap('生活福利')
  await page.type('理由', REASON)
  await page.type('建议', PROPOSAL)
}

const newMotion = async (app: MiniProgram) => {
  const duty = await app.open('pages/duty/index')
  await duty.tap('写提案')
  return app.arrive('pages/motions/edit')
}

const motionsOf = async (openid: string) =>
  (await cloud.call(openid, 'motions', 'mine', { which: 'proposed' })).items.filter(motion => motion.title === TITLE)

test('a delegate files a motion with a picture, five taps send it once, another delegate co-signs it', async () => {
  const zhou = start('demo-zhou')
  const edit = await newMotion(zhou)
  zhou.phone.files = [picture('bus-stop.png')]
  await write(edit)
  await edit.tap('添加图片，已有 0 张，最多 9 张')
  await edit.see('已保存')
  await edit.until(() => edit.controls().includes('button 查看第 1 张图片'))
  await edit.tap('下一步：邀请附议')
  await edit.type('搜索代表姓名', '李秀英')
  await edit.until(() => edit.controls().some(control => control.startsWith('checkbox 李秀英')))
  await edit.tap('李秀英，铸造分厂代表团 · 铸造分厂')
  await edit.tap('下一步：核对')
  await edit.see('发出后，内容不能再改')
  await edit.tapTimes('发出，征集附议', 5)

  const sent = await zhou.arrive('pages/motions/detail')
  await sent.see(TITLE)
  expect(zhou.phone.calls.filter(call => call.action === 'file')).toHaveLength(1)
  const filed = await motionsOf('demo-zhou')
  expect(filed).toMatchObject([{ state: 'cosigning', accepted: 0 }])

  const li = start('demo-li')
  const home = await li.open('pages/home/index')
  await home.see(TITLE)
  const invitation = await li.open('pages/motions/detail', { id: filed[0]!._id })
  await invitation.see('周建国请您附议')
  await invitation.tap('附议')
  await invitation.see('您已附议')

  zhou.hide()
  zhou.show()
  await sent.see('李秀英')
  await sent.until(async () => (await motionsOf('demo-zhou'))[0]?.accepted === 1)
})

test('what was typed survives the app being killed without a signal, and reaches the server afterwards', async () => {
  const before = start({ cloud: cloud.cloud.url, openid: 'demo-wang' })
  const edit = await newMotion(before)
  await edit.type('案由', '关于车间饮水点的提案')
  await edit.see('已保存')
  before.setOnline(false)
  await edit.type('理由', REASON)
  await edit.see('已存在手机里')
  const phone = before.kill()
  expect(before.errors).toEqual([])

  const after = start({ ...phone, calls: [], online: true })
  const home = await after.open('pages/home/index')
  await home.see('关于车间饮水点的提案')
  const id = (await cloud.call('demo-wang', 'motions', 'mine', { which: 'proposed' })).items.find(m => m.title === '关于车间饮水点的提案')!._id
  const again = await after.open('pages/motions/edit', { id })
  await again.until(() => again.value('理由') === REASON)
  await again.until(async () => (await cloud.call('demo-wang', 'motions', 'get', { id })).motion.reason === REASON)
})

test('errors stand beside their fields and name what to mend', async () => {
  const app = start('demo-zhou')
  const edit = await newMotion(app)
  await edit.type('案由', '饭')
  await edit.tap('下一步：邀请附议')
  await edit.see('案由至少 2 个字')
  await edit.see('请选择类别')
  await edit.type('案由', '饭菜')
  await edit.until(() => !edit.text().includes('案由至少 2 个字'))
})

test('typing one character sends little to the screen', async () => {
  const app = start('demo-he')
  const edit = await newMotion(app)
  await edit.type('案由', '班车')
  await edit.until(() => edit.value('案由') === '班车')
  edit.resetBytes()
  await edit.type('案由', '班车站')
  await edit.until(() => edit.value('案由') === '班车站')
  console.log(`one character: ${edit.bytes} bytes in ${edit.setDataCalls.length} setData calls`)
  expect(edit.bytes).toBeLessThan(1024)
})

test('a list of twenty delegates stays within its budget, and the next page costs no more than the first', async () => {
  const app = start('demo-zhao')
  const list = await app.open('pages/motions/list')
  await list.until(() => list.text().includes('已全部显示') || list.controls().some(control => control.includes('继续显示')))
  console.log(`list: ${list.bytes} bytes in ${list.setDataCalls.length} setData calls`)
  expect(list.bytes).toBeLessThan(40 * 1024)
})
