import { startCloud, type TestCloud } from './cloud'
import { MESSAGE, WHO, doing, people } from './notice-helpers'

const { zhao } = WHO
const idOf = (wx: string) => wx.replace('wx-', '')

let t: TestCloud
let d: ReturnType<typeof doing>
beforeAll(async () => {
  t = await startCloud()
  d = doing(t)
  await d.work()
})
afterAll(async () => {
  expect(t.faults()).toBe(0)
  await t.stop()
})

const wx = () => t.cloud.wx()
const result = async (id: string) => (await t.call(zhao, 'notices', 'result', { id })).items

describe('what WeChat answers', () => {
  test('no permission yet, a token that nobody knows, too fast: nothing was sent, so it is tried again', async () => {
    const who = await d.reachable(3)
    who.forEach((w, i) => wx().answers.set(w, [[-604101], [40014], [45011]][i]!))
    const { _id: id } = await d.sent({ audience: people(who.map(idOf)), message: MESSAGE })
    await d.work()
    expect(await d.counts(id)).toEqual({ waiting: 3 })
    await d.hurry()
    await d.work()
    expect([await d.counts(id), who.map(w => d.taken(w))]).toEqual([{ sent: 3 }, [1, 1, 1]])
  })

  test('whoever was reached at the second try was reached: what was in the way before is not said of them', async () => {
    const [one] = await d.reachable(1) as [string]
    wx().answers.set(one, [-1])
    const { _id: id } = await d.sent({ audience: people([idOf(one)]), message: MESSAGE })
    await d.work()
    expect(await result(id)).toMatchObject([{ state: 'waiting', code: -1, tries: 1 }])
    await d.hurry()
    await d.work()
    expect(await result(id)).toMatchObject([{ state: 'sent', code: null, tries: 1, reason: '已发送' }])
  })
})
