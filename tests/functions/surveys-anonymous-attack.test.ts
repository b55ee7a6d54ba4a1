import { handlers } from '../../cloudfunctions/surveys/served'
import type { Scrutineer } from './ballot-phones'
import { drop } from './ballot-phones'
import { startCloud, type TestCloud } from './cloud'
import { HOUR, WHO, bindWorkers, doing, good, newId } from './survey-helpers'
import { anonymousEdit, ballots, inTurn, type SurveyPhone } from './survey-phones'

const { zhao, jiang, qian, liu, he, ma } = WHO
let t: TestCloud
let b: ReturnType<typeof ballots>
let workers: string[]
beforeAll(async () => {
  t = await startCloud()
  b = ballots(t)
  workers = await bindWorkers(t, 12)
})
afterAll(() => t.stop())

const PUB = 'A'.repeat(42) + 'Q'
const refused = (who: string, action: string, input: object) => t.refusal(who, 'surveys', action, input)

test('who may join, and when; what is no key is refused', async () => {
  const early = await b.begun({ startsAt: Date.now() + 60_000 })
  expect(await refused(liu, 'join', { id: early._id, pub: PUB })).toBe('NOT_OPEN')
  const delegates = await b.begun({ audience: { units: [], roles: ['delegate'], term: null } })
  for (const action of ['join', 'place']) for (const who of [liu, he, ma]) expect([action, who, await refused(who, action, { id: delegates._id, ...(action === 'join' ? { pub: PUB } : {}) })]).toEqual([action, who, 'NOT_FOUND'])
  const { _id: id } = await b.begun()
  for (const pub of ['', 'x', { $ne: '' }, 'A'.repeat(43), `${'A'.repeat(42)}+`, 'A'.repeat(1_000_000), 7, null]) expect([String(pub).slice(0, 8), await refused(liu, 'join', { id, pub })]).toEqual([String(pub).slice(0, 8), 'BAD_INPUT'])
  const named = await doing(t).published({ mode: 'named' })
  for (const [who, action, more] of [[liu, 'join', { pub: PUB }], [liu, 'place', {}], [zhao, 'rounds', {}], [jiang, 'sealKey', { pub: PUB }], [jiang, 'toSeal', { roundId: `${named._id}.s1` }]] as const) {
    expect([action, await refused(who, action, { id: named._id, ...more })]).toEqual([action, action === 'join' || action === 'sealKey' ? expect.stringMatching(/BAD_INPUT|NOT_ANONYMOUS/) : 'NOT_ANONYMOUS'])
  }
  const reply = await t.ask(workers[0], 'surveys', 'join', { id, pub: (await b.join(workers[1]!, id)).device.pub })
  expect(reply).toMatchObject({ ok: false, code: 'BAD_INPUT' })
  expect(reply.trips).toBeLessThanOrEqual(handlers.join.trips)
  await b.pass(id, HOUR)
  expect(await refused(workers[2]!, 'join', { id, pub: (await b.join(workers[1]!, (await b.begun())._id)).device.pub })).toBe('OVER')
})

test('no answer and no draft comes in with a name, whatever state it is in', async () => {
  const { _id: id } = await b.begun()
  for (const ms of [0, HOUR, HOUR]) {
    await b.pass(id, ms)
    expect(await refused(liu, 'answer', { id, version: 1, edition: 0, values: good() })).toBe('ANONYMOUS')
    expect(await refused(liu, 'saveDraft', { id, values: good(), device: 'device-one1', deviceName: '手机' })).toBe('ANONYMOUS')
  }
  expect((await t.db.collection('surveyAnswers').where({ surveyId: id }).count()).total).toBe(0)
})

test('once somebody has joined it is not taken back; an erased person leaves it', async () => {
  const { _id: id, rev } = await b.begun()
  await b.join(workers[3]!, id)
  expect(await refused(zhao, 'withdraw', { id, rev })).toBe('ANSWERED')
  expect(await refused(zhao, 'reschedule', { id, rev, endsAt: Date.now() + HOUR })).toBe('BAD_TIME')
  const { openStore } = await import('../../cloudfunctions/_kit/store')
  const app = (await import('@cloudbase/node-sdk')).default.init({ env: 'test' }) as never
  await openStore(app, { tenantId: 'ent-huajiang' }).surveySeats.remove({ personId: workers[3]!.replace('wx-', ''), listed: false })
  const withdrawn = await t.call(zhao, 'surveys', 'withdraw', { id, rev })
  expect(withdrawn).toMatchObject({ state: 'draft', version: 2 })
  expect(await refused(workers[3]!, 'join', { id, pub: PUB })).toMatch(/BAD_INPUT|NOT_FOUND/)
})

describe('a survey whose boxes are open', () => {
  let id: string
  let seals: Scrutineer[]
  let phones: SurveyPhone[]
  beforeAll(async () => {
    ;({ _id: id } = await b.begun())
    seals = await b.scrutineers(id)
    phones = await inTurn(workers.slice(0, 10), wx => b.join(wx, id))
    await b.drawing(id)
    await inTurn(phones, one => b.drawn(one, id))
    await b.settled(id)
  }, 240_000)

  test('is sealed by its own scrutineers only, with signatures that fit', async () => {
    const roundId = `${id}.s1`
    const sound = await b.sealOf(seals[0]!, id, roundId)
    expect(await refused(jiang, 'seal', { ...sound, sig: `${'A'.repeat(85)}A` })).toBe('BAD_SIGNATURE')
    expect(await refused(qian, 'seal', sound)).toBe('BAD_SIGNATURE')
    expect(await refused(jiang, 'seal', { ...sound, n: 1 })).toBe('STALE')
    for (const more of [{ n: 2 }, { sig: 'x' }, { batches: [sound.sig] }, { roundId: 'x.1' }, { roundId: { $gt: '' } }]) expect([more, await refused(jiang, 'seal', { ...sound, ...more })]).toEqual([more, 'BAD_INPUT'])
    expect(await refused(jiang, 'toSeal', { id, roundId: `${id}.s9` })).toBe('NOT_FOUND')
    expect(await refused(jiang, 'toSeal', { id: newId(), roundId })).toBe('NOT_FOUND')
    expect(await refused(zhao, 'seal', sound)).toBe('NOT_ALLOWED')
    await t.db.collection('surveyRounds').where({ _id: roundId }).update({ scrutineers: [{ personId: 'person-somebody', name: '别人' }] })
    expect(await refused(jiang, 'toSeal', { id, roundId })).toBe('NOT_ALLOWED')
    await t.db.collection('surveyRounds').where({ _id: roundId }).update({ scrutineers: [{ personId: 'person-jiang-nan', name: '姜楠' }, { personId: 'person-qian-hui', name: '钱慧' }] })
    await Promise.all([sound, sound].map(s => t.call(jiang, 'surveys', 'seal', s)))
    const both = await b.sealOf(seals[1]!, id, roundId)
    const twice = await Promise.all([both, both].map(s => t.ask(qian, 'surveys', 'seal', s)))
    expect(twice.every(r => r.ok)).toBe(true)
    expect(Math.max(...twice.map(r => r.trips))).toBeLessThanOrEqual(handlers.seal.trips)
    expect(await t.call(qian, 'surveys', 'seal', both)).toMatchObject({ state: 'open' })
    expect(await refused(jiang, 'withdraw', { id, rev: 1 })).toBe('NOT_ALLOWED')
    const { survey } = await t.call(zhao, 'surveys', 'get', { id })
    expect(await refused(zhao, 'withdraw', { id, rev: survey.rev })).toBe('WRONG_STATE')
  })

  test('takes no megabyte, no other survey’s answers, nothing after the end', async () => {
    const { phone } = phones[0]!
    expect((await drop(t, JSON.stringify({ kind: 'ballot', round: `${id}.s1`, choice: { marks: 'x'.repeat(1_000_000), writeIns: [] } }))).status).toBe(413)
    expect((await b.castMarks(phone!, `{"q1":{"picked":["o1"]},"q2":4,"q4":"${'字'.repeat(2001)}"}`)).reply).toMatchObject({ ok: false, code: 'BAD_ANSWER' })
    expect((await b.castMarks(phone!, `{"q1":{"picked":["o1"]},"q2":4,"q4":"${'字'.repeat(12_000)}"}`)).reply).toMatchObject({ ok: false, code: 'SHAPE' })
    expect((await b.castMarks(phone!, '{"q1":{"picked":["o1"]},"q2":4,"q3":"看不到的题"}')).reply).toMatchObject({ ok: false, code: 'BAD_ANSWER' })
    await b.cast(phone!, good({ q4: '字'.repeat(2000) }))
    expect((await t.db.collection('ballots').where({ round: `${id}.s1` }).count()).total).toBe(1)
    await b.ended(id)
    expect((await b.castMarks(phones[1]!.phone!, b.marked(phones[1]!.phone!, good()))).reply).toMatchObject({ ok: true, data: { state: 'undecided' } })
    expect(await b.counted(id, seals)).toBe('closed')
    expect((await b.rounds(id))[0]).toMatchObject({ ballots: 1, spoilt: 0 })
    expect(await t.call(zhao, 'surveys', 'results', { id })).toMatchObject({ why: 'few', questions: [] })
  })

  test('costs a phone two round trips to find its place', async () => {
    const { trips } = await t.ask(phones[0]!.wx, 'surveys', 'place', { id })
    expect(trips).toBeLessThanOrEqual(handlers.place.trips)
  })
})

test('publishing demands what the mode needs', async () => {
  const d = doing(t)
  const { _id, rev } = await d.draft(anonymousEdit({ anonymous: { answerFrom: Date.now() + HOUR } }))
  expect(await t.ask(zhao, 'surveys', 'publish', { id: _id, rev })).toMatchObject({ ok: false, code: 'NOT_READY', field: 'anonymous.answerFrom' })
})

test('none of it was a fault', () => expect(t.faults()).toBe(0))
