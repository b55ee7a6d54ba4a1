import { dayOf } from '../../domain/calendar'
import { seatOn } from '../../domain/membership'
import { Refusal } from '../../domain/refusal'
import { command } from '../_kit/cloud'
import type { MotionDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'
import type { Store } from '../_kit/store'

/** The delegates to be asked, as they are called today; refuses whoever is no delegate now. One round trip, none for nobody. */
export async function inviteesOf(ids: string[], me: Me, store: Store, now: number): Promise<MotionDoc['cosigners']> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  if (wanted.includes(me.person!._id)) throw new Refusal('BAD_INPUT', '不能邀请自己附议', 'invite')
  const people = await store.people.find({ _id: command.in(wanted), live: true })
  return wanted.map(id => {
    const person = people.find(p => p._id === id)
    const seat = person && seatOn(person.memberships, dayOf(now))
    if (!person || !seat) throw new Refusal('BAD_INPUT', '所选的人里有人现在不是职工代表，请重新选择', 'invite')
    return { personId: id, name: person.name, delegation: seat.delegation, at: now }
  })
}
