import { startStage, type Actor, type Stage } from './browser'

// A picture of 64 × 64, large enough to be seen on the screenshots.
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAUElEQVR42u3PMQ0AAAgDsPk3DRZ4l4OmCpqsqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqr6bQH/AEAB6gqVGwAAAABJRU5ErkJggg==',
  'base64',
)
const TITLE = '关于延长末班车运行时间的提案'

let stage: Stage
beforeAll(async () => { stage = await startStage() })
afterAll(() => stage.stop())

const button = (a: Actor, name: string | RegExp) => a.page.getByRole('button', { name, exact: typeof name === 'string' })
const seen = (a: Actor, text: string | RegExp) => a.page.getByText(text).filter({ visible: true }).first().waitFor()

async function cosign(openid: string, name: string) {
  const actor = await stage.as(openid)
  await actor.go('pages/home/index')
  await button(actor, new RegExp(TITLE)).click()
  await seen(actor, '周建国请您附议')
  await button(actor, '附议').waitFor()
  await actor.shot(`detail-${name}`)
  await button(actor, '附议').click()
  await seen(actor, '您已附议')
  expect(actor.errors).toEqual([])
  await actor.context.close()
}

test('a delegate files a motion with a picture, two co-sign it, the union sees it', async () => {
  const zhou = await stage.as('demo-zhou')
  await zhou.go('pages/home/index')
  await seen(zhou, '等您办的事')
  await zhou.shot('home-phone')
  await zhou.go('pages/duty/index')
  await button(zhou, '写提案').click()
  await zhou.page.getByRole('textbox', { name: '案由' }).fill(TITLE)
  await button(zhou, /^类别：/).click()
  await zhou.page.getByRole('radio', { name: '生活福利' }).click()
  await zhou.page.getByRole('textbox', { name: '理由' }).fill('零点下班没有班车，总装分厂有四十多位职工要等到早上六点，冬天尤其难。')
  await zhou.page.getByRole('textbox', { name: '建议' }).fill('请把末班车延到零点三十分，先试行三个月，再按乘车人数决定是否保留。')
  const chooser = zhou.page.waitForEvent('filechooser')
  await button(zhou, /^添加图片/).click()
  await (await chooser).setFiles({ name: 'bus.png', mimeType: 'image/png', buffer: PICTURE })
  await button(zhou, '查看第 1 张图片').waitFor()
  await seen(zhou, /已保存/)
  await zhou.shot('edit')
  await button(zhou, '下一步：邀请附议').click()
  for (const name of ['李秀英', '王海燕']) {
    await zhou.page.getByRole('searchbox', { name: '搜索代表姓名' }).fill(name)
    await zhou.page.getByRole('checkbox', { name: new RegExp(name) }).click()
  }
  await zhou.shot('invite')
  await button(zhou, '下一步：核对').click()
  await seen(zhou, '发出后，内容不能再改')
  await zhou.shot('review')
  await button(zhou, '发出，征集附议').click()
  await seen(zhou, /还差 2 人附议/)

  await cosign('demo-li', 'li')
  await cosign('demo-wang', 'wang')

  await zhou.go('pages/home/index')
  await zhou.page.reload()
  await button(zhou, new RegExp(`可以提交.*${TITLE}`)).click()
  await button(zhou, '提交给工会').click()
  await zhou.page.getByRole('dialog').getByRole('button', { name: '提交给工会' }).click()
  await seen(zhou, '已提交给工会')
  await zhou.shot('submitted')
  expect(zhou.errors).toEqual([])

  const zhao = await stage.as('demo-zhao', { desktop: true })
  await zhao.go('pages/motions/list')
  await zhao.page.getByText(TITLE).first().waitFor()
  await zhao.shot('list-desktop')
  await zhao.page.getByText(TITLE).first().click()
  await seen(zhao, '李秀英')
  await zhao.page.locator('img').filter({ visible: true }).first().waitFor()
  await zhao.shot('detail-desktop')
  expect(zhao.errors).toEqual([])
})
