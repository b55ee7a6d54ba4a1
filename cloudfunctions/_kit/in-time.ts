/** Does a work for each of these, so many at once, and begins none after `until` (real time). @returns those that were not begun. */
export async function eachInTime<T>(items: readonly T[], atOnce: number, until: number, work: (item: T) => Promise<void>): Promise<T[]> {
  const rest = [...items]
  await Promise.all(Array.from({ length: Math.min(atOnce, rest.length) }, async () => {
    while (rest.length > 0 && Date.now() < until) await work(rest.shift()!)
  }))
  return rest
}
