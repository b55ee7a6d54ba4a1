import type { BatchEntry } from '../../types/congress-round'
import type { Question } from '../../types/congress-vote'
import type { VoteDoc } from '../../cloudfunctions/_kit/documents'
import { startCloud, type TestCloud } from './cloud'
import { STAFF, cast, close, grant, hall, lawful, motion, yes, type Hall } from './congress-hall'

const [ONE, TWO, THREE] = ['demo-qian', 'demo-chen', 'demo-jiang']

let t: TestCloud
beforeAll(async () => {
  t = await startCloud()
  for (const wx of [ONE, TWO, THREE]) await grant(t, wx!, 'scrutineer')
})
afterAll(() => t.stop())

const entry = (yesVotes: number, noVotes = 0, more: Partial<BatchEntry> & { abstain?: number; spoiled?: number } = {}): BatchEntry => {
  const { abstain = 0, spoiled = 0, ...rest } = more
  const valid = yesVotes + noVotes + abstain
  return { issued: valid + spoiled, collected: valid + spoiled, counts: { kind: 'motion', yes: yesVotes, no: noVotes, abstain, valid, void: spoiled }, ...rest }
}
const enter = (wx: string, roundId: string, e: BatchEntry, no = 1) => t.call(wx, 'congress', 'batchEnter', { roundId, no, entry: e })
const refused = (wx: string, roundId: string, e: object, no = 1) => t.refusal(wx, 'congress', 'batchEnter', { roundId, no, entry: e })
const issue = (roundId: string, personIds: string[]) => t.call(STAFF, 'congress', 'paperIssue', { roundId, personIds })
const round = async (roundId: string, wx = STAFF) => t.call(wx, 'congress', 'round', { roundId })

describe('paper beside phones', () => {
  test('both in one tally; the count waits for the papers and says so', async () => {
    const h = await hall(t, { present: 8 })
    const id = await h.open(await h.matter(motion))
    expect(await issue(id, h.ids.slice(0, 3))).toMatchObject({ papers: 3, voted: 0 })
    expect((await t.ask(STAFF, 'congress', 'paperIssue', { roundId: id, personIds: h.ids.slice(0, 3) })).trips).toBeLessThanOrEqual(7)
    expect(await cast(t, h.wx(0), id, yes)).toMatchObject({ ok: false, code: 'ON_PAPER' })
    expect(await t.call(h.wx(0), 'congress', 'now', { id: h.id })).toMatchObject({ part: { state: 'paper' } })
    for (const i of [3, 4, 5]) await cast(t, h.wx(i), id, yes)
    expect(await refused(ONE, id, entry(3))).toBe('STILL_OPEN')
    expect(await close(t, id)).toMatchObject({ state: 'closing', missing: '发出纸质票 3 张，已核对的批次合计发出 0 张，请录入其余批次或更正', tally: null, voted: 3, papers: 3 })
    await enter(ONE, id, entry(2, 1))
    expect((await round(id)).round).toMatchObject({ state: 'closing', missing: '第 1 批还没有核对一致', tally: null })
    // The second entry agrees: the batch is settled, nothing is missing, and the count goes on by itself.
    expect(await enter(TWO, id, entry(2, 1))).toMatchObject({ differences: [], settled: { issued: 3 } })
    expect((await round(id)).round).toMatchObject({ state: 'counted', tally: { issued: 6, collected: 6, counts: { yes: 5, no: 1 } }, decision: { outcome: 'passed' } })
    expect(await refused(THREE, id, entry(1), 2)).toBe('WRONG_STATE')
    const { calls } = await round(id)
    expect(calls.filter(c => c.vote === 'paper')).toHaveLength(3)
  })

  test('one channel a person: phone and paper race, and each has exactly one', async () => {
    const h = await hall(t, { size: 20, present: 20 })
    const id = await h.open(await h.matter(motion))
    const replies = await Promise.all(h.ids.flatMap((personId, i) => {
      const both = [() => cast(t, h.wx(i), id, yes), () => t.ask(STAFF, 'congress', 'paperIssue', { roundId: id, personIds: [personId] })]
      return (i % 2 ? both : both.reverse()).map(async ask => ({ personId, ok: (await ask()).ok }))
    }))
    const votes = (await t.db.collection('votes').where({ roundId: id }).limit(100).get()).data as VoteDoc[]
    expect(votes).toHaveLength(20)
    for (const personId of h.ids) expect(replies.filter(r => r.personId === personId && r.ok)).toHaveLength(1)
    const papers = votes.filter(v => v.channel === 'paper').length
    await close(t, id)
    if (papers) for (const wx of [ONE, TWO]) await enter(wx, id, entry(papers))
    expect((await round(id)).round).toMatchObject({ state: 'counted', tally: { issued: 20, collected: 20, counts: { yes: 20 } } })
  })

  test('papers only for who is there and has not voted, and only while it is open', async () => {
    const h = await hall(t, { present: 7, observersIds: ['person-sun-li'] })
    const id = await h.open(await h.matter(motion))
    await cast(t, h.wx(0), id, yes)
    const refusal = (personIds: string[], wx = STAFF) => t.refusal(wx, 'congress', 'paperIssue', { roundId: id, personIds })
    expect(await refusal([h.ids[1]!, h.ids[0]!])).toBe('VOTED')
    expect(await refusal([h.ids[1]!, h.ids[8]!])).toBe('ABSENT')
    expect(await refusal(['person-sun-li'])).toBe('ABSENT')
    expect(await refusal(['person-liu-yang'])).toBe('ABSENT')
    expect(await refusal([h.ids[1]!], h.wx(1))).toBe('NOT_ALLOWED')
    expect(await refusal([h.ids[1]!], ONE)).toBe('NOT_ALLOWED')
    expect(await refusal([h.ids[1]!], 'demo-ma')).toBe('NOT_FOUND')
    expect((await t.db.collection('votes').where({ roundId: id }).count()).total).toBe(1)
    await close(t, id)
    expect(await refusal([h.ids[1]!])).toBe('WRONG_STATE')
    const hands = await h.open(await h.matter(motion), 1, { way: 'hands' })
    expect(await t.refusal(STAFF, 'congress', 'paperIssue', { roundId: hands, personIds: [h.ids[1]] })).toBe('WRONG_WAY')
  })

  test('papers handed out while the chair closes: issued and counted, or not issued at all', async () => {
    for (let n = 0; n < 3; n++) {
      const h = await hall(t, { present: 9 })
      const id = await h.open(await h.matter(motion))
      const [papers] = await Promise.all([
        Promise.all(h.ids.map(personId => t.ask(STAFF, 'congress', 'paperIssue', { roundId: id, personIds: [personId] }))),
        t.ask(STAFF, 'congress', 'roundClose', { roundId: id }),
      ])
      const issued = papers.filter(r => r.ok).length
      expect((await t.db.collection('votes').where({ roundId: id, channel: 'paper' }).count()).total).toBe(issued)
    }
  })
})

describe('entered twice', () => {
  const secret = async () => {
    const h = await hall(t, { present: 9, rules: lawful })
    const id = await h.open(await h.matter(motion), 1, { way: 'secret' })
    await issue(id, h.ids)
    await close(t, id)
    return { h, id }
  }

  test('each is blind to the other until both are in; differences are named and settled', async () => {
    const { id } = await secret()
    const first = await enter(ONE, id, entry(5, 3, { spoiled: 1 }))
    expect(first.entries).toMatchObject([{ personId: 'person-qian-hui', entry: { counts: { yes: 5 } } }])
    expect((await round(id, TWO)).batches).toMatchObject([{ entries: [{ name: '钱慧', entry: null }], settled: null, differences: [] }])
    const second = await enter(TWO, id, entry(6, 2, { spoiled: 1 }))
    expect(second.differences).toEqual(['赞成：钱慧 5，陈志强 6', '反对：钱慧 3，陈志强 2'])
    // Everybody else learns that they differ, not by how much.
    expect((await round(id)).batches).toMatchObject([{ differences: ['两次录入不一致'], entries: [{ entry: null }, { entry: null }], settled: null }])
    expect((await round(id)).round).toMatchObject({ state: 'closing', missing: '第 1 批还没有核对一致' })
    const settle = (wx: string, e: BatchEntry, rev = second.rev) => t.ask(wx, 'congress', 'batchSettle', { roundId: id, no: 1, rev, entry: e, note: '重新清点，赞成 5 张' })
    expect(await settle(THREE, entry(5, 3, { spoiled: 1 }))).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
    expect(await settle(STAFF, entry(5, 3, { spoiled: 1 }))).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
    expect(await settle(ONE, entry(5, 3, { spoiled: 1 }), second.rev - 1)).toMatchObject({ ok: false, code: 'STALE' })
    expect(await settle(ONE, entry(5, 3, { spoiled: 1 }))).toMatchObject({ ok: true, data: { note: '重新清点，赞成 5 张（钱慧）', settled: { counts: { yes: 5 } } } })
    const counted = await round(id)
    expect(counted.round).toMatchObject({ state: 'counted', tally: { issued: 9, collected: 9, counts: { yes: 5, no: 3, void: 1 } }, decision: { outcome: 'passed' } })
    expect(counted.calls).toEqual([])
    expect(counted.batches[0]!.entries.every(e => e.entry !== null)).toBe(true)
  })

  test('entered by one alone, by a third, twice, or by nobody’s scrutineer', async () => {
    const { h, id } = await secret()
    for (const wx of [STAFF, h.wx(0), 'demo-sun']) expect(await refused(wx, id, entry(9))).toBe('NOT_ALLOWED')
    expect(await refused('demo-ma', id, entry(9))).toBe('NOT_FOUND')
    await enter(ONE, id, entry(8, 1))
    expect(await enter(ONE, id, entry(8, 1))).toMatchObject({ entries: [{ name: '钱慧' }] })
    expect(await refused(ONE, id, entry(9))).toBe('ENTERED')
    expect(await t.refusal(ONE, 'congress', 'batchSettle', { roundId: id, no: 1, rev: 1, entry: entry(9), note: '一个人核对' })).toBe('WRONG_STATE')
    expect(await t.refusal(ONE, 'congress', 'batchSettle', { roundId: id, no: 7, rev: 1, entry: entry(9), note: '没有这批' })).toBe('NOT_FOUND')
    await enter(TWO, id, entry(7, 2))
    expect(await refused(THREE, id, entry(9))).toBe('ENTERED')
  })

  test('both enter at once, five times each: two entries, one result', async () => {
    const { id } = await secret()
    const replies = await Promise.all([ONE, TWO].flatMap(wx => Array.from({ length: 5 }, () => t.ask(wx!, 'congress', 'batchEnter', { roundId: id, no: 1, entry: entry(9) }))))
    expect(replies.some(r => r.ok)).toBe(true)
    expect(replies.every(r => r.ok || r.code === 'WRONG_STATE')).toBe(true)
    const { round: counted, batches } = await round(id)
    expect(counted).toMatchObject({ state: 'counted', tally: { collected: 9, counts: { yes: 9 } } })
    expect(batches[0]!.entries).toHaveLength(2)
  })

  test('more collected than issued voids the whole vote; the next round is a new one', async () => {
    const { h, id } = await secret()
    for (const wx of [ONE, TWO]) await enter(wx!, id, { ...entry(10), issued: 9 })
    const { round: counted } = await round(id)
    expect(counted).toMatchObject({ state: 'counted', decision: { outcome: 'void', sentence: expect.stringContaining('收回多于发出') } })
    expect(await h.open(counted.matterId, 2, { way: 'secret' })).toBe(`${counted.matterId}.2`)
  })

  test('figures that do not add up are refused beside their field', async () => {
    const { id } = await secret()
    for (const e of [
      { ...entry(5), collected: 6 }, { ...entry(5), counts: { ...entry(5).counts, valid: 4 } }, { ...entry(5), counts: { kind: 'appraise', leaders: {}, valid: 5, void: 0 } },
      { ...entry(5), issued: -1 }, { ...entry(5), issued: 5001 }, { ...entry(5), counts: { ...entry(5).counts, yes: 1.5 } },
    ]) expect(await refused(ONE, id, e)).toBe('BAD_INPUT')
    expect((await t.db.collection('batches').where({ roundId: id }).count()).total).toBe(0)
  })

  test('several batches; less than was handed out is missing until it is put right', async () => {
    const { id } = await secret()
    for (const wx of [ONE, TWO]) await enter(wx!, id, entry(4), 1)
    for (const wx of [ONE, TWO]) await enter(wx!, id, entry(3), 2)
    expect((await close(t, id)).missing).toBe('发出纸质票 9 张，已核对的批次合计发出 7 张，请录入其余批次或更正')
    const [, second] = (await round(id, ONE)).batches
    // Two were handed out and never came back.
    await t.call(ONE, 'congress', 'batchSettle', { roundId: id, no: 2, rev: second!.rev, entry: { ...entry(3), issued: 5 }, note: '两张没有收回' })
    expect((await round(id)).round).toMatchObject({ state: 'counted', tally: { issued: 9, collected: 7, counts: { yes: 7 } } })
  })

  test('an election on paper: names written in are put together, a candidate’s name is the candidate', async () => {
    const question: Question = { kind: 'elect', seats: 1, candidates: [{ id: 'cand-0001', name: '张三' }], writeIn: true, form: 'equal' }
    const h = await hall(t, { present: 9, rules: lawful })
    const id = await h.open(await h.matter(question), 1, { way: 'secret' })
    await issue(id, h.ids)
    await close(t, id)
    const e = (writeIns: Record<string, number>): BatchEntry => ({ issued: 9, collected: 9, counts: { kind: 'elect', marks: { 'cand-0001': { yes: 2, no: 0, blank: 7 } }, writeIns, valid: 9, void: 0 } })
    for (const bad of [e({ $set: 1 }), e({ '<b>': 1 }), e({ 李四: 10 })]) expect(await refused(ONE, id, bad)).toBe('BAD_INPUT')
    await enter(ONE, id, e({ '阿凡提.买买提': 3, '阿凡提·买买提': 1, 张三: 3 }))
    await enter(TWO, id, e({ '阿凡提·买买提': 4, ' 张 三': 3 }))
    expect((await round(id)).round).toMatchObject({
      state: 'counted', decision: { outcome: 'elected', elected: [{ name: '张三', yes: 5 }] }, tally: { counts: { marks: { 'cand-0001': { yes: 5, no: 0, blank: 4 } }, writeIns: { '阿凡提·买买提': 4 } } },
    })
  })

  test('a secret round without a single paper is not counted as if all had said no', async () => {
    const h = await hall(t, { present: 9, rules: lawful })
    const id = await h.open(await h.matter(motion), 1, { way: 'secret' })
    expect(await close(t, id)).toMatchObject({ state: 'closing', missing: expect.stringContaining('还没有发出纸质票') })
    expect(await t.call(STAFF, 'congress', 'roundVoid', { roundId: id, why: '忘了发票' })).toMatchObject({ state: 'void' })
    expect(await refused(ONE, id, entry(1))).toBe('WRONG_STATE')
  })
})

describe('a show of hands', () => {
  test('is entered twice too, by staff or scrutineers, and never by more hands than people', async () => {
    const h = await hall(t, { present: 8 })
    const id = await h.open(await h.matter(motion), 1, { way: 'hands' })
    expect(await close(t, id)).toMatchObject({ state: 'closing', missing: '请两位监票人分别录入举手表决的人数' })
    expect(await refused(ONE, id, entry(9))).toBe('BAD_INPUT')
    await enter(STAFF, id, entry(6, 1, { abstain: 1 }))
    await enter(ONE, id, entry(6, 1, { abstain: 1 }))
    expect((await round(id)).round).toMatchObject({ state: 'counted', tally: { present: 8, counts: { yes: 6 } }, decision: { outcome: 'passed' } })
  })

  test('an entry and a count at the same moment: counted with it, or refused and gone', async () => {
    for (let n = 0; n < 4; n++) {
      const h: Hall = await hall(t, { present: 8 })
      const id = await h.open(await h.matter(motion), 1, { way: 'hands' })
      await close(t, id)
      await enter(ONE, id, entry(3))
      const [second] = await Promise.all([
        t.ask(TWO, 'congress', 'batchEnter', { roundId: id, no: 1, entry: entry(3) }),
        t.ask(THREE, 'congress', 'batchEnter', { roundId: id, no: 2, entry: entry(2) }),
        t.ask(STAFF, 'congress', 'roundClose', { roundId: id }),
      ])
      expect(second.ok).toBe(true)
      const { round: kept, batches } = await round(id)
      if (kept.state !== 'counted') continue
      const settled = batches.filter(b => b.settled)
      expect(kept.tally!.collected).toBe(settled.reduce((sum, b) => sum + b.settled!.collected, 0))
      expect(batches.filter(b => b.entries.length === 1)).toEqual([])
    }
  })
})

test('a rehearsal lets the staff stand in for the scrutineers', async () => {
  const h = await hall(t, { present: 7, rehearsal: true, rules: lawful })
  const id = await h.open(await h.matter(motion), 1, { way: 'secret' })
  await issue(id, h.ids.slice(0, 7))
  await close(t, id)
  await enter(STAFF, id, entry(7))
  await enter(ONE, id, entry(7))
  expect((await round(id)).round.state).toBe('counted')
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
