import * as z from 'zod/mini'
import { Day, Id, Instant } from './common'
import { EpisodeKey } from './lesson-course'

/** Kept apart everywhere: `hits` 点击 (each opening), `learners` 学习人数 (each person once), `completed` 学完人数. `stars`: mean, tenths of a star kept as a number; null = nobody rated. */
const counts = { hits: z.int(), learners: z.int(), completed: z.int() }

/** Figures of one course, as the last counting found them (`asOf`; null = never counted). */
export const CourseStats = z.object({
  id: Id, title: z.string(), compulsory: z.boolean(), dueAt: z.nullable(Instant), asOf: z.nullable(Instant),
  /** Of the whole course: a learner of any episode; completed = all of it. `tenths`: hours of class earned. */
  total: z.object({ ...counts, expected: z.int(), tenths: z.int() }),
  episodes: z.array(z.object({ key: EpisodeKey, title: z.string(), ...counts, ratings: z.int(), stars: z.nullable(z.number()) })),
  /** Units directly below the enterprise; `cells` run as `episodes` do. */
  units: z.array(z.object({ group: z.string(), name: z.string(), expected: z.int(), ...counts, cells: z.array(z.object(counts)) })),
  /** By day, only days on which something happened: people who began the course, people who finished it. */
  trend: z.array(z.object({ day: Day, began: z.int(), completed: z.int() })),
})
export type CourseStats = z.infer<typeof CourseStats>

/** All courses of the enterprise together. `people`: persons who have learned anything. */
export const LearnOverview = z.object({
  asOf: z.nullable(Instant), courses: z.int(), episodes: z.int(), hits: z.int(), people: z.int(), completions: z.int(), tenths: z.int(),
  instructors: z.int(), trainings: z.int(), attendances: z.int(), certificates: z.int(),
  /** Questions of learners without an answer; instructors who were nominated and wait. */
  asksWaiting: z.int(), nominated: z.int(),
  byCourse: z.array(z.object({ id: Id, title: z.string(), compulsory: z.boolean(), dueAt: z.nullable(Instant), expected: z.int(), ...counts })),
  /** Units directly below the enterprise over all courses: somebody who should learn two counts twice 人次. `must`: of the compulsory ones 必修. */
  byUnit: z.array(z.object({ group: z.string(), name: z.string(), expected: z.int(), ...counts, must: z.object({ expected: z.int(), completed: z.int() }) })),
})
export type LearnOverview = z.infer<typeof LearnOverview>

/** notStarted 未开始, learning 学习中, finished 已学完; unfinished = both of the first. */
export const LearnFilter = z.enum(['all', 'finished', 'unfinished', 'notStarted'])
export type LearnFilter = z.infer<typeof LearnFilter>

export const LearnerRow = z.object({
  personId: Id, name: z.string(), employeeNo: z.string(), unitName: z.string(), state: z.enum(['notStarted', 'learning', 'finished']),
  doneEpisodes: z.int(), percent: z.int(), lastAt: z.nullable(Instant), completedAt: z.nullable(Instant),
})
export type LearnerRow = z.infer<typeof LearnerRow>
