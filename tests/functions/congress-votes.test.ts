import type { RoundDoc, VoteDoc } from '../../cloudfunctions/_kit/documents'
import { people } from '../../scripts/seed/people'
import type { Choice, Question } from '../../types/congress-vote'
import { startCloud, type TestCloud } from './cloud'
import { STAFF, abstain, browser, cast, close, codeOf, hall, lawful, motion, newId, no, yes, type Hall } from './congress-hall'

let t: TestCloud
beforeAll(async () => { t = await startCloud() })
afterAll(() => t.stop())

const opening = (h: Hall, input: object, wx = STAFF) => t.refusal(wx, 'congress', 'roundOpen', { no: 1, way: 'named', why: '', ...input })
const step = (h: Hall, i: number, act: 'leave' | 'return') => t.call(h.wx(i), 'congress', 'step', { id: h.id, act, key: newId('key') })
const stored = async (roundId: string, personId: string): Promise<VoteDoc | undefined> => (await t.db.collection('votes').where({ _id: `${roundId}.${personId}` }).get()).data[0]
const part = async (h: Hall, i: number) => (await t.call(h.wx(i), 'congress', 'now', { id: h.id })).part!

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
    expect(await part(h, 5)).toMatchObject({ state: 'voted', choice: no })
    const counted = await close(t, round)
    expect(counted).toMatchObject({ state: 'counted', voted: 7, tally: { roll: 9, present: 7, issued: 7, collected: 7, counts: { yes: 5, no: 1, abstain: 1, valid: 7, void: 0 } }, decision: { outcome: 'passed' } })
    expect(counted.decision!.sentence).toContain('应到 9 人，过半数须 5 票，赞成 5 票，通过')
    const seen = await t.call(h.wx(5), 'congress', 'round', { roundId: round })
    expect(seen.part).toMatchObject({ state: 'counted', choice: no })
    expect(seen.calls).toHaveLength(9)
    expect(seen.calls.filter(c => c.vote === 'none')).toHaveLength(2)
    expect(await t.call(STAFF, 'congress', 'screen', { id: h.id })).toMatchObject({ matter: { rounds: [{ decision: { outcome: 'passed' } }] }, round: { state: 'counted' } })
  })

  test('absent, silent and abstaining all act as no: four of nine are not enough', async () => {
    const h = await hall(t, { present: 6 })
    const round = await h.open(await h.matter(motion))
    for (const i of [0, 1, 2, 3]) await cast(t, h.wx(i), round, yes)
    expect(await close(t, round)).toMatchObject({ decision: { outcome: 'failed' }, tally: { collected: 4 } })
    expect((await close(t, round)).rev).toBe((await close(t, round)).rev)
  })

  test('said once: the same again is the same, another is refused with what was cast', async () => {
    const h = await hall(t, { present: 6 })
    const round = await h.open(await h.matter(motion))
    const taps = await Promise.all(Array.from({ length: 5 }, () => cast(t, h.wx(0), round, yes)))
    expect(new Set(taps.map(r => JSON.stringify(r.ok && r.data))).size).toBe(1)
    expect(taps[0]).toMatchObject({ ok: true, data: { state: 'accepted' } })
    expect(await cast(t, h.wx(0), round, no)).toMatchObject({ ok: false, code: 'VOTED', message: expect.stringContaining('赞成') })
    expect((await stored(round, h.ids[0]!))!.choice).toEqual(yes)
    expect(await close(t, round)).toMatchObject({ tally: { collected: 1 } })
    // The answer was lost and the phone asks again after the count: it was counted.
    expect(await cast(t, h.wx(0), round, yes)).toMatchObject({ ok: true, data: { state: 'accepted' } })
  })

  test('who came late, left, or has no vote cannot vote, and leaves nothing behind', async () => {
    const h = await hall(t, { present: 7, observersIds: ['person-sun-li'] })
    await t.call('demo-sun', 'congress', 'checkIn', { id: h.id, code: codeOf(h.id, 0) })
    await t.call(STAFF, 'congress', 'tick', { id: h.id, personIds: [h.ids[8]!], act: 'in', key: newId('key') })
    const round = await h.open(await h.matter(motion))
    await t.call(h.wx(7), 'congress', 'checkIn', { id: h.id, code: codeOf(h.id, 0) })
    await step(h, 0, 'leave')
    const other = await browser(t, h.ids[1]!)
    for (const [wx, code] of [[h.wx(7), 'ABSENT'], [h.wx(0), 'LEFT'], ['demo-sun', 'OBSERVER'], ['demo-liu', 'NOT_ON_ROLL'], [h.wx(8), 'NO_PHONE']] as const) {
      expect([wx, await t.refusal(wx, 'congress', 'cast', { roundId: round, choice: yes })]).toEqual([wx, code])
    }
    expect(await other('cast', { roundId: round, choice: yes })).toMatchObject({ ok: false, code: 'OTHER_PHONE' })
    expect(await t.refusal('demo-he', 'congress', 'cast', { roundId: round, choice: yes })).toBe('NOT_FOUND')
    expect((await t.db.collection('votes').where({ roundId: round }).count()).total).toBe(0)
    expect(await part(h, 7)).toMatchObject({ state: 'absent' })
    await step(h, 0, 'return')
    expect(await cast(t, h.wx(0), round, yes)).toMatchObject({ ok: true })
    // Staff ticked this one; with the screen's code the own phone may vote.
    await t.call(h.wx(8), 'congress', 'checkIn', { id: h.id, code: codeOf(h.id, 0) })
    expect(await cast(t, h.wx(8), round, yes)).toMatchObject({ ok: true })
    // Whoever leaves after voting has voted.
    await step(h, 0, 'leave')
    expect(await close(t, round)).toMatchObject({ tally: { present: 8, collected: 2 } })
  })

  test('in a round that never was, and before it is opened', async () => {
    const h = await hall(t, { present: 7 })
    const matter = await h.matter(motion)
    expect(await t.refusal(h.wx(0), 'congress', 'cast', { roundId: `${matter}.1`, choice: yes })).toBe('NOT_FOUND')
    expect(await stored(`${matter}.1`, h.ids[0]!)).toBeUndefined()
    // Left behind by a call that died half way, long before the round was opened.
    await t.db.collection('votes').add({ _id: `${matter}.1.${h.ids[0]}`, tenantId: 'ent-huajiang', rev: 0, roundId: `${matter}.1`, personId: h.ids[0], channel: 'phone', choice: no, at: Date.now() - 60_000 })
    await t.db.collection('votes').add({ _id: `${matter}.1.${h.ids[1]}`, tenantId: 'ent-huajiang', rev: 0, roundId: `${matter}.1`, personId: h.ids[1], channel: 'phone', choice: no, at: Date.now() - 60_000 })
    const round = await h.open(matter)
    expect(await cast(t, h.wx(0), round, yes)).toMatchObject({ ok: true, data: { state: 'accepted' } })
    expect(await close(t, round)).toMatchObject({ tally: { counts: { yes: 1, no: 0 } } })
  })

  test('after the closing: undecided until the count, then told truly', async () => {
    const h = await hall(t, { present: 7 })
    const round = await h.open(await h.matter(motion))
    await t.db.collection('rounds').doc(round).update({ state: 'closing', closedAt: Date.now() })
    expect(await cast(t, h.wx(0), round, yes)).toMatchObject({ ok: true, data: { state: 'undecided' } })
    expect(await part(h, 0)).toMatchObject({ state: 'voted' })
    expect(await close(t, round)).toMatchObject({ state: 'counted', tally: { collected: 1 } })
    expect(await cast(t, h.wx(0), round, yes)).toMatchObject({ ok: true, data: { state: 'accepted' } })
    expect(await cast(t, h.wx(1), round, yes)).toMatchObject({ ok: false, code: 'TOO_LATE' })
    expect(await part(h, 1)).toMatchObject({ state: 'late' })
    expect(await close(t, round)).toMatchObject({ tally: { collected: 1 } })
    const { calls } = await t.call(STAFF, 'congress', 'round', { roundId: round })
    expect(calls.filter(c => c.vote === 'late')).toHaveLength(1)
  })

  test('secret and by hands: no phone votes, and nothing of the try stays', async () => {
    const h = await hall(t, { present: 7 })
    for (const way of ['secret', 'hands'] as const) {
      const round = await h.open(await h.matter(motion), 1, { way })
      expect(await t.refusal(h.wx(0), 'congress', 'cast', { roundId: round, choice: yes })).toBe('WRONG_WAY')
      expect(await stored(round, h.ids[0]!)).toBeUndefined()
      await t.call(STAFF, 'congress', 'roundVoid', { roundId: round, why: '测试结束' })
    }
  })
})

describe('opening', () => {
  test('only chairs of this session, under its own rules, when it is time', async () => {
    const h = await hall(t, { present: 6, presidium: [{ personId: 'person-tang-yong', name: '唐勇' }] })
    const matterId = await h.matter(motion)
    for (const wx of [h.wx(0), 'demo-liu', 'demo-qian', 'demo-sun']) expect(await opening(h, { matterId }, wx)).toBe('NOT_ALLOWED')
    expect(await opening(h, { matterId }, 'demo-ma')).toBe('NOT_FOUND')
    expect(await opening(h, { matterId: 'no-such-matter' })).toBe('NOT_FOUND')
    expect(await opening(h, { matterId, no: 2, why: '再来一次' })).toBe('STALE')
    expect(await opening(h, { matterId: await h.matter(null) })).toBe('WRONG_WAY')
    expect(await opening(h, { matterId: await h.matter(motion, { withdrawn: { why: '撤回', at: 1 } }) })).toBe('WITHDRAWN')
    const opened = await t.ask('demo-tang', 'congress', 'roundOpen', { matterId, no: 1, way: 'named', why: '' })
    expect(opened).toMatchObject({ ok: true, trips: 5 })
    // Pressed again, and by the other chair: the same round.
    expect(await h.open(matterId)).toBe(`${matterId}.1`)
    expect(await opening(h, { matterId, way: 'hands' })).toBe('STALE')
    expect(await opening(h, { matterId: await h.matter(motion) })).toBe('ANOTHER_OPEN')
    await t.db.collection('sessions').doc(h.id).update({ stage: 'discussion', roundId: null })
    await t.call(STAFF, 'congress', 'roundVoid', { roundId: `${matterId}.1`, why: '换个时间' })
    expect(await opening(h, { matterId, no: 2, why: '再来一次' })).toBe('WRONG_STAGE')
    await t.db.collection('sessions').doc(h.id).update({ stage: 'preparatory' })
    expect(await opening(h, { matterId, no: 2, why: '再来一次' })).toBe('WRONG_STAGE')
    expect(await h.open(await h.matter(motion, { kind: 'method' }))).toContain('.1')
  })

  test('what the law wants secret is not voted on by name; a joint meeting approves nothing', async () => {
    const h = await hall(t, { present: 6, rules: lawful })
    expect(await opening(h, { matterId: await h.matter(motion) })).toBe('WRONG_WAY')
    expect(await opening(h, { matterId: await h.matter(motion), way: 'hands' })).toBe('WRONG_WAY')
    const joint = await hall(t, { present: 6, kind: 'joint' })
    expect(await opening(joint, { matterId: await joint.matter(motion) })).toBe('WRONG_WAY')
    expect(await joint.open(await joint.matter(motion, { kind: 'advise' }))).toContain('.1')
  })

  test('without two thirds of all there is no vote; who leaves brings it down again', async () => {
    const h = await hall(t, { present: 5 })
    const matterId = await h.matter(motion)
    const reply = await t.ask(STAFF, 'congress', 'roundOpen', { matterId, no: 1, way: 'named', why: '' })
    expect(reply).toMatchObject({ ok: false, code: 'NO_QUORUM', message: expect.stringContaining('应到 9 人，须 6 人到会，现在实到 5 人') })
    await t.call(h.wx(5), 'congress', 'checkIn', { id: h.id, code: codeOf(h.id, 0) })
    await step(h, 0, 'leave')
    expect(await opening(h, { matterId })).toBe('NO_QUORUM')
    await step(h, 0, 'return')
    expect(await h.open(matterId)).toContain('.1')
  })

  test('a matter that has passed is not voted on again; one that failed is, with a reason and a link', async () => {
    const h = await hall(t, { present: 9 })
    const [passed, failed] = [await h.matter(motion), await h.matter(motion)]
    const first = await h.open(passed)
    await Promise.all(h.ids.map((_, i) => cast(t, h.wx(i), first, yes)))
    await close(t, first)
    expect(await opening(h, { matterId: passed, no: 2, why: '想再投一次' })).toBe('DECIDED')
    const second = await h.open(failed)
    await close(t, second)
    expect(await opening(h, { matterId: failed, no: 2, why: '' })).toBe('BAD_INPUT')
    const again = await t.call(STAFF, 'congress', 'roundOpen', { matterId: failed, no: 2, way: 'named', why: '修改草案后再次表决' })
    expect(again).toMatchObject({ _id: `${failed}.2`, prevId: `${failed}.1`, why: '修改草案后再次表决', state: 'open' })
    expect(await opening(h, { matterId: failed, no: 2, way: 'secret', why: '修改草案后再次表决' })).toBe('STALE')
    await close(t, `${failed}.2`)
    expect((await t.call(STAFF, 'congress', 'round', { roundId: second })).round.decision).toMatchObject({ outcome: 'failed' })
  })

  test('later changes of the session or its rules change nothing of a round', async () => {
    const h = await hall(t, { present: 9 })
    const round = await h.open(await h.matter(motion))
    await t.db.collection('sessions').doc(h.id).update({ rollCount: 2 })
    await t.db.collection('roll').doc(`${h.id}.${h.ids[8]}`).remove()
    for (const i of [0, 1, 2, 3]) await cast(t, h.wx(i), round, yes)
    expect(await close(t, round)).toMatchObject({ roll: 9, needed: 5, tally: { roll: 9, present: 9 }, decision: { outcome: 'failed' } })
  })
})

describe('voiding', () => {
  test('an open round can be voided, its voters are told; a counted one cannot', async () => {
    const h = await hall(t, { present: 9 })
    const matterId = await h.matter(motion)
    const round = await h.open(matterId)
    await cast(t, h.wx(0), round, yes)
    expect(await t.refusal(h.wx(0), 'congress', 'roundVoid', { roundId: round, why: '不想要了' })).toBe('NOT_ALLOWED')
    expect(await t.call(STAFF, 'congress', 'roundVoid', { roundId: round, why: '念错了议题' })).toMatchObject({ state: 'void', decision: { outcome: 'void', sentence: '本轮表决作废：念错了议题' }, tally: null })
    expect(await t.call(STAFF, 'congress', 'roundVoid', { roundId: round, why: '再按一次' })).toMatchObject({ state: 'void' })
    expect(await t.refusal(h.wx(1), 'congress', 'cast', { roundId: round, choice: yes })).toBe('VOID')
    expect(await t.refusal(STAFF, 'congress', 'roundClose', { roundId: round })).toBe('WRONG_STATE')
    expect(await stored(round, h.ids[0]!)).toMatchObject({ choice: yes })
    const next = await h.open(matterId, 2)
    await close(t, next)
    expect(await t.refusal(STAFF, 'congress', 'roundVoid', { roundId: next, why: '不满意结果' })).toBe('WRONG_STATE')
  })
})

const candidates = (n: number) => people.slice(20, 20 + n).map(p => ({ id: p._id, name: p.name }))
const election = (n: number, seats: number, more: object = {}): Question => ({ kind: 'elect', seats, candidates: candidates(n), writeIn: true, form: n > seats ? 'surplus' : 'equal', ...more })
const marks = (ids: string[], writeIns: string[] = []): Choice => ({ kind: 'elect', marks: Object.fromEntries(ids.map(id => [id, 'yes' as const])), writeIns })

describe('elections', () => {
  test('a tie for the last seat goes to a run-off among the tied, for the seats left', async () => {
    const h = await hall(t, { present: 9 })
    const question = election(3, 2)
    const [a, b, c] = candidates(3).map(x => x.id) as [string, string, string]
    const matterId = await h.matter(question)
    const round = await h.open(matterId)
    for (let i = 0; i < 9; i++) await cast(t, h.wx(i), round, marks(i < 3 ? [a, b] : i < 6 ? [a, c] : i < 8 ? [b, c] : []))
    const counted = await close(t, round)
    expect(counted.decision).toMatchObject({ outcome: 'runoff', elected: [{ id: a, yes: 6 }], vacant: 1, runoff: { seats: 1, candidates: [{ id: b }, { id: c }] } })
    expect((await t.call(h.wx(0), 'congress', 'round', { roundId: round })).calls).toEqual([])
    expect(await opening(h, { matterId, no: 2, why: '再次投票', candidates: [a, b] })).toBe('BAD_INPUT')
    expect(await opening(h, { matterId, no: 2, why: '再次投票', seats: 2 })).toBe('BAD_INPUT')
    const next = await t.call(STAFF, 'congress', 'roundOpen', { matterId, no: 2, way: 'named', why: '得票相同' })
    expect(next).toMatchObject({ prevId: round, question: { seats: 1, form: 'surplus', candidates: [{ id: b }, { id: c }], writeIn: false } })
    for (let i = 0; i < 9; i++) await cast(t, h.wx(i), next._id, marks([i < 5 ? b : c]))
    expect(await close(t, next._id)).toMatchObject({ decision: { outcome: 'elected', elected: [{ id: b, yes: 5 }] } })
    expect(await opening(h, { matterId, no: 3, why: '再投一次' })).toBe('DECIDED')
  })

  test('too few elected: another round among the rest, or fewer of them', async () => {
    const h = await hall(t, { present: 9 })
    const [a, b, c] = candidates(3).map(x => x.id) as [string, string, string]
    const matterId = await h.matter(election(3, 2))
    const round = await h.open(matterId)
    for (let i = 0; i < 9; i++) await cast(t, h.wx(i), round, marks([a, ...(i < 4 ? [b] : i < 7 ? [c] : [])]))
    expect(await close(t, round)).toMatchObject({ decision: { outcome: 'short', elected: [{ id: a }], vacant: 1, runoff: { seats: 1, candidates: [{ id: b }, { id: c }] } } })
    expect(await t.call(STAFF, 'congress', 'roundOpen', { matterId, no: 2, way: 'named', why: '缺额', candidates: [b] })).toMatchObject({ question: { seats: 1, form: 'equal', candidates: [{ id: b }], writeIn: true } })
  })

  test('three with the same votes for two seats', async () => {
    const h = await hall(t, { present: 9 })
    const [a, b] = candidates(2).map(x => x.id) as [string, string]
    const matterId = await h.matter(election(3, 2))
    const round = await h.open(matterId)
    const third = candidates(3)[2]!.id
    // Everybody marks two of three: 6 each, and the seats are two.
    for (let i = 0; i < 9; i++) await cast(t, h.wx(i), round, marks(i % 3 === 0 ? [a, b] : i % 3 === 1 ? [a, third] : [b, third]))
    expect(await close(t, round)).toMatchObject({ decision: { outcome: 'runoff', elected: [], runoff: { seats: 2 } } })
    const next = await t.call(STAFF, 'congress', 'roundOpen', { matterId, no: 2, way: 'named', why: '得票相同' })
    expect(next.question).toMatchObject({ seats: 2, form: 'surplus', writeIn: false })
    expect(await t.refusal(h.wx(0), 'congress', 'cast', { roundId: next._id, choice: marks([], ['张三']) })).toBe('NOT_THIS_BALLOT')
    const narrowed = candidates(3).slice(0, 2).map(x => x.id)
    await t.call(STAFF, 'congress', 'roundVoid', { roundId: next._id, why: '改为两人等额' })
    expect(await opening(h, { matterId, no: 3, why: '两人', candidates: [...narrowed, 'person-liu-yang'] })).toBe('BAD_INPUT')
    expect(await t.call(STAFF, 'congress', 'roundOpen', { matterId, no: 3, way: 'named', why: '两人', candidates: narrowed })).toMatchObject({ question: { seats: 2, form: 'equal', candidates: candidates(2) } })
  })

  test('too many marks void the ballot; names written in are counted together', async () => {
    const h = await hall(t, { present: 9 })
    const round = await h.open(await h.matter(election(2, 1)))
    const [a, b] = candidates(2) as [{ id: string; name: string }, { id: string; name: string }]
    await cast(t, h.wx(0), round, marks([a.id, b.id]))
    for (const i of [1, 2]) await cast(t, h.wx(i), round, marks([], ['欧阳 修']))
    for (const i of [3, 4, 5]) await cast(t, h.wx(i), round, marks([], ['欧阳修']))
    await cast(t, h.wx(6), round, marks([], [a.name]))
    for (const choice of [yes, marks(['person-liu-yang']), marks([], ['<script>']), { kind: 'appraise', grades: {} } as Choice]) {
      expect(['NOT_THIS_BALLOT', 'BAD_NAME']).toContain(await t.refusal(h.wx(7), 'congress', 'cast', { roundId: round, choice }))
    }
    const { tally, decision } = await close(t, round)
    expect(tally).toMatchObject({ collected: 7, counts: { valid: 6, void: 1, writeIns: { 欧阳修: 5 }, marks: { [a.id]: { yes: 1 } } } })
    expect(decision).toMatchObject({ outcome: 'elected', elected: [{ name: '欧阳修', yes: 5 }] })
  })
})

describe('appraisal', () => {
  test('eighty leaders at once; results by leader, never by voter', async () => {
    const h = await hall(t, { present: 9 })
    const leaders = Array.from({ length: 80 }, (_, i) => ({ id: `leader-${i}`, name: `干部${i}`, post: '副总经理' }))
    const matterId = await h.matter({ kind: 'appraise', leaders, grades: ['优秀', '称职', '基本称职', '不称职'] })
    const round = await h.open(matterId)
    const ballot = (n: number): Choice => ({ kind: 'appraise', grades: Object.fromEntries(leaders.filter((_, i) => i !== n).map(({ id }, i) => [id, (i + n) % 4])) })
    for (let i = 0; i < 9; i++) expect(await cast(t, h.wx(i), round, ballot(i))).toMatchObject({ ok: true, data: { state: 'accepted' }, trips: 3 })
    // The same ballot with its fields in another order is the same ballot.
    const turned = ballot(0)
    if (turned.kind === 'appraise') turned.grades = Object.fromEntries(Object.entries(turned.grades).reverse())
    expect(await cast(t, h.wx(0), round, turned)).toMatchObject({ ok: true })
    expect(await t.refusal(h.wx(0), 'congress', 'cast', { roundId: round, choice: { kind: 'appraise', grades: { 'leader-0': 5 } } })).toBe('VOTED')
    const counted = await close(t, round)
    expect(counted.needed).toBe(0)
    expect(counted.decision!.leaders).toHaveLength(80)
    for (const leader of counted.decision!.leaders!) {
      expect(leader.grades.reduce((a, b) => a + b, 0)).toBe(9)
      expect(leader.percent.reduce((a, b) => a + b * 10, 0)).toBeCloseTo(1000)
    }
    const seen = await t.call(h.wx(1), 'congress', 'round', { roundId: round })
    expect(seen.calls).toEqual([])
    expect(seen.part!.choice).toEqual(ballot(1))
    expect(JSON.stringify({ ...seen, part: null })).not.toContain('"choice"')
    expect((await t.db.collection('rounds').doc(round).get()).data[0] as RoundDoc).toMatchObject({ counted: [...h.ids].sort() })
  })
})

test('no act above was logged as a fault', () => expect(t.faults()).toBe(0))
