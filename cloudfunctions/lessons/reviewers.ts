import { dayOf } from '../../domain/calendar'
import { validOn } from '../../domain/membership'
import { command } from '../_kit/cloud'
import type { Call } from '../_kit/serve'

const MOST_REVIEWERS = 50

/** Could somebody else of the union or the motions committee approve it? */
export async function hasOtherReviewer({ me, store, now }: Pick<Call<unknown>, 'me' | 'store' | 'now'>): Promise<boolean> {
  const today = dayOf(now)
  const people = await store.people.find({ 'memberships.role': command.in(['staff', 'committee']), live: true, erased: false } as never, { fields: ['_id', 'memberships'], limit: MOST_REVIEWERS })
  return people.some(p => p._id !== me.person!._id && p.memberships.some(m => (m.role === 'staff' || m.role === 'committee') && m.unitId === me.tenantId && validOn(m, today)))
}
