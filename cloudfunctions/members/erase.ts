import { dayOf } from '../../domain/calendar'
import { ERASED_NAME } from '../../domain/erased'
import { allEnded } from '../../domain/roster-membership'
import type { PersonDoc } from '../_kit/documents'
import type { Call } from '../_kit/serve'
import { event, unbound } from './bind'
import { eraseCongress } from './erase-congress'
import { eraseLessons } from './erase-lessons'
import { eraseMotions } from './erase-motions'
import { eraseNotices } from './erase-notices'

type EraseCall = Pick<Call<unknown>, 'app' | 'store' | 'now'>

/**
 * Erases 注销 a person's data (PIPL 47). What only served the person goes: phone, 工号, gender, binding, sessions, drafts, the
 * rows of roster imports. Filed motions are the congress's own record, kept under the rules on its archives; they stay,
 * without the name, as do answers to surveys, and the dates of ended memberships, which say how many delegates there were.
 * The account goes first, so that nobody acts under the name while it is taken out; the request itself goes last, so that
 * an interrupted erasure still stands in the list, and each step may be repeated.
 */
export async function erase(call: EraseCall, person: PersonDoc, by: string, note: string): Promise<boolean> {
  const { store, now } = call
  const held = await store.people.changeOne({ _id: person._id, rev: person.rev, settled: true }, {
    memberships: allEnded(person.memberships, dayOf(now)), ...unbound(person._id), live: false, roster: null, code: null,
  })
  if (!held) return false
  await eraseNotices(call, person)
  await eraseMotions(call, person)
  await eraseCongress(call, person)
  // Who has joined an anonymous survey leaves it, as long as its papers are not laid out: afterwards the seat is on the record.
  await store.surveySeats.remove({ personId: person._id, listed: false })
  await eraseLessons(call, person)
  // Answers stay as they were counted; those of named surveys no longer say whose they are.
  await store.surveyDrafts.remove({ personId: person._id })
  await store.surveyAnswers.change({ personId: person._id }, { personId: '' })
  await store.importRows.change({ personId: person._id }, { name: ERASED_NAME, employeeNo: '', unit: '', notes: [], after: null })
  await store.signIns.remove({ personId: person._id })
  const gone = await store.people.change({ _id: person._id, rev: held.rev }, {
    name: ERASED_NAME, employeeNo: `erased:${person._id}`, phone: '', gender: null, consent: null, erasure: null, erased: true,
    events: event('erase', by, now, note),
  })
  return gone > 0
}
