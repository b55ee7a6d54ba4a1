import { ERASED_NAME } from '../../domain/erased'
import { stale } from '../../domain/refusal'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import type { Store } from '../_kit/store'

type Erased = Pick<PersonDoc, '_id'>

const TRIES = 6
const noDevice = (id: string) => `none:${id}`

/**
 * What the congress keeps of a person who is erased (PIPL 47). Rolls, votes, proofs of reading, signatures and the
 * results of elections are the records of its decisions and stay as they were made: a name taken out would break the
 * roll's hash and the archive. What only served the person goes: the mark of the phone, the name under opinions, seats
 * in committees, and the places in meetings that have not begun. Each step may be repeated.
 */
export async function eraseCongress({ store }: { store: Store }, { _id: id }: Erased): Promise<void> {
  await store.opinions.change({ personId: id }, { by: ERASED_NAME })
  await store.roll.change({ personId: id, present: false }, { device: noDevice(id), code: null })
  const over = await store.sessions.find({ stage: command.in(['closed', 'archived', 'cancelled']) }, { order: [['startsAt', 'desc']], limit: 100, fields: ['_id'] })
  if (over.length) await store.roll.change({ _id: command.in(over.map(s => `${s._id}.${id}`)), present: true }, { device: noDevice(id), code: null })
  await eraseTerms(store, id)
  await eraseSessions(store, id)
}

async function eraseTerms(store: Store, id: string) {
  for (let tries = 0; tries < TRIES; tries++) {
    const terms = await store.terms.find(command.or([{ 'committees.head.personId': id }, { 'committees.members.personId': id }]) as never)
    if (!terms.length) return
    for (const t of terms) {
      const committees = t.committees.map(c => ({ ...c, head: c.head?.personId === id ? null : c.head, members: c.members.filter(m => m.personId !== id) }))
      await store.terms.change({ _id: t._id, rev: t.rev }, { committees })
    }
  }
  throw stale('专门小组')
}

async function eraseSessions(store: Store, id: string) {
  for (let tries = 0; tries < TRIES; tries++) {
    const sessions = await store.sessions.find(command.and([{ stage: 'preparing' }, command.or([{ invited: id }, { 'observers.personId': id }])]) as never)
    const open = sessions.filter(s => !s.freezing)
    if (!open.length) return
    for (const s of open) await store.sessions.change({ _id: s._id, rev: s.rev }, { invited: s.invited.filter(p => p !== id), observers: s.observers.filter(o => o.personId !== id) })
  }
  throw stale('会议')
}
