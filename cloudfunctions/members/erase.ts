import { dayOf } from '../../domain/calendar'
import { allEnded } from '../../domain/roster-membership'
import type { PersonDoc } from '../_kit/documents'
import type { Call } from '../_kit/serve'
import { event, unbound } from './bind'

export const ERASED_NAME = '已注销'

type EraseCall = Pick<Call<unknown>, 'app' | 'store' | 'now'>

/**
 * Erases 注销 a person's data (PIPL 47). What only served the person goes: phone, 工号, binding, sessions, drafts, the
 * rows of roster imports. Filed motions are the congress's own record, kept under the rules on its archives; they stay,
 * without the name, as do the dates of ended memberships, which say how many delegates there were. Each step may be
 * repeated; the person's own document comes last, so that an interrupted erasure still stands in the list.
 */
export async function erase(call: EraseCall, person: PersonDoc, by: string, note: string): Promise<boolean> {
  await eraseMotions(call, person)
  const { store, now } = call
  await store.importRows.change({ personId: person._id }, { name: ERASED_NAME, employeeNo: '', unit: '', notes: [], after: null })
  await store.signIns.remove({ personId: person._id })
  const gone = await store.people.change({ _id: person._id, rev: person.rev, settled: true }, {
    name: ERASED_NAME, employeeNo: `erased:${person._id}`, phone: '', memberships: allEnded(person.memberships, dayOf(now)),
    ...unbound(person._id), live: false, roster: null, code: null, consent: null, erasure: null, erased: true,
    events: event('erase', by, now, note),
  })
  return gone > 0
}

async function eraseMotions({ app, store }: EraseCall, { _id: id, name }: PersonDoc) {
  const drafts = await store.motions.find({ proposerId: id, state: 'draft' })
  const pictures = drafts.flatMap(d => d.pictures)
  for (let at = 0; at < pictures.length; at += 50) await app.deleteFile({ fileList: pictures.slice(at, at + 50) })
  if (drafts.length) await store.motions.remove({ proposerId: id, state: 'draft' })
  await store.motions.change({ proposerId: id }, { proposerName: ERASED_NAME })
  for (const where of [{ proposerId: id }, { asked: id }]) {
    for (let skip = 0; ; skip += 100) {
      const motions = await store.motions.find(where, { order: [['_id', 'asc']], skip })
      for (const m of motions) {
        const cosigners = m.cosigners.map(c => (c.personId === id ? { ...c, name: ERASED_NAME } : c))
        const events = m.events.map(e => (e.by === name ? { ...e, by: ERASED_NAME } : e))
        const ratings = m.ratings.map(r => (r.personId === id ? { ...r, name: ERASED_NAME } : r))
        const published = m.published && m.proposerId === id ? { ...m.published, proposer: null } : m.published
        // A motion that changes at this moment is met again when the erasure is repeated; its rev guards the lists.
        if (JSON.stringify([cosigners, events, ratings, published]) !== JSON.stringify([m.cosigners, m.events, m.ratings, m.published])) {
          await store.motions.change({ _id: m._id, rev: m.rev }, { cosigners, events, ratings, published })
        }
      }
      if (motions.length < 100) break
    }
  }
}
