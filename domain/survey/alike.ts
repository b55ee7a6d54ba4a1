/** At most so many texts are put together at a time. */
export const MOST_TEXTS = 2000

/** From this share of common pairs of characters on, two texts say much the same (Dice's coefficient). */
const ALIKE = 0.6

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[\p{P}\p{S}\s]/gu, '')

/** Pairs of neighbouring characters: Chinese needs no words cut for them. A single character stands for itself. */
const pairsOf = (text: string): Set<string> => {
  const letters = [...text]
  return new Set(letters.length < 2 ? letters : letters.slice(1).map((c, i) => letters[i]! + c))
}

export interface AlikeGroup { n: number; texts: string[] }

/**
 * Texts that say much the same, the largest group first. Each text joins the group whose first text it is most like; only
 * groups with a pair in common are looked at, so the work grows with the text and not with its square.
 */
export function alikeGroups(texts: readonly string[], shown = 5): AlikeGroup[] {
  const leaders: { pairs: number; members: string[] }[] = []
  const byPair = new Map<string, number[]>()
  const known = new Map<string, number>()
  for (const text of texts) {
    const bare = plain(text)
    if (bare === '') continue
    let at = known.get(bare)
    if (at === undefined) {
      const pairs = pairsOf(bare)
      at = nearest(pairs, byPair, leaders) ?? leaders.push({ pairs: pairs.size, members: [] }) - 1
      if (leaders[at]!.members.length === 0) for (const p of pairs) byPair.set(p, [...(byPair.get(p) ?? []), at])
      known.set(bare, at)
    }
    leaders[at]!.members.push(text)
  }
  return leaders
    .map(({ members }) => ({ n: members.length, texts: [...new Set(members)].slice(0, shown) }))
    .sort((a, b) => b.n - a.n)
}

function nearest(pairs: ReadonlySet<string>, byPair: ReadonlyMap<string, number[]>, leaders: readonly { pairs: number }[]): number | undefined {
  const common = new Map<number, number>()
  for (const p of pairs) for (const at of byPair.get(p) ?? []) common.set(at, (common.get(at) ?? 0) + 1)
  let best: number | undefined
  let most = ALIKE
  for (const [at, n] of common) {
    const dice = (2 * n) / (pairs.size + leaders[at]!.pairs)
    if (dice >= most) { best = at; most = dice }
  }
  return best
}
