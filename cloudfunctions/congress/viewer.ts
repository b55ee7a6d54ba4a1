import { dayOf } from '../../domain/calendar'
import { sightOf, type SessionViewer, type Sight } from '../../domain/congress/session-graph'
import { seatOn } from '../../domain/membership'
import type { RollDoc, SessionDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'

export const viewerOf = (me: Me): SessionViewer => ({
  personId: me.person?._id, name: me.person?.name ?? '', tenantId: me.tenantId, staff: me.has('staff'), presidium: me.has('presidium'),
})

/** Staff of the tenant, of the guidance station or of the federation above it. */
export const oversees = (me: Me): boolean => me.has('staff') || me.has('station')

/** Knows from the person alone that the whole session may be seen; a session's own presidium is known only from the session. */
export const isOffice = (me: Me): boolean => oversees(me) || me.has('presidium')

/** The seat of a delegate today. */
export const mySeat = (me: Me, now: number) => (me.person ? seatOn(me.person.memberships, dayOf(now)) : undefined)

/** Scrutineers 监票人 are called to every session, a rehearsal too: they enter its paper ballots. */
export const counts = (me: Me): boolean => me.has('scrutineer')

/** How much of the session the caller sees; `row` = the caller's own line of its roll. */
export function sightOfMe(session: SessionDoc, me: Me, now: number, row?: Pick<RollDoc, 'personId'>): Sight {
  const id = me.person?._id
  const called = counts(me) || row !== undefined || session.invited.some(p => p === id) || session.observers.some(o => o.personId === id)
  return sightOf(session, viewerOf(me), { oversees: oversees(me), delegate: mySeat(me, now) !== undefined, called })
}
