import { dayOf } from '../../../domain/calendar'
import { Refusal } from '../../../domain/refusal'
import { PRIVACY_VERSION, type members } from '../../../types/member'
import { command } from '../../_kit/cloud'
import { config } from '../../_kit/config'
import type { PersonDoc, TrialDoc } from '../../_kit/documents'
import { asTyped, keyedHash, sha256, spokenCode } from '../../_kit/secrets'
import type { Handlers } from '../../_kit/serve'
import type { NewDoc } from '../../_kit/store'
import { event } from '../bind'
import { giveBackTry, takeTry } from '../tries'
import { openidOf } from './binding'

type Trial = Pick<Handlers<typeof members>, 'issueTrial' | 'bindByTrial'>

const DAY = 86_400_000
const USES = 50

const idOf = (code: string) => keyedHash(`trial:${asTyped(code)}`)

function trialPerson(openid: string, trial: TrialDoc, now: number): NewDoc<PersonDoc> {
  const demo = config().ZDT_DEMO_TENANT
  const _id = `trial-${sha256(openid).slice(0, 24)}`
  return {
    _id, tenantId: demo, name: '体验者', employeeNo: _id.toUpperCase(), phone: '', unitId: demo,
    memberships: [{
      id: `${_id}-role`, role: trial.role, unitId: demo, from: dayOf(now), to: dayOf(trial.until),
      ...(trial.role === 'delegate' ? { seat: { term: '体验', delegation: '体验代表团', district: '体验选区', kind: 'worker' } } : {}),
    }],
    wx: openid, web: `none:${_id}`, webUntil: 0, live: true, roster: null, settled: true, code: null,
    consent: { version: PRIVACY_VERSION, at: now }, erasure: null, erased: false, trialUntil: trial.until,
    events: [], createdAt: now,
  }
}

/**
 * Trial codes 体验码, for WeChat's reviewers: they make a person in the demonstration unit who vanishes when the time
 * is over. Real data are out of reach, since whoever is on a real roster must leave it first.
 */
export const trial: Trial = {
  issueTrial: {
    allow: ['staff'],
    trips: 2,
    async run({ input: { days, role }, me, store, now }) {
      if (me.tenantId !== config().ZDT_DEMO_TENANT) throw new Refusal('NOT_ALLOWED', '体验码只能由示范单位的工作人员发放')
      if (me.person!.trialUntil !== null) throw new Refusal('NOT_ALLOWED', '体验者不能再发体验码')
      const code = spokenCode(10)
      const until = now + days * DAY
      await store.trials.add({ _id: idOf(code), role, until, days, uses: 0 })
      return { code, until }
    },
  },

  bindByTrial: {
    allow: 'anyone',
    reach: 'platform',
    trips: 7,
    async run({ input, platform, caller, now }) {
      const openid = openidOf(caller)
      const holder = await platform.people.first({ wx: openid })
      if (holder && holder.trialUntil === null) {
        throw new Refusal('ALREADY_BOUND', '您已绑定本单位的身份，不能使用体验码。若要体验，请先解除绑定')
      }
      await takeTry(platform, openid, now)
      const found = await platform.trials.changeOne({ _id: idOf(input.code), until: command.gt(now), uses: command.lt(USES) }, { uses: command.inc(1) })
      if (!found) throw new Refusal('WRONG_CODE', '体验码不对或已失效，请核对后再试', 'code')
      const { _id, tenantId: _demo, ...person } = trialPerson(openid, found, now)
      const { memberships, trialUntil, consent } = person
      if (!(await platform.people.add({ _id, tenantId: config().ZDT_DEMO_TENANT, ...person }))) {
        await platform.people.change({ _id }, { wx: openid, memberships, trialUntil, consent, events: event('trial', _id, now) })
      }
      await giveBackTry(platform, openid, now)
      return { state: 'bound' }
    },
  },
}
