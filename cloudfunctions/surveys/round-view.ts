import type { SurveyRound } from '../../types/survey-ballot'
import { command } from '../_kit/cloud'
import type { HeadDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { Store } from '../_kit/store'
import type { SurveyRoundDoc } from '../_kit/survey-documents'

export type Signatures = Pick<HeadDoc, '_id' | 'round' | 'n' | 'sigs'>

/** A round with whose signatures stand under its heads. */
export function roundView(doc: SurveyRoundDoc, heads: readonly Signatures[]): SurveyRound {
  const by = (n: 0 | 1) => new Set(heads.find(h => h.round === doc._id && h.n === n)?.sigs.map(s => s.by))
  const [opening, final] = [by(0), by(1)]
  return {
    ...doc, roundId: doc._id,
    scrutineers: doc.scrutineers.map((s, i) => ({ ...s, opening: opening.has(`scrutineer/${i}`), final: final.has(`scrutineer/${i}`) })),
  }
}

/** The heads of these rounds, as far as there are any: a round trip for each hundred. */
export async function headsOf(bare: Store, rounds: readonly Pick<SurveyRoundDoc, '_id'>[]): Promise<Signatures[]> {
  if (rounds.length === 0) return []
  return every(bare.heads, { _id: command.in(rounds.flatMap(r => [`${r._id}.0`, `${r._id}.1`])) }, ['_id', 'round', 'n', 'sigs'])
}
