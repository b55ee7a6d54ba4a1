import type { Phase } from '../../domain/survey/anonymous'
import { inAudience, unitGroup } from '../../domain/survey/audience'
import { Refusal } from '../../domain/refusal'
import type { surveys } from '../../types/survey'
import { demandKey } from '../_kit/ballot-keys'
import type { Call, Handlers } from '../_kit/serve'
import { randomId } from '../_kit/secrets'
import { isDuplicate, type Store } from '../_kit/store'
import type { SurveyDoc, SurveySeatDoc } from '../_kit/survey-documents'
import { noSurvey, stateOf } from '../_kit/survey-read'
import { askedOf } from './known'

type Joining = Pick<Handlers<typeof surveys>, 'join' | 'place'>

export const seatId = (surveyId: string, personId: string): string => `${surveyId}.${personId}`

/** From then on who joined has a place to draw at. */
const PLACED: Phase[] = ['drawing', 'settling', 'sealing', 'open', 'ending', 'counting', 'counted']
export const isPlaced = (phase: Phase): boolean => PLACED.includes(phase)

/** The unit whose branches draw papers of their own: the one unit that is asked, or the enterprise. */
const rootOf = ({ audience: { units }, tenantId }: SurveyDoc): string => (units.length === 1 ? units[0]! : tenantId)

const over = () => new Refusal('OVER', '报名已经结束，这次不能再参加')
const taken = () => new Refusal('BAD_INPUT', '这部手机的密钥已经用来给别人报过名，请重试', 'pub')

function demandJoining(doc: SurveyDoc, now: number) {
  if (!doc.ballot) throw new Refusal('NOT_ANONYMOUS', '这份问卷不用报名，直接填写就可以')
  const state = stateOf(doc, now)
  if (state === 'waiting') throw new Refusal('NOT_OPEN', '这份问卷还没有开始报名，请到开始时间再来')
  if (state !== 'joining') throw over()
}

/** The key of another phone of the same person, as long as nobody's seat is listed. */
async function replaceKey(store: Store, seat: SurveySeatDoc, pub: string): Promise<void> {
  try {
    if (await store.surveySeats.change({ _id: seat._id, listed: false }, { pub })) return
  } catch (e) {
    if (isDuplicate(e)) throw taken()
    throw e
  }
  throw over()
}

/** Takes a seat. Whoever comes while the list is being closed is on it, or is told that it is closed. */
async function takeSeat(store: Store, seat: Omit<SurveySeatDoc, 'tenantId' | 'rev'>): Promise<void> {
  const { _id, surveyId, pub } = seat
  if (!(await store.surveySeats.add(seat))) {
    const there = await store.surveySeats.get(_id)
    if (!there) throw taken()
    if (there.pub !== pub) await replaceKey(store, there, pub)
    return
  }
  const [doc] = await store.surveys.find({ _id: surveyId }, { fields: ['kept', 'ballot'], limit: 1 })
  if (doc?.kept === 'published' && doc.ballot?.phase === 'joining') return
  // Listed meanwhile it counts; otherwise nobody has seen it and nobody will.
  if (await store.surveySeats.remove({ _id, listed: false })) throw over()
}

async function readFor(call: Call<{ id: string }>) {
  const { input: { id }, me, store } = call
  const person = me.person!
  const found = await store.surveys.joined(id, {
    unit: { from: 'units', match: { _id: person.unitId }, limit: 1, fields: ['path'] },
    seat: { from: 'surveySeats', match: { _id: seatId(id, person._id) }, limit: 1 },
    place: { from: 'ballotRoll', match: { rollId: seatId(id, person._id) }, limit: 1 },
  })
  if (!found || found.doc.kept === 'draft') throw noSurvey()
  const { doc, beside } = found
  return { doc, path: beside.unit[0]?.path ?? [], seat: beside.seat[0], place: beside.place[0] }
}

export const joining: Joining = {
  join: {
    allow: 'person',
    // Identity, survey with seat, the seat, the survey's phase once more.
    trips: 4,
    async run(call) {
      const { input: { id, pub }, me, store, now } = call
      demandKey(pub)
      const { doc, path, seat } = await readFor(call)
      if (seat?.pub === pub) return { devicePub: pub }
      const asked = askedOf(call, path)
      if (!inAudience(doc.audience, asked)) throw noSurvey()
      demandJoining(doc, now)
      const personId = me.person!._id
      if (seat) await replaceKey(store, seat, pub)
      else await takeSeat(store, { _id: seatId(id, personId), surveyId: id, personId, group: unitGroup(path, rootOf(doc)), pub, lot: randomId(), listed: false })
      return { devicePub: pub }
    },
  },

  place: {
    allow: 'person',
    trips: 2,
    async run(call) {
      const { doc, path, seat, place } = await readFor(call)
      if (!seat && !inAudience(doc.audience, askedOf(call, path))) throw noSurvey()
      if (!doc.ballot) throw new Refusal('NOT_ANONYMOUS', '这份问卷不用领卷，直接填写就可以')
      const placed = place && isPlaced(doc.ballot.phase) ? place : undefined
      return { joined: seat !== undefined, roundId: placed?.round ?? null, seat: placed?.seat ?? null, devicePub: seat?.pub ?? '' }
    },
  },
}
