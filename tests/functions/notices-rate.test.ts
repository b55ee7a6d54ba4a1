import { noticeVariables } from '../../scripts/lib/local-variables'
import { startCloud, type TestCloud } from './cloud'
import { MESSAGE, bindWorkers, doing, people } from './notice-helpers'

const RATE = 50
const PEOPLE = 100

let t: TestCloud
beforeAll(async () => {
  t = await startCloud({ variables: {
    ZDT_SECRET: 'a secret of at least thirty-two characters', ZDT_SURVEY_KEY: 'another secret, for answers of surveys only', ZDT_DEMO_TENANT: 'ent-shifan', ...noticeVariables, ZDT_NOTICE_RATE: String(RATE),
  } })
})
afterAll(() => t.stop())

test('no more messages a second than WeChat is to be asked for, however many workers are started', async () => {
  const d = doing(t)
  const who = await bindWorkers(t, PEOPLE)
  await Promise.all(who.map(w => d.credit(w)))
  const notice = await d.sent({ audience: people(who.map(w => w.replace('wx-', ''))), message: MESSAGE })
  const began = Date.now()
  await Promise.all([d.work(), d.work(), d.work()])
  expect(Date.now() - began).toBeGreaterThanOrEqual((PEOPLE / RATE) * 1000 - 50)
  expect([await d.counts(notice._id), (await d.get(notice._id)).state]).toEqual([{ sent: PEOPLE }, 'done'])
})
