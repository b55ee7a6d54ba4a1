import { startCloud, type TestCloud } from './cloud'
import { STAFF, abstain, cast, close, hall, motion, no, yes } from './congress-hall'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

describe('a vote', () => {
  test('from opening to result: nothing of it is seen before it is counted', async () => {
    const h = await hall(t, { size: 9, present: 7 })
    const matter = await h.matter(motion)
    const round = await h.open(matter)
    expect(round).toBe(`${matter}.1`)
    expect(await t.call(h.wx(0), 'congress', 'now', { id: h.id })).toMatchObject({ round: { state: 'open', tally: null, decision: null, roll: 9, present: 7, needed: 5 }, part: { state: 'waiting' } })
    const first = await cast(t, h.wx(0), round, yes)
    expect(first).toMatchObject({ ok: true, trips: 3, data: { state: 'accepted' } })
    for (const i of [1, 2, 3, 4]) await cast(t, h.wx(i), round, yes)
    await cast(t, h.wx(5), round, no)
    await cast(t, h.wx(6), round, abstain)
    expect(await t.call(STAFF, 'congress', 'round', { roundId: round })).toMatchObject({ round: { voted: 7, tally: null, decision: null }, calls: [], batches: [] })
    const counted = await close(t, round)
    expect(counted).toMatchObject({ state: 'counted', voted: 7, tally: { roll: 9, present: 7, issued: 7, collected: 7, counts: { yes: 5, no: 1, abstain: 1, valid: 7, void: 0 } }, decision: { outcome: 'passed' } })
    expect(counted.decision!.sentence).toContain('应到 9 人，过半数须 5 票，赞成 5 票，通过')
    const seen = await t.call(h.wx(5), 'congress', 'round', { roundId: round })
    expect(seen.part).toMatchObject({ state: 'counted', choice: no })
    expect(seen.calls).toHaveLength(9)
    expect(seen.calls.filter(c => c.vote === 'none')).toHaveLength(2)
    expect(await t.call(STAFF, 'congress', 'screen', { id: h.id })).toMatchObject({ matter: { rounds: [{ decision: { outcome: 'passed' } }] }, round: { state: 'counted' } })
  })
})
