import type { Round } from '../../domain/ballot/manifest'
import { Refusal } from '../../domain/refusal'
import { roundOf, unwrapped } from '../_kit/ballot-round'
import type { Store } from '../_kit/store'

export interface Known { round: Round; boxKey: Buffer }

const known = new Map<string, Known>()
const KEPT = 32

/** Rounds asked for that are not there: garbage is looked up once in five seconds, not each time. */
const unknown = new Map<string, number>()
const UNKNOWN_FOR = 5_000
const MOST_UNKNOWN = 1_000

export const noRound = () => new Refusal('NOT_FOUND', '没有这一轮投票，或者它已经作废')

/** Manifest and key of a round, read once an instance: neither ever changes. */
export async function roundFor(store: Store, id: string): Promise<Known> {
  const there = known.get(id)
  if (there) return there
  if ((unknown.get(id) ?? 0) > Date.now()) throw noRound()
  const doc = await store.ballotRounds.get(id)
  if (!doc || doc.manifest === '' || doc.box === '') {
    if (unknown.size >= MOST_UNKNOWN) unknown.clear()
    unknown.set(id, Date.now() + UNKNOWN_FOR)
    throw noRound()
  }
  if (known.size >= KEPT) known.clear()
  const found = { round: roundOf(doc), boxKey: unwrapped('box', id, doc.box) }
  known.set(id, found)
  return found
}
