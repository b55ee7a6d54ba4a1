import type { MatterDoc, RoundDoc, VoteDoc } from '../../cloudfunctions/_kit/documents'
import { numbersFrom } from '../../domain/congress/rehearsal'
import type { CountsOf } from '../../types/congress-vote'
import { startCloud, type TestCloud } from './cloud'
import { STAFF, abstain, cast, close, hall, motion, newId, no, yes, type Hall } from './congress-hall'

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)

let t: TestCloud
beforeAll(async () => {
  t = await startCloud()
  console.log(`seed ${SEED}`)
})
afterAll(() => t.stop())

const votesOf = async (roundId: string): Promise<VoteDoc[]> => (await t.db.collection('votes').where({ roundId }).limit(1000).get()).data
const storedMatter = async (id: string): Promise<MatterDoc> => (await t.db.collection('matters').doc(id).get()).data[0]
const kept = async (roundId: string): Promise<RoundDoc> => (await t.db.collection('rounds').doc(roundId).get()).data[0]

describe('closing while everybody votes', () => {
  let h: Hall
  beforeAll(async () => { h = await hall(t, { size: 60, present: 60 }) })

  test.each([0, 1, 2, 3, 4, 5])('round %i: every accepted vote is counted, and what is counted was never refused', async n => {
    const next = numbersFrom(SEED + n)
    const round = await h.open(await h.matter(motion))
    const choices = h.ids.map(() => [yes, no, abstain][Math.floor(next() * 3)]!)
    const replies = new Map<string, { state: string; i: number }>()
    // The chairs close when so many have been answered; ten phones at a time, so that some are always on their way.
    const answered = 5 + Math.floor(next() * 20)
    const waiting = h.ids.map((_, i) => i).sort(() => next() - 0.5)
    let closing: Promise<unknown> | undefined
    const phone = async () => {
      for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
        const reply = await cast(t, h.wx(i), round, choices[i]!)
        replies.set(h.ids[i]!, { i, state: reply.ok ? reply.data.state : reply.code })
        if (replies.size === answered) closing = Promise.all([close(t, round), close(t, round)])
      }
    }
    await Promise.all(Array.from({ length: 10 }, phone))
    await closing
    const { counted, tally } = await kept(round)
    const of = (state: string) => [...replies].filter(([, r]) => r.state === state).map(([id]) => id)
    expect(of('accepted').length).toBeGreaterThanOrEqual(answered)
    expect(of('accepted').length).toBeLessThan(60)
    expect(of('accepted').length + of('undecided').length + of('TOO_LATE').length).toBe(60)
    for (const id of of('accepted')) expect([SEED, n, counted!.includes(id)]).toEqual([SEED, n, true])
    for (const id of of('TOO_LATE')) expect(counted).not.toContain(id)
    for (const id of counted!) expect(['accepted', 'undecided']).toContain(replies.get(id)!.state)
    // Whoever was told "undecided" hears the truth afterwards.
    for (const id of of('undecided')) {
      const { part } = await t.call(h.wx(replies.get(id)!.i), 'congress', 'round', { roundId: round })
      expect(part!.state).toBe(counted!.includes(id) ? 'counted' : 'late')
    }
    const counts = tally!.counts as CountsOf<'motion'>
    for (const [vote, choice] of [['yes', yes], ['no', no], ['abstain', abstain]] as const) {
      expect(counts[vote]).toBe(counted!.filter(id => choices[replies.get(id)!.i] === choice).length)
    }
    expect(counts.valid).toBeLessThanOrEqual(tally!.present)
    // A recount of what is kept gives the same for ever.
    expect(await close(t, round)).toMatchObject({ tally, rev: (await kept(round)).rev })
  })

  test('two chairs close at once, three times over: one result, the same for all', async () => {
    const round = await h.open(await h.matter(motion))
    await Promise.all(h.ids.slice(0, 31).map((_, i) => cast(t, h.wx(i), round, yes)))
    const results = await Promise.all(Array.from({ length: 6 }, () => close(t, round)))
    expect(new Set(results.map(r => JSON.stringify([r.state, r.tally, r.decision, r.rev]))).size).toBe(1)
    expect(results[0]).toMatchObject({ state: 'counted', decision: { outcome: 'passed' } })
  })

  test('two chairs open the same at once: one round; two different ones: one is told', async () => {
    const [a, b] = [await h.matter(motion), await h.matter(motion)]
    const same = await Promise.all(Array.from({ length: 4 }, () => t.ask(STAFF, 'congress', 'roundOpen', { matterId: a, no: 1, way: 'named', why: '' })))
    expect(same.every(r => r.ok)).toBe(true)
    expect(new Set(same.map(r => r.ok && r.data.openedAt)).size).toBe(1)
    await close(t, `${a}.1`)
    const both = await Promise.all([a, b].map((matterId, i) => t.ask(STAFF, 'congress', 'roundOpen', { matterId, no: 2 - i, way: 'named', why: '再次表决' })))
    expect(both.filter(r => r.ok)).toHaveLength(1)
    expect(['STALE', 'ANOTHER_OPEN']).toContain(both.map(r => (r.ok ? '' : r.code)).join(''))
    const open = (await t.db.collection('rounds').where({ sessionId: h.id, state: 'open' }).get()).data as RoundDoc[]
    expect(open).toHaveLength(1)
    await close(t, open[0]!._id)
  })

  test('an edit of the matter while its vote is opened: what is voted on is what the matter says, or nobody votes', async () => {
    for (let i = 0; i < 12; i++) {
      const matterId = await h.matter(motion, { order: 3, rev: 5 })
      const { rev } = await storedMatter(matterId)
      const edit = { id: matterId, rev, sessionId: h.id, title: `改过的议题 ${i}`, text: '', kind: 'approve', way: 'named', question: motion, about: null, major: false, order: 3 } as const
      const open = () => t.ask(STAFF, 'congress', 'roundOpen', { matterId, no: 1, way: 'named', why: '' })
      const save = () => t.ask(STAFF, 'congress', 'matterSave', edit)
      const [a, b] = await Promise.all(i % 2 ? [open(), save()] : [save(), open()])
      const [opened, saved] = i % 2 ? [a, b] : [b, a]
      const matter = await storedMatter(matterId)
      const [round] = (await t.db.collection('rounds').where({ matterId }).get()).data as RoundDoc[]
      expect([i, opened.ok, opened.ok ? round?.title : round]).toEqual([i, opened.ok, opened.ok ? matter.title : undefined])
      if (!opened.ok) expect(opened.code).toBe('STALE')
      if (!saved.ok) expect(['STALE', 'VOTING', 'VOTED']).toContain(saved.code)
      expect([i, saved.ok || opened.ok]).toEqual([i, true])
      if (opened.ok) await close(t, `${matterId}.1`)
    }
  })

  test('a round that is named and not yet written holds its matter and the floor; given up half way, it holds nothing', async () => {
    const [half, other] = [await h.matter(motion, { rev: 5 }), await h.matter(motion)]
    const { rev } = await storedMatter(half)
    const edit = { id: half, rev, sessionId: h.id, title: '改一改题目', text: '', kind: 'approve', way: 'named', question: motion, about: null, major: false, order: 1 } as const
    const name = (ago: number) => t.db.collection('sessions').doc(h.id).update({ roundId: `${half}.1`, namedAt: Date.now() - ago })
    await name(0)
    expect(await t.refusal(STAFF, 'congress', 'matterSave', edit)).toBe('VOTING')
    expect(await t.refusal(STAFF, 'congress', 'matterWithdraw', { id: half, rev, why: '不再表决' })).toBe('VOTING')
    expect(await t.refusal(STAFF, 'congress', 'roundOpen', { matterId: other, no: 1, way: 'named', why: '' })).toBe('ANOTHER_OPEN')
    await name(31_000)
    await t.call(STAFF, 'congress', 'matterSave', edit)
    const opened = await t.ask(STAFF, 'congress', 'roundOpen', { matterId: half, no: 1, way: 'named', why: '' })
    expect(opened).toMatchObject({ ok: true, data: { title: '改一改题目' } })
    expect(opened.trips).toBeLessThanOrEqual(5)
    await close(t, `${half}.1`)
    await t.db.collection('sessions').doc(h.id).update({ roundId: `${half}.9`, namedAt: Date.now() - 31_000 })
    await close(t, await h.open(other))
  })

  test('voiding and counting at once: one of them happened, whole', async () => {
    for (let i = 0; i < 4; i++) {
      const round = await h.open(await h.matter(motion))
      await cast(t, h.wx(0), round, yes)
      await Promise.all([t.ask(STAFF, 'congress', 'roundClose', { roundId: round }), t.ask(STAFF, 'congress', 'roundVoid', { roundId: round, why: '同时作废' })])
      const { state, tally, counted } = await kept(round)
      expect([state, tally === null, counted === null]).toEqual(state === 'void' ? ['void', true, true] : ['counted', false, false])
    }
  })
})

describe('what is on its way', () => {
  test('a vote that slipped in behind the count is late for ever', async () => {
    const h = await hall(t, { present: 7 })
    const round = await h.open(await h.matter(motion))
    await cast(t, h.wx(0), round, yes)
    const before = await close(t, round)
    await t.db.collection('votes').add({ _id: `${round}.${h.ids[1]}`, tenantId: 'ent-huajiang', rev: 0, roundId: round, personId: h.ids[1], channel: 'phone', choice: yes, at: before.openedAt + 1 })
    expect(await close(t, round)).toEqual(before)
    expect(await t.call(h.wx(1), 'congress', 'now', { id: h.id })).toMatchObject({ part: { state: 'late' } })
  })

  test('an accepted vote stands though a leave that began before it arrives after it', async () => {
    const h = await hall(t, { present: 7 })
    const round = await h.open(await h.matter(motion))
    await cast(t, h.wx(0), round, yes)
    const { at } = (await votesOf(round))[0]!
    const { marks } = await h.row(h.ids[0]!)
    await t.db.collection('roll').doc(`${h.id}.${h.ids[0]}`).update({ present: false, marks: t.db.command.set([...marks, { act: 'leave', at: at - 5, way: 'staff', by: '赵敏' }]) })
    expect(await close(t, round)).toMatchObject({ tally: { collected: 1 } })
  })

  test('a vote that was never acceptable is not counted, though the call died before taking it back', async () => {
    const h = await hall(t, { present: 7, observersIds: ['person-sun-li'] })
    await t.call(h.wx(0), 'congress', 'step', { id: h.id, act: 'leave', key: newId('key') })
    const round = await h.open(await h.matter(motion))
    const leave = (personId: string, choice: object, at = Date.now()) =>
      t.db.collection('votes').add({ _id: `${round}.${personId}`, tenantId: 'ent-huajiang', rev: 0, roundId: round, personId, channel: 'phone', choice, at })
    // The one who left did so well before, as the row shows; the others were never there, have no vote, or sent no ballot of this.
    const row = await h.row(h.ids[0]!)
    await t.db.collection('roll').doc(row._id).update({ marks: t.db.command.set(row.marks.map(m => ({ ...m, at: m.at - 60_000 }))) })
    await leave(h.ids[0]!, yes)
    await leave(h.ids[8]!, yes)
    await leave('person-sun-li', yes)
    await leave('person-liu-yang', yes)
    await leave(h.ids[1]!, { kind: 'appraise', grades: { x: 1 } })
    await cast(t, h.wx(2), round, yes)
    expect(await close(t, round)).toMatchObject({ tally: { collected: 1, counts: { yes: 1 } } })
    expect((await kept(round)).counted).toEqual([h.ids[2]])
  })

  test('killed between closing and counting: whoever presses next goes on', async () => {
    const h = await hall(t, { present: 7 })
    const round = await h.open(await h.matter(motion))
    await cast(t, h.wx(0), round, yes)
    await t.db.collection('rounds').doc(round).update({ state: 'closing', closedAt: Date.now() })
    expect(await t.call(STAFF, 'congress', 'round', { roundId: round })).toMatchObject({ round: { state: 'closing', tally: null, missing: null } })
    expect(await close(t, round)).toMatchObject({ state: 'counted' })
  })

  test('killed between naming and opening a round: the same or another can be opened', async () => {
    const h = await hall(t, { present: 7 })
    const [a, b] = [await h.matter(motion), await h.matter(motion)]
    await t.db.collection('sessions').doc(h.id).update({ roundId: `${a}.1`, matterId: a })
    expect(await t.call(h.wx(0), 'congress', 'now', { id: h.id })).toMatchObject({ round: null, part: null })
    expect(await h.open(b)).toBe(`${b}.1`)
    await close(t, `${b}.1`)
    expect(await h.open(a)).toBe(`${a}.1`)
  })
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
