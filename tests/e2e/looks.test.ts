import { startStage, type Actor, type Stage } from './browser'

let stage: Stage
beforeAll(async () => { stage = await startStage() })
afterAll(() => stage.stop())

/** Every screen and somebody who may see it; the words say that it has loaded. */
const SCREENS: [name: string, openid: string | undefined, route: string, words: string | RegExp][] = [
  ['home', 'demo-zhou', 'pages/home/index', '等您办的事'],
  ['home-visitor', undefined, 'pages/home/index', /示范单位/],
  ['duty', 'demo-zhou', 'pages/duty/index', /关于为焊工评定技师/],
  ['mine', 'demo-zhao', 'pages/mine/index', '赵敏'],
  ['motion-edit', 'demo-zhou', 'pages/motions/edit', '案由'],
  ['motion-detail', 'demo-zhou', 'pages/motions/detail?id=motion-demo-0002', '王海燕请您附议'],
  ['motion-list', 'demo-zhao', 'pages/motions/list', /高温岗位通风/],
  ['bind', undefined, 'pages/members/bind', /同意/],
  ['privacy', 'demo-zhou', 'pages/members/privacy', /隐私/],
  ['roster', 'demo-zhao', 'pages/members/roster', /工号/],
  ['person', 'demo-zhao', 'pages/members/person?id=person-zhou-jianguo', '周建国'],
  ['person-edit', 'demo-zhao', 'pages/members/person-edit?id=person-zhou-jianguo', '姓名'],
  ['units', 'demo-zhao', 'pages/members/units', '总装分厂'],
  ['import', 'demo-zhao', 'pages/members/import', /模板/],
  ['erasures', 'demo-zhao', 'pages/members/erasures', /申请/],
  ['trial', 'demo-fan', 'pages/members/trial', /体验/],
  ['congress-sessions', 'demo-zhao', 'pages/congress-office/sessions', '第六届职工代表大会第二次会议'],
  ['congress-session', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0002', '筹备阶段的要求'],
  ['congress-matters', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0002&part=matters', /候选人（按姓氏笔画）/],
  ['congress-papers', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0002&part=papers', '职工教育经费使用方案'],
  ['congress-past', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0001&part=resolution', '公布和报送'],
  ['congress-roll', 'demo-zhao', 'pages/congress-office/session?id=session-demo-0001&part=roll', '够法定人数'],
  ['congress-session-edit', 'demo-zhao', 'pages/congress-office/session-edit?id=session-demo-0003', '模拟代表（不改就留空）'],
  ['congress-matter', 'demo-zhao', 'pages/congress-office/matter?session=session-demo-0002&id=matter-demo-0204', /差额选举/],
  ['congress-paper', 'demo-zhao', 'pages/congress-office/paper?session=session-demo-0002&id=paper-demo-0201', /还没有阅知的代表/],
  ['congress-round', 'demo-zhao', 'pages/congress-office/round?id=matter-demo-0103.1', '记名表决名单'],
  ['congress-appraise', 'demo-zhao', 'pages/congress-office/round?id=matter-demo-0104.1', '评议结果（2 位）'],
  ['congress-batch', 'demo-qian', 'pages/congress-office/batch?round=matter-demo-0102.1&no=1', '回到这一轮'],
  ['congress-rules', 'demo-zhao', 'pages/congress-office/rules', '规定的数和出处'],
  ['congress-terms', 'demo-zhao', 'pages/congress-office/terms', '第六届'],
  ['congress-term', 'demo-zhao', 'pages/congress-office/term?id=term-demo-0006', '结构比例'],
  ['congress-term-edit', 'demo-zhao', 'pages/congress-office/term-edit?id=term-demo-0006', /^职工 1800 人，代表/],
  ['congress-elect', 'demo-zhao', 'pages/congress-office/elect?term=term-demo-0006&district=district-hj-zhuzao&why=by', '候选人和得票'],
  ['sign-in', undefined, 'pages/members/sign-in', /扫/],
]

async function open(actor: Actor, route: string, words: string | RegExp) {
  await actor.go(route)
  await actor.page.getByText(words).filter({ visible: true }).first().waitFor()
}

/** Text that is cut or pushed out of sight, controls that are too small or have no name. Runs in the page. */
const flaws = () => {
  const found: string[] = []
  const visible = (e: Element) => {
    const box = e.getBoundingClientRect()
    return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility !== 'hidden' && !e.closest('[aria-hidden="true"]')
  }
  const nameOf = (e: Element) => (e.getAttribute('aria-label') ?? e.textContent ?? '').trim() || (e as HTMLInputElement).placeholder || ''
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`the page is ${document.documentElement.scrollWidth} px wide on a screen of ${innerWidth}`)
  for (const e of document.querySelectorAll('button, a[href], input, textarea, [role=button], [role=radio], [role=checkbox], [role=tab]')) {
    if (!visible(e)) continue
    const box = e.getBoundingClientRect()
    const label = `${e.tagName.toLowerCase()} "${nameOf(e).slice(0, 20)}"`
    if (!nameOf(e) && !e.closest('label')) found.push(`${label} has no name`)
    // An entry is as tall as the box around it, which the finger meets as well.
    const target = e.matches('input, textarea') ? (e.closest('.entry, taro-input-core, taro-textarea-core')?.parentElement ?? e).getBoundingClientRect() : box
    if (Math.round(target.height) < 44 && !e.closest('.taro-tabbar__tabbar')) found.push(`${label} is only ${Math.round(target.height)} px tall`)
    if (box.right > innerWidth + 1 || box.left < -1) found.push(`${label} sticks out of the screen`)
  }
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent?.trim())
    if (!own || !visible(e)) continue
    const style = getComputedStyle(e)
    const clamped = style.getPropertyValue('-webkit-line-clamp') !== 'none'
    if (!clamped && style.overflow !== 'visible' && e.scrollWidth > e.clientWidth + 1) found.push(`text is cut: "${e.textContent?.trim().slice(0, 20)}"`)
  }
  return [...new Set(found)]
}

test.each(SCREENS)('%s: largest type on the smallest phone, nothing cut, every control named and large enough', async (name, openid, route, words) => {
  const actor = await stage.as(openid, { scale: '1.6', size: { width: 320, height: 568 } })
  await open(actor, route, words)
  await actor.shot(`${name}-320-largest`)
  expect(await actor.page.evaluate(flaws)).toEqual([])
  expect(actor.errors).toEqual([])
  await actor.context.close()
})

test.each(SCREENS)('%s: a phone in the dark, and a desktop', async (name, openid, route, words) => {
  const phone = await stage.as(openid, { dark: true })
  await open(phone, route, words)
  await phone.shot(`${name}-dark`)
  expect(await phone.page.evaluate(flaws)).toEqual([])
  await phone.context.close()
  const desktop = await stage.as(openid, { desktop: true })
  await open(desktop, route, words)
  await desktop.shot(`${name}-desktop`)
  expect(await desktop.page.evaluate(flaws)).toEqual([])
  expect([...phone.errors, ...desktop.errors]).toEqual([])
  await desktop.context.close()
})
