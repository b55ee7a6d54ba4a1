import type { Segment } from '../../types/lesson-watch'
import { earliest, lengthOf, minus, union, type Pieces } from './segments'

/**
 * One person, one episode, one phone, from an instant to another of the server's clock 观看. `lastAt`: the latest instant at which
 * the server heard of it; `credited`: media milliseconds that it has earned so far.
 */
export interface Earning { startedAt: number; lastAt: number; endedAt: number | null; credited: number; speed: number }

/**
 * Media milliseconds that a viewing may still earn: the wall clock since it began, times the course's speed, less what it has had.
 * What one report leaves over the next one may use, so that a bad signal takes nothing from anybody; all reports together never
 * earn more. A server whose clock is behind the last one heard gives what that one gave.
 */
export function budgetOf({ startedAt, lastAt, endedAt, credited, speed }: Earning, now: number): number {
  const until = Math.min(Math.max(now, lastAt), endedAt ?? Number.POSITIVE_INFINITY)
  return Math.max(0, Math.floor((until - startedAt) * speed) - credited)
}

/** More pieces than this nobody leaves who watches; further ones are not taken until others have closed a gap. */
export const MOST_PIECES = 500

/** As many of the new pieces as can be kept, the earliest first. */
function fitting(known: Pieces, fresh: Pieces): Segment[] {
  const all = union([...known, ...fresh])
  if (all.length <= MOST_PIECES) return all
  let kept = union(known)
  for (const piece of fresh) {
    const more = union([...kept, piece])
    if (more.length <= MOST_PIECES) kept = more
  }
  return kept
}

/** What is known after a report, and what of it was new. Watched again costs and adds nothing; short of budget, the earliest media time is credited first. */
export function credit(known: Pieces, reported: Pieces, budget: number): { segments: Segment[]; credited: number } {
  const segments = fitting(known, earliest(minus(reported, known), budget))
  return { segments, credited: lengthOf(segments) - lengthOf(known) }
}
