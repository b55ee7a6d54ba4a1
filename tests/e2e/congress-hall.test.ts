import tcb from '@cloudbase/node-sdk'
import type { ActionOf, Input, Output } from '../../types/api'
import type { Reply } from '../../types/contract'
import { LEADERS, MATTERS, MATTER_TITLE, SESSION, arrangeHall } from '../congress-hall'
import { startStage, type Actor, type Stage } from './browser'

const BIG = { width: 1920, height: 1080 }

// A story of many conditions; a machine under load is slow, not wrong.
jest.setTimeout(240_000)

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
  await arrangeHall(tcb.init({ env: 'e2e' }).database())
})
afterAll(() => stage.stop())

const ask = async <N extends ActionOf<'congress'>>(openid: string, action: N, input: Input<'congress', N>): Promise<Output<'congress', N>> => {
  const { result } = await stage.cloud.call('congress', { action, input }, { openid })
  const reply = result as Reply<Output<'congress', N>>
  if (!reply.ok) throw new Error(`${action}: ${reply.code} ${reply.message}`)
  return reply.data
}

const open = (matter: keyof typeof MATTERS) => ask('demo-zhao', 'roundOpen', { matterId: MATTERS[matter], no: 1, way: 'named', why: '' })
const close = (matter: keyof typeof MATTERS) => ask('demo-zhao', 'roundClose', { roundId: `${MATTERS[matter]}.1` })
const screenCode = async () => (await ask('demo-zhao', 'screen', { id: SESSION })).code!.text

const seen = (a: Actor, text: string | RegExp) => a.page.getByText(text).filter({ visible: true }).first().waitFor()
const button = (a: Actor, name: string | RegExp) => a.page.getByRole('button', { name, exact: typeof name === 'string' })
const mark = (a: Actor, name: string) => a.page.getByRole('radio', { name, exact: true }).click()

/** A picture of the screen, on which nothing may be cut off: nobody in the hall can scroll. */
const shootScreen = async (screen: Actor, name: string) => {
  await screen.shot(name)
  const cut = await screen.page.evaluate(() => ['.screen-main', '.screen-side'].filter(s => {
    const box = document.querySelector(s)!
    return box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().bottom > innerHeight
  }))
  expect(cut).toEqual([])
}

const cast = async (a: Actor) => {
  await button(a, '核对').click()
  await button(a, '投出').click()
  await seen(a, '您的一票已投出，已经收到')
}

test('the big screen follows check-ins and a vote by one call a refresh, and keeps the last state when the network drops', async () => {
  const screen = await stage.as('demo-zhao', { desktop: true, size: BIG })
  await screen.go(`pages/congress/screen?id=${SESSION}`)
  await seen(screen, '第六届职工代表大会第二次会议')
  const present = screen.page.getByRole('status', { name: /^实到 \d+ 人/ })
  expect(await present.getAttribute('aria-label')).toBe('实到 21 人，应到 24 人，已达到法定人数')
  await screen.page.getByRole('img', { name: '签到码' }).or(screen.page.getByLabel('签到码')).first().waitFor()
  const firstCode = await screen.page.locator('.screen-code-image img').getAttribute('src')
  await shootScreen(screen, 'screen-check-in')

  const zhou = await stage.as('demo-zhou')
  await zhou.go(`pages/congress/hall?id=${SESSION}`)
  await seen(zhou, '请等主持人宣布下一项')
  await zhou.shot('hall-waiting')
  await button(zhou, '签到').click()
  await zhou.page.getByRole('textbox', { name: '签到码' }).fill(await screenCode())
  await zhou.shot('check-in')
  await button(zhou, '签到').filter({ visible: true }).click()
  await seen(zhou, '周建国，您已签到')
  await screen.page.getByRole('status', { name: /^实到 22 人/ }).waitFor()
  // The code goes on changing by itself.
  await screen.page.waitForFunction(was => document.querySelector('.screen-code-image img')?.getAttribute('src') !== was, firstCode)

  const li = await stage.as('demo-li', { scale: '1.6', size: { width: 320, height: 568 } })
  await li.go(`pages/congress/check-in?code=${await screenCode()}`)
  await seen(li, '李秀英，您已签到')
  await screen.page.getByRole('status', { name: /^实到 23 人/ }).waitFor()

  await button(zhou, '进入会场').click()
  await open('motion')
  await seen(screen, '正在投票')
  await seen(screen, MATTER_TITLE)
  await seen(zhou, '核对')
  await mark(zhou, '您的意见：赞成')
  await zhou.shot('ballot-motion')
  await button(zhou, '核对').click()
  await zhou.shot('ballot-review')
  await button(zhou, '返回修改').click()
  await cast(zhou)
  await zhou.shot('vote-received')
  await screen.page.locator('.screen-voted-figure', { hasText: /^1$/ }).waitFor()
  expect(await screen.page.locator('.screen').innerText()).not.toMatch(/赞成|反对|弃权/)
  await shootScreen(screen, 'screen-voting')

  // One call a refresh, whatever is shown.
  const calls: string[] = []
  screen.page.on('request', r => { if (r.url().includes('/functions/')) calls.push(`${new URL(r.url()).pathname} ${(r.postDataJSON() as { action: string }).action}`) })
  await screen.page.waitForResponse(r => r.url().endsWith('/functions/congress'))
  await screen.page.waitForResponse(r => r.url().endsWith('/functions/congress'))
  expect([...new Set(calls)]).toEqual(['/functions/congress screen'])

  await screen.context.setOffline(true)
  await seen(screen, /没有连上，这是 \d\d:\d\d/)
  await li.go(`pages/congress/hall?id=${SESSION}`)
  await mark(li, '您的意见：反对')
  await li.shot('ballot-motion-320-largest')
  await cast(li)
  expect(await screen.page.locator('.screen-voted-figure').innerText()).toBe('1')
  await shootScreen(screen, 'screen-offline')
  await screen.context.setOffline(false)
  await screen.page.locator('.screen-voted-figure', { hasText: /^2$/ }).waitFor()
  await screen.page.getByText('没有连上').waitFor({ state: 'detached' })

  await close('motion')
  await seen(screen, '投票结果')
  await seen(screen, /应到 24 人/)
  await shootScreen(screen, 'screen-result')
  await seen(zhou, '您的一票已计入')
  await zhou.shot('hall-result')
  await button(zhou, '看完整结果').click()
  await seen(zhou, '表决名单')
  await zhou.shot('result')
  expect([...screen.errors.filter(e => !e.includes('ERR_INTERNET_DISCONNECTED')), ...zhou.errors, ...li.errors]).toEqual([])
  for (const a of [screen, zhou, li]) await a.context.close()
})

test('an election and an appraisal of eighty on a phone and on the big screen', async () => {
  const screen = await stage.as('demo-zhao', { desktop: true, size: BIG, dark: true })
  await screen.go(`pages/congress/screen?id=${SESSION}`)
  const wang = await stage.as('demo-wang', { dark: true })
  await wang.go(`pages/congress/check-in?code=${await screenCode()}`)
  await seen(wang, '王海燕，您已签到')
  await button(wang, '进入会场').click()

  await open('elect')
  await seen(wang, '应选 2 人，已划 ○ 0 人，还可划 2 人')
  await mark(wang, '丁一：赞成')
  await mark(wang, '何平：不赞成')
  await wang.shot('ballot-elect-dark')
  await cast(wang)
  await close('elect')
  await seen(screen, '投票结果')
  await shootScreen(screen, 'screen-elect-dark')
  await seen(wang, '您的一票已计入')
  await wang.shot('hall-elect-result-dark')

  await open('appraise')
  await seen(wang, '第 1 页，共 16 页')
  for (const leader of LEADERS.slice(0, 5)) await mark(wang, `${leader.name}：优秀`)
  await wang.shot('ballot-appraise-dark')
  for (let i = 1; i < 16; i++) await button(wang, '下一页').click()
  await button(wang, '核对').click()
  await seen(wang, '还有 75 人没有评')
  await wang.shot('ballot-appraise-review-dark')
  await button(wang, '投出').click()
  await seen(wang, '已经收到')
  await close('appraise')
  await seen(screen, /评议完成/)
  await seen(screen, /第 \d+ 页，共 20 页/)
  await shootScreen(screen, 'screen-appraise-dark')
  expect([...screen.errors, ...wang.errors]).toEqual([])
  for (const a of [screen, wang]) await a.context.close()
})
