import { startCloud, type TestCloud } from '../functions/cloud'
import { launch, type MiniProgram } from './harness/launch'
import { nameless } from './harness/phones'

let cloud: TestCloud
let app: MiniProgram

beforeAll(async () => { cloud = await startCloud() })
afterAll(() => cloud.stop())
afterEach(() => {
  app.kill()
  expect(app.errors).toEqual([])
})

const replied = async (openid: string) =>
  (await cloud.call(openid, 'motions', 'mine', { which: 'proposed' })).items.find(m => m.state === 'replied')!

test('a proposer reads the reply on the phone and rates it; 不满意 without a reason is asked for one', async () => {
  const { _id: id, title } = await replied('demo-zhou')
  app = launch({ cloud: cloud.cloud.url, openid: 'demo-zhou' })
  const home = await app.open('pages/home/index')
  const row = await home.until(() => home.controls().find(c => c.includes(`请您评价：${title}`)))
  await home.tap(row.replace('button ', ''))
  const detail = await app.arrive('pages/motions/detail')
  await detail.see('已经答复，请您评价')
  await detail.see('已经办好，现场验收合格')
  expect(nameless(detail)).toEqual([])
  expect(detail.bytes).toBeLessThan(40 * 1024)
  await detail.tap('评价答复')

  const form = await app.arrive('pages/motions/act')
  await form.see('您对这次答复')
  expect(nameless(form)).toEqual([])
  await form.tap('交出评价')
  await form.see('请选择一项')
  await form.tap('不满意，没有解决，也没有说清。须写明原因')
  await form.tap('交出评价')
  await form.see('请填写原因')
  await form.type('原因', '充电棚建在西门，东门的职工仍然没有地方充电')
  await form.tap('交出评价')
  await form.tap('交出，不再改')

  const after = await app.arrive('pages/motions/detail')
  await after.see('已评价')
  await after.see('第 2 次')
  const { motion } = await cloud.call('demo-zhou', 'motions', 'get', { id })
  expect(motion).toMatchObject({ state: 'handling', round: 2 })
  expect(motion.ratings).toMatchObject([{ value: 'dissatisfied', round: 1, name: '周建国' }])
})
