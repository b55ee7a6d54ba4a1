import type { Tally as PaperTally } from '../../domain/ballot/tally'
import type { BatchSettled } from '../../domain/congress/round-tally'
import { countsOf, paperTally } from '../../domain/congress/secret'
import type { Tally } from '../../types/congress-vote'
import type { BareBatch } from '../_kit/ballot-seal'
import type { HeadDoc, RoundDoc } from '../_kit/documents'

/** What two scrutineers sign of each batch of paper ballots, in the words of the public record. */
export const batchesOf = ({ question }: RoundDoc, batches: readonly BatchSettled[]): BareBatch[] =>
  batches.map(({ settled }, n) => ({ kind: 'batch', collected: settled!.collected, issued: settled!.issued, n, tally: paperTally(question, settled!.counts) }))

/** The record's tally in the congress's words; the denominator stays ALL delegates. */
export function tallyOfBox(doc: RoundDoc, final: HeadDoc): Tally {
  const { kind: _kind, ...tally } = JSON.parse(final.tally) as PaperTally & { kind: string }
  const { size } = JSON.parse(final.head) as { size: number }
  const papers = final.batches.map(line => JSON.parse(line) as BareBatch)
  return {
    roll: doc.roll, present: doc.present, issued: doc.ballot!.drawn + doc.ballot!.papers,
    collected: size + papers.reduce((n, b) => n + b.collected, 0), counts: countsOf(doc.question, tally),
  }
}
