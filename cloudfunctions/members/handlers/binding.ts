import { Refusal, notFound } from '../../../domain/refusal'
import type { members } from '../../../types/member'
import { command } from '../../_kit/cloud'
import type { PersonDoc } from '../../_kit/documents'
import { asImported, type Caller } from '../../_kit/identity'
import { asTyped, keyedHash, randomId, sameHash, spokenCode } from '../../_kit/secrets'
import type { Handlers } from '../../_kit/serve'
import type { Store } from '../../_kit/store'
import { phoneOf } from '../../_kit/wx-open-api'
import { bind, event, isBound, onRoster, unbind } from '../bind'
import { actingStore } from '../reach'
import { giveBackTry, takeTry } from '../tries'
import { employeeNoKey } from '../typed'

type Binding = Pick<Handlers<typeof members>, 'bindByPhone' | 'bindChosen' | 'bindByCode' | 'unbindMe' | 'issueCode' | 'unbind'>

const DAY = 86_400_000
const CLAIM_LIFE = 10 * 60_000
const CODE_LIFE = 7 * DAY
const CODE_TRIES = 5

/** Binding belongs to the phone: an H5 session was itself confirmed by one. */
export function openidOf(caller: Caller): string {
  if (!caller.openid) throw new Refusal('WECHAT_ONLY', '请在微信小程序里办理身份绑定')
  return caller.openid
}

// One text whatever was wrong: who is on the roster must not be found out by trying.
const wrongCode = () => new Refusal('WRONG_CODE', '单位代码、工号或绑定码不对，或绑定码已失效。请核对后再试，或请本单位工会重新发一个绑定码')

/** Everybody on any roster with this phone number, as the last imports say. */
async function peopleWithPhone(platform: Store, phone: string): Promise<PersonDoc[]> {
  const [settled, unsettled] = await Promise.all([
    platform.people.find({ phone, erased: false }, { limit: 20 }),
    platform.people.find({ settled: false, 'roster.after.phone': phone, erased: false }, { limit: 20 }),
  ])
  const found = [...new Map([...settled, ...unsettled].map(p => [p._id, p])).values()]
  const today = await Promise.all(found.map(p => asImported(p, platform)))
  return today.filter(p => onRoster(p) && p.phone === phone)
}

async function candidates(platform: Store, people: PersonDoc[]) {
  const ids = [...new Set(people.flatMap(p => [p.tenantId, p.unitId]))]
  const units = await platform.units.find({ _id: command.in(ids) })
  const nameOf = (id: string) => units.find(u => u._id === id)?.name ?? ''
  return people.map(p => ({
    personId: p._id, name: p.name, employeeNo: p.employeeNo, tenantName: nameOf(p.tenantId), unitName: nameOf(p.unitId),
  }))
}

export const binding: Binding = {
  bindByPhone: {
    allow: 'anyone',
    reach: 'platform',
    // Ten of them by `bind` when the account leaves somebody else: both are read, the roll is asked, and a transaction.
    trips: 13,
    async run(call) {
      const { input, platform, caller, app, now } = call
      const openid = openidOf(caller)
      const phone = await phoneOf(app, input.code)
      if (!phone) throw new Refusal('PHONE_CODE', '没有取到手机号，请再点一次“手机号快捷验证”', 'code')
      const people = await peopleWithPhone(platform, phone)
      if (people.length === 0) {
        throw new Refusal('NOT_ON_ROSTER', '这个手机号不在任何单位的职工名册上。请改用工号和绑定码，或请本单位工会核对名册')
      }
      if (people.length === 1) {
        await bind(call, openid, people[0]!._id)
        return { state: 'bound' }
      }
      const claim = randomId()
      await platform.claims.add({ _id: claim, tenantId: '', wx: openid, phone, until: now + CLAIM_LIFE })
      return { state: 'choose', claim, candidates: await candidates(platform, people) }
    },
  },

  bindChosen: {
    allow: 'anyone',
    reach: 'platform',
    trips: 15,
    async run(call) {
      const { input: { claim, personId }, platform, caller, me, now } = call
      const openid = openidOf(caller)
      if (me.person?._id === personId) return { state: 'bound' }
      const proof = await platform.claims.get(claim)
      if (!proof || proof.wx !== openid || proof.until < now) throw new Refusal('CLAIM_OVER', '手机号验证已过期，请重新验证')
      const people = await peopleWithPhone(platform, proof.phone)
      if (!people.some(p => p._id === personId)) throw notFound('位职工')
      await bind(call, openid, personId)
      await platform.claims.remove({ _id: claim })
      return { state: 'bound' }
    },
  },

  bindByCode: {
    allow: 'anyone',
    reach: 'platform',
    trips: 17,
    async run(call) {
      const { input, platform, caller, now } = call
      const openid = openidOf(caller)
      await takeTry(platform, openid, now)
      const tenant = await platform.units.first({ code: asTyped(input.unitCode) })
      const found = tenant && (await platform.people.first({ tenantId: tenant._id, employeeNo: employeeNoKey(input.employeeNo) }))
      // Counted before it is compared, so that guesses sent side by side cannot pass together.
      const tried = found?.code && (await platform.people.changeOne(
        { _id: found._id, 'code.until': command.gt(now), 'code.tries': command.lt(CODE_TRIES) },
        { 'code.tries': command.inc(1) },
      ))
      if (!tried?.code || !sameHash(tried.code.hash, codeHash(tried._id, input.code))) throw wrongCode()
      await bind(call, openid, tried._id)
      await giveBackTry(platform, openid, now)
      return { state: 'bound' }
    },
  },

  unbindMe: {
    allow: 'person',
    reach: 'platform',
    // Two more for whoever was at a meeting: whether it is over.
    trips: 4,
    async run(call) {
      const person = call.me.person!
      await unbind(call, person, person._id)
      return {}
    },
  },

  issueCode: {
    allow: ['staff', 'station'],
    reach: 'platform',
    trips: 5,
    async run(call) {
      const { input, platform, me, now } = call
      const found = await platform.people.get(input.personId)
      const person = found && (await asImported(found, platform))
      if (!person || !onRoster(person)) throw notFound('位职工')
      const store = await actingStore(call, person.tenantId)
      if (isBound(person)) throw new Refusal('ALREADY_BOUND', '这位职工已绑定微信。若要换微信，请先解除绑定')
      const code = spokenCode(8)
      const until = now + CODE_LIFE
      await store.people.change(
        { _id: person._id },
        { code: { hash: codeHash(person._id, code), until, tries: 0 }, events: event('code', me.person!._id, now) },
      )
      return { code, until }
    },
  },

  unbind: {
    allow: ['staff'],
    reach: 'platform',
    trips: 5,
    async run(call) {
      const { input, me, store } = call
      const person = await store.people.get(input.personId)
      if (!person || person.erased) throw notFound('位职工')
      if (isBound(person)) await unbind(call, person, me.person!._id)
      return {}
    },
  },
}

const codeHash = (personId: string, typed: string) => keyedHash(`${personId}:${asTyped(typed)}`)
