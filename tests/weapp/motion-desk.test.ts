import { doing } from '../functions/motion-helpers'
import { startCloud, type TestCloud } from '../functions/cloud'
import { launch, type MiniProgram } from './harness/launch'
import type { OpenPage } from './harness/page'
import { nameless } from './harness/phones'

let cloud: TestCloud
let app: MiniProgram

beforeAll(async () => { cloud = await startCloud() })
afterAll(() => cloud.stop())
afterEach(() => {
  app.kill()
  expect(app.errors).toEqual([])
})

/** Taps the first control that begins so, once it is there. */
const tapFirst = async (page: OpenPage, role: string, begins: string) => {
  const found = await page.until(() => page.controls().find(c => c.startsWith(`${role} ${begins}`)))
  await page.tap(found.replace(`${role} `, ''))
}
const rowsOf = (page: OpenPage) => page.controls().filter(c => /^button .*，.*，/.test(c))

test('the committee merges several into one case at once, and hears what came of each', async () => {
  const d = doing(cloud)
  const lead = await d.filed()
  const [one, two] = [await d.submitted('demo-li', { title: '关于行车限位的提案' }), await d.submitted('demo-wang', { title: '关于行车检修的提案' })]
  app = launch({ cloud: cloud.cloud.url, openid: 'demo-qian' })
  const queues = await app.open('pages/motion-office/queues', { queue: 'screening' })
  await queues.see('关于行车检修的提案')
  await queues.tap('批量审查')
  for (const title of ['关于行车限位的提案', '关于行车检修的提案']) await tapFirst(queues, 'checkbox', title)
  await queues.see('已选 2 件')
  await queues.tap('并案，都并入同一件主案，一起办理')
  await queues.tap('2 件一起并案')
  await queues.see('请选择主案')
  const number = (await d.get(lead)).number
  const offered = await queues.until(() => queues.controls().find(c => c.includes(number)))
  expect(nameless(queues)).toEqual([])
  await queues.tap(offered.replace('radio ', ''))
  // Somebody else is quicker with one of the two.
  await d.act('demo-qian', two, 'giveBack', { note: '请写明行车编号' })
  await queues.tap('2 件一起并案')
  await queues.see('主案交办之前，还可以再拆分出来')
  await queues.tap('并案 2 件')
  await queues.see('办成 1 件，1 件没有办成')
  await queues.see('关于行车检修的提案：这件提案现在是“退回补充”')
  expect((await d.get(lead)).parts.map(p => p._id)).toEqual([one])
})

test('the list of all is narrowed by department and session together, and cleared at once', async () => {
  await cloud.cloud.call('motions-timer', {}, {})
  app = launch({ cloud: cloud.cloud.url, openid: 'demo-zhao' })
  const list = await app.open('pages/motions/list')
  await list.see('以上条件可以同时选')
  await list.see('选一个届次，就可以导出为 Excel')
  await list.until(() => list.controls().includes('button 主办部门：全部，更换'))
  await list.tap('主办部门：全部，更换')
  await tapFirst(list, 'radio', '动力分厂')
  await list.tap('届次：第六届第二次')
  const { items } = await cloud.call('demo-zhao', 'motions', 'list', { unitId: 'hj-dongli', session: '6-2' })
  await list.until(() => list.controls().includes('button 主办部门：动力分厂，更换') && rowsOf(list).length === items.length)
  expect(nameless(list)).toEqual([])
  await list.tap('导出这些提案（Excel）')
  await list.tap('导出这些提案（Excel）已做好，打开或转发')
  await list.until(() => app.phone.opened.length === 1)
  expect(app.phone.opened[0]!.name).toMatch(/^提案清单 6-2 .*\.xlsx$/)
})
