import { settledOf } from '../../domain/congress/batch'
import { decide } from '../../domain/congress/decide'
import { rulesFor } from '../../domain/congress/session-rules'
import { missingFor, tallyOf, type BatchSettled } from '../../domain/congress/round-tally'
import type { BatchDoc, RoundDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import { oneBeside, type Store } from '../_kit/store'

const MOST_BATCHES = 50

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
    if (doc.ballot || doc.state !== 'closing' || !session) return { round: doc, missing: null }
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
