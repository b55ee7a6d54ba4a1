import { startStage, type Actor, type Stage } from './browser'

let stage: Stage
let worker: Actor
beforeAll(async () => {
  stage = await startStage()
  worker = await stage.as('demo-zhou')
  await worker.go('pages/mine/index')
})
afterAll(() => stage.stop())

test('an old phone has no newer methods than the app brings', async () => {
  await worker.page.getByText('隐私和我的数据').waitFor()
  const own = await worker.page.evaluate(() => [Array.prototype.at, Array.prototype.findLast, Object.hasOwn].map(f => !String(f).includes('[native code]')))
  expect(own).toEqual([true, true, true])
  expect(await worker.page.evaluate(() => ['toSorted' in Array.prototype, 'structuredClone' in window])).toEqual([false, false])
  // A loop over the keys of a list meets none of them.
  expect(await worker.page.evaluate(() => { const keys: string[] = []; for (const k in ['a']) keys.push(k); return keys })).toEqual(['0'])
})

test('a link tapped five times opens one page, and opens it again later', async () => {
  const link = worker.page.getByRole('button', { name: /^隐私和我的数据/ }).filter({ visible: true }).first()
  const opened = /pages\/members\/privacy/
  const tapped = await link.evaluate(async element => {
    for (let i = 0; i < 5; i++) {
      (element as HTMLElement).click()
      await new Promise(resolve => setTimeout(resolve, 120))
    }
    return Date.now()
  })
  await worker.page.waitForURL(opened)
  await worker.page.goBack()
  await worker.page.waitForURL(/pages\/mine\/index/)
  await worker.page.waitForFunction(then => Date.now() - then > 600, tapped)
  await link.click()
  await worker.page.waitForURL(opened)
  expect(worker.errors).toEqual([])
})
