import type { Round } from '../../domain/ballot/manifest'
import { Refusal } from '../../domain/refusal'
import type { Definition } from '../../types/survey-questions'
import { roundOf, unwrapped } from '../_kit/ballot-round'
import type { Store } from '../_kit/store'
import { definitionOf } from '../_kit/survey-ballot'

/** `boxKey` null: the round is counted, and the box can sign no receipt any more. `definition`: of a survey's round. */
export interface Known { round: Round; boxKey: Buffer | null; definition: Definition | null }

const known = new Map<string, Known>()
const KEPT = 32

/** Rounds asked for that are not there: garbage is looked up once in five seconds, not each time. */
const unknown = new Map<string, number>()
const UNKNOWN_FOR = 5_000
const MOST_UNKNOWN = 1_000

export const noRound = () => new Refusal('NOT_FOUND', '没有这一轮投票')

/** Manifest and key of a round, read once an instance: neither ever changes. */
export async function roundFor(store: Store, id: string): Promise<Known> {
  const there = known.get(id)
  if (there) return there
  if ((unknown.get(id) ?? 0) > Date.now()) throw noRound()
  const doc = await store.ballotRounds.get(id)
  if (doc?.state === 'void') throw new Refusal('VOID', '这一轮已作废，票没有计入。如果重新投票，会再通知您')
  if (!doc || doc.manifest === '') {
    if (unknown.size >= MOST_UNKNOWN) unknown.clear()
    unknown.set(id, Date.now() + UNKNOWN_FOR)
    throw noRound()
  }
  if (known.size >= KEPT) known.clear()
  const round = roundOf(doc)
  const found = { round, boxKey: doc.box === '' ? null : unwrapped('box', id, doc.box), definition: definitionOf(round) }
  known.set(id, found)
  return found
}
