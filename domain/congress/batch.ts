import type { BatchEntry } from '../../types/congress-round'

/** One batch of paper ballots as it was entered 双人录入; `settled` when a difference was settled 核对. */
export interface EnteredBatch { entries: Record<string, { entry: BatchEntry }>; settled: BatchEntry | null }

/** Both entries of a batch agree, or the difference was settled 核对. */
export function settledOf({ entries, settled }: EnteredBatch): BatchEntry | null {
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
