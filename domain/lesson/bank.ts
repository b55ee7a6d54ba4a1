/** Questions that can be drawn for an episode: its own, and those of any ('' in `bank`). */
export const drawable = (bank: Readonly<Record<string, number>>, episode: string): number => (bank[episode] ?? 0) + (bank[''] ?? 0)

const AT_ONCE = 100

/** A request is 100 KB at most, and a character up to three bytes. */
const MOST_LETTERS = 30_000

/** What is brought into the bank, in portions that one request holds. */
export function portions<T>(items: readonly T[]): T[][] {
  const found: T[][] = []
  let letters = 0
  for (const item of items) {
    const more = JSON.stringify(item).length
    const last = found.at(-1)
    if (last && last.length < AT_ONCE && letters + more <= MOST_LETTERS) {
      last.push(item)
      letters += more
    } else {
      found.push([item])
      letters = more
    }
  }
  return found
}
