import { createHash, randomBytes } from 'node:crypto'
import { bytesToNumberBE } from '@noble/curves/utils.js'
import { nodeEngine, signDigest, unwrapKey } from '../../cloudfunctions/_kit/ballot-crypto'
import { ballotDigest, ballotId, receiptDigest, type Ballot } from '../../domain/ballot/ballot'
import { fromText, toText } from '../../domain/ballot/bytes'
import { judge } from '../../domain/ballot/complaint'
import { sign } from '../../domain/ballot/ed25519'
import { findOnBoard } from '../../domain/ballot/find'
import { deviceKeyOf, drawRequest, markBallot, paperOf, tokenOf } from '../../domain/ballot/paper'
import { verifyRecord } from '../../domain/ballot/record'
import type { BallotRoundDoc, IssuedDoc } from '../../cloudfunctions/_kit/documents'
import { startCloud, type TestCloud } from './cloud'
import { hall, motion, STAFF, type Hall } from './congress-hall'
import {
  anonymous, askIssuer, boardOf, cast, castingOpen, codeOf, data, draw, drop, inBox, mark, openDraw, phoneOf, recordOf, register, scrutineers, sealAll, sealOf, shutBox,
  type Phone, type Scrutineer,
} from './ballot-phones'

/** The list at the end of the design: each attack, against the built functions, the database read as an administrator would. */

const PEOPLE = 4
const SECRET = 'a secret of at least thirty-two characters'

let t: TestCloud
let h: Hall
let seals: Scrutineer[]
let devices: Awaited<ReturnType<typeof register>>[]
beforeAll(async () => { t = await startCloud({ witness: true }) })

/** A hall of its own for each attack, so that none stands in another's way. */
const arrange = async () => {
  h = await hall(t, { size: 6, present: PEOPLE })
  seals = await scrutineers(t, h.id)
  devices = await Promise.all(Array.from({ length: PEOPLE }, (_, i) => register(t, h.wx(i), h.id)))
}
beforeEach(arrange)
afterAll(() => t.stop())
afterEach(() => expect(t.faults()).toBe(0))

const secretMatter = () => h.matter(motion, { way: 'secret' })
const toOpen = async () => castingOpen(t, h, await secretMatter(), devices, seals)
const finish = async (roundId: string) => {
  await shutBox(t, roundId)
  return sealAll(t, seals, roundId)
}
const ballotsOf = async (roundId: string) => (await t.db.collection('ballots').where({ round: roundId }).get()).data as (Ballot & { _id: string })[]
const voidIt = (roundId: string) => t.call(STAFF, 'congress', 'roundVoid', { roundId, why: '试验结束' })

test('a second ballot of one paper, an altered one, and the same bytes again', async () => {
  const { roundId, phones: [phone, other] } = await toOpen()
  const receipt = await cast(t, phone!, 'y')
  const again = await data(drop(t, phone!.ballot))
  expect(again).toEqual({ state: 'accepted', receipt })
  const second = markBallot(phone!.round, phone!.paper, phone!.tokens, { marks: 'n', writeIns: [] })
  expect(await codeOf(drop(t, second))).toBe('BALLOT_TWICE')
  expect(await codeOf(drop(t, { ...phone!.ballot, choice: { marks: 'n', writeIns: [] } }))).toBe('BALLOT_SIGNATURE')
  expect((await inBox(t, phone!.ballot!))!.choice.marks).toBe('y')
  // Five taps at once are one ballot with one receipt.
  const ballot = mark(other!, 'a')
  const five = await Promise.all(Array.from({ length: 5 }, () => data(drop(t, ballot))))
  expect(new Set(five.map(f => JSON.stringify(f))).size).toBe(1)
  expect(await finish(roundId)).toMatchObject({ state: 'counted', tally: { collected: 2, counts: { yes: 1, no: 0, abstain: 1 } } })
})

test('forged tokens, tokens of another round, of another paper, of one issuer twice', async () => {
  const before = await toOpen()
  await voidIt(before.roundId)
  const { roundId, phones: [mine, yours] } = await toOpen()
  const ballot = mark(mine!, 'y')
  const signedAnew = (change: Partial<Ballot>): Ballot => {
    const bare = { ...ballot, ...change, sig: '' }
    return { ...bare, sig: toText(sign(ballotDigest(mine!.round, bare), mine!.paper.secret)) }
  }
  const wrong: [string, Ballot][] = [
    ['random', signedAnew({ tokens: [toText(randomBytes(256)), ballot.tokens[1]!] })],
    ['another round’s', signedAnew({ tokens: before.phones[0]!.tokens })],
    ['another paper’s', signedAnew({ tokens: yours!.tokens })],
    ['one issuer’s twice', signedAnew({ tokens: [ballot.tokens[0]!, ballot.tokens[0]!] })],
    ['one issuer’s alone', signedAnew({ tokens: [ballot.tokens[0]!] })],
    ['another prefix', signedAnew({ prefix: yours!.paper.prefix })],
  ]
  for (const [what, attempt] of wrong) expect([what, await codeOf(drop(t, attempt))]).toEqual([what, 'TOKEN'])
  expect(await codeOf(drop(t, mark(before.phones[0]!, 'y')))).toBe('VOID')
  expect(await ballotsOf(roundId)).toHaveLength(0)
  await voidIt(roundId)
})

test('drawing: without the device, with another’s, another paper, the same again, after the draw', async () => {
  const { _id: roundId } = await openDraw(t, await secretMatter())
  const [mine, yours] = await Promise.all([0, 1].map(i => phoneOf(t, h.wx(i), h.id, devices[i]!)))
  const ask = (request: object) => codeOf(anonymous(t, '/api/issuer', { round: roundId, request }))
  const good = drawRequest(mine!.round, mine!.paper, mine!.seat, mine!.device)
  expect(await ask({ ...good, deviceSig: toText(randomBytes(64)) })).toBe('DEVICE_SIGNATURE')
  expect(await ask(drawRequest(mine!.round, mine!.paper, yours!.seat, mine!.device))).toBe('NOT_ON_ROLL')
  expect(await ask(drawRequest(mine!.round, mine!.paper, '9999', mine!.device))).toBe('NOT_ON_ROLL')
  expect(await ask({ ...good, devicePub: yours!.device.pub })).toBe('NOT_ON_ROLL')
  const first = await data(askIssuer(t, mine!, 0))
  expect(await data(askIssuer(t, mine!, 0))).toEqual(first)
  const greedy = { ...mine!, paper: paperOf(randomBytes(32), mine!.round) }
  expect(await codeOf(askIssuer(t, greedy, 0))).toBe('OTHER_PAPER')
  // An issuer that answers with another key would tag the paper: the phone takes no such token.
  expect(() => tokenOf(mine!.round, mine!.paper, 1, first.answer)).toThrow('凭证')
  await draw(t, mine!)
  await t.call(STAFF, 'congress', 'drawClose', { roundId })
  expect(await codeOf(askIssuer(t, yours!, 0))).toBe('DRAW_OVER')
  expect(await data(askIssuer(t, mine!, 0))).toEqual(first)
  await voidIt(roundId)
})

test('nobody casts before the draw is closed and sealed, nor counts before two have signed', async () => {
  const { _id: roundId } = await openDraw(t, await secretMatter())
  const phones = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i), h.id, device)))
  await Promise.all(phones.map(phone => draw(t, phone)))
  expect(await codeOf(drop(t, mark(phones[0]!, 'y')))).toBe('NOT_OPEN')
  expect(await t.refusal(STAFF, 'congress', 'castOpen', { roundId, few: true })).toBe('WRONG_STATE')
  await t.call(STAFF, 'congress', 'drawClose', { roundId })
  expect(await t.refusal(STAFF, 'congress', 'castOpen', { roundId, few: true })).toBe('NOT_SEALED')
  const one = await sealOf(t, seals[0]!, roundId)
  expect(await t.refusal(seals[1]!.wx, 'congress', 'seal', one)).toBe('BAD_SIGNATURE')
  await t.call(seals[0]!.wx, 'congress', 'seal', one)
  expect(await t.refusal(STAFF, 'congress', 'castOpen', { roundId, few: true })).toBe('NOT_SEALED')
  await t.call(seals[1]!.wx, 'congress', 'seal', await sealOf(t, seals[1]!, roundId))
  expect(await codeOf(drop(t, phones[0]!.ballot))).toBe('NOT_OPEN')
  expect(await t.refusal(STAFF, 'congress', 'castOpen', { roundId })).toBe('FEW')
  await t.call(STAFF, 'congress', 'castOpen', { roundId, few: true })
  await cast(t, phones[0]!, 'y')
  expect(await t.refusal(STAFF, 'congress', 'roundClose', { roundId })).toBe('TOO_EARLY')
  expect(await codeOf(anonymous(t, `/api/box/rounds/${roundId}/board`))).toBe('NOT_YET')
  const opening = await recordOf(t, roundId)
  expect(opening.complete).toBe(false)
  expect(verifyRecord(opening.text.trimEnd().split('\n'), nodeEngine, { until: 'opening' })).toMatchObject({ ok: true, outcome: { state: 'opening', issued: PEOPLE } })
  await shutBox(t, roundId)
  await t.call(seals[0]!.wx, 'congress', 'seal', await sealOf(t, seals[0]!, roundId))
  expect(await t.call(STAFF, 'congress', 'roundClose', { roundId })).toMatchObject({ state: 'closing', tally: null, decision: null })
  expect(await codeOf(anonymous(t, `/api/box/rounds/${roundId}/board`))).toBe('NOT_YET')
  expect(await t.call(seals[1]!.wx, 'congress', 'seal', await sealOf(t, seals[1]!, roundId))).toMatchObject({ state: 'counted' })
  expect(await data(drop(t, mark(phones[1]!, 'n')))).toEqual({ state: 'undecided' })
})

test('a ballot deleted from the database: its voter sees it, and has proof', async () => {
  const { roundId, phones } = await toOpen()
  const receipts = await Promise.all(phones.map(phone => cast(t, phone, 'y')))
  await t.db.collection('ballots').doc(ballotId(phones[0]!.ballot!.pub)).remove()
  expect(await finish(roundId)).toMatchObject({ state: 'counted', tally: { issued: PEOPLE, collected: PEOPLE - 1 } })
  const { head, lines } = await boardOf(t, roundId)
  const place = (phone: Phone) => findOnBoard(phone.round, phone.ballot!, lines, head, nodeEngine).place
  expect(place(phones[0]!)).toBe(0)
  expect(phones.slice(1).every(phone => place(phone) > 0)).toBe(true)
  expect(judge(phones[0]!.round, phones[0]!.ballot!, receipts[0], lines, head, nodeEngine)).toBe('dropped')
  expect(judge(phones[1]!.round, phones[1]!.ballot!, receipts[1], lines, head, nodeEngine)).toBe('counted')
})

test('a ballot altered in the database is no ballot any more: left out, and the scrutineers are told', async () => {
  const { roundId, phones } = await toOpen()
  await Promise.all(phones.map(phone => cast(t, phone, 'y')))
  await t.db.collection('ballots').doc(ballotId(phones[0]!.ballot!.pub)).update({ 'choice.marks': 'n' })
  await shutBox(t, roundId)
  expect(await t.call(seals[0]!.wx, 'congress', 'toSeal', { roundId })).toMatchObject({ spoilt: 1 })
  expect(await sealAll(t, seals, roundId)).toMatchObject({ tally: { collected: PEOPLE - 1, counts: { yes: PEOPLE - 1, no: 0 } } })
})

/** Signs blind with a key out of the database, as an administrator of that environment could before it is destroyed. */
async function stolen(roundId: string, env: 'test' | 'witness', secret: string): Promise<{ sign(value: string): string }> {
  const { privateDecrypt, constants, createPrivateKey } = await import('node:crypto')
  const { default: tcb } = await import('@cloudbase/node-sdk')
  const [doc] = (await tcb.init({ env }).database().collection('ballotRounds').doc(roundId).get()).data as BallotRoundDoc[]
  const key = createPrivateKey({ key: unwrapKey(secret, `issuer/${roundId}`, doc!.key), format: 'der', type: 'pkcs8' })
  return { sign: value => privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(value, 'base64url')).toString('base64url') }
}

test('stuffing: by one of two issuers it has no ballot, by both together it voids the round', async () => {
  const { _id: roundId } = await openDraw(t, await secretMatter())
  const phones = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i), h.id, device)))
  const office = await stolen(roundId, 'test', SECRET)
  const witness = await stolen(roundId, 'witness', 'a secret shared with the witness only of the witness')
  await Promise.all(phones.map(phone => draw(t, phone)))
  const forged = (): Phone => {
    const paper = paperOf(randomBytes(32), phones[0]!.round)
    const tokens = [office, witness].map((issuer, i) => tokenOf(phones[0]!.round, paper, i, issuer.sign(paper.blinded[i]!)))
    return { ...phones[0]!, paper, tokens }
  }
  const stuffed = forged()
  await t.call(STAFF, 'congress', 'drawClose', { roundId })
  await expect(stolen(roundId, 'test', SECRET)).rejects.toThrow()
  await expect(stolen(roundId, 'witness', 'a secret shared with the witness only of the witness')).rejects.toThrow()
  await sealAll(t, seals, roundId)
  await t.call(STAFF, 'congress', 'castOpen', { roundId, few: true })
  const alone = { ...stuffed, tokens: [stuffed.tokens[0]!, toText(randomBytes(256))] }
  expect(await codeOf(drop(t, mark(alone, 'y')))).toBe('TOKEN')
  await Promise.all(phones.map(phone => cast(t, phone, 'n')))
  await cast(t, stuffed, 'y')
  expect(await shutBox(t, roundId)).toMatchObject({ state: 'void', decision: { outcome: 'void', sentence: expect.stringContaining('收回的票多于发出的票') } })
})

test('a padded list of papers, and a changed roll, are never sealed', async () => {
  for (const attack of ['padded', 'roll'] as const) {
    const { _id: roundId } = await openDraw(t, await secretMatter())
    const phones = await Promise.all(devices.slice(1).map((device, i) => phoneOf(t, h.wx(i + 1), h.id, device)))
    await Promise.all(phones.map(phone => draw(t, phone)))
    const absent = (await phoneOf(t, h.wx(0), h.id, devices[0]!)).seat
    if (attack === 'padded') {
      const [like] = (await t.db.collection('issued').doc(`${roundId}.${phones[0]!.seat}`).get()).data as IssuedDoc[]
      await t.db.collection('issued').add({ ...like!, _id: `${roundId}.${absent}`, seat: absent })
      expect(await t.refusal(STAFF, 'congress', 'drawClose', { roundId })).toBe('DEVICE_SIGNATURE')
    } else {
      await t.db.collection('ballotRoll').doc(`${roundId}.${absent}`).update({ devicePub: deviceKeyOf(randomBytes(32)).pub })
      expect(await t.refusal(STAFF, 'congress', 'drawClose', { roundId })).toBe('ROLL')
    }
    await voidIt(roundId)
  }
})

test('the box takes nothing that says who sends it, and nothing that is too long', async () => {
  const { roundId, phones: [phone] } = await toOpen()
  const ballot = mark(phone!, 'y')
  for (const headers of [{ authorization: 'Bearer abcdefghijklmnopqrstuvwxyz' }, { cookie: 'a=b' }, { 'x-wx-openid': 'o1' }] as Record<string, string>[]) {
    expect(await codeOf(drop(t, ballot, headers))).toBe('IDENTIFIED')
  }
  const called = await t.cloud.call('box-http', { httpMethod: 'POST', path: '/api/box', headers: {}, body: JSON.stringify(ballot) }, { openid: h.wx(0) })
  expect(JSON.stringify(called.result)).toContain('IDENTIFIED')
  expect((await drop(t, JSON.stringify({ ...ballot, more: 'x'.repeat(50_000) }))).status).toBe(413)
  expect(await ballotsOf(roundId)).toHaveLength(0)
  await voidIt(roundId)
})

describe('what an administrator can read', () => {
  let phones: Phone[]
  let roundId: string
  beforeAll(async () => {
    await arrange()
    ;({ roundId, phones } = await toOpen())
    for (const phone of phones) await cast(t, phone, 'y')
    await finish(roundId)
  })

  test('every paper that was issued fits every ballot: a blinding factor exists for each pair', async () => {
    const issued = (await t.db.collection('issued').where({ round: roundId }).get()).data as IssuedDoc[]
    const ballots = await ballotsOf(roundId)
    const { issuers } = phones[0]!.round.manifest
    let pairs = 0
    for (const [i, { modulus }] of issuers.entries()) {
      const n = bytesToNumberBE(fromText(modulus))
      for (const paper of issued) {
        for (const ballot of ballots) {
          const token = bytesToNumberBE(fromText(ballot.tokens[i]!))
          // The factor r with which this ballot's message would have been blinded into this paper's: blinded = message · r^e.
          const message = power(token, 65537n, n)
          const blinded = bytesToNumberBE(fromText(paper.blinded[i]!))
          const factorE = (blinded * inverse(message, n)) % n
          expect((message * factorE) % n).toBe(blinded)
          expect(gcd(factorE, n)).toBe(1n)
          pairs++
        }
      }
    }
    expect(pairs).toBe(PEOPLE * PEOPLE * 2)
  })

  test('no field beside what the voter sent, no time, no order', async () => {
    const issued = (await t.db.collection('issued').where({ round: roundId }).get()).data as object[]
    const ballots = await ballotsOf(roundId)
    for (const doc of ballots) expect(Object.keys(doc).sort()).toEqual(['_id', 'choice', 'kind', 'prefix', 'pub', 'rev', 'round', 'sig', 'tokens'])
    for (const doc of issued) expect(Object.keys(doc).sort()).toEqual(['_id', 'answers', 'blinded', 'channel', 'devicePub', 'deviceSig', 'listed', 'rev', 'round', 'seat'])
    expect(new Set(ballots.map(b => (b as unknown as { rev: number }).rev))).toEqual(new Set([0]))
    for (const { _id, pub } of ballots) expect(_id).toBe(createHash('sha256').update(Buffer.from(pub, 'base64url')).digest('base64url'))
    // As the database keeps them: by their hash, whatever came first.
    const stored = ballots.map(b => b._id)
    expect(stored).toEqual([...stored].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
  })

  test('no line of any log says anything of a draw or a cast', () => {
    const lines = [...t.cloud.logs(), ...t.cloud.logs('witness')].map(l => l.message)
    const tell = phones.flatMap(p => [p.seat === '' ? 'no seat' : p.device.pub, p.paper.pub, p.ballot!.sig, ballotId(p.paper.pub)])
    expect(lines.filter(line => /api\/box|api\/issuer|"area":"(box|issuer)"/.test(line))).toEqual([])
    expect(lines.filter(line => tell.some(word => line.includes(word)))).toEqual([])
  })

  test('a receipt can be made by the box alone', async () => {
    const [doc] = (await t.db.collection('ballotRounds').doc(roundId).get()).data as BallotRoundDoc[]
    // Once counted even the box has forgotten how.
    expect(doc).toMatchObject({ state: 'counted', key: '', word: '', box: '' })
    const forged = signDigest((await import('node:crypto')).generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }), receiptDigest(phones[0]!.round, 'x'))
    expect(judgeSafe(phones[0]!, forged)).toBe('RECEIPT')
  })
})

const judgeSafe = (phone: Phone, sig: string): string => {
  try {
    judge(phone.round, phone.ballot!, { kind: 'receipt', leaf: toText(randomBytes(32)), round: phone.round.manifest.round, sig }, [], {}, nodeEngine)
    return 'taken'
  } catch (e) {
    return (e as { code: string }).code
  }
}

const power = (base: bigint, exponent: bigint, n: bigint): bigint => {
  let [result, b] = [1n, base % n]
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % n
    b = (b * b) % n
  }
  return result
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))

function inverse(a: bigint, n: bigint): bigint {
  let [r0, r1, t0, t1] = [n, a % n, 0n, 1n]
  while (r1 !== 0n) {
    const q = r0 / r1
    ;[r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1]
  }
  return ((t0 % n) + n) % n
}
