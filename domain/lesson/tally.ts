import { dayOf } from '../calendar'
import type { Group } from '../../types/survey-results'
import type { Learned } from './progress'

/** What statistics need of a person and an episode; days are China's. */
export interface Mark { hits: number; began: string; done: string; stars: number; tenths: number }

/** Kept as short text: a hundred thousand of these are read again and again. */
export const markOf = ({ hits, firstAt, completedAt, stars, tenths }: Learned): string =>
  [hits, dayOf(firstAt), completedAt === null ? '' : dayOf(completedAt), stars ?? '', tenths].join('|')

function readMark(mark: string): Mark {
  const [hits = '', began = '', done = '', stars = '', tenths = ''] = mark.split('|')
  return { hits: Number(hits), began, done, stars: Number(stars), tenths: Number(tenths) }
}

/** A person as statistics see one. */
export interface Counted { unit: string; marks: Readonly<Record<string, string>>; courses: Readonly<Record<string, { completedAt: number }>> }

/** hits, learners, completed, ratings, stars in all */
export type EpisodeCounts = [number, number, number, number, number]

/** A unit's figures of one course: `whole` = learners of any episode, those who finished it, tenths earned. */
export interface UnitCounts { whole: [number, number, number]; episodes: Record<string, EpisodeCounts> }

/** One course's figures. `days`: people who began it, and who finished it. */
export interface CourseCounts { units: Record<string, UnitCounts>; days: Record<string, [number, number]> }

const noCounts = (): CourseCounts => ({ units: {}, days: {} })

const addTo = (into: number[], more: readonly number[]) => more.forEach((n, i) => { into[i] = (into[i] ?? 0) + n })
const unitIn = (counts: CourseCounts, unit: string): UnitCounts => (counts.units[unit] ??= { whole: [0, 0, 0], episodes: {} })

/** Counts one bucket from nothing: what a fold writes, and the full recount that it must equal. */
export function countLearners(people: readonly Counted[]): Record<string, CourseCounts> {
  const found: Record<string, CourseCounts> = {}
  for (const { unit, marks, courses } of people) {
    const begun = new Map<string, string>()
    for (const [id, text] of Object.entries(marks)) {
      const at = id.lastIndexOf('_')
      const courseId = id.slice(0, at)
      const mark = readMark(text)
      const { episodes, whole } = unitIn((found[courseId] ??= noCounts()), unit)
      addTo((episodes[id.slice(at + 1)] ??= [0, 0, 0, 0, 0]), [mark.hits, 1, mark.done ? 1 : 0, mark.stars ? 1 : 0, mark.stars])
      whole[2] += mark.tenths
      const first = begun.get(courseId)
      if (first === undefined || mark.began < first) begun.set(courseId, mark.began)
    }
    for (const [courseId, day] of begun) {
      const counts = found[courseId]!
      const done = courses[courseId]
      addTo(unitIn(counts, unit).whole, [1, done ? 1 : 0])
      addTo((counts.days[day] ??= [0, 0]), [1, 0])
      if (done) addTo((counts.days[dayOf(done.completedAt)] ??= [0, 0]), [0, 1])
    }
  }
  return found
}

export function sumCounts(all: readonly CourseCounts[]): CourseCounts {
  const sum = noCounts()
  for (const { units, days } of all) {
    for (const [unit, { whole, episodes }] of Object.entries(units)) {
      const into = unitIn(sum, unit)
      addTo(into.whole, whole)
      for (const [key, counts] of Object.entries(episodes)) addTo((into.episodes[key] ??= [0, 0, 0, 0, 0]), counts)
    }
    for (const [day, counts] of Object.entries(days)) addTo((sum.days[day] ??= [0, 0]), counts)
  }
  return sum
}

/** What a unit, or (summed) the enterprise, is told of an episode. */
export const hitsOf = ({ episodes }: UnitCounts): number => Object.values(episodes).reduce((sum, [hits]) => sum + hits, 0)

export const allUnits = ({ units }: CourseCounts): UnitCounts => {
  const sum: UnitCounts = { whole: [0, 0, 0], episodes: {} }
  for (const { whole, episodes } of Object.values(units)) {
    addTo(sum.whole, whole)
    for (const [key, counts] of Object.entries(episodes)) addTo((sum.episodes[key] ??= [0, 0, 0, 0, 0]), counts)
  }
  return sum
}

/** A course's figures and whom it asked, by unit. */
export interface CourseOfUnits { counts: CourseCounts; compulsory: boolean; expectedUnits: Readonly<Record<string, number>>; unitNames: readonly Group[] }

export interface UnitTotal extends Group { expected: number; hits: number; learners: number; completed: number; must: { expected: number; completed: number } }

/** Units that no course asked: people who came from there since. */
const ELSEWHERE: Group = { group: '', name: '其他单位' }

/** Each unit's figures of all courses together, in the order of the units' names; whoever came from a unit that was not asked stands last. */
export function unitTotals(courses: readonly CourseOfUnits[]): UnitTotal[] {
  const names = new Map(courses.flatMap(c => c.unitNames.map(u => [u.group, u.name])))
  const totals = new Map<string, UnitTotal>()
  const totalOf = (unit: string) => {
    const { group, name } = names.has(unit) ? { group: unit, name: names.get(unit)! } : ELSEWHERE
    const total = totals.get(group) ?? { group, name, expected: 0, hits: 0, learners: 0, completed: 0, must: { expected: 0, completed: 0 } }
    totals.set(group, total)
    return total
  }
  for (const { counts, compulsory, expectedUnits } of courses) {
    for (const unit of new Set([...Object.keys(expectedUnits), ...Object.keys(counts.units)])) {
      const [total, expected, found] = [totalOf(unit), expectedUnits[unit] ?? 0, counts.units[unit]]
      const [learners, completed] = found?.whole ?? [0, 0]
      total.expected += expected
      total.hits += found ? hitsOf(found) : 0
      total.learners += learners
      total.completed += completed
      if (compulsory) total.must = { expected: total.must.expected + expected, completed: total.must.completed + completed }
    }
  }
  return [...totals.values()].sort((a, b) => Number(a.group === ELSEWHERE.group) - Number(b.group === ELSEWHERE.group) || a.name.localeCompare(b.name, 'zh'))
}

/** Mean of the stars, to a tenth; null = nobody rated. */
export const meanStars = (ratings: number, stars: number): number | null => (ratings === 0 ? null : Math.round((stars * 10) / ratings) / 10)
