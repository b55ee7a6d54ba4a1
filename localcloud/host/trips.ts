const KEPT = 2_000

/**
 * Counts database requests by the id that a program gives the SDK: `init({ context: { eventID } })` puts it
 * before the sequence id of every request. For programs outside functions; a function's calls are counted by
 * their token.
 */
export class TripCounter {
  private readonly counts = new Map<string, number>()

  add(sequenceId: string) {
    const eventId = /^(.+)-[0-9a-f]+_[0-9a-f]+$/.exec(sequenceId)?.[1]
    if (eventId === undefined) return
    this.counts.set(eventId, this.of(eventId) + 1)
    const oldest = this.counts.size > KEPT ? this.counts.keys().next().value : undefined
    if (oldest !== undefined) this.counts.delete(oldest)
  }

  of(eventId: string): number {
    return this.counts.get(eventId) ?? 0
  }
}
