import type { Motion } from '../types/motion'
import { wakeAt } from './motion-clock'
import { movesNothing, placeOf, standingOf } from './motion-stats'

/** What is kept beside the facts of a motion so that lists, statistics and the timer find it by index. */
export const listedAs = (m: Motion, kept: { counted: readonly string[]; marks: readonly string[] }): { standing: string; uncounted: boolean; wake: number } => ({
  standing: standingOf(m),
  uncounted: !movesNothing({ from: kept.counted, to: placeOf(m) }),
  wake: wakeAt(m, kept.marks),
})
