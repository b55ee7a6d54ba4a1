import { handlers } from '../../cloudfunctions/members/handlers'
import { startCloud, type TestCloud } from './cloud'
import { upload, workbook, type Cell } from './roster-file'

const ZHAO = 'demo-zhao'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

test('20,000 rows: staged, applied at once, copied and undone, each call within its round trips', async () => {
  const id = 'import-20000-1'
  const rows = Array.from({ length: 20_000 }, (_, i): Cell[] => [`大军${i}`, `L${i}`, '', '总装分厂', '', '', '', '', '', ''])
  const file = await upload(t, ZHAO, await workbook(rows))
  await t.call(ZHAO, 'members', 'importStart', { id, file, fileName: '两万.xlsx' })
  const work = async () => {
    for (;;) {
      const reply = await t.ask(ZHAO, 'members', 'importWork', { id })
      if (!reply.ok) throw new Error(reply.message)
      expect(reply.trips).toBeLessThanOrEqual(handlers.importWork.trips)
      if (reply.data.settled) return reply.data
    }
  }
  const ready = await work()
  expect(ready).toMatchObject({ state: 'ready', counts: { bad: 0, add: 20_000, change: 0, same: 0 } })
  const seen = async () => (await t.call(ZHAO, 'members', 'people', { text: 'L19999' })).items.length
  expect(await seen()).toBe(0)
  const counting = await t.ask(ZHAO, 'members', 'importApply', { id, rev: ready.rev })
  expect(counting.trips).toBeLessThanOrEqual(handlers.importApply.trips)
  expect(await seen()).toBe(1)
  const done = await work()
  await t.call(ZHAO, 'members', 'importUndo', { id, rev: done.rev })
  expect(await work()).toMatchObject({ state: 'undone' })
  expect(await seen()).toBe(0)
  expect(t.faults()).toBe(0)
}, 900_000)
