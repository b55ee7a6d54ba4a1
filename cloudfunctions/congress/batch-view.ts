import { sameEntry, settledOf } from '../../domain/congress/batch'
import { differencesOf } from '../../domain/congress/round-tally'
import type { Batch } from '../../types/congress-round'
import type { BatchDoc, RoundDoc } from '../_kit/documents'

/**
 * A batch as somebody may see it. The figures of the other scrutineer are hidden from whoever has not entered the own
 * ones, and before the count from everybody else: they are a part of the result.
 */
export function batchView({ _id, roundId, no, entries, settled, note, rev }: BatchDoc, round: Pick<RoundDoc, 'question' | 'state'>, personId: string): Batch {
  const all = Object.entries(entries).sort(([, a], [, b]) => a.at - b.at)
  const open = round.state === 'counted' || Object.hasOwn(entries, personId)
  const [a, b] = all.map(([, e]) => e)
  const differs = a && b && !sameEntry(a.entry, b.entry)
  return {
    _id, roundId, no, note, rev,
    entries: all.map(([id, e]) => ({ personId: id, name: e.name, at: e.at, entry: open ? e.entry : null })),
    differences: !differs ? [] : open ? differencesOf(round.question, a, b) : ['两次录入不一致'],
    settled: open ? settledOf({ entries, settled }) : null,
  }
}
