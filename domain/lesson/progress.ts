import type { Episode } from '../../types/lesson-course'
import type { Progress, Segment } from '../../types/lesson-watch'
import { tenthsOf } from './hours'
import { endOf, lengthOf } from './segments'

/** What a person has learned of one episode, as it is kept. */
export interface Learned {
  edition: number
  segments: Segment[]
  position: number
  /** Openings 点击. */
  hits: number
  firstAt: number
  lastAt: number
  coveredAt: number | null
  completedAt: number | null
  /** Hours of class that finishing it gave, tenths. */
  tenths: number
  /** `more`: tries that staff gave on top. */
  quiz: { tries: number; more: number; best: number | null; passedAt: number | null }
  stars: number | null
}

/** What of an episode and its course decides on finishing it. */
export interface Demand { seconds: number; percent: number; quiz: boolean }

export const demandOf = ({ percent }: { percent: number }, { seconds, quiz }: Pick<Episode, 'seconds' | 'quiz'>): Demand => ({ seconds, percent, quiz: quiz !== null })

export const newLearned = (edition: number, now: number): Learned => ({
  edition, segments: [], position: 0, hits: 0, firstAt: now, lastAt: now, coveredAt: null, completedAt: null, tenths: 0,
  quiz: { tries: 0, more: 0, best: null, passedAt: null }, stars: null,
})

/** The same person's record once the episode has another file: what was finished stays finished, what was not begins anew. */
export const onEdition = (learned: Learned, edition: number): Learned =>
  learned.edition === edition ? learned : { ...learned, edition, segments: [], position: 0, coveredAt: learned.completedAt === null ? null : learned.coveredAt }

const isCovered = (segments: readonly Segment[], { seconds, percent }: Demand): boolean => lengthOf(segments) * 100 >= seconds * 1000 * percent

/** Marks what is covered and finished by now; what was marked before stays. */
export function settled(learned: Learned, demand: Demand, now: number): Learned {
  const coveredAt = learned.coveredAt ?? (isCovered(learned.segments, demand) ? now : null)
  const passed = !demand.quiz || learned.quiz.passedAt !== null
  const completedAt = learned.completedAt ?? (coveredAt !== null && passed ? now : null)
  return { ...learned, coveredAt, completedAt, tenths: completedAt === null ? 0 : learned.completedAt === null ? tenthsOf(demand.seconds) : learned.tenths }
}

/** Tries that are left; null = as many as one likes. */
export const triesLeft = (rule: Episode['quiz'], { tries, more }: Learned['quiz']): number | null =>
  rule === null || rule.tries === 0 ? null : Math.max(0, rule.tries + more - tries)

export const progressOf = ({ edition, segments, position, coveredAt, completedAt, quiz, stars }: Learned, rule: Episode['quiz']): Progress => ({
  edition, segments, covered: lengthOf(segments), furthest: endOf(segments), position, coveredAt, completedAt,
  quiz: { best: quiz.best, passed: quiz.passedAt !== null, tries: quiz.tries, triesLeft: triesLeft(rule, quiz) }, stars,
})
