import { dayOf } from '../../domain/calendar'
import { validOn } from '../../domain/membership'
import type { PersonDoc } from '../_kit/documents'
import type { Call } from '../_kit/serve'
import type { Where } from '../_kit/store'

const MOST_REVIEWERS = 50
const ROLES: readonly string[] = ['staff', 'committee']

/** Could somebody else of the union or the motions committee approve it? The role must stand on the enterprise itself: branches have many of their own. */
export async function hasOtherReviewer({ me, store, now }: Pick<Call<unknown>, 'me' | 'store' | 'now'>): Promise<boolean> {
  const today = dayOf(now)
  const where = { memberships: { $elemMatch: { role: { $in: ROLES }, unitId: me.tenantId } }, live: true, erased: false } as Where<PersonDoc>
  const people = await store.people.find(where, { fields: ['_id', 'memberships'], limit: MOST_REVIEWERS })
  return people.some(p => p._id !== me.person!._id && p.memberships.some(m => ROLES.includes(m.role) && m.unitId === me.tenantId && validOn(m, today)))
}
