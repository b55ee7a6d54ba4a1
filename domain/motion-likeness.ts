/** Words that every motion has: they say nothing about what it is about. */
const common = new Set(['关于', '提案', '建议', '问题', '公司', '单位', '职工', '进行', '工作', '目前', '以及', '并且', '可以', '应当', '希望', '请', '我们', '加强', '进一步'])

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The words of a Chinese text, single characters and common words left out. */
export function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)].filter(s => s.isWordLike).map(s => s.segment.toLowerCase()).filter(w => w.length > 1 && !common.has(w))
}

/** Words kept of a motion for finding it: all of its title, then the most frequent of its text. */
export const MAX_TERMS = 24

export function termsOfText(title: string, text: string): string[] {
  const counts = new Map<string, number>()
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const frequent = [...counts].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length).map(([word]) => word)
  return [...new Set([...wordsOf(title), ...frequent])].slice(0, MAX_TERMS)
}

interface Candidate { title: string; terms: readonly string[] }

/**
 * How alike each candidate is to a text, 0 to 100: the share of the words in common, words that few candidates have
 * weighing more, and the titles twice.
 */
export function likeness(text: { title: string; terms: readonly string[] }, candidates: readonly Candidate[]): number[] {
  const spread = new Map<string, number>()
  for (const c of candidates) for (const t of new Set(c.terms)) spread.set(t, (spread.get(t) ?? 0) + 1)
  const weight = (term: string) => Math.log(1 + (candidates.length + 1) / ((spread.get(term) ?? 0) + 1))
  const overlap = (a: readonly string[], b: readonly string[]) => {
    const other = new Set(b)
    const both = [...new Set([...a, ...b])]
    const all = both.reduce((sum, t) => sum + weight(t), 0)
    return all === 0 ? 0 : [...new Set(a)].filter(t => other.has(t)).reduce((sum, t) => sum + weight(t), 0) / all
  }
  const title = wordsOf(text.title)
  return candidates.map(c => Math.round((200 * overlap(title, wordsOf(c.title)) + 100 * overlap(text.terms, c.terms)) / 3))
}
