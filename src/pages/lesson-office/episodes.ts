import type { EpisodeEdit, EpisodeKind } from '../../../types/lesson-course'

/**
 * A key that no episode has or had: progress is kept under it, so that of an episode that was taken away must not fall to a new
 * one. @param random from 0 to 1
 */
export const freshKey = (taken: readonly string[], random: () => number): string => {
  const key = `e${Math.floor(random() * 999_999) + 1}`
  return taken.includes(key) ? freshKey(taken, random) : key
}

export const emptyEpisode = (key: string, kind: EpisodeKind): EpisodeEdit => ({
  key, kind, title: '', file: null, fileName: '', size: 0, poster: null, seconds: kind === 'article' || kind === 'pdf' ? 300 : 0, article: '', prompts: [], quiz: null,
})

export const changed = (episodes: readonly EpisodeEdit[], key: string, by: Partial<EpisodeEdit>): EpisodeEdit[] =>
  episodes.map(e => e.key === key ? { ...e, ...by } : e)

/** One place up or down; at either end it stays. */
export const moved = (episodes: readonly EpisodeEdit[], key: string, by: -1 | 1): EpisodeEdit[] => {
  const at = episodes.findIndex(e => e.key === key)
  const to = at + by
  if (at < 0 || to < 0 || to >= episodes.length) return [...episodes]
  const next = [...episodes]
  next.splice(to, 0, ...next.splice(at, 1))
  return next
}

/** Places in a film as people write them: `2:30、5:00` → 150, 300; undefined = not understood. */
export const promptsIn = (typed: string): number[] | undefined => {
  const words = typed.normalize('NFKC').split(/[\s,、;]+/).filter(Boolean)
  const places = words.map(w => {
    const found = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/.exec(w)
    return found ? Number(found[1] ?? 0) * 3600 + Number(found[2]) * 60 + Number(found[3]) : undefined
  })
  return places.includes(undefined) ? undefined : [...new Set(places as number[])].sort((a, b) => a - b)
}

/** Every five minutes, not in the last half of one. */
export const usualPrompts = (seconds: number): number[] =>
  Array.from({ length: Math.min(20, Math.max(0, Math.ceil((seconds - 30) / 300) - 1)) }, (_, i) => (i + 1) * 300)
