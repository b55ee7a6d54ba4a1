import { randomBytes } from 'node:crypto'
import type { Ballot, Receipt } from '../../domain/ballot/ballot'
import { ballotId, demandReceipt } from '../../domain/ballot/ballot'
import { batchDigest } from '../../domain/ballot/batch'
import { toText } from '../../domain/ballot/bytes'
import { canonical } from '../../domain/ballot/canonical'
import { sign } from '../../domain/ballot/ed25519'
import { headDigest } from '../../domain/ballot/heads'
import { openRound, type Round } from '../../domain/ballot/manifest'
import { deviceKeyOf, drawRequest, markBallot, paperOf, tokenOf, type DeviceKey, type Paper } from '../../domain/ballot/paper'
import { pureEngine } from '../../domain/ballot/engine'
import { choiceOf } from '../../domain/ballot/question'
import type { CastAnswer, PublicBoard, PublicRound } from '../../types/ballot'
import type { Reply } from '../../types/contract'
import type { TestCloud } from './cloud'
import { STAFF, type Hall } from './congress-hall'

/** The clients of a secret ballot as tests play them: the protocol of domain/ballot over the real HTTP routes. */

export interface Answer<T> { status: number; reply: Reply<T>; trips: number }

/** An anonymous request, as `wx.request` and `fetch` make it. */
export async function anonymous<T>(t: TestCloud, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> {
  const url = path.startsWith('http') ? path : `${t.cloud.url}/env/${t.env ?? 'test'}${path}`
  const init = body === undefined ? { headers } : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
  const answer = await fetch(url, init)
  return { status: answer.status, reply: await answer.json() as Reply<T>, trips: Number(answer.headers.get('x-local-trips')) }
}

export async function data<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { reply } = await answer
  if (!reply.ok) throw new Error(`refused: ${reply.code} ${reply.message}`)
  return reply.data
}

export const codeOf = async (answer: Promise<Answer<unknown>>): Promise<string> => {
  const { reply } = await answer
  return reply.ok ? 'ok' : reply.code
}

export const seen = (t: TestCloud, roundId: string) => data(anonymous<PublicRound>(t, `/api/box/rounds/${roundId}`))
export const boardOf = (t: TestCloud, roundId: string) => data(anonymous<PublicBoard>(t, `/api/box/rounds/${roundId}/board`))

export async function recordOf(t: TestCloud, roundId: string): Promise<{ text: string; complete: boolean }> {
  const { url, complete } = await data(anonymous<{ url: string; complete: boolean }>(t, `/api/box/rounds/${roundId}/record`))
  return { text: await (await fetch(url)).text(), complete }
}

export interface Phone {
  device: DeviceKey
  seat: string
  seed: Uint8Array
  round: Round
  issuers: string[]
  paper: Paper
  tokens: string[]
  ballot?: Ballot
}

/** Registers a phone's key with the session. */
export async function register(t: TestCloud, wx: string, sessionId: string): Promise<DeviceKey> {
  const device = deviceKeyOf(randomBytes(32))
  await t.call(wx, 'congress', 'deviceKey', { id: sessionId, pub: device.pub })
  return device
}

/** What a phone knows before it draws. */
export async function phoneOf(t: TestCloud, wx: string, sessionId: string, device: DeviceKey): Promise<Phone> {
  const now = await t.call(wx, 'congress', 'now', { id: sessionId })
  const roundId = now.round!._id
  const { manifest, issuers } = await seen(t, roundId)
  const round = openRound(JSON.parse(manifest))
  const seed = randomBytes(32)
  return { device, seat: now.seat!.seat, seed, round, issuers, paper: paperOf(seed, round), tokens: [] }
}

export const askIssuer = (t: TestCloud, phone: Phone, issuer: number) =>
  anonymous<{ answer: string }>(t, phone.issuers[issuer]!, { round: phone.round.manifest.round, request: drawRequest(phone.round, phone.paper, phone.seat, phone.device) })

/** 领票 from every issuer in turn. */
export async function draw(t: TestCloud, phone: Phone): Promise<void> {
  for (let i = 0; i < phone.issuers.length; i++) {
    const { answer } = await data(askIssuer(t, phone, i))
    phone.tokens[i] = tokenOf(phone.round, phone.paper, i, answer)
  }
}

export function mark(phone: Phone, marks: string, writeIns: string[] = []): Ballot {
  phone.ballot = markBallot(phone.round, phone.paper, phone.tokens, choiceOf(marks, writeIns, phone.round.manifest.question))
  return phone.ballot
}

export const drop = (t: TestCloud, ballot: unknown, headers: Record<string, string> = {}) => anonymous<CastAnswer>(t, '/api/box', typeof ballot === 'string' ? ballot : canonical(ballot), headers)

/** 投票, with the receipt checked as the phone does. */
export async function cast(t: TestCloud, phone: Phone, marks: string, writeIns: string[] = []): Promise<Receipt> {
  const ballot = mark(phone, marks, writeIns)
  const answer = await data(drop(t, ballot))
  if (answer.state !== 'accepted') throw new Error(answer.state)
  return demandReceipt(phone.round, ballot, answer.receipt, pureEngine)
}

export const inBox = async (t: TestCloud, ballot: Ballot) => (await t.db.collection('ballots').doc(ballotId(ballot.pub)).get()).data[0] as Ballot | undefined

export interface Scrutineer { wx: string; secret: Uint8Array }

/** Scrutineers of the demo data, with keys registered for the session. */
export async function scrutineers(t: TestCloud, sessionId: string, wxs = ['demo-jiang', 'demo-qian']): Promise<Scrutineer[]> {
  const all = wxs.map(wx => ({ wx, secret: randomBytes(32) }))
  for (const { wx, secret } of all) await t.call(wx, 'congress', 'sealKey', { id: sessionId, pub: deviceKeyOf(secret).pub })
  return all
}

/** 签封: what `toSeal` gives, signed. */
export async function sealOf(t: TestCloud, { wx, secret }: Scrutineer, roundId: string) {
  const { manifest, head, batches } = await t.call(wx, 'congress', 'toSeal', { roundId })
  const round = openRound(JSON.parse(manifest))
  const value = JSON.parse(head)
  return { roundId, n: value.n as number, sig: toText(sign(headDigest(round, value), secret)), batches: batches.map(line => toText(sign(batchDigest(round, JSON.parse(line)), secret))) }
}

export async function sealAll(t: TestCloud, all: readonly Scrutineer[], roundId: string) {
  let last
  for (const one of all) last = await t.call(one.wx, 'congress', 'seal', await sealOf(t, one, roundId))
  return last!
}

/** Opens the draw of a secret ballot on phones. */
export const openDraw = (t: TestCloud, matterId: string, more: object = {}) =>
  t.call(STAFF, 'congress', 'roundOpen', { matterId, no: 1, way: 'secret', why: '', phones: true, ...more })

/** From a hall whose phones have checked in to open casting; answers the phones in the order of the hall. */
export async function castingOpen(t: TestCloud, h: Hall, matterId: string, devices: DeviceKey[], seals: Scrutineer[], more: object = {}): Promise<{ roundId: string; phones: Phone[] }> {
  const { _id: roundId } = await openDraw(t, matterId, more)
  const phones = await Promise.all(devices.map((device, i) => phoneOf(t, h.wx(i), h.id, device)))
  await Promise.all(phones.map(phone => draw(t, phone)))
  await t.call(STAFF, 'congress', 'drawClose', { roundId })
  await sealAll(t, seals, roundId)
  await t.call(STAFF, 'congress', 'castOpen', { roundId, few: true })
  return { roundId, phones }
}

/** Ends the marking and shuts the box when it is due: the notice is cut short in the database, as no test waits for it. */
export async function shutBox(t: TestCloud, roundId: string) {
  await t.call(STAFF, 'congress', 'castEnd', { roundId })
  await t.db.collection('rounds').doc(roundId).update({ 'ballot.closesAt': Date.now() - 1 })
  return t.call(STAFF, 'congress', 'roundClose', { roundId })
}
