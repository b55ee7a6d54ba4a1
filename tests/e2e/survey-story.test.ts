import { answerers, done, end, type Means } from '../surveys-arranged'
import { startStage, type Actor, type Stage } from './browser'
import { box, button, day, dayFrom, inDialog, leave, radio, seen, tab, tick } from './congress-office'
import { telling } from './story'
import { meansOf } from './survey-means'

const TITLE = '夜班供餐调查'
const [NIGHT, RATING, ADVICE] = ['您上夜班吗？', '您给夜班餐打几颗星？', '您对供餐有什么建议？']

let stage: Stage
let means: Means
let staff: Actor
let id: string
beforeAll(async () => {
  stage = await startStage()
  means = meansOf(stage)
  staff = await stage.as('demo-zhao', { desktop: true })
})
afterAll(() => stage.stop())

const part = telling(6, () => staff.shot('survey-story-broken'))

async function question(kind: RegExp, title: string) {
  await button(staff, '在第 1 部分添加题目').click()
  await radio(staff, kind).click()
  await box(staff, '题目').fill(title)
}

part('a survey with a jump is made in the page, tried in the phone beside it, and published', async () => {
  await staff.go('pages/survey-office/list')
  await button(staff, '新的问卷').click()
  await seen(staff, '厂务公开评价')
  await box(staff, '问卷标题').fill(TITLE)
  await button(staff, '建立空白问卷').click()
  await button(staff, '添加第一道题').click()
  await seen(staff, /还没保存：第 1 题/)
  await box(staff, '题目').fill(NIGHT)
  await box(staff, '选项').fill('上夜班\n不上夜班')
  await question(/^评分/, RATING)
  await question(/^问答/, ADVICE)
  await button(staff, /^1\. 您上夜班吗/).click()
  await tab(staff, '显示和跳转').click()
  await button(staff, /^选“不上夜班”以后/).click()
  await radio(staff, /^第 3 题/).click()
  await seen(staff, /逻辑检查通过：3 题/)
  await staff.shot('survey-edit')

  // Moved behind its target, the jump leads back: said at once, mended at once.
  await button(staff, `下移：${NIGHT}`).click()
  await button(staff, `下移：${NIGHT}`).click()
  await button(staff, /^看这一题/).waitFor()
  await button(staff, `上移：${NIGHT}`).click()
  await button(staff, `上移：${NIGHT}`).click()
  await seen(staff, /逻辑检查通过：3 题/)

  const phone = staff.page.getByRole('region', { name: '手机预览' })
  await phone.getByRole('radio', { name: '不上夜班' }).click()
  await phone.getByRole('button', { name: '预览：下一步' }).click()
  await phone.getByText(`2. ${ADVICE}`).waitFor()
  await staff.shot('survey-preview')

  await tab(staff, '对象和时间').click()
  await seen(staff, /^一共会请 \d+ 人填写/)
  await day(staff, '开始日期').fill(dayFrom(-1))
  await day(staff, '截止日期').fill(dayFrom(3))
  await tab(staff, '设置').click()
  await tick(staff, /^截止前可以修改/).waitFor()
  await seen(staff, /^已保存/)
  await button(staff, '检查并发布').click()
  await inDialog(staff, /^发布，请 \d+ 人填写/)
  await button(staff, '延长或提前结束').waitFor()
  id = new URL(staff.page.url().replace('/#', '')).searchParams.get('id')!
})

part('thirty workers answer, five of them through the page', async () => {
  const who = await answerers(means)
  expect(who).toHaveLength(30)
  for (const [n, openid] of who.slice(0, 25).entries()) {
    const values = n % 5 === 4 ? { q1: { picked: ['o2'] }, q3: '多些热菜' } : { q1: { picked: ['o1'] }, q2: n % 5 + 1, q3: n % 2 ? '夜班要有热饭' : '夜班应该有热饭' }
    await done(means.call(openid, 'answer', { id, version: 1, edition: 0, values }))
  }
  for (const [n, openid] of who.slice(25).entries()) {
    const worker = await stage.as(openid)
    await worker.go('pages/home/index')
    await button(worker, new RegExp(`请您填写问卷：${TITLE}`)).click()
    await seen(worker, '谁能看到什么')
    await button(worker, '开始填写').click()
    await seen(worker, `1. ${NIGHT}`)
    await button(worker, '下一题').click()
    await seen(worker, '这一题必须回答')
    const stays = n === 0
    await radio(worker, stays ? /^不上夜班/ : /^上夜班/).click()
    await button(worker, '下一题').click()
    if (!stays) {
      await radio(worker, /^4 星/).click()
      await worker.shot('survey-answer')
      await button(worker, '下一题').click()
    }
    await seen(worker, new RegExp(ADVICE))
    await worker.page.getByRole('textbox').fill('周末也要有')
    await button(worker, '核对').click()
    await seen(worker, stays ? `2. ${ADVICE}` : `3. ${ADVICE}`)
    expect(await worker.page.getByText(RATING).filter({ visible: true }).count()).toBe(stays ? 0 : 1)
    await worker.shot('survey-review')
    await button(worker, '提交').click()
    await seen(worker, '已交上，谢谢您')
    await leave(worker)
  }
})

part('before the end nothing is told; afterwards the small group is suppressed, and another with it', async () => {
  await staff.go(`pages/survey-office/survey?id=${id}&part=results`)
  await seen(staff, '结束并统计后才有结果')
  await tab(staff, '情况').click()
  await means.count()
  await seen(staff, /^人已填/)
  await button(staff, '延长或提前结束').click()
  await inDialog(staff, '两分钟后结束')
  await seen(staff, /^截止时间已改为/)
  await end(means, id)
  await staff.go('pages/survey-office/list')
  await button(staff, new RegExp(`^${TITLE}，已结束`)).click()
  await tab(staff, '结果').click()
  await seen(staff, /^30 人回答/)
  await staff.shot('survey-results')
  await button(staff, `分组对比：${NIGHT}`).click()
  const table = staff.page.getByRole('table')
  const row = (name: string) => table.getByRole('row').filter({ hasText: name })
  await row('动力分厂').getByText('不显示', { exact: true }).waitFor()
  await row('机关').getByText('不显示', { exact: true }).waitFor()
  await row('总装分厂').getByText('12 人', { exact: true }).waitFor()
  await row('合计').getByText('30 人', { exact: true }).waitFor()
  expect(await table.getByText('不显示', { exact: true }).count()).toBe(2)
  await staff.shot('survey-cross')
  await staff.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()

  await button(staff, `看回答：${ADVICE}`).click()
  await staff.page.getByRole('dialog').getByRole('searchbox').fill('周末')
  await staff.page.getByRole('dialog').getByText('共 5 条，已全部显示').waitFor()
  await tab(staff, '相近的归在一起').click()
  await seen(staff, /条相近$/)
  await staff.shot('survey-alike')
  await staff.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()

  for (const [name, ending] of [['打印版报告（PDF）', '.pdf'], ['导出全部回答（Excel）', '.xlsx']] as const) {
    const coming = staff.page.waitForEvent('download')
    await button(staff, name).click()
    expect((await coming).suggestedFilename().endsWith(ending)).toBe(true)
  }
})

part('the results are told, and a worker sees them', async () => {
  await tab(staff, '情况').click()
  await button(staff, '公布结果').click()
  await inDialog(staff, '公布')
  await seen(staff, '结果已公布')
  await leave(staff)
  const worker = await stage.as('demo-chen')
  await worker.go('pages/duty/index')
  await button(worker, /^填问卷/).click()
  await button(worker, new RegExp(`^${TITLE}`)).click()
  await seen(worker, /30 人交上了回答/)
  await seen(worker, `1. ${NIGHT}`)
  expect(await worker.page.getByText('周末也要有').count()).toBe(0)
  await worker.shot('survey-shared')
  await leave(worker)
})
