import type { Motion } from '../types/motion'

/** Where a motion goes on that waits for a proposer who is gone for good, and what its history says. */
export interface Forsaken {
  state: Motion['state']
  note: string
}

/**
 * What becomes of a motion when its proposer is erased 注销. Only two states wait for the proposer alone: one that gathers
 * co-signs is answered as an opinion 意见建议, since nobody can hand it in; one that was given back returns to the committee,
 * which decides on what is there. A reply that is not rated becomes 未评价 when its time is over; in every other state
 * somebody else moves. Null = nothing changes.
 */
export function forsaken(m: Pick<Motion, 'state'>): Forsaken | null {
  if (m.state === 'cosigning') return { state: 'opinion', note: '没有人能再提交，转为意见建议，同样要答复' }
  if (m.state === 'returned') return { state: 'submitted', note: '没有人能再补充，由提案委员会按现有内容审查' }
  return null
}
