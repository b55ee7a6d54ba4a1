import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { definition, everyKind, question } from '../domain/survey-world'
import { startCloud, type TestCloud } from '../functions/cloud'
import { done, end, make, publish, type Means } from '../surveys-arranged'
import type { Survey } from '../../types/survey'
import type { MiniProgram } from './harness/launch'
import type { OpenPage } from './harness/page'
import { allOf } from './harness/screen'
import { nameless, phonesOf } from './harness/phones'

const SHORT = 'survey-short-0001'
const DEAD = 'survey-dead-spot1'
const NAMED = 'survey-named-0002'
const CHANGED = 'survey-changed-01'
const ALL = 'survey-all-kinds1'
const ONCE = 'survey-once-00001'
const LATE = 'survey-late-00001'
const TWICE = 'survey-twice-0001'

/** A choice that leaves one question out, a mark, words. */
const three = () => definition(
  question('single', 'q1', { title: '您上夜班吗', required: true, options: [{ key: 'o1', text: '上' }, { key: 'o2', text: '不上' }], jumps: [{ option: 'o2', to: 'q3' }] }),
  question('rating', 'q2', { title: '夜班餐怎么样', required: true }),
  question('short', 'q3', { title: '一句话建议' }),
)

let t: TestCloud
let means: Means

beforeAll(async () => {
  t = await startCloud()
  means = { db: t.db, count: () => t.cloud.call('surveys-timer', {}, {}), call: (openid, action, input) => t.ask(openid, 'surveys', action as never, input) }
  const from = (title: string) => ({ kind: 'definition', title, definition: three() })
  await publish(means, SHORT, from('夜班餐调查'))
  await publish(means, DEAD, from('没有信号时填的'))
  await publish(means, NAMED, from('实名的'), { mode: 'named' })
  await publish(means, CHANGED, from('题目改过的'))
  await publish(means, ONCE, from('只填一次的'), { settings: { editable: false } })
  await publish(means, LATE, from('填得晚的'))
  await publish(means, TWICE, from('点快了的'))
  await publish(means, ALL, { kind: 'definition', title: '各种题', definition: everyKind() }, { mode: 'named', settings: { pace: 'section' } })
})
afterAll(() => t.stop())

const start = phonesOf(() => t)
// After the phones have ended.
afterEach(() => expect(t.faults()).toBe(0))
const sends = (app: MiniProgram) => app.phone.calls.filter(c => c.action === 'answer').length
const open = (app: MiniProgram, id: string) => app.open('pages/surveys/answer', { id })
const answersTo = async (id: string) => (await t.db.collection('surveyAnswers').where({ surveyId: id }).get()).data as { values: unknown; edition: number }[]

/** From the first word to the review, by way of the jump. */
async function short(page: OpenPage, words: string) {
  await page.tap('开始填写')
  await page.tap('不上')
  await page.tap('下一题')
  await page.type('2. 一句话建议', words)
  await page.tap('核对')
  await page.see('请核对您的回答')
}

test('home leads to it; killed half way, it goes on where it was; five taps are one answer', async () => {
  const before = start('demo-zhou')
  const home = await before.open('pages/home/index')
  await home.tap(await home.until(() => home.controls().find(c => c.startsWith('button 请您填写问卷：夜班餐调查'))?.slice('button '.length)))
  const page = await before.arrive('pages/surveys/answer')
  await page.see('掌握服务器密钥的人理论上可以对应出来')
  expect(nameless(page)).toEqual([])
  await page.tap('开始填写')
  await page.tap('下一题')
  await page.see('这一题必须回答')
  await page.tap('上')
  await page.tap('下一题')
  page.resetBytes()
  await page.tap('4 星')
  await page.until(() => page.bytes > 0)
  console.log(`one mark: ${page.bytes} bytes in ${page.setDataCalls.length} calls`)
  expect(page.bytes).toBeLessThan(4096)
  expect(nameless(page)).toEqual([])
  await page.see('已存在这部手机里')
  // What the line says may still be of the mark before.
  await page.until(() => [...before.phone.storage.values()].some(kept => kept.includes('"q2":4')))

  const app = start({ ...before.kill(), calls: [] })
  const again = await open(app, SHORT)
  await again.see('2. 夜班餐怎么样')
  await again.tap('下一题')
  await again.type('3. 一句话建议', '多些热菜')
  await again.tap('核对')
  await again.see('4 星')
  // Changed to an answer that leads past the mark: the mark is no part of it any more.
  await again.tap('1. 您上夜班吗，上')
  await again.tap('不上')
  await again.tap('下一题')
  await again.tap('核对')
  await again.until(() => again.text().includes('不上') && !again.text().includes('4 星'))
  await again.tapTimes('提交', 5)
  const thanks = await app.arrive('pages/surveys/done')
  await thanks.see('已交上，谢谢您')
  expect(sends(app)).toBe(1)
  expect(await answersTo(SHORT)).toMatchObject([{ values: { q1: { picked: ['o2'] }, q3: '多些热菜' }, edition: 1 }])
  expect([...app.phone.storage.keys()].filter(k => k.includes(SHORT))).toEqual([])

  await thanks.tap('修改我的回答')
  const change = await app.arrive('pages/surveys/answer')
  await change.tap('修改我的回答')
  await change.tap('下一题')
  await change.type('2. 一句话建议', '多些热菜，也要有汤')
  await change.tap('核对')
  await change.tap('提交修改')
  await app.arrive('pages/surveys/done')
  expect(await answersTo(SHORT)).toMatchObject([{ values: { q3: '多些热菜，也要有汤' }, edition: 2 }])
})

test('sent in a dead spot, it waits on the phone through a kill and goes by itself', async () => {
  const before = start('demo-li')
  const page = await open(before, DEAD)
  await page.see('没有信号时填的')
  before.setOnline(false)
  await short(page, '地下车间没有信号')
  await page.tap('提交')
  await page.see('还没交上，网络好了自动再交')
  await page.tap('先去做别的')
  await before.arrive('pages/surveys/mine')
  expect(await answersTo(DEAD)).toEqual([])

  const after = start({ ...before.kill(), calls: [] })
  const home = await after.open('pages/home/index')
  await home.see('问卷还没交上：没有信号时填的')
  after.setOnline(true)
  await home.until(async () => (await answersTo(DEAD)).length === 1)
  await home.until(() => !home.text().includes('问卷还没交上'))
  expect(await answersTo(DEAD)).toMatchObject([{ values: { q3: '地下车间没有信号' }, edition: 1 }])
  const list = await after.open('pages/surveys/mine')
  await list.see('已填过')
})

test('opened without a network, what was read before can be filled in', async () => {
  const first = start('demo-wang')
  const page = await open(first, DEAD)
  await page.see('没有信号时填的')
  const later = start({ ...first.kill(), calls: [] })
  later.setOnline(false)
  const again = await open(later, DEAD)
  await short(again, '离线写的')
  await again.tap('提交')
  await again.see('还没交上')
  later.setOnline(true)
  await later.arrive('pages/surveys/done')
  expect((await answersTo(DEAD)).map(a => a.values)).toContainEqual(expect.objectContaining({ q3: '离线写的' }))
})

test('named: what one phone began goes on on another, and the last word stays, with notice', async () => {
  const one = start('demo-chen')
  const page = await open(one, NAMED)
  await page.see('工会能看到您的姓名和回答')
  await page.tap('开始填写')
  await page.tap('不上')
  await page.until(() => one.phone.calls.some(c => c.action === 'saveDraft'))
  const two = start('demo-chen')
  const there = await open(two, NAMED)
  await there.see('接着您在手机（test）上写的')
  await there.tap('开始填写')
  await there.tap('下一题')
  await there.type('2. 一句话建议', '第二部手机')
  await there.see('写的草稿，已换成这里的')
  await there.tap('核对')
  await there.tap('提交')
  await two.arrive('pages/surveys/done')
  expect(await answersTo(NAMED)).toMatchObject([{ values: { q1: { picked: ['o2'] }, q3: '第二部手机' } }])

  // The first phone still has its draft; what was handed in elsewhere is what it shows.
  const again = await open(one, NAMED)
  await again.see('您在别处提交过了')
})

test('confidential: no draft leaves the phone', async () => {
  const app = start('demo-feng')
  const page = await open(app, CHANGED)
  await page.tap('开始填写')
  await page.tap('不上')
  await page.see('已存在这部手机里')
  app.hide()
  app.show()
  expect(app.phone.calls.filter(c => c.action === 'saveDraft')).toEqual([])
})

test('the questions were changed meanwhile: nothing is lost, they are read again', async () => {
  const app = start('demo-tang')
  const page = await open(app, CHANGED)
  await short(page, '改题以前写的')
  const { survey } = await done<{ survey: Survey }>(means.call('demo-zhao', 'get', { id: CHANGED }))
  const back = await done<Survey>(means.call('demo-zhao', 'withdraw', { id: CHANGED, rev: survey.rev }))
  // As if the half minute had passed in which other instances may still know the old questions.
  await t.db.collection('surveys').where({ _id: CHANGED }).update({ withdrawnAt: Date.now() - 60_000 })
  await done(means.call('demo-zhao', 'publish', { id: CHANGED, rev: back.rev }))
  await page.tap('提交')
  await page.see('没有交上，您写的都在')
  await page.tap('重新读取')
  const again = await app.arrive('pages/surveys/answer')
  await again.see('请核对您的回答')
  await again.until(() => !again.text().includes('没有交上'))
  await again.tap('提交')
  await app.arrive('pages/surveys/done')
  expect(await answersTo(CHANGED)).toMatchObject([{ values: { q3: '改题以前写的' } }])
})

test('over meanwhile, or only once: said plainly, and what was written stays', async () => {
  const app = start('demo-jiang')
  const page = await open(app, LATE)
  await short(page, '写得太晚')
  await end(means, LATE)
  await page.tap('提交')
  await page.see('没有交上，您写的都在')
  await page.see('这份问卷已经结束')
  await page.see('写得太晚')

  const early = start('demo-xu')
  const other = await open(early, ONCE)
  await short(other, '只填一次')
  await other.see('提交以后不能修改')
  await other.tap('提交')
  const thanks = await early.arrive('pages/surveys/done')
  await thanks.see('回答已定，不能再改')
  await (await open(early, ONCE)).see('您已经填过了')
})

test('every kind of question can be filled in; 其他 wants its words; a picture is sent', async () => {
  const picture = join(tmpdir(), 'survey.png')
  writeFileSync(picture, Buffer.from('89504e470d0a1a0a', 'hex'))
  const app = start({ cloud: t.cloud.url, openid: 'demo-liu', files: [picture] })
  const page = await open(app, ALL)
  await page.tap('开始填写')
  await page.see('11. 题目q11')
  console.log(`all kinds: ${page.bytes} bytes`)
  expect(page.bytes).toBeLessThan(60 * 1024)
  expect(nameless(page)).toEqual([])
  // The last options of these names are those of the order.
  for (const option of ['选项o2', '选项o1', '选项o3']) await page.tap(option)
  await page.tap('其他')
  await page.tap('核对')
  await page.see('选了“其他”，请写明是什么')
  await page.type('“其他”的内容', '自带午饭')
  await page.tap('3 星')
  for (const row of ['r1', 'r2', 'r3']) await page.tap(`选项${row}：选项c1`)
  await page.type('6. 题目q6', '一行字')
  await page.type('7. 题目q7', '几行字\n第二行')
  await page.type('8. 题目q8', '12.5')
  await page.pick('9. 题目q9：请选择日期', '2026-05-01')
  await page.tap('添加图片，已有 0 张，最多 3 张')
  await page.tap('我已阅读并同意')
  await page.until(() => page.controls().includes('button 查看第 1 张图片'))
  await page.tap('核对')
  await page.see('请核对您的回答')
  for (const words of ['其他：自带午饭', '3 星', '选项r1：选项c1', '12.5', '2026年5月1日', '1 张图片', '已同意']) expect(page.text()).toContain(words)
  await page.tap('提交')
  await app.arrive('pages/surveys/done')
  expect(await answersTo(ALL)).toMatchObject([{ values: { q3: 3, q5: { order: ['o2', 'o1', 'o3'] }, q6: '一行字', q7: '几行字\n第二行', q8: 12.5, q9: '2026-05-01', q10: { files: [expect.stringContaining('cloud://')] }, q11: true } }])
})

test('a second tap on 核对, at once or late, sends nothing: where it stood there are only words', async () => {
  const app = start('demo-wang')
  const page = await open(app, TWICE)
  await page.tap('开始填写')
  await page.tap('不上')
  await page.tap('下一题')
  await page.see('2. 一句话建议')
  await page.tapTimes('核对', 2)
  await page.see('请核对您的回答')
  const inBar = () => allOf(page.elements().filter(e => String(e.attrs.class).includes('page-bar-in'))).filter(e => e.attrs.ariaRole === 'button').map(e => page.nameOf(e))
  expect(inBar()).toEqual(['上一步'])
  expect(page.text()).toContain('看完回答，在最下面提交')
  await page.tap('上一步')
  await page.until(() => inBar().includes('核对'))
  await page.tap('核对')
  await page.see('请核对您的回答')
  expect(sends(app)).toBe(0)
  expect(await answersTo(TWICE)).toEqual([])
  await page.tap('提交')
  await app.arrive('pages/surveys/done')
})

test('the office works on a phone too: the draft is kept and saved', async () => {
  await make(means, 'survey-draft-0009', { kind: 'template', template: 'train1' })
  const app = start('demo-zhao')
  const list = await app.open('pages/survey-office/list')
  await list.see('职工培训需求调查')
  expect(nameless(list)).toEqual([])
  const page = await app.open('pages/survey-office/edit', { id: 'survey-draft-0009' })
  await page.see('逻辑检查通过')
  expect(nameless(page)).toEqual([])
  console.log(`editor: ${page.bytes} bytes`)
  await page.tap('设置')
  await page.type('标题', '二〇二七年培训需求')
  await page.see('已保存')
  expect((await done<{ survey: Survey }>(means.call('demo-zhao', 'get', { id: 'survey-draft-0009' }))).survey.title).toBe('二〇二七年培训需求')
})
