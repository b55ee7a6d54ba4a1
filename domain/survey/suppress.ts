/**
 * The groups that are not told 抑制, so that nobody is known by belonging to a small one: those of fewer people than the
 * threshold, and then the next smallest, until at least two groups and at least as many people as the threshold are
 * hidden together: whoever takes the shown groups from the total learns nothing about fewer people than that
 * (complementary suppression). Empty groups are told: nobody is in them.
 */
export function hiddenGroups(sizes: Readonly<Record<string, number>>, threshold: number): Set<string> {
  const bySize = Object.entries(sizes).filter(([, n]) => n > 0).sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  const hidden = new Set<string>()
  let people = 0
  for (const [group, n] of bySize) {
    if (n >= threshold && (hidden.size === 0 || (hidden.size >= 2 && people >= threshold))) break
    hidden.add(group)
    people += n
  }
  return hidden
}

/** Too few to be told at all. */
export const tooFew = (n: number, threshold: number): boolean => n > 0 && n < threshold
