import tcb from '@cloudbase/node-sdk'
import type { CloudApp } from '../../cloudfunctions/_kit/cloud'
import { openStore, type Store } from '../../cloudfunctions/_kit/store'
import { lead } from '../../cloudfunctions/surveys/run'
import { data, type Scrutineer } from './ballot-phones'
import { startCloud, type TestCloud } from './cloud'
import { HOUR, WHO, answerOf, bindWorkers, good } from './survey-helpers'
import { ballots, inTurn, type SurveyPhone } from './survey-phones'

const { zhao } = WHO
let t: TestCloud
let b: ReturnType<typeof ballots>
let workers: string[]
let app: CloudApp
let store: Store
beforeAll(async () => {
  t = await startCloud()
  b = ballots(t)
  workers = await bindWorkers(t, 45)
  // The functions' own configuration: this process leads surveys as the timer does.
  process.env.ZDT_BALLOT_DELAY = '0'
  answerOf('', '')
  app = tcb.init({ env: 'test' }) as CloudApp
  store = openStore(app, { tenantId: null })
})
afterAll(() => t.stop())

class Killed extends Error {}

/** A run of the timer over one survey that dies before its `last`th request; true = it was through before. */
async function ledUntil(id: string, last: number, now = Date.now()): Promise<boolean> {
  let step = 0
  const watched = new Proxy({} as Store, {
    get: (_t, name: keyof Store) => new Proxy(store[name] as object, {
      get: (table, method) => (...args: unknown[]) => {
        if (step++ >= last) throw new Killed()
        return (Reflect.get(table, method) as (...a: unknown[]) => unknown)(...args)
      },
    }),
  })
  try {
    await lead({ app, store: watched, bare: watched, doc: (await store.surveys.get(id))!, now, until: now + 60_000 })
    return true
  } catch (e) {
    if (e instanceof Killed) return false
    throw e
  }
}

const whole = (id: string, now = Date.now()) => ledUntil(id, Infinity, now)

/** Killed before its first request, then before its second, and so on, until a run is through. */
async function killedEverywhere(id: string): Promise<number> {
  let kills = 0
  while (!await ledUntil(id, kills)) kills++
  return kills
}

async function begun(n: number, split: boolean): Promise<{ id: string; seals: Scrutineer[]; phones: SurveyPhone[] }> {
  const { _id: id } = await b.begun({ anonymous: { split } })
  const seals = await b.scrutineers(id)
  return { id, seals, phones: await inTurn(workers.slice(0, n), wx => b.join(wx, id)) }
}

const places = (phones: readonly SurveyPhone[], id: string) => inTurn(phones, ({ wx }) => t.call(wx, 'surveys', 'place', { id }))

describe.each([['killed before every request', killedEverywhere], ['by two at once', (id: string) => Promise.all([whole(id), whole(id).catch(() => false)]).then(() => whole(id)).then(() => 1)]])('the timer, %s', (_name, led) => {
  test('leads to the same end: a seat and a paper each, every answer counted once', async () => {
    const { id, seals, phones } = await begun(33, true)
    await b.pass(id, HOUR)
    expect(await led(id)).toBeGreaterThan(0)
    const at = await places(phones, id)
    expect([await b.state(id), (await b.rounds(id)).map(r => [r.state, r.seats]), new Set(at.map(p => `${p.roundId}.${p.seat}`)).size]).toEqual(['drawing', [['drawing', 11], ['drawing', 11], ['drawing', 11]], 33])
    await inTurn(phones, one => b.drawn(one, id))
    await b.pass(id, HOUR)
    await led(id)
    expect((await b.rounds(id)).map(r => [r.state, r.drawn])).toEqual([['drawn', 11], ['drawn', 11], ['drawn', 11]])
    await b.sealAll(seals, id, [`${id}.s1`, `${id}.s2`])
    await led(id)
    expect(await b.state(id)).toBe('open')
    await inTurn(phones.filter(p => p.phone!.round.manifest.round !== `${id}.s3`), p => b.cast(p.phone!, good()))
    await b.pass(id, HOUR + 60_000)
    await led(id)
    await b.pass(id, 60_000)
    await led(id)
    expect((await b.rounds(id)).map(r => r.state)).toEqual(['closing', 'closing', 'void'])
    await b.sealAll(seals, id)
    await led(id)
    expect((await b.rounds(id)).map(r => [r.state, r.ballots, r.spoilt])).toEqual([['counted', 11, 0], ['counted', 11, 0], ['void', null, null]])
    await b.pass(id, 60_000)
    await b.fold()
    expect(await t.call(zhao, 'surveys', 'results', { id })).toMatchObject({ answered: 22, exact: true, why: null })
    expect((await t.db.collection('surveyAnswers').where({ surveyId: id }).count()).total).toBe(22)
  }, 240_000)
})

test('whoever joins while the list is being closed has a place, or is told that it is over', async () => {
  const { id } = await begun(10, false)
  // The timer's clock is an hour ahead: it closes the list while the phones still see it open.
  const late = workers.slice(10, 45)
  const [replies] = await Promise.all([
    Promise.all(late.map((wx, i) => t.ask(wx, 'surveys', 'join', { id, pub: Buffer.from(Array.from({ length: 32 }, (_, k) => (k === 31 ? 1 : (i * 7 + k) % 251))).toString('base64url') }))),
    whole(id, Date.now() + HOUR),
  ])
  await whole(id, Date.now() + HOUR)
  const placed = await inTurn(late, wx => t.call(wx, 'surveys', 'place', { id }))
  replies.forEach((reply, i) => {
    if (!reply.ok) expect(reply.code).toBe('OVER')
    expect([i, placed[i]!.joined, placed[i]!.seat !== null]).toEqual([i, reply.ok, reply.ok])
  })
  expect((await b.rounds(id))[0]!.seats).toBe(10 + replies.filter(r => r.ok).length)
})

test('two people with one key: the second is refused; two phones of one person: one seat', async () => {
  const { _id: id } = await b.begun()
  const one = await b.join(workers[0]!, id)
  expect(await t.refusal(workers[1], 'surveys', 'join', { id, pub: one.device.pub })).toBe('BAD_INPUT')
  const other = await b.join(workers[1]!, id)
  expect(await t.refusal(workers[1], 'surveys', 'join', { id, pub: one.device.pub })).toBe('BAD_INPUT')
  await Promise.all([one, other, one, other].map(({ wx, device }) => t.call(wx, 'surveys', 'join', { id, pub: device.pub })))
  expect((await t.db.collection('surveySeats').where({ surveyId: id }).count()).total).toBe(2)
})

test('papers drawn while the draw is closed, ballots cast while the box is shut: whatever was answered counts', async () => {
  const { id, seals, phones } = await begun(40, false)
  await b.drawing(id)
  const early = phones.slice(0, 12)
  await inTurn(early, one => b.drawn(one, id))
  await b.pass(id, HOUR)
  const [draws] = await Promise.all([Promise.all(phones.slice(12).map(one => b.drawn(one, id).then(() => one, () => null))), whole(id)])
  await whole(id)
  const got = [...early, ...draws.flatMap(one => one ?? [])]
  expect(await b.rounds(id)).toMatchObject([{ state: 'drawn', drawn: got.length, incomplete: 0 }])
  await b.sealAll(seals, id)
  const { endsAt } = await b.kept(id)
  await b.pass(id, endsAt - Date.now() + 1)
  await whole(id)
  await b.pass(id, 100_000)
  const [answers] = await Promise.all([Promise.all(got.map(({ phone }) => data(b.castMarks(phone!, b.marked(phone!, good()))))), whole(id)])
  await whole(id)
  const accepted = answers.filter(a => a.state === 'accepted').length
  expect(await b.counted(id, seals)).toBe('closed')
  const [{ ballots: n } = { ballots: 0 }] = await b.rounds(id)
  const inBox = (await t.db.collection('ballots').where({ round: `${id}.s1` }).count()).total as number
  // A ballot that came too late for the count was answered `undecided`.
  expect([n! >= accepted, n! <= inBox, inBox]).toEqual([true, true, got.length])
  expect(await t.call(zhao, 'surveys', 'turnout', { id })).toMatchObject({ answered: n, exact: true })
}, 240_000)

test('none of it was a fault', () => expect(t.faults()).toBe(0))
