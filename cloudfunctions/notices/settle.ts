import { countStates, packStates, unpackStates } from '../../domain/notice/batch'
import { REFUSED } from '../../domain/notice/outcome'
import type { TemplateKey } from '../../types/notice-fields'
import type { CreditDoc, SendDoc, Taken } from '../_kit/notice-documents'
import type { Change, Store } from '../_kit/store'
import { creditId } from './credit'
import { applyTold, sendKey, toldOf, written, type Standing } from './ledger'

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

/** The one message of the template that was just sent, by its notice. */
function sentJustNow({ lines, unknown }: CreditDoc, at: number): string | undefined {
  const near = lines.filter(l => l.act === 'spent' && Math.abs(at - l.at) <= SOON)
  const [one] = near
  return near.length === 1 && unknown[sendKey(one!.key)]?.told === undefined ? one!.key : undefined
}

/** Into a batch that nobody works on. `told` = what is known of whom, of those whose messages were sent or are unknown. */
async function fold(store: Store, batchId: string, toldIn: (batch: SendDoc, places: number[]) => Promise<Iterable<readonly [number, number]>>): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const batch: SendDoc | undefined = await store.sends.get(batchId)
    if (!batch || batch.lease !== '') return
    const standing: Standing = { states: unpackStates(batch.states), notes: { ...batch.notes } }
    const places = standing.states.flatMap((s, i) => (s === 'unknown' || s === 'sent' ? [i] : []))
    for (const [i, code] of await toldIn(batch, places)) applyTold(standing, i, code)
    const packed = packStates(standing.states)
    if (await store.sends.change({ _id: batchId, rev: batch.rev, lease: '' }, { states: packed, counts: countStates(packed), notes: standing.notes, told: false })) return
  }
}

const foldOne = (store: Store, batchId: string, personId: string, code: number) =>
  fold(store, batchId, (batch, places) => Promise.resolve(places.filter(i => batch.people[i] === personId).map(i => [i, code] as const)))

/** What was told while the batch was in somebody's hands. */
export const foldTold = (store: Store, batchId: string): Promise<void> => fold(store, batchId, (batch, places) => toldOf(store, batch, places))

/** Refused, as WeChat says: it knows of no credit, whatever we thought. */
const zeroed = (code: number, key: string, at: number): Change<CreditDoc> =>
  code === REFUSED ? { left: 0, lines: written({ act: 'zero', key, at, by: 'wx' }) } : {}

/** WeChat tells what became of a message: kept in the ledger first, so that nothing is lost whoever is at work. */
export async function settleTold(store: Store, personId: string, template: TemplateKey, code: number, at: number): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const ledger = await store.credits.get(creditId(personId, template))
    if (!ledger) return
    const open = meant(ledger, at)
    const where = { _id: ledger._id, rev: ledger.rev }
    if (open) {
      const { key, taken: { batch, more } } = open
      // What is reserved goes when the batch is let go; that a message did not arrive must outlive it.
      const stays = open.where === 'reserved' && code !== 0 ? { [`unknown.${key}`]: { at, batch, told: code } } : {}
      if (!(await store.credits.change(where, { [`${open.where}.${key}.told`]: code, ...stays, ...(more ? {} : zeroed(code, key.slice(1), at)) }))) continue
      if (open.where === 'unknown') await foldOne(store, batch, personId, code)
      else if (code !== 0 && (await store.sends.changeOne({ _id: batch }, { told: true }))?.lease === '') await foldTold(store, batch)
      return
    }
    // Taken by WeChat, but it never arrived: whoever reads the report must know.
    const noticeId = code === 0 ? undefined : sentJustNow(ledger, at)
    const batch = noticeId === undefined ? undefined : (await store.sends.find({ noticeId, people: personId }, { limit: 1, fields: ['_id'] }))[0]
    if (noticeId === undefined || !batch) return
    if (!(await store.credits.change(where, { [`unknown.${sendKey(noticeId)}`]: { at, batch: batch._id, told: code }, ...zeroed(code, noticeId, at) }))) continue
    return foldOne(store, batch._id, personId, code)
  }
}
