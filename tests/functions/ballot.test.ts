import { findOnBoard } from '../../domain/ballot/find'
import { verifyRecord } from '../../domain/ballot/record'
import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import { startCloud, type TestCloud } from './cloud'
import { hall, motion, type Hall } from './congress-hall'
import { boardOf, cast, castingOpen, recordOf, register, scrutineers, sealAll, seen, shutBox, type Scrutineer } from './ballot-phones'

let t: TestCloud
beforeAll(async () => { t = await startCloud({ witness: true }) })
afterAll(() => t.stop())

describe('an honest round', () => {
  let h: Hall
  let seals: Scrutineer[]
  beforeAll(async () => {
    h = await hall(t, { size: 15, present: 12 })
    seals = await scrutineers(t, h.id)
  })

  test('from the draw to a record that anybody can check, with two issuers', async () => {
    const matterId = await h.matter(motion, { way: 'secret' })
    const devices = await Promise.all(h.ids.slice(0, 12).map((_, i) => register(t, h.wx(i), h.id)))
    const { roundId, phones } = await castingOpen(t, h, matterId, devices, seals)
    const receipts = await Promise.all(phones.map((phone, i) => cast(t, phone, i < 9 ? 'y' : 'n')))
    expect(new Set(receipts.map(r => r.leaf)).size).toBe(12)
    const waiting = await shutBox(t, roundId)
    expect(waiting).toMatchObject({ state: 'closing', missing: '计票已完成，等两名监票人核对并签封', tally: null })
    const done = await sealAll(t, seals, roundId)
    expect(done).toMatchObject({ state: 'counted', decision: { outcome: 'passed' }, tally: { roll: 15, present: 12, issued: 12, collected: 12, counts: { yes: 9, no: 3, abstain: 0, valid: 12 } } })
    const { text, complete } = await recordOf(t, roundId)
    expect(complete).toBe(true)
    expect(verifyRecord(text.trimEnd().split('\n'), nodeEngine, { code: done.ballot!.code })).toMatchObject({ ok: true, outcome: { present: 12, issued: 12, ballots: 12 } })
    const { head, lines } = await boardOf(t, roundId)
    const places = phones.map(phone => findOnBoard(phone.round, phone.ballot!, lines, head, nodeEngine).place)
    expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
    expect((await seen(t, roundId)).state).toBe('counted')
    expect(t.faults()).toBe(0)
  })
})
