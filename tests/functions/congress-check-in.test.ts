import { startCloud, type TestCloud } from './cloud'
import { STAFF, code, hall, newId } from './congress-hall'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const ask = (wx: string, action: 'checkIn' | 'step', input: object) => t.ask(wx, 'congress', action, input)

describe('check-in', () => {
  test('one scan is one update, two round trips; scanning again changes nothing', async () => {
    const h = await hall(t)
    const text = await code(t, h.id)
    const first = await ask(h.wx(0), 'checkIn', { id: h.id, code: text })
    expect(first).toMatchObject({ ok: true, trips: 2, data: { present: true, personId: h.ids[0] } })
    const again = await Promise.all(Array.from({ length: 5 }, () => ask(h.wx(0), 'checkIn', { id: h.id, code: text })))
    expect(again.every(r => r.ok && r.trips <= 3)).toBe(true)
    const row = await h.row(h.ids[0]!)
    expect(row.marks).toMatchObject([{ act: 'in', way: 'qr' }])
    expect(row.device).toMatch(/^[0-9a-f]{32}$/)
    expect(JSON.stringify(first)).not.toContain(row.device)
  })
})
