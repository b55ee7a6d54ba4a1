import type { LearnerCourse, LearnerEpisode } from '../../../types/lesson-watch'

export interface NextStep {
  kind: 'watch' | 'quiz'
  episode: LearnerEpisode
  text: string
}

/** Enough is seen, and a paper may be drawn. */
export const mayDraw = (e: LearnerEpisode): boolean =>
  e.quiz !== null && !!e.progress && e.progress.coveredAt !== null && !e.progress.quiz.passed && e.progress.quiz.triesLeft !== 0

const isDone = (e: LearnerEpisode) => e.progress?.completedAt != null

/** What there is to do next in a course; undefined = nothing, or something else comes first. */
export const nextStep = (c: LearnerCourse): NextStep | undefined => {
  if (c.locked) return undefined
  const open = c.episodes.find(e => !isDone(e) && (mayDraw(e) || e.progress?.coveredAt == null))
  if (!open) return c.completedAt !== null && c.episodes[0] ? { kind: 'watch', episode: c.episodes[0], text: '再看一遍' } : undefined
  if (mayDraw(open)) return { kind: 'quiz', episode: open, text: '去做测验' }
  return { kind: 'watch', episode: open, text: c.episodes.some(e => e.progress) ? '继续学' : '开始学' }
}
