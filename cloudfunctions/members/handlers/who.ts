import { PRIVACY_VERSION, type members } from '../../../types/member'
import { command } from '../../_kit/cloud'
import { config } from '../../_kit/config'
import type { Handlers } from '../../_kit/serve'

type Who = Pick<Handlers<typeof members>, 'me' | 'agree'>

export const who: Who = {
  me: {
    allow: 'anyone',
    trips: 2,
    async run({ me: { person, tenantId, memberships }, store, caller }) {
      const units = await store.units.find({ _id: command.in([tenantId, ...(person ? [person.unitId] : [])]) })
      const nameOf = (id?: string) => units.find(u => u._id === id)?.name
      const tenantName = nameOf(tenantId) ?? ''
      const demonstration = tenantId === config().ZDT_DEMO_TENANT
      if (!person) return { state: 'visitor', tenantId, tenantName, demonstration, memberships: [] }
      const until = person.trialUntil ?? (caller.token ? person.webUntil : undefined)
      return {
        state: person.trialUntil === null ? 'bound' : 'trial',
        personId: person._id,
        name: person.name,
        employeeNo: person.employeeNo,
        phone: person.phone,
        tenantId,
        tenantName,
        demonstration,
        unitName: nameOf(person.unitId),
        memberships,
        consentVersion: person.consent?.version,
        until,
      }
    },
  },

  /** Consent is stored with its version: a new privacy notice asks everybody anew (PIPL 14, 17). */
  agree: {
    allow: 'person',
    trips: 2,
    async run({ me, store, now }) {
      await store.people.change({ _id: me.person!._id }, { consent: { version: PRIVACY_VERSION, at: now } })
      return {}
    },
  },
}
