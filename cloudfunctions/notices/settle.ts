import { countStates, packStates, unpackStates } from '../../domain/notice/batch'
import type { TemplateKey } from '../../types/notice-fields'
import type { CreditDoc, SendDoc, Taken } from '../_kit/notice-documents'
import type { Store } from '../_kit/store'
import { creditId } from './credit'
import { toldOf } from './ledger'

/** WeChat tells of a message within seconds; what it tells later is not matched with an older one. */
const SOON = 10 * 60_000
const TRIES = 4

type Open = { where: 'reserved' | 'unknown'; key: string; taken: Taken }

/**
 * The one send that an event can be about: begun shortly before it, and not told of. Where there are two, or another message
 * of the template was just sent, nobody can say which is meant, and what is unknown stays unknown.
 */
function meant({ reserved, unknown, lines }: CreditDoc, at: number): Open | undefined {
  const near = (t: number) => Math.abs(at - t) <= SOON
  const open = (where: Open['where'], all: Record<string, Taken>) =>
    Object.entries(all).flatMap(([key, taken]): Open[] => (taken.told === undefined && near(taken.at) ? [{ where, key, taken }] : []))
  const found = [...open('reserved', reserved), ...open('unknown', unknown)]
  if (found.length !== 1) return undefined
  const justSent = lines.some(l => l.act === 'spent' && near(l.at))
  return justSent ? undefined : found[0]
}

/** What was unknown in a batch that nobody works on, by what WeChat told; its worker, where there is one, looks by itself. */
async function fold(store: Store, batchId: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const batch: SendDoc | undefined = await store.sends.get(batchId)
    if (!batch || batch.lease !== '') return
    const states = unpackStates(batch.states)
    const told = await toldOf(store, batch, states.flatMap((s, i) => (s === 'unknown' ? [i] : [])))
    if (told.size === 0) return
    for (const [i, code] of told) states[i] = code === 0 ? 'sent' : 'refused'
    const packed = packStates(states)
    if (await store.sends.change({ _id: batchId, rev: batch.rev, lease: '' }, { states: packed, counts: countStates(packed) })) return
  }
}

/** WeChat tells what became of a message: kept in the ledger first, so that nothing is lost whoever is at work. */
export async function settleTold(store: Store, personId: string, template: TemplateKey, code: number, at: number): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const ledger = await store.credits.get(creditId(personId, template))
    const open = ledger && meant(ledger, at)
    if (!open) return
    if (!(await store.credits.change({ _id: ledger._id, rev: ledger.rev }, { [`${open.where}.${open.key}.told`]: code }))) continue
    if (open.where === 'unknown') await fold(store, open.taken.batch)
    return
  }
}
