import { randomBytes } from 'node:crypto'
import { demandReceipt, type Receipt } from '../../domain/ballot/ballot'
import { toText } from '../../domain/ballot/bytes'
import { sign } from '../../domain/ballot/ed25519'
import { pureEngine } from '../../domain/ballot/engine'
import { headDigest } from '../../domain/ballot/heads'
import { openRound } from '../../domain/ballot/manifest'
import type { SurveyDoc } from '../../cloudfunctions/_kit/survey-documents'
import { deviceKeyOf, markBallot, paperOf, type DeviceKey } from '../../domain/ballot/paper'
import { checkFinal, checkOpening } from '../../domain/ballot/to-seal'
import { marksOf } from '../../domain/survey/ballot-answers'
import type { Output } from '../../types/api'
import type { Survey, SurveyEdit } from '../../types/survey'
import type { Definition } from '../../types/survey-questions'
import type { Values } from '../../types/survey-answers'
import { data, draw, drop, seen, type Phone, type Scrutineer } from './ballot-phones'
import type { TestCloud } from './cloud'
import { HOUR, WHO, doing } from './survey-helpers'

/** People in an anonymous survey: their phones, the scrutineers' devices, and a clock that tests move. */

type Given = Omit<NonNullable<Parameters<ReturnType<typeof doing>['published']>[0]>, 'anonymous'> & { anonymous?: Partial<NonNullable<SurveyEdit['anonymous']>> }

const MIN = 60_000

/** An anonymous survey whose joining began a minute ago. */
export const anonymousEdit = ({ anonymous, settings, ...more }: Given = {}, now = Date.now()) => {
  const split = anonymous?.split ?? false
  return {
    mode: 'anonymous' as const, startsAt: now - MIN, endsAt: now + 3 * HOUR, anonymous: { drawFrom: now + HOUR, answerFrom: now + 2 * HOUR, split, single: true, ...anonymous },
    settings: { editable: false, by: split ? ['unit' as const] : [], threshold: 3, ...settings }, ...more,
  }
}

export interface SurveyPhone { wx: string; device: DeviceKey; phone?: Phone }

/** Runs work for many, a few at a time: two cores, as everywhere. */
export async function inTurn<T, R>(all: readonly T[], work: (one: T, i: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < all.length; at += 8) results.push(...await Promise.all(all.slice(at, at + 8).map((one, i) => work(one, at + i))))
  return results
}

export const ballots = (t: TestCloud) => {
  const { published, fold } = doing(t)
  const kept = async (id: string) => (await t.db.collection('surveys').doc(id).get()).data[0] as SurveyDoc & { anonymous: NonNullable<SurveyDoc['anonymous']>; ballot: NonNullable<SurveyDoc['ballot']>; startsAt: number; endsAt: number }
  const begun = (given: Given = {}): Promise<Survey> => published(anonymousEdit(given))

  const join = async (wx: string, id: string): Promise<SurveyPhone> => {
    const device = deviceKeyOf(randomBytes(32))
    await t.call(wx, 'surveys', 'join', { id, pub: device.pub })
    return { wx, device }
  }

  const scrutineers = async (id: string, wxs: string[] = [WHO.jiang, WHO.qian]): Promise<Scrutineer[]> => {
    const all = wxs.map(wx => ({ wx, secret: randomBytes(32) }))
    for (const { wx, secret } of all) await t.call(wx, 'surveys', 'sealKey', { id, pub: deviceKeyOf(secret).pub })
    return all
  }

  /** Time passes for this survey: all of its moments come nearer. */
  const pass = async (id: string, ms: number) => {
    const { startsAt, endsAt, anonymous: a, ballot: b } = await kept(id)
    await t.db.collection('surveys').where({ _id: id }).update({
      startsAt: startsAt - ms, endsAt: endsAt - ms, 'anonymous.drawFrom': a.drawFrom - ms, 'anonymous.answerFrom': a.answerFrom - ms,
      'ballot.drawFrom': b.drawFrom - ms, 'ballot.drawUntil': b.drawUntil - ms, 'ballot.due': b.due - ms, ...(b.closesAt === null ? {} : { 'ballot.closesAt': b.closesAt - ms }),
    })
    for (const name of ['surveyRounds', 'ballotRounds']) {
      for (const r of (await t.db.collection(name).where({ closesAt: t.db.command.gt(0), _id: t.db.RegExp({ regexp: `^${id}\\.` }) }).get()).data as { _id: string; closesAt: number }[]) {
        await t.db.collection(name).where({ _id: r._id }).update({ closesAt: r.closesAt - ms })
      }
    }
  }

  const state = async (id: string) => (await t.call(WHO.zhao, 'surveys', 'get', { id })).survey.state
  const rounds = async (id: string) => (await t.call(WHO.zhao, 'surveys', 'rounds', { id })).rounds

  /** Joining is over: the timer lays the rounds out and sets them up. */
  const drawing = async (id: string) => {
    await pass(id, HOUR)
    await fold()
    return rounds(id)
  }

  /** A phone finds its place and draws; undefined = it has none. */
  const drawn = async (one: SurveyPhone, id: string): Promise<Phone | undefined> => {
    const { roundId, seat } = await t.call(one.wx, 'surveys', 'place', { id })
    if (roundId === null || seat === null) return undefined
    const { manifest, issuers } = await seen(t, roundId)
    const round = openRound(JSON.parse(manifest))
    const seed = randomBytes(32)
    const phone: Phone = { device: one.device, seat, seed, round, issuers, paper: paperOf(seed, round), tokens: [] }
    await draw(t, phone)
    one.phone = phone
    return phone
  }

  const settled = async (id: string) => {
    await pass(id, HOUR)
    await fold()
    return rounds(id)
  }

  /** What a scrutineer's device does: everything is checked again before it signs. */
  const sealOf = async ({ wx, secret }: Scrutineer, id: string, roundId: string) => {
    const given = await t.call(wx, 'surveys', 'toSeal', { id, roundId })
    const lines = given.file ? await (await fetch(given.file)).json() as string[] : given.lines
    const round = openRound(JSON.parse(given.manifest))
    const head = JSON.parse(given.head)
    const work = head.n === 0 ? checkOpening(round, { ...given, lines }, pureEngine) : checkFinal(round, given.opening!, { ...given, lines }, pureEngine)
    let step = work.next()
    while (!step.done) step = work.next()
    expect(Buffer.from(step.value.head)).toEqual(Buffer.from(headDigest(round, head)))
    return { id, roundId, n: head.n as 0 | 1, sig: toText(sign(headDigest(round, head), secret)), batches: [] }
  }

  const sealAll = async (all: readonly Scrutineer[], id: string, only?: string[]): Promise<Output<'surveys', 'seal'>[]> => {
    const done: Output<'surveys', 'seal'>[] = []
    for (const one of all) {
      for (const r of await rounds(id)) {
        if ((r.state === 'drawn' || r.state === 'closing') && (!only || only.includes(r.roundId))) done.push(await t.call(one.wx, 'surveys', 'seal', await sealOf(one, id, r.roundId)))
      }
    }
    return done
  }

  const marked = (phone: Phone, values: Values) => {
    const { question } = phone.round.manifest
    if (question.kind !== 'answers') throw new Error('no survey')
    return marksOf(JSON.parse(question.definition) as Definition, values)
  }

  const castMarks = (phone: Phone, marks: string) => {
    phone.ballot = markBallot(phone.round, phone.paper, phone.tokens, { marks, writeIns: [] })
    return drop(t, phone.ballot)
  }

  const cast = async (phone: Phone, values: Values): Promise<Receipt> => {
    const answer = await data(castMarks(phone, marked(phone, values)))
    if (answer.state !== 'accepted') throw new Error(answer.state)
    return demandReceipt(phone.round, phone.ballot!, answer.receipt, pureEngine)
  }

  /** The end comes, and the boxes are shut. */
  const ended = async (id: string) => {
    const { endsAt } = (await t.call(WHO.zhao, 'surveys', 'get', { id })).survey
    await pass(id, Math.max(0, endsAt! - Date.now()) + 1)
    await fold()
    await pass(id, 2 * MIN)
    await fold()
    return rounds(id)
  }

  /** The final seals stand: what is in the boxes is counted. */
  const counted = async (id: string, seals: readonly Scrutineer[]) => {
    await sealAll(seals, id)
    await pass(id, MIN)
    await fold()
    return state(id)
  }

  return { begun, join, scrutineers, pass, state, rounds, drawing, drawn, settled, sealOf, sealAll, marked, castMarks, cast, ended, counted, fold, kept }
}
