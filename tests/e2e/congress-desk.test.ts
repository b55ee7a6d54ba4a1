import tcb from '@cloudbase/node-sdk'
import { MATTERS, SESSION, arrangeHall } from '../congress-hall'
import { startStage, type Actor, type Stage } from './browser'
import { box, button, day, dayFrom, inDialog, leave, number, radio, seen, tab } from './congress-office'

const LATE = '职工福利费使用方案'
const TERM = 'pages/congress-office/term?id=term-demo-0006'

let stage: Stage
let zhao: Actor
beforeAll(async () => {
  stage = await startStage()
  await arrangeHall(tcb.init({ env: 'e2e' }).database())
  zhao = await stage.as('demo-zhao', { desktop: true })
})
afterAll(async () => {
  await leave(zhao)
  await stage.stop()
})

/** Opens a page afresh, as from a link. */
async function visit(a: Actor, route: string) {
  await a.go(route)
  await a.page.reload()
}

/** Chooses people out of the roster, by name. */
async function choose(a: Actor, opener: string, names: string[]) {
  await button(a, opener).click()
  const dialog = a.page.getByRole('dialog').last()
  for (const name of names) {
    await dialog.getByLabel('搜索姓名或工号').fill(name)
    await dialog.getByRole('checkbox', { name: new RegExp(`^${name}`) }).first().click()
  }
  await inDialog(a, `选好了，${names.length} 位`)
}

async function pick(a: Actor, row: string, option: RegExp) {
  await button(a, row).click()
  await a.page.getByRole('dialog').last().getByRole('radio', { name: option }).click()
}

test('a show of hands: counted by two people, who enter it one after the other', async () => {
  await visit(zhao, `pages/congress-office/session?id=${SESSION}&part=votes`)
  await button(zhao, `开始表决：${LATE}`).click()
  await radio(zhao, /^举手表决/).click()
  await zhao.shot('open-round-desktop')
  await inDialog(zhao, '开始表决')
  await seen(zhao, /应到 24 人，开始时实到 21 人/)
  await button(zhao, '截止并计票').click()
  await inDialog(zhao, '截止并计票')
  await button(zhao, '录入举手人数').click()
  for (const [name, n] of [['赞成', '15'], ['反对', '4'], ['弃权', '2']] as const) await number(zhao, name).fill(n)
  await zhao.shot('batch-hands-desktop')
  await button(zhao, '录入').click()
  await seen(zhao, '您已录入，等另一位监票人录入')

  const jiang = await stage.as('demo-jiang')
  await jiang.go(`pages/congress-office/round?id=${MATTERS.late}.1`)
  await button(jiang, /^第 1 批，等另一位录入/).click()
  for (const [name, n] of [['赞成', '15'], ['反对', '4'], ['弃权', '2']] as const) await number(jiang, name).fill(n)
  await button(jiang, '录入').click()
  await seen(jiang, '已录入')
  await leave(jiang)
  await visit(zhao, `pages/congress-office/round?id=${MATTERS.late}.1`)
  await seen(zhao, /须 13 票，赞成 15 票.*通过/)
})

test('the desk hands out a one-time code, and frees a delegate whose phone was lost', async () => {
  const row = async (state: string) => {
    await visit(zhao, `pages/congress-office/session?id=${SESSION}&part=roll`)
    await zhao.page.getByLabel('搜索姓名').filter({ visible: true }).fill('李秀英')
    await button(zhao, `李秀英，${state}`).click()
  }
  const li = await stage.as('demo-li')
  /** With a code from the desk, typed on the page that the delegate has come to. */
  const checkIn = async () => {
    await button(zhao, '一次性签到码').click()
    const code = (await zhao.page.getByRole('dialog').locator('.notice-title').filter({ hasText: /^[A-Z0-9-]{4,}$/ }).innerText()).trim()
    await zhao.shot('one-time-code-desktop')
    await box(li, '签到码').fill(code)
    await button(li, '签到').click()
    await seen(li, '李秀英，您已签到')
  }
  await visit(li, `pages/congress/check-in?id=${SESSION}`)
  await row('不在场')
  await checkIn()
  await visit(li, `pages/congress/hall?id=${SESSION}`)
  await button(li, '离场').waitFor()

  await row('在场')
  await button(zhao, '解除签到手机').click()
  await seen(zhao, '李秀英可以换一部手机签到了')
  await visit(li, `pages/congress/hall?id=${SESSION}`)
  await button(li, '换了手机，重新签到').click()
  await row('在场')
  await checkIn()
  await leave(li)
})

test('a joint meeting hears and advises, and may not decide what the congress must approve', async () => {
  await visit(zhao, 'pages/congress-office/session-edit')
  await radio(zhao, /^联席会议/).click()
  await number(zhao, '第几次').fill('3')
  await box(zhao, '会议名称').fill('第六届第三次联席会议')
  await day(zhao, '日期').fill(dayFrom(3))
  await box(zhao, '会场').fill('三号会议室')
  await choose(zhao, '选择参会人', ['周建国', '李秀英', '唐勇'])
  await zhao.shot('joint-desktop')
  await button(zhao, '建立会议').click()
  await tab(zhao, '议题').click()
  await button(zhao, '新的议题').click()
  await radio(zhao, /^审议通过/).click()
  await box(zhao, '议题名称').fill('工资集体协议（草案）')
  await button(zhao, '列入议程').click()
  await seen(zhao, /联席会议不能决定应由职工代表大会审议通过的事项/)
  await zhao.shot('joint-refused-desktop')
  await radio(zhao, /^审议建议/).click()
  await radio(zhao, /^举手表决/).click()
  await button(zhao, '列入议程').click()
  await seen(zhao, /1\. 工资集体协议（草案）/)
})

test('a delegate is recalled by the unit that elected, and a by-election fills the seat', async () => {
  await visit(zhao, TERM)
  await tab(zhao, '代表').click()
  await zhao.page.getByLabel('搜索代表姓名或代表团').filter({ visible: true }).fill('王海燕')
  const recall = async (yes: string) => {
    await button(zhao, '终止王海燕的代表资格').click()
    await radio(zhao, /^罢免/).click()
    await day(zhao, '从哪天起终止').fill(dayFrom(0))
    await number(zhao, '参加表决的人数').fill('560')
    await number(zhao, '赞成罢免的人数').fill(yes)
    await inDialog(zhao, '登记终止')
  }
  await recall('200')
  await seen(zhao, /同意撤免 200 票，撤免未通过/)
  await zhao.shot('recall-failed-desktop')
  await button(zhao, '关闭').click()
  await recall('400')
  await seen(zhao, '已登记：王海燕罢免')
  await seen(zhao, /同意撤免 400 票，撤免通过/)
  await zhao.shot('recall-desktop')

  await tab(zhao, '选区和选举').click()
  await button(zhao, '动力分厂选区：登记补选').click()
  await day(zhao, '选举日期').fill(dayFrom(0))
  await number(zhao, '参加投票的人数').fill('560')
  await choose(zhao, '选择候选人', ['刘洋'])
  await number(zhao, '刘洋得票').fill('470')
  await zhao.shot('by-election-desktop')
  await button(zhao, '登记选举结果').click()
  await inDialog(zhao, '登记')
  await seen(zhao, '选举有效，当选人已取得代表资格')
  await button(zhao, '回到这一届').click()
  await seen(zhao, /补选：当选 刘洋/)
  const liu = await stage.as('demo-liu')
  await liu.go('pages/mine/index')
  await seen(liu, /动力分厂代表团/)
  await leave(liu)
})

test('special committees are kept with their members and heads', async () => {
  await visit(zhao, TERM)
  await tab(zhao, '专门小组').click()
  await button(zhao, '添加专门小组').click()
  await zhao.page.getByRole('textbox', { name: '小组名称', exact: true }).last().fill('劳动保护小组')
  const card = zhao.page.locator('.card').filter({ has: zhao.page.getByText('劳动保护小组', { exact: true }) }).filter({ visible: true }).last()
  await card.getByRole('button', { name: '选择成员' }).click()
  const dialog = zhao.page.getByRole('dialog').last()
  for (const name of ['周建国', '李秀英']) {
    await dialog.getByLabel('搜索姓名或工号').fill(name)
    await dialog.getByRole('checkbox', { name: new RegExp(`^${name}`) }).first().click()
  }
  await inDialog(zhao, '选好了，2 位')
  await card.getByRole('button', { name: '组长：请选择' }).click()
  await zhao.page.getByRole('dialog').last().getByRole('radio', { name: /^李秀英/ }).click()
  await zhao.shot('committees-desktop')
  await button(zhao, '保存专门小组').click()
  await seen(zhao, '专门小组已保存')
  await visit(zhao, TERM)
  await tab(zhao, '专门小组').click()
  await seen(zhao, '劳动保护小组')
  await button(zhao, '组长：李秀英').waitFor()
})

test('the rules of another place, with one of the enterprise’s own, are saved as a version', async () => {
  await visit(zhao, 'pages/congress-office/rules')
  await pick(zhao, '地区：全国', /^上海市/)
  await number(zhao, '公布多少天').fill('20')
  await zhao.shot('rules-edited-desktop')
  await button(zhao, '保存为新的一版').click()
  await inDialog(zhao, '保存')
  await seen(zhao, '规则已保存，以后召开的会议按新规则办')
  await seen(zhao, '现在是第 1 版')
  await button(zhao, '地区：上海市').waitFor()
  expect(await number(zhao, '公布多少天').inputValue()).toBe('20')
})
