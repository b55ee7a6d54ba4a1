import { notFound } from '../../domain/refusal'
import type { Me } from '../_kit/identity'
import type { Call } from '../_kit/serve'
import { peopleByIds, seedsOf } from './roll-seeds'
import type { Known } from './session-facts'
import { readFacts, readSession, type FactsBeside } from './session-read'
import { isOffice, sightOfMe } from './viewer'

type KnownCall = Pick<Call<unknown>, 'me' | 'store' | 'now'> & { tenantId: string }

export const noSession = () => notFound('次会议')

/** The session with all that its gates ask about: one round trip; another when somebody was called by name and the roll is not frozen yet. */
export async function readKnown({ me, store, tenantId }: KnownCall, id: string): Promise<Known | undefined> {
  const found = await readFacts(store, id, me.person?._id ?? '', tenantId)
  if (!found) return undefined
  const { doc, beside } = found
  if (doc.stage !== 'preparing') return { doc, beside, seeds: null }
  const byName = doc.rehearsal || doc.kind === 'joint'
  const invited = byName && doc.invited.length ? await peopleByIds(store, doc.invited) : []
  return { doc, beside, seeds: doc.freezing ?? seedsOf(doc, beside, invited) }
}

/** What the caller may see of it; the gates are the office's business. @throws Refusal when there is nothing to see */
export async function look(call: KnownCall, id: string) {
  const { me, store, now } = call
  if (!isOffice(me)) {
    const found = await readSession(store, id, me.person?._id ?? '')
    if (!found) throw noSession()
    const sight = sightOfMe(found.doc, me, now, found.beside.mine[0])
    if (sight === 'none') throw noSession()
    if (sight !== 'office') return { ...found, sight, known: null }
  }
  const known = await readKnown(call, id)
  if (!known || sightOfMe(known.doc, me, now, mineOf(known.beside)) === 'none') throw noSession()
  return { doc: known.doc, beside: known.beside, sight: 'office' as const, known }
}

const mineOf = (beside: FactsBeside) => beside.mine[0]

/** The tenant that a call looks into. */
export const tenantOf = (me: Me, chosen?: string): string => chosen ?? me.tenantId
