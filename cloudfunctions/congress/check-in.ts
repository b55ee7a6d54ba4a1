import { Refusal, notFound } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { Mark } from '../../types/congress-session'
import { command } from '../_kit/cloud'
import type { RollDoc } from '../_kit/documents'
import { spokenCode } from '../_kit/secrets'
import type { Call, Handlers } from '../_kit/serve'
import { isDuplicate, oneBeside, partsBeside, type Store, type Where } from '../_kit/store'
import { ONE_TIME_LIFE, demandScreenCode, isScreenCode, oneTimeHash } from './check-in-code'
import { demandMeeting, deviceOf, noDevice, rowId } from './hall'

type CheckIns = Pick<Handlers<typeof congress>, 'checkIn' | 'step' | 'tick' | 'oneTimeCode' | 'releasePhone'>

/** Coming and going is recorded so often and no more: a row must not grow without end. */
const MOST_MARKS = 200
const notFull = { [`marks.${MOST_MARKS - 1}`]: command.exists(false) } as { [marks: `marks.${number}`]: unknown }
/** Who has not been seen for so long checks in again instead of stepping out or back in. */
const STEP_LIFE = 12 * 3_600_000
const CODE_LETTERS = 6

const notOnRoll = () => new Refusal('NOT_ON_ROLL', '您不在本次会议的名单上。如有疑问，请到签到台找工作人员')
const otherPhone = () => new Refusal('OTHER_PHONE', '您已用另一部手机签到。手机丢失或更换的，请到签到台请工作人员解除，再用这部手机签到')
const phoneTaken = () => new Refusal('PHONE_TAKEN', '这部手机已为另一位代表签到，一部手机只能签到一个人。请用自己的手机，或到签到台请工作人员点名')
const notHere = () => new Refusal('NOT_CHECKED_IN', '这部手机还没有签到，请先扫屏幕上的码签到')
const tooOften = () => new Refusal('TOO_MANY', '进出的次数太多，请到签到台找工作人员')

const mark = (act: Mark['act'], way: Mark['way'], { me, now }: Pick<Call<unknown>, 'me' | 'now'>): Mark => ({ act, at: now, way, by: me.person!.name })

/**
 * Whose row the phone may take: nobody's phone has it yet (ticked by staff, or not there at all), or this very phone has
 * it and its person has left.
 */
const rowFor = (_id: string, personId: string, device: string, more: Where<RollDoc>) =>
  command.or([
    { _id, ...more, device: noDevice(personId) },
    { _id, ...more, device, present: false },
  ]) as unknown as Where<RollDoc> & { _id: string }

/** Told apart only when nothing was written: a repeat, another phone, or nobody on the roll. */
async function sameOrRefused(store: Store, _id: string, device: string, otherwise: () => Refusal): Promise<RollDoc> {
  const row = await store.roll.get(_id)
  if (!row) throw notOnRoll()
  if (row.device === device && row.present) return row
  if (row.device !== device && row.device !== noDevice(row.personId)) throw otherPhone()
  throw row.marks.length >= MOST_MARKS ? tooOften() : otherwise()
}

const staleCode = () => new Refusal('WRONG_CODE', '签到码不对、已用过或已过期，请向工作人员再要一个', 'code')

export const checkIns: CheckIns = {
  checkIn: {
    allow: 'person',
    // Two for whoever comes in; the third tells a repeat, which changes nothing, from a refusal.
    trips: 3,
    async run({ input: { id, code }, me, store, caller, now }) {
      const personId = me.person!._id
      const [_id, device] = [rowId(id, personId), deviceOf(caller, id)]
      const byScreen = isScreenCode(code)
      if (byScreen) demandScreenCode(code, id, now)
      const proof: Where<RollDoc> = byScreen ? {} : { 'code.hash': oneTimeHash(id, personId, code), 'code.until': command.gt(now) }
      try {
        const saved = await store.roll.changeOne(rowFor(_id, personId, device, { ...proof, ...notFull }), {
          present: true, device, code: null, marks: command.push([mark('in', byScreen ? 'qr' : 'code', { me, now })]),
        })
        return saved ?? (await sameOrRefused(store, _id, device, staleCode))
      } catch (e) {
        throw isDuplicate(e) ? phoneTaken() : e
      }
    },
  },

  step: {
    allow: 'person',
    trips: 3,
    async run({ input: { id, act, key }, me, store, caller, now }) {
      const [_id, device] = [rowId(id, me.person!._id), deviceOf(caller, id)]
      const saved = await store.roll.changeOne(
        { _id, device, present: act === 'leave', keys: command.nin([key]), 'marks.at': command.gt(now - STEP_LIFE), ...notFull },
        { present: act === 'return', marks: command.push([mark(act, 'self', { me, now })]), keys: command.push([key]) },
      )
      if (saved) return saved
      const row = await store.roll.get(_id)
      if (!row) throw notOnRoll()
      if (row.keys?.includes(key)) return row
      if (row.device !== device) throw row.device === noDevice(row.personId) ? notHere() : otherPhone()
      if (row.present === (act === 'return')) return row
      throw row.marks.length >= MOST_MARKS ? tooOften() : notHere()
    },
  },

  tick: {
    allow: ['staff'],
    trips: 4,
    async run(call) {
      const { input: { id, personIds, act, key }, store } = call
      const ids = [...new Set(personIds)].map(p => rowId(id, p))
      const rows = async () => {
        const found = await store.sessions.joined(id, partsBeside('roll', ids))
        if (!found) throw notFound('次会议')
        return { session: found.doc, items: Object.values(found.beside).flat() }
      }
      const before = await rows()
      demandMeeting(before.session)
      if (before.items.length < ids.length) throw new Refusal('NOT_ON_ROLL', `有 ${ids.length - before.items.length} 人不在本次会议的名单上，没有点名。请刷新名单后再试`)
      const here = act !== 'leave'
      const changed = await store.roll.change(
        { _id: command.in(ids), present: !here, keys: command.nin([key]) },
        { present: here, marks: command.push([mark(act, 'staff', call)]), keys: command.push([key]) },
      )
      return { items: changed ? (await rows()).items : before.items }
    },
  },

  oneTimeCode: {
    allow: ['staff'],
    trips: 3,
    async run({ input: { id, personId }, store, now }) {
      await demandRow(store, id, personId)
      const [code, until] = [spokenCode(CODE_LETTERS), now + ONE_TIME_LIFE]
      await store.roll.change({ _id: rowId(id, personId) }, { code: { hash: oneTimeHash(id, personId, code), until } })
      return { code, until }
    },
  },

  releasePhone: {
    allow: ['staff'],
    trips: 3,
    async run({ input: { id, personId }, store }) {
      await demandRow(store, id, personId)
      const freed = await store.roll.changeOne({ _id: rowId(id, personId) }, { device: noDevice(personId), devicePub: command.remove(), booth: command.remove() })
      if (!freed) throw notFound('位代表')
      return freed
    },
  },
}

/** The session is on, and the person stands on its roll. */
async function demandRow(store: Store, id: string, personId: string): Promise<void> {
  const found = await store.sessions.joined(id, { row: oneBeside('roll', { $concat: ['$_id', '.', personId] }) })
  if (!found) throw notFound('次会议')
  demandMeeting(found.doc)
  if (!found.beside.row[0]) throw notFound('位代表')
}
