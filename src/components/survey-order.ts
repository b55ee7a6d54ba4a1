/** The same seed gives the same order, so that options stay where they were when the person comes back. */
export const shuffled = <T extends { key: string }>(options: readonly T[], seed: number): T[] => {
  const place = ({ key }: T) => {
    let h = seed | 0
    for (const c of key) h = Math.imul(h ^ c.charCodeAt(0), 0x9e3779b1) ^ (h >>> 15)
    return Math.imul(h ^ (h >>> 13), 0x85ebca6b) >>> 0
  }
  return [...options].sort((a, b) => place(a) - place(b))
}
