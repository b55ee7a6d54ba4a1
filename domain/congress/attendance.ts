/** What is kept of a delegate's coming and going, in the order in which it happened. */
export interface AttendanceMark { act: 'in' | 'leave' | 'return'; at: number }

/** In the hall at this instant? The last mark up to then decides; of two at one instant the later in the list. */
export function presentAt(marks: readonly AttendanceMark[], at: number): boolean {
  const last = marks.filter(m => m.at <= at).reduce<AttendanceMark | null>((a, b) => (a && a.at > b.at ? a : b), null)
  return last !== null && last.act !== 'leave'
}

/**
 * May this delegate vote in a round? Only who was there when it was opened, for that is what its quorum was counted by,
 * and is there now. Late comers count as absent in this round.
 */
export const mayVote = (marks: readonly AttendanceMark[], openedAt: number, at: number): boolean =>
  at >= openedAt && presentAt(marks, openedAt) && presentAt(marks, at)

/** 实到 at an instant. */
export const countPresent = (delegates: readonly (readonly AttendanceMark[])[], at: number): number =>
  delegates.filter(marks => presentAt(marks, at)).length
