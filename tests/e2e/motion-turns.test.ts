import { actors } from '../../scripts/seed/people'
import { addDays, dayOf } from '../../domain/calendar'
import tcb from '@cloudbase/node-sdk'
import type { ActionOf, Input, Output } from '../../types/api'
import type { Reply } from '../../types/contract'
import { startStage, type Actor, type Stage } from './browser'

let stage: Stage
const people = new Map<string, Actor>()
beforeAll(async () => { stage = await startStage() })
afterAll(() => stage.stop())

/** Everybody stays signed in on a device of their own; the office and the committee at a desktop, the others with a phone. */
async function at(openid: string, route: string): Promise<Actor> {
  const actor = people.get(openid) ?? await stage.as(openid, { desktop: ['demo-zhao', 'demo-qian', 'demo-wu'].includes(openid) })
  people.set(openid, actor)
  await actor.go(route)
  await actor.page.reload()
  return actor
}

const button = (a: Actor, name: string | RegExp) => a.page.getByRole('button', { name, exact: typeof name === 'string' }).filter({ visible: true }).first()
const radio = (a: Actor, name: RegExp) => a.page.getByRole('radio', { name }).filter({ visible: true }).first()
const box = (a: Actor, name: string) => a.page.getByRole('textbox', { name, exact: true }).filter({ visible: true }).first()
const seen = (a: Actor, text: string | RegExp) => a.page.getByText(text).filter({ visible: true }).first().waitFor()
const gone = (a: Actor, text: string | RegExp) => a.page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'detached' })
const yes = (a: Actor, name: string) => a.page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
const send = (a: Actor) => a.page.locator('#send').filter({ visible: true }).click()

/** An act that is no longer one of the two in reach: behind 其他办法. */
async function other(a: Actor, name: string) {
  await button(a, /^其他办法/).click()
  await a.page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
}

/** What other stories prove in the browser is only arranged here. */
async function arrange<N extends ActionOf<'motions'>>(openid: string, action: N, input: Input<'motions', N>): Promise<Output<'motions', N>> {
  const { result } = await stage.cloud.call('motions', { action, input }, { openid })
  const reply = result as Reply<Output<'motions', N>>
  if (!reply.ok) throw new Error(`motions.${action} was refused: ${reply.message}`)
  return reply.data
}
let made = 0
const key = () => `turns-key-${String(++made).padStart(4, '0')}`
const act = (openid: string, id: string, name: string, given: object = {}) => arrange(openid, 'act', { act: name, id, key: key(), ...given } as never)

async function submitted(id: string, title: string) {
  const text = { title, reason: '总装分厂夜班六十多人，现场反映多年，一直没有结果。', proposal: '请有关部门现场查看，拿出办法并公布进度。', category: 'welfare' as const, pictures: [] }
  await arrange('demo-zhou', 'file', { id, rev: 0, text, invite: [actors.li._id, actors.wang._id] })
  for (const openid of ['demo-li', 'demo-wang']) await arrange(openid, 'answer', { id, accept: true })
  await arrange('demo-zhou', 'submit', { id })
  return id
}

const detail = (id: string) => `pages/motions/detail?id=${id}`

afterEach(() => { for (const [who, actor] of people) expect([who, actor.errors]).toEqual([who, []]) })

test('co-signed from the open list; two made one case and parted again; a dispute decided by the presidium', async () => {
  const open = 'motion-turns-open'
  await arrange('demo-zhou', 'file', { id: open, rev: 0, invite: [], open: true, text: { title: '关于开放体育馆的提案', reason: '体育馆周末关闭，职工没有锻炼的地方。', proposal: '周末开放体育馆，由工会安排值班。', category: 'welfare', pictures: [] } })
  const li = await at('demo-li', 'pages/duty/index')
  await li.page.getByRole('tab', { name: '征集附议' }).click()
  await button(li, /关于开放体育馆的提案/).waitFor()
  await li.shot('turns-open-list')
  await button(li, /关于开放体育馆的提案/).click()
  await button(li, '主动附议').click()
  await seen(li, '您已附议')
  await seen(li, /附议 1 人/)

  const [lead, part] = [await submitted('motion-turns-lead', '关于修缮职工浴室的提案'), await submitted('motion-turns-part', '关于职工浴室热水不足的提案')]
  await act('demo-qian', lead, 'admit')
  const qian = await at('demo-qian', detail(part))
  await button(qian, /^其他办法/).click()
  await qian.page.getByRole('dialog').getByRole('button', { name: '并案', exact: true }).click()
  await qian.page.getByRole('searchbox', { name: '搜索案由' }).fill('修缮职工浴室')
  await radio(qian, /关于修缮职工浴室的提案/).click()
  await qian.shot('turns-merge-desktop')
  await send(qian)
  await yes(qian, '并案')
  await seen(qian, '已并案')
  await seen(await at('demo-zhou', detail(lead)), /关于职工浴室热水不足的提案/)
  await button(qian, '拆分出来').click()
  await yes(qian, '拆分出来')
  await seen(qian, '已拆分出来，重新等待审查')

  await other(qian, '提请主席团审议')
  await box(qian, '提请的理由').fill('是否并入修缮浴室一案，委员会意见不一。')
  await send(qian)
  await seen(qian, '已提请主席团审议')
  const tang = await at('demo-tang', 'pages/home/index')
  await button(tang, /请主席团审议：关于职工浴室热水不足的提案/).click()
  await seen(tang, '是否并入修缮浴室一案，委员会意见不一。')
  await button(tang, '立案').waitFor()
  await tang.shot('turns-presidium')
  await button(tang, '立案').click()
  await send(tang)
  await seen(tang, '已立案')
}, 180_000)

test('sent back in its window and given to another department; a handler of two; an extension; a promise kept in the next session', async () => {
  const title = '关于更新更衣柜的提案'
  const id = await submitted('motion-turns-box', title)
  await act('demo-qian', id, 'admit')
  await act('demo-zhao', id, 'assign', { lead: 'hj-dongli', assist: [] })
  const chen = await at('demo-chen', detail(id))
  await seen(chen, /退办期限/)
  await other(chen, '退办')
  await box(chen, '退办理由').fill('更衣柜由铸造分厂自行管理，不属于动力分厂。')
  await chen.shot('turns-send-back')
  await send(chen)
  await yes(chen, '退办')
  await seen(chen, '已退办')

  const zhao = await at('demo-zhao', 'pages/motion-office/queues?queue=assigning')
  await button(zhao, new RegExp(title)).click()
  await seen(zhao, /不属于动力分厂/)
  await button(zhao, '交办').click()
  await button(zhao, /^主办部门：/).click()
  await radio(zhao, /^铸造分厂，/).click()
  await send(zhao)
  await seen(zhao, '已交办')

  const xu = await at('demo-xu', 'pages/home/index')
  await seen(xu, new RegExp(title))
  await xu.go('pages/motion-office/queues?queue=department')
  await xu.page.reload()
  await seen(xu, new RegExp(title))
  await seen(xu, /总装分厂 ·/)
  await xu.shot('turns-two-departments')
  await button(xu, /^部门：/).click()
  await radio(xu, /^铸造分厂/).click()
  await gone(xu, /总装分厂 ·/)
  await button(xu, new RegExp(title)).click()
  await button(xu, '签收').click()
  await seen(xu, '已签收，开始办理')
  await other(xu, '申请延期')
  await xu.page.getByRole('spinbutton', { name: '延期天数' }).filter({ visible: true }).fill('15')
  await box(xu, '延期理由').fill('更衣柜厂家排产，十五天后到货。')
  await send(xu)
  await seen(xu, '已申请延期，等待批准')
  await at('demo-zhao', 'pages/home/index')
  await button(zhao, new RegExp(`部门申请延期：${title}`)).click()
  await seen(zhao, /申请 15 天，等待批准/)
  await button(zhao, '同意延期').click()
  await yes(zhao, '同意延期')
  await seen(zhao, '已同意延期')

  await at('demo-xu', detail(id))
  await seen(xu, /申请 15 天，已同意/)
  await button(xu, '提交答复').click()
  await radio(xu, /^正在解决/).click()
  await xu.page.getByLabel('承诺落实的日期').filter({ visible: true }).fill(addDays(dayOf(Date.now()), 60))
  await box(xu, '答复内容').fill('更衣柜已经招标，共一百二十组，到货后一周内装完。')
  await button(xu, '提交签发').click()
  await seen(xu, '已提交，等待领导签发')
  await act('demo-sun', id, 'sign')
  await act('demo-zhou', id, 'rate', { value: 'mostly', note: '' })
  const { rules: { version: _v, by: _b, at: _a, ...rules }, rev } = await arrange('demo-zhao', 'rulesGet', {})
  await arrange('demo-zhao', 'rulesSave', { rev, rules: { ...rules, session: rules.session + 1 } })
  await at('demo-xu', 'pages/motion-office/queues?queue=followUps')
  await button(xu, new RegExp(title)).click()
  await button(xu, '报告落实情况').click()
  await radio(xu, /^已经落实/).click()
  await box(xu, '落实情况').fill('一百二十组更衣柜全部装完，职工已经使用。')
  await xu.shot('turns-deliver')
  await button(xu, '报告').click()
  await seen(xu, '已报告')
  await seen(xu, /：已落实/)
}, 240_000)

test('published without its private parts, in one branch and then everywhere; a worker reads that and nothing else', async () => {
  const secret = '老张家里困难'
  const id = await submitted('motion-turns-public', `关于${secret}的提案`)
  for (const [who, name, given] of [
    ['demo-qian', 'admit', {}], ['demo-zhao', 'assign', { lead: 'hj-dongli', assist: [] }], ['demo-chen', 'signFor', {}],
    ['demo-chen', 'reply', { code: 'A', text: `${secret}的问题，已经按规定发放补助。`, promisedOn: null, files: [] }], ['demo-feng', 'sign', {}], ['demo-zhou', 'rate', { value: 'satisfied', note: '' }],
  ] as const) await act(who, id, name, given)
  const publish = async (zhao: Actor, branch: boolean) => {
    await button(zhao, '公开').click()
    for (const [name, words] of [['案由', '关于困难帮扶的提案'], ['建议', '请完善困难帮扶办法。'], ['答复', '帮扶办法已经完善，按规定发放。']] as const) await box(zhao, name).fill(words)
    if (branch) {
      await button(zhao, /^只在这些单位公开/).click()
      await radio(zhao, /^总装分厂/).click()
    }
    await zhao.shot(branch ? 'turns-publish-branch-desktop' : 'turns-publish-desktop')
    await send(zhao)
    await yes(zhao, '公开')
    await seen(zhao, '已公开')
  }
  const zhao = await at('demo-zhao', detail(id))
  await publish(zhao, true)
  const liu = await at('demo-liu', 'pages/motions/published')
  await button(liu, /关于困难帮扶的提案/).click()
  await seen(liu, '不公布姓名')
  await seen(liu, '帮扶办法已经完善，按规定发放。')
  await liu.shot('turns-published')
  await at('demo-liu', detail(id))
  await seen(liu, '看公开的提案')
  await seen(liu, '关于困难帮扶的提案')
  expect(await liu.page.locator('body').innerText()).not.toMatch(/老张|周建国|补助/)
  await liu.shot('turns-worker')

  const wang = await at('demo-wang', 'pages/motions/published')
  await seen(wang, /关于定期公布食堂菜品成本的提案/)
  expect(await wang.page.getByText('关于困难帮扶的提案').count()).toBe(0)
  await at('demo-zhao', detail(id))
  await publish(zhao, false)
  await wang.page.reload()
  await seen(wang, '关于困难帮扶的提案')
}, 180_000)

test('from the jury’s points over publicity to the award, and up to the station and the federation', async () => {
  const title = '关于班组活动经费公开使用的提案'
  const db = tcb.init({ env: 'e2e' }).database()
  const qian = await at('demo-qian', 'pages/motion-office/merits')
  await button(qian, new RegExp(title)).click()
  await button(qian, '评分').click()
  await qian.page.getByRole('spinbutton', { name: '分数' }).filter({ visible: true }).fill('91')
  await yes(qian, '评分')
  await seen(qian, '已记下您的评分')

  const zhao = await at('demo-zhao', 'pages/motion-office/merits')
  await button(zhao, new RegExp(title)).click()
  await button(zhao, '公示').click()
  await radio(zhao, /^二等奖/).click()
  await yes(zhao, '公示')
  await seen(zhao, '已开始公示')
  await db.collection('merits').where({ tenantId: 'ent-huajiang', motionId: 'motion-fine-0003' }).update({ publicUntil: Date.now() - 1 })
  await zhao.page.reload()
  await button(zhao, '表彰').click()
  await yes(zhao, '表彰')
  await seen(zhao, '已表彰')
  await zhao.shot('turns-awarded-desktop')
  await button(zhao, '推荐到上级').click()
  await box(zhao, '推荐理由').fill('账目上墙，班组职工普遍称好。')
  await yes(zhao, '推荐到上级')
  await seen(zhao, '已推荐到上级')

  const wu = await at('demo-wu', 'pages/motion-office/merits')
  await button(wu, new RegExp(title)).click()
  await seen(wu, '华江重工股份有限公司')
  await button(wu, '推荐到上级').click()
  await box(wu, '推荐理由').fill('在园区各企业推广过，效果明显。')
  await yes(wu, '推荐到上级')
  await seen(wu, '已推荐到上级')

  const guo = await at('demo-guo', 'pages/motion-office/merits')
  await button(guo, new RegExp(title)).click()
  await seen(guo, '东区企业民主管理指导站')
  await button(guo, '评分').click()
  await guo.page.getByRole('spinbutton', { name: '分数' }).filter({ visible: true }).fill('94')
  await yes(guo, '评分')
  await seen(guo, '94 分')
  await guo.shot('turns-federation-jury')
}, 180_000)
