import { decide } from '../../domain/congress/decide'
import { rulesFor } from '../../domain/congress/session-rules'
import { missingFor, tallyOf, type BatchSettled } from '../../domain/congress/round-tally'
import type { BatchEntry } from '../../types/congress-round'
import type { BatchDoc, RoundDoc } from '../_kit/documents'
import { command } from '../_kit/cloud'
import { oneBeside, type Store, type Table, type Where } from '../_kit/store'

const PAGE = 100
const MOST_BATCHES = 50

/** Everything that matches, in the order of `_id`: one round trip for each hundred. */
export async function every<D extends { _id: string }>(table: Table<D>, where: Where<D>, fields?: (keyof D & string)[]): Promise<D[]> {
  const all: D[] = []
  for (;;) {
    const last = all.at(-1)?._id
    const page = await table.find({ ...where, ...(last === undefined ? {} : { _id: command.gt(last) }) }, { order: [['_id', 'asc']], limit: PAGE, fields })
    all.push(...page)
    if (page.length < PAGE) return all
  }
}

/** Both entries of a batch agree, or the difference was settled 核对. */
export function settledOf({ entries, settled }: Pick<BatchDoc, 'entries' | 'settled'>): BatchEntry | null {
  const [a, b] = Object.values(entries)
  return settled ?? (a && b && sameEntry(a.entry, b.entry) ? a.entry : null)
}

/** Whatever the order of the keys, which the database need not keep. */
export const sameEntry = (a: unknown, b: unknown): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, inOrder(v)]))
}

/** Batches into which somebody has entered something; an empty one is of a call that died half way. */
export const begun = (batches: readonly BatchDoc[]): BatchDoc[] => batches.filter(b => Object.keys(b.entries).length > 0)

export const asSettled = (batches: readonly BatchDoc[]): BatchSettled[] => begun(batches).map(b => ({ no: b.no, settled: settledOf(b) }))

/** A round with what belongs to it; `batches` in order. */
export const beside = {
  session: oneBeside('sessions', '$sessionId'),
  batches: { from: 'batches' as const, bind: { round: '$_id' }, match: { $expr: { $eq: ['$roundId', '$$round'] } }, sort: { no: 1 as const }, limit: MOST_BATCHES },
}

export interface Finished { round: RoundDoc; missing: string | null; soFar?: { voted: number; papers: number } }

/**
 * Goes on with a round that is closing 已截止: counts it, or says what is still missing. Anybody may do it at any time
 * and as often; the first conditional write holds, and with it whose votes were taken in. The revision of the round
 * stands for its batches too: whoever changes a batch moves it on.
 */
export async function finish(store: Store, roundId: string): Promise<Finished | undefined> {
  for (;;) {
    const found = await store.rounds.joined(roundId, beside)
    if (!found) return undefined
    const { doc, beside: { session: [session], batches } } = found
    if (doc.state !== 'closing' || !session) return { round: doc, missing: null }
    const [votes, roll] = await Promise.all([
      every(store.votes, { roundId }),
      every(store.roll, { sessionId: doc.sessionId, observer: false }, ['_id', 'personId', 'observer', 'marks']),
    ])
    const papers = votes.filter(v => v.channel === 'paper').length
    const settled = asSettled(batches)
    const missing = missingFor(doc.way, papers, settled)
    if (missing) return { round: doc, missing, soFar: { voted: votes.length - papers, papers } }
    const { tally, counted } = tallyOf(doc, roll, votes, settled)
    const decision = decide(doc.question, tally, rulesFor(session.kind, session.rules))
    const round = await store.rounds.changeOne(
      { _id: roundId, state: 'closing', rev: doc.rev },
      { state: 'counted', counted, tally, decision, voted: tally.collected, papers, present: tally.present },
    )
    if (round) return { round, missing: null }
  }
}
