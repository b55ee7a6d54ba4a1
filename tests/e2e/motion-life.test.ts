import { startStage, type Actor, type Stage } from './browser'

const TITLE = '关于在总装分厂增设夜班休息室的提案'

let stage: Stage
const people = new Map<string, Actor>()
beforeAll(async () => { stage = await startStage() })
afterAll(() => stage.stop())

/** Everybody stays signed in on a device of their own; the office at a desktop, the others with a phone. */
async function as(openid: string): Promise<Actor> {
  const known = people.get(openid)
  if (known) return known
  const actor = await stage.as(openid, { desktop: openid === 'demo-zhao' || openid === 'demo-qian' })
  people.set(openid, actor)
  return actor
}

const button = (a: Actor, name: string | RegExp) => a.page.getByRole('button', { name, exact: typeof name === 'string' }).filter({ visible: true }).first()
const radio = (a: Actor, name: string | RegExp) => a.page.getByRole('radio', { name }).filter({ visible: true }).first()
const box = (a: Actor, name: string) => a.page.getByRole('textbox', { name, exact: true }).filter({ visible: true }).first()
const seen = (a: Actor, text: string | RegExp) => a.page.getByText(text).filter({ visible: true }).first().waitFor()
const yes = (a: Actor, name: string) => a.page.getByRole('dialog').getByRole('button', { name, exact: true }).click()

/** Opens the app anew at a page, as after a night. */
async function at(openid: string, route: string): Promise<Actor> {
  const actor = await as(openid)
  await actor.go(route)
  await actor.page.reload()
  return actor
}

/** The motion out of the list of a duty. */
async function fromQueue(openid: string, queue: string): Promise<Actor> {
  const actor = await at(openid, `pages/motion-office/queues?queue=${queue}`)
  await button(actor, new RegExp(TITLE)).click()
  await seen(actor, '到哪一步了')
  return actor
}

async function fromHome(openid: string, sentence: RegExp): Promise<Actor> {
  const actor = await at(openid, 'pages/home/index')
  await button(actor, sentence).click()
  return actor
}

async function write() {
  const zhou = await at('demo-zhou', 'pages/duty/index')
  await button(zhou, '写提案').click()
  await box(zhou, '案由').fill(TITLE)
  await button(zhou, /^类别：/).click()
  await radio(zhou, '生活福利').click()
  await box(zhou, '理由').fill('总装分厂夜班有六十多人，工间没有休息的地方，只能坐在工具箱上。')
  await box(zhou, '建议').fill('请把二号库房旁的空房改成夜班休息室，配桌椅、热水和取暖。')
  await seen(zhou, /已保存/)
  await button(zhou, '下一步：邀请附议').click()
  for (const name of ['李秀英', '王海燕']) {
    await zhou.page.getByRole('searchbox', { name: '搜索代表姓名' }).fill(name)
    await zhou.page.getByRole('checkbox', { name: new RegExp(name) }).click()
  }
  await button(zhou, '下一步：核对').click()
  await button(zhou, '发出，征集附议').click()
  await seen(zhou, /还差 2 人附议/)
  for (const openid of ['demo-li', 'demo-wang']) {
    const actor = await fromHome(openid, new RegExp(TITLE))
    await button(actor, '附议').click()
    await seen(actor, '您已附议')
  }
  await fromHome('demo-zhou', new RegExp(`可以提交.*${TITLE}`))
  await button(zhou, '提交给工会').click()
  await yes(zhou, '提交给工会')
  await seen(zhou, '已提交给工会')
}

async function file() {
  const qian = await fromQueue('demo-qian', 'screening')
  await qian.shot('life-screening-desktop')
  await button(qian, '立案').click()
  await seen(qian, '立案后给出编号')
  await qian.page.locator('#send').filter({ visible: true }).click()
  await seen(qian, '已立案')
  const zhao = await fromQueue('demo-zhao', 'assigning')
  await button(zhao, '交办').click()
  await button(zhao, /^主办部门：/).click()
  await radio(zhao, /^动力分厂，/).click()
  await zhao.shot('life-assign-desktop')
  await zhao.page.locator('#send').filter({ visible: true }).click()
  await seen(zhao, '已交办')
}

/** The department answers, its leader signs. */
async function answer(code: RegExp, text: string, shot: string) {
  const chen = await fromQueue('demo-chen', 'department')
  await seen(chen, /还有 \d+ 天/)
  if (await button(chen, '签收').isVisible()) {
    await button(chen, '签收').click()
    await seen(chen, '已签收，开始办理')
  }
  await button(chen, '提交答复').click()
  await radio(chen, code).click()
  await box(chen, '答复内容').fill(text)
  await chen.shot(`${shot}-reply`)
  await button(chen, '提交签发').click()
  await seen(chen, '已提交，等待领导签发')
  const feng = await fromHome('demo-feng', new RegExp(TITLE))
  await seen(feng, text)
  await button(feng, '签发答复').click()
  await yes(feng, '签发答复')
  await seen(feng, '已签发')
}

async function rate(value: RegExp, shot: string, reason?: string) {
  const zhou = await fromHome('demo-zhou', new RegExp(`请您评价.*${TITLE}`))
  await seen(zhou, '已经答复，请您评价')
  await zhou.shot(`${shot}-replied`)
  await button(zhou, '评价答复').click()
  await radio(zhou, value).click()
  if (reason) await box(zhou, '原因').fill(reason)
  await zhou.shot(`${shot}-rate`)
  await button(zhou, '交出评价').click()
  await yes(zhou, '交出，不再改')
  await seen(zhou, '已评价')
  return zhou
}

test('from a draft to a second 不满意 and its resolution, by seven people on seven devices', async () => {
  await write()
  await file()
  await answer(/^暂缓/, '目前没有合适的房屋，暂缓办理，请职工先到食堂休息。', 'life-1')
  const zhou = await rate(/^不满意/, 'life-1', '二号库房旁的房子一直空着，没有说明为什么不能用')
  await seen(zhou, '办理中')

  await answer(/^留作参考/, '建议很好，留作明年修缮计划的参考。', 'life-2')
  await rate(/^不满意/, 'life-2', '还是没有说清那间房为什么不能用')
  await seen(zhou, '提案委员会复议')
  await zhou.shot('life-committee')

  const qian = await fromQueue('demo-qian', 'committee')
  await button(qian, '作出复议决定').click()
  await radio(qian, /^再次办理/).click()
  await box(qian, '复议意见').fill('经现场核实，该房屋可以使用，请动力分厂与后勤共同办理。')
  await qian.shot('life-settle-desktop')
  await button(qian, '作出决定').click()
  await yes(qian, '作出决定')
  await seen(qian, '已作出复议决定')

  await answer(/^已解决/, '休息室已经腾出并配好桌椅、饮水机和空调，本周一起使用。', 'life-3')
  await rate(/^满意/, 'life-3')
  await seen(zhou, '办结')
  await zhou.shot('life-closed')

  for (const actor of people.values()) expect(actor.errors).toEqual([])
}, 300_000)
