import { dayOf } from '../../domain/calendar'
import { seatOn } from '../../domain/membership'
import { Refusal } from '../../domain/refusal'
import type { MotionTerms } from '../../types/motion-life'
import type { MotionDoc, PersonDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'
import type { Store } from '../_kit/store'

/** Everything that asking delegates rests on, in one round trip: the people, the enterprise's rules, and the motion. */
export async function inviteesRead(ids: string[], me: Me, store: Store, motionId?: string) {
  if (ids.includes(me.person!._id)) throw new Refusal('BAD_INPUT', '不能邀请自己附议', 'invite')
  const found = await store.people.joined(me.person!._id, {
    people: { from: 'people', match: { _id: { $in: ids }, live: true } },
    rules: { from: 'motionRules', match: { _id: me.tenantId }, limit: 1 },
    motion: { from: 'motions', match: { _id: motionId ?? '' }, limit: 1 },
  })
  return { people: found?.beside.people ?? [], versions: found?.beside.rules[0]?.versions, motion: found?.beside.motion[0] }
}

/** The delegates to be asked, as they are called today; refuses whoever is no delegate now. */
export function inviteesOf(ids: string[], people: PersonDoc[], me: Me, now: number): MotionDoc['cosigners'] {
  return [...new Set(ids)].map(id => {
    const person = people.find(p => p._id === id)
    const seat = person && seatOn(person.memberships, dayOf(now))
    if (!person || !seat) throw new Refusal('BAD_INPUT', '所选的人里有人现在不是职工代表，请重新选择', 'invite')
    return { personId: id, name: person.name, delegation: seat.delegation, at: now }
  })
}

/** Some enterprises want co-signers from other delegations 代表团. */
export function demandElsewhere(terms: Pick<MotionTerms, 'otherDelegation'>, delegation: string, cosigners: MotionDoc['cosigners']): void {
  const near = terms.otherDelegation ? cosigners.filter(c => c.delegation === delegation).map(c => c.name) : []
  if (near.length) throw new Refusal('SAME_DELEGATION', `附议人须来自其他代表团，请去掉${near.join('、')}`, 'invite')
}
