/** Questions that can be drawn for an episode: its own, and those of any ('' in `bank`). */
export const drawable = (bank: Readonly<Record<string, number>>, episode: string): number => (bank[episode] ?? 0) + (bank[''] ?? 0)
