import { randomBytes } from 'node:crypto'
import { startCloud, type TestCloud } from './cloud'
import { hall, motion, STAFF } from './congress-hall'
import { anonymous, askIssuer, boardOf, cast, castingOpen, codeOf, data, draw, drop, mark, openDraw, phoneOf, register, scrutineers, sealAll, seen, shutBox, type Phone } from './ballot-phones'

let t: TestCloud
beforeAll(async () => { t = await startCloud({ witness: true }) })
afterAll(() => t.stop())
afterEach(() => expect(t.faults()).toBe(0))

async function arrange(size: number) {
  const h = await hall(t, { size, present: size })
  const seals = await scrutineers(t, h.id)
  const devices = await Promise.all(h.ids.map((_, i) => register(t, h.wx(i), h.id)))
  return { h, seals, devices }
}

const late = (roundId: string) => t.db.collection('rounds').doc(roundId).update({ 'ballot.closesAt': Date.now() - 1 })

test('two chairs open at once: one manifest, one round', async () => {
  const { h } = await arrange(4)
  const matterId = await h.matter(motion, { way: 'secret' })
  const both = await Promise.all([1, 2, 3].map(() => openDraw(t, matterId)))
  expect(new Set(both.map(r => r.ballot!.code)).size).toBe(1)
  await t.call(STAFF, 'congress', 'roundVoid', { roundId: both[0]!._id, why: '试验结束' })
})

test('drawing while two chairs close the draw: whoever has an answer is on the list, whoever is not has none', async () => {
  const { h } = await arrange(16)
  const { _id: roundId } = await openDraw(t, await h.matter(motion, { way: 'secret' }))
  const devices = await Promise.all(h.ids.map((_, i) => register(t, h.wx(i), h.id).catch(() => undefined)))
  expect(devices).toHaveLength(16)
  await t.call(STAFF, 'congress', 'roundVoid', { roundId, why: '重新开始' })
  const again = await h.matter(motion, { way: 'secret' })
  const { _id } = await openDraw(t, again)
  const phones = await Promise.all(h.ids.map((_, i) => phoneOf(t, h.wx(i), h.id, devices[i]!)))
  const asked = phones.map(async phone => {
    const { reply } = await askIssuer(t, phone, 0)
    return { seat: phone.seat, answered: reply.ok }
  })
  const closing = [1, 2].map(async () => { try { return await t.call(STAFF, 'congress', 'drawClose', { roundId: _id }) } catch { return undefined } })
  const answers = await Promise.all(asked)
  await Promise.all(closing)
  await t.call(STAFF, 'congress', 'drawClose', { roundId: _id })
  const listed = new Set((await t.call(STAFF, 'congress', 'ballotLists', { roundId: _id })).issued.map(i => i.seat))
  for (const { seat, answered } of answers) if (answered) expect(listed.has(seat)).toBe(true)
  for (const phone of phones) if (!listed.has(phone.seat)) expect(await codeOf(askIssuer(t, phone, 0))).toBe('DRAW_OVER')
})

test('casting while two chairs shut the box: every accepted ballot is on the board', async () => {
  const { h, seals, devices } = await arrange(24)
  const { roundId, phones } = await castingOpen(t, h, await h.matter(motion, { way: 'secret' }), devices, seals)
  await t.call(STAFF, 'congress', 'castEnd', { roundId })
  await late(roundId)
  const accepted: Phone[] = []
  const casting = phones.map(async (phone, i) => {
    const answer = await data(drop(t, mark(phone, i % 2 ? 'y' : 'n')))
    if (answer.state === 'accepted') accepted.push(phone)
  })
  const closing = [1, 2].map(() => t.call(STAFF, 'congress', 'roundClose', { roundId }))
  await Promise.all([...casting, ...closing])
  await sealAll(t, seals, roundId)
  const lines = new Set((await boardOf(t, roundId)).lines)
  const { canonical } = await import('../../domain/ballot/canonical')
  for (const phone of accepted) expect(lines.has(canonical(phone.ballot))).toBe(true)
})

test('a phone and a paper at the same moment: one channel', async () => {
  const { h, devices } = await arrange(6)
  const { _id: roundId } = await openDraw(t, await h.matter(motion, { way: 'secret' }))
  const phones = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i), h.id, device)))
  for (const [i, phone] of phones.entries()) {
    const [drawn, handed] = await Promise.all([
      codeOf(askIssuer(t, phone, 0)),
      t.ask(STAFF, 'congress', 'paperIssue', { roundId, personIds: [h.ids[i]!] }),
    ])
    expect([drawn === 'ok', handed.ok].filter(Boolean)).toHaveLength(1)
  }
  await t.call(STAFF, 'congress', 'roundVoid', { roundId, why: '试验结束' })
})

test('killed between the steps: whoever presses next goes on', async () => {
  const { h, seals, devices } = await arrange(4)
  const matterId = await h.matter(motion, { way: 'secret' })
  const { _id: roundId, ballot } = await openDraw(t, matterId)
  // After the manifest, before the round: nobody has seen it, and the same manifest is found again.
  const [session] = (await t.db.collection('sessions').doc(h.id).get()).data as { roundId: string }[]
  expect(session!.roundId).toBe(roundId)
  await t.db.collection('rounds').doc(roundId).remove()
  expect((await openDraw(t, matterId)).ballot!.code).toBe(ballot!.code)
  const phones = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i), h.id, device)))
  await Promise.all(phones.map(phone => draw(t, phone)))
  // After the draw was closed for the phones, and before anything was sealed.
  await t.db.collection('ballotRounds').doc(roundId).update({ state: 'drawn' })
  await t.call(STAFF, 'congress', 'drawClose', { roundId })
  // After sealing, before the head was kept: both issuers answer the same for the same list.
  const kept = (await t.db.collection('heads').doc(`${roundId}.0`).get()).data[0] as { head: string }
  await t.db.collection('heads').doc(`${roundId}.0`).remove()
  await t.db.collection('rounds').doc(roundId).update({ state: 'drawing' })
  await t.call(STAFF, 'congress', 'drawClose', { roundId })
  expect((await t.db.collection('heads').doc(`${roundId}.0`).get()).data[0]).toMatchObject({ head: kept.head })
  await sealAll(t, seals, roundId)
  // Open for the box and not for the chairs, then the other way round at the closing.
  await t.db.collection('ballotRounds').doc(roundId).update({ state: 'open' })
  await t.call(STAFF, 'congress', 'castOpen', { roundId, few: true })
  for (const phone of phones) await cast(t, phone, 'y')
  await t.call(STAFF, 'congress', 'castEnd', { roundId })
  await late(roundId)
  await t.db.collection('ballotRounds').doc(roundId).update({ state: 'closing' })
  expect(await t.call(STAFF, 'congress', 'roundClose', { roundId })).toMatchObject({ state: 'closing' })
  const done = await sealAll(t, seals, roundId)
  expect(done).toMatchObject({ state: 'counted', tally: { collected: 4 } })
  // Counted for the chairs, not yet for the box.
  await t.db.collection('ballotRounds').doc(roundId).update({ state: 'closing' })
  expect((await seen(t, roundId)).state).toBe('closing')
  expect(await t.call(STAFF, 'congress', 'roundClose', { roundId })).toMatchObject({ state: 'counted' })
  expect((await seen(t, roundId)).state).toBe('counted')
})

test('round trips: a draw three, a cast two, what phones ask again and again one', async () => {
  const { h, seals, devices } = await arrange(4)
  const { _id: roundId } = await openDraw(t, await h.matter(motion, { way: 'secret' }))
  const phones = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i), h.id, device)))
  expect((await askIssuer(t, phones[0]!, 0)).trips).toBe(3)
  expect((await askIssuer(t, phones[0]!, 0)).trips).toBe(1)
  await Promise.all(phones.map(phone => draw(t, phone)))
  await t.call(STAFF, 'congress', 'drawClose', { roundId })
  await sealAll(t, seals, roundId)
  await t.call(STAFF, 'congress', 'castOpen', { roundId, few: true })
  await cast(t, phones[0]!, 'y')
  // An instance that has never seen the round reads its manifest first; all later casts are two.
  const trips = await Promise.all(Array.from({ length: 12 }, async () => (await drop(t, phones[0]!.ballot)).trips))
  expect(Math.max(...trips)).toBeLessThanOrEqual(3)
  expect((await drop(t, mark(phones[1]!, 'n'))).trips).toBe(2)
  expect((await anonymous(t, `/api/box/rounds/${roundId}`)).trips).toBe(1)
  expect((await anonymous(t, `/api/box/rounds/${roundId}/state`)).trips).toBe(1)
  await shutBox(t, roundId)
  await sealAll(t, seals, roundId)
})

/** A generator that can be replayed by its seed (mulberry32). */
const chances = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let v = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  v = (v + Math.imul(v ^ (v >>> 7), 61 | v)) ^ v
  return ((v ^ (v >>> 14)) >>> 0) / 4_294_967_296
}

test('ten thousand hostile casts: none accepted, no fault, honest voters served meanwhile', async () => {
  const { h, seals, devices } = await arrange(8)
  const { roundId, phones } = await castingOpen(t, h, await h.matter(motion, { way: 'secret' }), devices, seals)
  const seed = Number(process.env.SEED ?? randomBytes(4).readUInt32BE())
  console.log(`hostile casts, SEED=${seed}`)
  const chance = chances(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!
  const text = (length: number) => Array.from({ length }, () => pick([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'])).join('')
  const good = mark(phones[0]!, 'y')
  const odd = [null, 0, -1, 1e308, '', '=1+1', [], {}, { $gt: '' }, true, '\ud800', 'A'.repeat(43), '__proto__', text(86), text(342)]
  const change = (value: unknown): unknown => {
    const copy = structuredClone(value) as Record<string, unknown>
    const field = pick(['kind', 'choice', 'prefix', 'pub', 'round', 'sig', 'tokens', 'more'])
    const how = pick(['odd', 'text', 'drop', 'inner', 'swap'])
    if (how === 'odd') copy[field] = pick(odd)
    else if (how === 'text') copy[field] = text(pick([1, 43, 86, 342]))
    else if (how === 'drop') delete copy[pick(['kind', 'choice', 'prefix', 'pub', 'round', 'sig', 'tokens'])]
    else if (how === 'inner') copy.choice = pick([{ marks: pick(odd), writeIns: [] }, { marks: 'y', writeIns: pick(odd) }, { marks: text(3), writeIns: [] }, { marks: 'y', writeIns: [text(5)] }])
    else copy.tokens = pick([[good.tokens[1], good.tokens[0]], [good.tokens[0]], [good.tokens[0], text(342)], [...good.tokens, text(342)], [text(342), text(342)]])
    // What came out as the honest ballot is not hostile.
    return JSON.stringify(copy) === JSON.stringify(good) ? change(value) : copy
  }
  const headers = () => (chance() < 0.1 ? pick([{ authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaa' }, { cookie: 'x=1' }, { 'x-wx-openid': 'o' }]) as unknown as Record<string, string> : {})
  let sent = 0
  let accepted = 0
  const attack = async () => {
    while (sent < 10_000) {
      sent++
      const body = chance() < 0.05 ? pick(['{', '[]', 'null', '"', text(500), text(30_000)]) : JSON.stringify(change(good))
      const reply = await drop(t, body, headers())
      if (reply.reply.ok) accepted++
      if (reply.status >= 500) throw new Error(`a fault: ${body.slice(0, 300)}`)
    }
  }
  const honest = async () => {
    for (const phone of phones.slice(1)) await cast(t, phone, 'y')
  }
  await Promise.all([...Array.from({ length: 16 }, attack), honest()])
  expect(accepted).toBe(0)
  expect((await t.db.collection('ballots').where({ round: roundId }).count()).total).toBe(7)
}, 300_000)
