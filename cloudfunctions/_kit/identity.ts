import { dayOf } from '../../domain/calendar'
import { membershipsOn } from '../../domain/membership'
import type { Membership, Role } from '../../types/member'
import type { ImportState } from '../../types/roster-import'
import { config } from './config'
import type { PersonDoc } from './documents'
import { sha256 } from './secrets'
import type { Store } from './store'

/** How a call proves who makes it: WeChat's openid from the host, or the token of an H5 session. */
export interface Caller {
  openid?: string
  token?: string
}

/** Whoever calls, as handlers see them. */
export interface Me {
  /** Absent = a visitor, who sees the demonstration unit and changes nothing. */
  person?: PersonDoc
  tenantId: string
  /** Memberships that count today. */
  memberships: Membership[]
  has(role: Role): boolean
}

const visitor = (): Me => ({ tenantId: config().ZDT_DEMO_TENANT, memberships: [], has: () => false })

/** Recognises the caller in one round trip (two while an import that touched this person is being settled). */
export async function identify(caller: Caller, platform: Store, now: number): Promise<Me> {
  const found = await findCaller(caller, platform)
  const person = found && (await asImported(found, platform))
  if (!person || !person.live || person.erased || (person.trialUntil !== null && person.trialUntil < now)) return visitor()
  const memberships = membershipsOn(person.memberships, dayOf(now))
  return {
    person,
    tenantId: person.tenantId,
    memberships,
    // They act for a whole tenant: the role must stand on its top unit.
    has: role => memberships.some(m => m.role === role && (isOfTenant(role) ? m.unitId === person.tenantId : true)),
  }

  async function findCaller({ openid, token }: Caller, from: Store) {
    if (openid) return from.people.first({ wx: openid })
    if (!token) return undefined
    const holder = await from.people.first({ web: sha256(token) })
    return holder && holder.webUntil > now ? holder : undefined
  }
}

/** Union staff 工会, station staff 指导站, the motions committee 提案委员会 and the presidium 主席团. */
const isOfTenant = (role: Role) => role === 'staff' || role === 'station' || role === 'committee' || role === 'presidium'

/**
 * The person as the state of the last import says: rows count from the moment when one update applies (or undoes)
 * the import, though they are copied to the people afterwards.
 */
export async function asImported(person: PersonDoc, platform: Store): Promise<PersonDoc> {
  if (person.settled || !person.roster) return person
  return reading(person, (await platform.imports.get(person.roster.importId))?.state)
}

/** The same, when the state of the import that touched the person last is known already. */
export function reading(person: PersonDoc, state: ImportState | undefined): PersonDoc {
  if (person.settled || !person.roster) return person
  const fields = state === 'applied' ? person.roster.after : person.roster.before
  return fields ? { ...person, ...fields, live: true } : { ...person, live: false }
}
