import type { Segment } from '../../types/lesson-watch'

/** Pieces of media time in order, none touching another: the one form of a set of milliseconds. */
export type Pieces = readonly Segment[]

/** Everything that any of the pieces holds; empty and turned ones hold nothing. */
export function union(pieces: Pieces): Segment[] {
  const sorted = pieces.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0])
  const merged: Segment[] = []
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** What `pieces` hold and `without` do not. */
export function minus(pieces: Pieces, without: Pieces): Segment[] {
  const taken = union(without)
  return union(pieces).flatMap(([from, to]) => {
    const left: Segment[] = []
    let at = from
    for (const [f, t] of taken) {
      if (t <= at) continue
      if (f >= to) break
      if (f > at) left.push([at, f])
      at = t
    }
    if (at < to) left.push([at, to])
    return left
  })
}

/** Milliseconds that merged pieces hold. */
export const lengthOf = (merged: Pieces): number => merged.reduce((sum, [from, to]) => sum + to - from, 0)

/** The end of the last piece; 0 = none. */
export const endOf = (merged: Pieces): number => merged.at(-1)?.[1] ?? 0

/** The earliest `length` milliseconds of merged pieces. */
export function earliest(merged: Pieces, length: number): Segment[] {
  const taken: Segment[] = []
  let left = length
  for (const [from, to] of merged) {
    if (left <= 0) break
    taken.push([from, Math.min(to, from + left)])
    left -= to - from
  }
  return taken
}
