import type { SessionStage } from '../../types/congress-session'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import type { Store } from '../_kit/store'

/** A session in one of these is not over; the roll of a session that is over keeps who was there at its end. */
const ON: SessionStage[] = ['preparing', 'preparatory', 'discussion', 'formal']
const MOST = 5000
const PART = 500

/** Is one of these people checked in 签到 to a session that is not over? One round trip for whoever is at none. */
export async function atMeeting(store: Store, personIds: string[]): Promise<boolean> {
  const rows = await store.roll.find({ personId: command.in(personIds), present: true }, { fields: ['sessionId'] })
  if (rows.length === 0) return false
  return (await store.sessions.count({ _id: command.in([...new Set(rows.map(r => r.sessionId))]), stage: command.in(ON) })) > 0
}

/** Up to five of the people whom an import touched who are at a meeting now. */
export async function touchedAtMeeting(store: Store, importId: string): Promise<PersonDoc[]> {
  for (const { _id } of await store.sessions.find({ stage: command.in(ON.filter(s => s !== 'preparing')) }, { fields: ['_id'] })) {
    const found = await store.sessions.joined(_id, { there: { from: 'roll', match: { sessionId: _id, present: true }, limit: MOST, fields: ['personId'] } })
    const ids = (found?.beside.there ?? []).map(r => r.personId)
    for (let at = 0; at < ids.length; at += PART) {
      const people = await store.people.find({ 'roster.importId': importId, _id: command.in(ids.slice(at, at + PART)) }, { limit: 5 })
      if (people.length) return people
    }
  }
  return []
}
