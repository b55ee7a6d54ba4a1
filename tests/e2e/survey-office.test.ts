import { workbook } from '../functions/roster-file'
import { answerers, arrangeSurveys, done, TOLD, type Means } from '../surveys-arranged'
import { startStage, type Actor, type Stage } from './browser'
import { box, button, day, dayFrom, inDialog, leave, radio, seen, tab, tick } from './congress-office'
import { telling } from './story'
import { meansOf } from './survey-means'

const IMPORTED = '夜班班车意见'
const [SHIFT, STARS, WORDS] = ['您上哪个班？', '您给班车打几颗星？', '您还有什么建议？']

let stage: Stage
let means: Means
let staff: Actor
let who: string[]
beforeAll(async () => {
  stage = await startStage()
  means = meansOf(stage)
  await arrangeSurveys(means)
  who = await answerers(means)
  staff = await stage.as('demo-zhao', { desktop: true })
})
afterAll(() => stage.stop())

const part = telling(6, () => staff.shot('survey-office-broken'))
const dialog = () => staff.page.getByRole('dialog')
const idOf = (a: Actor) => new URL(a.page.url().replace('/#', '')).searchParams.get('id')!
const surveysKept = async () => (await means.db.collection('surveys').where({}).count()).total
const opened = async (a: Actor, page: string) => void (await a.page.waitForURL(new RegExp(`/pages/survey-office/${page}\\?id=`)))

async function choose(name: string, buffer: Buffer) {
  const chooser = staff.page.waitForEvent('filechooser')
  await dialog().getByRole('button', { name: /选择文件|换一个文件/ }).click()
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer })
}

const HEADINGS = ['部分', '题目', '题型', '必答', '选项']

part('a sheet with faults keeps nothing and names its rows; mended, it becomes a survey; what was pasted stays', async () => {
  await staff.go('pages/survey-office/new')
  const before = await surveysKept()
  await button(staff, /^导入题目/).click()
  await dialog().getByRole('textbox', { name: '或者粘贴题目定义' }).fill('{ "sections": [\n{ "key": "s1" ]')
  await box(staff, '标题').fill(IMPORTED)
  await inDialog(staff, '导入')
  await seen(staff, /^第 2 行：这不是完整的问卷定义/)

  const example = staff.page.waitForEvent('download')
  await dialog().getByRole('button', { name: '下载示例表格' }).click()
  expect((await example).suggestedFilename()).toBe('问卷题目示例.xlsx')

  await choose('班车.xlsx', await workbook([['乘车', SHIFT, '单选', '是', '白班；夜班'], ['', STARS, '打星', '是', '5 星'], ['', '', '问答']], { headings: HEADINGS }))
  await seen(staff, /^第 3 行：题型“打星”不认识/)
  await seen(staff, /^第 4 行：没有写题目/)
  await staff.shot('survey-import-faults')
  await inDialog(staff, '导入')
  // Closed and opened again: the words are still there.
  await dialog().getByRole('button', { name: '关闭' }).click()
  await button(staff, /^导入题目/).click()
  expect(await dialog().getByRole('textbox', { name: '或者粘贴题目定义' }).inputValue()).toContain('"key": "s1"')
  expect(await surveysKept()).toBe(before)

  await choose('班车.xlsx', await workbook([['乘车', SHIFT, '单选', '是', '白班；夜班'], ['', STARS, '评分', '是', '5 星'], ['', WORDS, '问答']], { headings: HEADINGS }))
  await seen(staff, '已读出 3 题，可以导入')
  await staff.shot('survey-import')
  await inDialog(staff, '导入')
  await opened(staff, 'edit')
  await seen(staff, IMPORTED)
  await seen(staff, /逻辑检查通过：3 题/)
  expect(await surveysKept()).toBe(before + 1)
})

part('quotas and a table of two questions are set on the page; whoever is one too many hears so and keeps the words', async () => {
  await tab(staff, '对象和时间').click()
  await day(staff, '开始日期').fill(dayFrom(-1))
  await day(staff, '截止日期').fill(dayFrom(3))
  await tab(staff, '设置').click()
  await radio(staff, /^实名/).click()
  await button(staff, /^配额：/).click()
  await dialog().getByRole('radio', { name: '按单位' }).click()
  await box(staff, '机关').fill('3')
  await button(staff, /^一行一个答案的题：/).click()
  await dialog().getByRole('radio', { name: new RegExp(`^1\\. ${SHIFT.slice(0, -1)}`) }).click()
  await button(staff, /^一列一个答案的题：/).click()
  await dialog().getByRole('radio', { name: new RegExp(`^2\\. ${STARS.slice(0, -1)}`) }).click()
  await button(staff, '加这张交叉表').click()
  await button(staff, new RegExp(`^去掉交叉表：1\\. ${SHIFT.slice(0, -1)}`)).waitFor()
  await staff.shot('survey-quota')
  await button(staff, '检查并发布').click()
  await inDialog(staff, /^发布，请 \d+ 人填写/)
  await opened(staff, 'survey')
  const id = idOf(staff)

  // The last of these is of the offices, of which only three are taken.
  const offices = who.slice(25)
  for (const [n, openid] of [...who.slice(0, 25), ...offices.slice(0, 3)].entries()) {
    await done(means.call(openid, 'answer', { id, version: 1, edition: 0, values: { q1: { picked: [n < 12 ? 'o1' : 'o2'] }, q2: n < 12 ? 2 : 5 } }))
  }
  const late = await stage.as(offices[3])
  await late.go(`pages/surveys/answer?id=${id}`)
  await button(late, '开始填写').click()
  await radio(late, /^夜班/).click()
  await button(late, '下一题').click()
  await radio(late, /^3 星/).click()
  await button(late, '下一题').click()
  await late.page.getByRole('textbox').fill('班车能不能晚十分钟')
  await button(late, '核对').click()
  await button(late, '提交').click()
  await seen(late, '没有交上，您写的都在')
  await seen(late, /您所在的分组已经收满/)
  await seen(late, '班车能不能晚十分钟')
  await late.shot('survey-quota-full')
  await late.page.reload()
  await seen(late, '班车能不能晚十分钟')
  expect(await means.call(offices[3]!, 'open', { id })).toMatchObject({ ok: true, data: { answered: false } })
  await leave(late)

  await means.count()
  await staff.page.reload()
  await tab(staff, '结果').click()
  await seen(staff, /^28 人回答/)
  await button(staff, new RegExp(`^${SHIFT} × `)).click()
  const row = (name: string) => dialog().getByRole('row').filter({ hasText: name })
  await row('白班').getByText('12（100%）', { exact: true }).waitFor()
  await row('夜班').getByText('16（100%）', { exact: true }).waitFor()
  await row('合计').getByText('28 人', { exact: true }).waitFor()
  await staff.shot('survey-pair')
  await dialog().getByRole('button', { name: '关闭' }).click()
})

part('this round is compared with an earlier one, and copied', async () => {
  await staff.go(`pages/survey-office/survey?id=${TOLD}`)
  await tab(staff, '对比').click()
  await button(staff, '选择以前的一次').click()
  await dialog().getByRole('button', { name: /^2025 年食堂满意度调查/ }).click()
  await seen(staff, /^这次：2026 年食堂满意度调查（30 人）；上次：2025 年食堂满意度调查（20 人）/)
  await staff.page.getByRole('listitem', { name: /：这次 [\d.]+%，上次 [\d.]+%，(多|少) [\d.]+ 个百分点$/ }).first().waitFor()
  await staff.shot('survey-compare')

  await tab(staff, '情况').click()
  const file = staff.page.waitForEvent('download')
  await button(staff, '下载题目定义').click()
  const definition = await (await file).createReadStream().then(async s => { const parts: Buffer[] = []; for await (const p of s) parts.push(p as Buffer); return Buffer.concat(parts).toString() })
  await button(staff, '复制成新的问卷').click()
  await opened(staff, 'edit')
  await seen(staff, '2026 年食堂满意度调查（副本）')
  const copied = (await done<{ survey: { definition: object; state: string } }>(means.call('demo-zhao', 'get', { id: idOf(staff) }))).survey
  expect([copied.state, JSON.parse(definition)]).toEqual(['draft', copied.definition])
})

part('published by mistake, it is taken back, changed and published again', async () => {
  await tab(staff, '对象和时间').click()
  await day(staff, '开始日期').fill(dayFrom(-1))
  await day(staff, '截止日期').fill(dayFrom(3))
  await button(staff, '检查并发布').click()
  await inDialog(staff, /^发布，请 \d+ 人填写/)
  await opened(staff, 'survey')
  const id = idOf(staff)
  await button(staff, '收回修改').click()
  await inDialog(staff, '收回')
  await opened(staff, 'edit')
  expect(await means.call('demo-chen', 'open', { id })).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  await tab(staff, '设置').click()
  await box(staff, '标题').fill('食堂满意度（改正）')
  await tick(staff, /^截止前可以修改/).waitFor()
  await seen(staff, /^已保存/)
  await button(staff, '检查并发布').click()
  await inDialog(staff, /^发布，请 \d+ 人填写/)
  await seen(staff, /问卷刚刚撤回，请过半分钟再发布/)
  // As if the half minute had passed.
  await means.db.collection('surveys').where({ _id: id }).update({ withdrawnAt: Date.now() - 60_000 })
  await inDialog(staff, /^发布，请 \d+ 人填写/)
  await opened(staff, 'survey')
  await seen(staff, '食堂满意度（改正）')
  const worker = await stage.as('demo-chen')
  await worker.go(`pages/surveys/answer?id=${id}`)
  await seen(worker, '食堂满意度（改正）')
  await leave(worker)
})

part('a second tap where 核对 stood, after the review was shown, sends nothing: in each size of type', async () => {
  const { _id: id } = (await done<{ items: { _id: string; title: string }[] }>(means.call('demo-zhao', 'list', {}))).items.find(s => s.title === '食堂满意度（改正）')!
  for (const scale of [undefined, '1.6'] as const) {
    const worker = await stage.as('demo-chen', { scale })
    await worker.go(`pages/surveys/answer?id=${id}`)
    await button(worker, '开始填写').click()
    await radio(worker, /^从不/).click()
    await button(worker, '下一题').click()
    await radio(worker, /^不合口味/).click()
    await button(worker, '下一题').click()
    await button(worker, '核对').waitFor()
    const place = (await button(worker, '核对').boundingBox())!
    for (const [x, y] of [[0.05, 0.1], [0.5, 0.5], [0.95, 0.9]] as const) {
      const [left, top] = [place.x + place.width * x, place.y + place.height * y]
      await worker.page.touchscreen.tap(left, top)
      await seen(worker, '请核对您的回答')
      await worker.page.touchscreen.tap(left, top)
      await worker.page.touchscreen.tap(left, top)
      await button(worker, '提交').waitFor()
      await worker.shot(`survey-second-tap-${scale ?? '1'}`)
      await button(worker, '上一步').click()
      await button(worker, '核对').waitFor()
    }
    expect(await means.call('demo-chen', 'open', { id })).toMatchObject({ ok: true, data: { answered: false } })
    await leave(worker)
  }
  expect(staff.errors).toEqual([])
})
