import type { Course, CourseEdit } from '../../types/lesson-course'
import type { Learned } from './progress'
import { onEdition } from './progress'
import { episodeId } from './viewing'

/** What of a person's learning tells where they are in courses. */
export interface Standing {
  episodes: Record<string, Learned>
  /** Courses that were finished, and when: a later change of the course takes nothing away. */
  courses: Record<string, { completedAt: number }>
}

type Learnt = Pick<Course, '_id'> & { episodes: readonly Pick<Course['episodes'][number], 'key' | 'edition'>[] }

/** What a person has learned of each episode of a course, in its order; undefined = never opened. */
export const learnedOf = (course: Learnt, { episodes }: Standing): (Learned | undefined)[] => course.episodes.map(e => {
  const learned = episodes[episodeId(course._id, e.key)]
  return learned && onEdition(learned, e.edition)
})

/** When the whole course was finished: the instant of its last episode; null = not yet. */
export function completedAt(course: Learnt, standing: Standing): number | null {
  const before = standing.courses[course._id]
  if (before) return before.completedAt
  const learned = learnedOf(course, standing)
  if (learned.length === 0 || learned.some(l => !l || l.completedAt === null)) return null
  return Math.max(...learned.map(l => l!.completedAt!))
}

export const stateOf = (course: Learnt, standing: Standing): 'new' | 'learning' | 'done' =>
  completedAt(course, standing) !== null ? 'done' : learnedOf(course, standing).some(l => l) ? 'learning' : 'new'

/** Whether a person has still to learn a course, or one episode of it. What was finished as a whole stays finished. */
export function isUnfinished(course: Learnt, standing: Standing, episode: string | null): boolean {
  if (completedAt(course, standing) !== null) return false
  if (episode === null) return true
  const learned = learnedOf(course, standing)[course.episodes.findIndex(e => e.key === episode)]
  return !learned || learned.completedAt === null
}

export const lastAtOf = (course: Learnt, standing: Standing): number | null => {
  const all = learnedOf(course, standing).flatMap(l => (l ? [l.lastAt] : []))
  return all.length ? Math.max(...all) : null
}

/**
 * Courses that come first 先修 and have still to be finished. `open`: published ones for this person. One that was withdrawn, or is for
 * others, holds nobody up, who could never finish it; one that lost an episode may be finished by what is left.
 */
export const missing = (before: readonly string[], standing: Standing, open: readonly Learnt[]): string[] =>
  before.filter(id => !standing.courses[id] && open.some(c => c._id === id && completedAt(c, standing) === null))

/** Hours of class that a person has from a course, tenths: each episode's as of when it was finished. */
export const tenthsEarned = (course: Learnt, { episodes }: Pick<Standing, 'episodes'>): number =>
  course.episodes.reduce((sum, e) => sum + (episodes[episodeId(course._id, e.key)]?.tenths ?? 0), 0)

export const secondsOf = (episodes: readonly { seconds: number }[]): number => episodes.reduce((sum, e) => sum + e.seconds, 0)

/** The order of a learner's list: what is due and not finished, the soonest first; other compulsory ones; the newest. */
export function byUrgency<C extends { compulsory: boolean; dueAt: number | null; publishedAt: number; state: string }>(a: C, b: C): number {
  const rank = (c: C) => (c.state === 'done' ? 2 : c.compulsory ? 0 : 1)
  return rank(a) - rank(b) || (rank(a) === 0 ? (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER) : 0) || b.publishedAt - a.publishedAt
}

/** Nothing of it could be learned yet: what comes first is no replacement. */
const isEmpty = ({ kind, file, seconds }: CourseEdit['episodes'][number]) => seconds === 0 || (kind !== 'article' && file === null)

/** Episodes as they are kept after an edit: another file or another length is another edition, unless there was none before. */
export function withEditions(edit: CourseEdit['episodes'], before: Course['episodes']): Course['episodes'] {
  return edit.map(e => {
    const old = before.find(b => b.key === e.key)
    const same = old && (isEmpty(old) || (old.file === e.file && old.seconds === e.seconds && old.kind === e.kind))
    return { ...e, edition: old ? old.edition + (same ? 0 : 1) : 1 }
  })
}
