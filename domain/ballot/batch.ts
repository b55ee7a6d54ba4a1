import { digest } from './canonical'
import type { Engine } from './engine'
import { demandSigned, scrutineersAmong, signedShape, type Signed } from './heads'
import type { Round } from './manifest'
import { BATCH_SIGNATURE, demand } from './problems'
import { integer, list, object, only, pattern } from './shape'
import type { Tally } from './tally'

/** 纸质选票: one batch, entered by two scrutineers each on their own (双人录入). */
export interface Batch {
  kind: 'batch'
  collected: number
  issued: number
  n: number
  sigs: Signed[]
  tally: Tally
}

const count = integer(0, 10_000_000)

export const tallyFields = {
  marks: list(list(count, 1, 10), 0, 500), valid: count, void: count,
  writeIns: list(object({ count, name: pattern(/^.{1,60}$/su) }), 0, 100_000),
}

export const batchShape = object({ kind: only('batch'), collected: count, issued: count, n: integer(0, 999), sigs: signedShape, tally: object(tallyFields) })

/** What two scrutineers sign. */
export const batchDigest = (round: Round, { sigs: _sigs, ...rest }: Omit<Batch, 'sigs'> & { sigs?: Signed[] }): Uint8Array =>
  digest('batch', { ...rest, manifest: round.hash })

export function demandBatchSigned(round: Round, batch: Batch, engine: Engine): void {
  demand(batch.sigs.length >= 2 && scrutineersAmong(batch.sigs) === batch.sigs.length, BATCH_SIGNATURE)
  demandSigned(round, batchDigest(round, batch), batch.sigs, engine, BATCH_SIGNATURE)
}
