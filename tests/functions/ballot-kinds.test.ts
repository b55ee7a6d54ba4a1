import { nodeEngine } from '../../cloudfunctions/_kit/ballot-crypto'
import { verifyRecord } from '../../domain/ballot/record'
import { findOnBoard } from '../../domain/ballot/find'
import type { Question } from '../../types/congress-vote'
import { startCloud, type TestCloud } from './cloud'
import { hall, motion, STAFF } from './congress-hall'
import {
  anonymous, askIssuer, boardOf, cast, castingOpen, codeOf, data, draw, drop, openDraw, phoneOf, recordOf, register, scrutineers, sealAll, sealOf, seen, shutBox,
} from './ballot-phones'

let t: TestCloud
beforeAll(async () => { t = await startCloud({ witness: true }) })
afterAll(() => t.stop())
afterEach(() => expect(t.faults()).toBe(0))

/** A hall in which the first `phones` have registered phones; `seated` more are there without one. */
async function arrange(phones: number, seated = 0, size = phones + seated) {
  const h = await hall(t, { size, present: phones + seated })
  const seals = await scrutineers(t, h.id)
  const devices = await Promise.all(Array.from({ length: phones }, (_, i) => register(t, h.wx(i), h.id)))
  return { h, seals, devices }
}

const verified = async (roundId: string) => {
  const { text, complete } = await recordOf(t, roundId)
  expect(complete).toBe(true)
  return verifyRecord(text.trimEnd().split('\n'), nodeEngine)
}

const election: Question = {
  kind: 'elect', seats: 2, writeIn: true, form: 'surplus', candidates: ['丁一', '卜甲', '王二'].map((name, i) => ({ id: `c${i}`, name })),
}

test('an election with write-ins, paper ballots entered by two scrutineers, and its run-off', async () => {
  const { h, seals, devices } = await arrange(5, 2)
  const matterId = await h.matter(election, { way: 'secret' })
  const { _id: roundId } = await openDraw(t, matterId)
  expect(await t.call(STAFF, 'congress', 'paperIssue', { roundId, personIds: h.ids.slice(5, 7) })).toMatchObject({ ballot: { papers: 2 } })
  expect(await t.refusal(h.wx(5), 'congress', 'paperIssue', { roundId, personIds: [h.ids[5]!] })).toBe('NOT_ALLOWED')
  const phones = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i), h.id, device)))
  await Promise.all(phones.map(phone => draw(t, phone)))
  expect(await t.refusal(STAFF, 'congress', 'paperIssue', { roundId, personIds: [h.ids[0]!] })).toBe('VOTED')
  expect(await t.call(h.wx(5), 'congress', 'now', { id: h.id })).toMatchObject({ part: { state: 'paper' } })
  await t.call(STAFF, 'congress', 'drawClose', { roundId })
  expect(await t.refusal(STAFF, 'congress', 'paperIssue', { roundId, personIds: [h.ids[5]!] })).toBe('WRONG_STATE')
  await sealAll(t, seals, roundId)
  await t.call(STAFF, 'congress', 'castOpen', { roundId, few: true })
  // 丁一 is elected; nobody else has more than half of the seven.
  for (const [i, [marks, names]] of ([['yya', []], ['yya', []], ['yay', []], ['yay', []], ['yaa', ['赵六']]] as [string, string[]][]).entries()) await cast(t, phones[i]!, marks, names)
  expect(await codeOf(drop(t, { ...phones[0]!.ballot!, choice: { marks: 'yyy', writeIns: [] } }))).toBe('CHOICE_TOO_MANY')
  expect(await shutBox(t, roundId)).toMatchObject({ state: 'closing', missing: expect.stringContaining('发出纸质票 2 张') })
  expect(await t.refusal(seals[0]!.wx, 'congress', 'toSeal', { roundId })).toBe('NOT_YET')
  const entry = {
    issued: 2, collected: 2,
    counts: { kind: 'elect' as const, marks: { c0: { yes: 2, no: 0, blank: 0 }, c1: { yes: 1, no: 0, blank: 1 }, c2: { yes: 1, no: 1, blank: 0 } }, writeIns: {}, valid: 2, void: 0 },
  }
  for (const { wx } of seals) await t.call(wx, 'congress', 'batchEnter', { roundId, no: 1, entry })
  const early = await sealOf(t, seals[0]!, roundId)
  const done = await sealAll(t, seals, roundId)
  expect(done).toMatchObject({ state: 'counted', tally: { issued: 7, collected: 7 }, decision: { outcome: 'short', elected: [{ name: '丁一', yes: 7 }] } })
  expect(done.tally!.counts).toMatchObject({ marks: { c1: { yes: 3, no: 0, blank: 4 }, c2: { yes: 3, no: 1, blank: 3 } }, writeIns: { 赵六: 1 } })
  expect(await t.refusal(seals[0]!.wx, 'congress', 'seal', early)).toBe('NOT_YET')
  expect(await verified(roundId)).toMatchObject({ ok: true, outcome: { state: 'hashes', paperIssued: 2, paperCollected: 2, ballots: 5 } })

  const next = await castingOpen(t, h, matterId, devices, seals, { no: 2, why: '得票相同，再次投票' })
  expect(JSON.parse((await seen(t, next.roundId)).manifest)).toMatchObject({ previous: phones[0]!.round.hash, question: { seats: 1, writeIns: 1, entries: [{ name: '卜甲' }, { name: '王二' }, { name: '赵六' }] } })
  for (const [i, phone] of next.phones.entries()) await cast(t, phone, i < 4 ? 'yna' : 'nya')
  await shutBox(t, next.roundId)
  expect(await sealAll(t, seals, next.roundId)).toMatchObject({ decision: { outcome: 'elected', elected: [{ name: '卜甲', yes: 4 }] } })
})

test('eighty leaders in one paper: a pattern would name its voter, so the public gets hashes and finds its own all the same', async () => {
  const { h, seals, devices } = await arrange(3)
  const leaders = Array.from({ length: 80 }, (_, i) => ({ id: `l${i}`, name: `干部${i}`, post: '副厂长' }))
  const question: Question = { kind: 'appraise', leaders, grades: ['优秀', '称职', '基本称职', '不称职'] }
  const { roundId, phones } = await castingOpen(t, h, await h.matter(question, { way: 'secret' }), devices, seals)
  for (const [i, phone] of phones.entries()) await cast(t, phone, String(i + 1).repeat(80))
  await shutBox(t, roundId)
  const { lines } = await t.call(seals[0]!.wx, 'congress', 'toSeal', { roundId })
  expect(lines.every(line => line.includes('"kind":"ballot"'))).toBe(true)
  const done = await sealAll(t, seals, roundId)
  expect(done).toMatchObject({ state: 'counted', ballot: { board: 'sealed' }, decision: { outcome: 'appraised' } })
  expect(done.decision!.leaders![0]).toMatchObject({ grades: [1, 1, 1, 0, 0] })
  expect(await verified(roundId)).toMatchObject({ ok: true, outcome: { state: 'hashes', ballots: 3 } })
  const board = await boardOf(t, roundId)
  expect(board.lines.every(line => line.includes('"kind":"leaf"'))).toBe(true)
  for (const phone of phones) expect(findOnBoard(phone.round, phone.ballot!, board.lines, board.head, nodeEngine).place).toBeGreaterThan(0)
})

test('a single issuer is possible, and says so; without one of the two nothing begins', async () => {
  const { h, seals, devices } = await arrange(3)
  const matterId = await h.matter(motion, { way: 'secret' })
  const { roundId, phones } = await castingOpen(t, h, matterId, devices, seals, { single: true })
  expect(phones[0]!.round.manifest.issuers).toHaveLength(1)
  expect(await t.call(STAFF, 'congress', 'round', { roundId })).toMatchObject({ round: { ballot: { issuers: [expect.stringContaining('工会')] } } })
  for (const phone of phones) await cast(t, phone, 'y')
  await shutBox(t, roundId)
  expect(await sealAll(t, seals, roundId)).toMatchObject({ state: 'counted' })
  expect(await verified(roundId)).toMatchObject({ ok: true })
})

test('late comers are absent in this round and draw in the next; who has left cannot draw; a paper is never lost by leaving', async () => {
  const { h, seals, devices } = await arrange(4, 0, 5)
  const { _id: roundId } = await openDraw(t, await h.matter(motion, { way: 'secret' }))
  const phones = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i), h.id, device)))
  await t.call(STAFF, 'congress', 'tick', { id: h.id, personIds: [h.ids[4]!], act: 'in', key: 'late-comer-key-1' })
  const late = await register(t, h.wx(4), h.id)
  expect(await t.call(h.wx(4), 'congress', 'now', { id: h.id })).toMatchObject({ seat: null, part: { state: 'absent' } })
  await draw(t, phones[0]!)
  await t.call(h.wx(0), 'congress', 'step', { id: h.id, act: 'leave', key: 'leaving-key-0001' })
  await t.call(h.wx(1), 'congress', 'step', { id: h.id, act: 'leave', key: 'leaving-key-0002' })
  expect(await codeOf(askIssuer(t, phones[1]!, 0))).toBe('LEFT')
  await draw(t, phones[2]!)
  await draw(t, phones[3]!)
  expect(await t.call(STAFF, 'congress', 'drawClose', { roundId })).toMatchObject({ state: 'drawn', ballot: { drawn: 3, incomplete: 0 } })
  await sealAll(t, seals, roundId)
  await t.call(STAFF, 'congress', 'castOpen', { roundId, few: true })
  for (const i of [0, 2, 3]) await cast(t, phones[i]!, 'y')
  await shutBox(t, roundId)
  // The denominator stays the roll of all five.
  expect(await sealAll(t, seals, roundId)).toMatchObject({ tally: { roll: 5, collected: 3 }, decision: { outcome: 'passed' } })
  await t.call(h.wx(0), 'congress', 'step', { id: h.id, act: 'return', key: 'coming-back-001' })
  const { _id: next } = await openDraw(t, await h.matter(motion, { way: 'secret' }))
  await draw(t, await phoneOf(t, h.wx(4), h.id, late))
  await t.call(STAFF, 'congress', 'roundVoid', { roundId: next, why: '试验结束' })
})

test('a phone that asked one issuer only has no paper; the list says so and the round goes on', async () => {
  const { h, seals, devices } = await arrange(4)
  const { _id: roundId } = await openDraw(t, await h.matter(motion, { way: 'secret' }))
  const phones = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i), h.id, device)))
  await data(askIssuer(t, phones[0]!, 0))
  await data(askIssuer(t, phones[1]!, 1))
  await draw(t, phones[2]!)
  await draw(t, phones[3]!)
  expect(await t.call(STAFF, 'congress', 'drawClose', { roundId })).toMatchObject({ ballot: { drawn: 2, incomplete: 2 } })
  await sealAll(t, seals, roundId)
  await t.call(STAFF, 'congress', 'castOpen', { roundId, few: true })
  await cast(t, phones[2]!, 'y')
  await cast(t, phones[3]!, 'y')
  await shutBox(t, roundId)
  expect(await sealAll(t, seals, roundId)).toMatchObject({ state: 'counted', tally: { issued: 2, collected: 2 } })
  expect(await verified(roundId)).toMatchObject({ ok: true, outcome: { issued: 2, incomplete: 2 } })
})

test('keys: the phone that checked in, the booth for whoever has none, two scrutineers at least', async () => {
  const h = await hall(t, { size: 4, present: 2 })
  const key = (await import('../../domain/ballot/paper')).deviceKeyOf
  const pub = () => key(crypto.getRandomValues(new Uint8Array(32))).pub
  expect(await t.refusal(h.wx(3), 'congress', 'deviceKey', { id: h.id, pub: pub() })).toBe('ABSENT')
  expect(await t.refusal('demo-he', 'congress', 'deviceKey', { id: h.id, pub: pub() })).toBe('NOT_ON_ROLL')
  expect(await t.refusal(h.wx(0), 'congress', 'deviceKey', { id: h.id, pub: 'A'.repeat(43) })).toBe('BAD_INPUT')
  await register(t, h.wx(0), h.id)
  await register(t, h.wx(0), h.id)
  await t.db.collection('roll').doc(`${h.id}.${h.ids[0]!}`).update({ device: 'another-phone-altogether' })
  expect(await t.refusal(h.wx(0), 'congress', 'deviceKey', { id: h.id, pub: pub() })).toBe('OTHER_PHONE')
  await t.call(STAFF, 'congress', 'releasePhone', { id: h.id, personId: h.ids[0]! })
  await t.call(STAFF, 'congress', 'boothKey', { id: h.id, personId: h.ids[0]!, pub: pub() })
  expect(await t.refusal(h.wx(0), 'congress', 'deviceKey', { id: h.id, pub: pub() })).toBe('OTHER_PHONE')
  expect(await t.refusal(h.wx(1), 'congress', 'boothKey', { id: h.id, personId: h.ids[1]!, pub: pub() })).toBe('NOT_ALLOWED')
  expect(await t.refusal(STAFF, 'congress', 'sealKey', { id: h.id, pub: pub() })).toBe('NOT_ALLOWED')
  const matterId = await h.matter(motion, { way: 'secret' })
  await t.db.collection('sessions').doc(h.id).update({ rollCount: 3 })
  expect(await t.refusal(STAFF, 'congress', 'roundOpen', { matterId, no: 1, way: 'secret', why: '', phones: true })).toBe('NO_SCRUTINEERS')
  await scrutineers(t, h.id)
  expect(await t.refusal(STAFF, 'congress', 'roundOpen', { matterId, no: 1, way: 'named', why: '', phones: true })).toBe('BAD_INPUT')
  const { _id: roundId } = await openDraw(t, matterId)
  const { present } = await t.call(STAFF, 'congress', 'ballotLists', { roundId })
  expect(present.map(p => p.key).sort()).toEqual(['booth', 'none'])
  expect(await codeOf(anonymous(t, `/api/box/rounds/${roundId}/state`))).toBe('ok')
  await t.call(STAFF, 'congress', 'roundVoid', { roundId, why: '试验结束' })
})
