import * as z from 'zod/mini'
import { Id, Instant, text } from './common'
import { CourseCategory, Edition, EpisodeKey, EpisodeKind, LONGEST_EPISODE, QuizRule } from './lesson-course'

const Ms = z.int('时间应是整数毫秒').check(z.minimum(0, '时间不能是负数'), z.maximum(LONGEST_EPISODE * 1000, '超出了课时的长度'))

/** A piece of media time that was watched, milliseconds: from (inclusive) to (exclusive). */
export const Segment = z.tuple([Ms, Ms], '观看片段应是两个数')
export type Segment = z.infer<typeof Segment>

/** As many pieces as one report may hold; a phone that has more sends the earliest first. */
export const MOST_SEGMENTS = 200

/**
 * What the server has of one's progress in an episode. `segments`: merged, in order. A phone keeps what it watched minus these as
 * pending and sends it again. `furthest`: the player lets nobody jump beyond it by more than two seconds until `completedAt`.
 */
export const Progress = z.object({
  edition: Edition,
  segments: z.array(Segment),
  covered: z.int(),
  furthest: z.int(),
  position: z.int(),
  /** Enough is covered; with a quiz, it may be drawn from now on. */
  coveredAt: z.nullable(Instant),
  completedAt: z.nullable(Instant),
  /** Best score so far; null = no paper handed in. `triesLeft` null = unlimited. */
  quiz: z.object({ best: z.nullable(z.int()), passed: z.boolean(), tries: z.int(), triesLeft: z.nullable(z.int()) }),
  /** One's own stars, 1–5. */
  stars: z.nullable(z.int()),
})
export type Progress = z.infer<typeof Progress>

/**
 * `token` goes back with the next report (optional there: without it the server reads once more). `elsewhere`: another phone has taken
 * over; what this one watched before that is still credited, so it goes on reporting what is pending, and stops playing.
 * `budget`: media milliseconds that may be credited right now on top of what was.
 */
export const WatchState = z.object({
  viewing: Id,
  token: z.string(),
  progress: Progress,
  budget: z.int(),
  elsewhere: z.nullable(z.object({ deviceName: z.string(), at: Instant })),
  courseCompleted: z.boolean(),
})
export type WatchState = z.infer<typeof WatchState>

export const WatchInput = z.strictObject({
  courseId: Id,
  episode: EpisodeKey,
  /** Made by the phone: the same again is the same viewing 观看. */
  viewing: Id,
  device: Id,
  deviceName: text(40),
})

export const ReportInput = z.strictObject({
  viewing: Id,
  token: z.optional(z.string().check(z.maxLength(20_000), z.regex(/^[A-Za-z0-9_.-]+$/, '凭据格式不对'))),
  segments: z.array(Segment).check(z.maxLength(MOST_SEGMENTS, `一次最多报 ${MOST_SEGMENTS} 个片段`)),
  /** Where the player stands, milliseconds. */
  position: Ms,
})

/** A course in a learner's list. `locked`: a course that comes first is not finished. `lastAt` null = never opened. */
export const CourseCard = z.object({
  _id: Id, title: z.string(), category: CourseCategory, coverUrl: z.string(), instructorName: z.string(), episodes: z.int(), seconds: z.int(),
  compulsory: z.boolean(), dueAt: z.nullable(Instant), publishedAt: Instant, locked: z.boolean(),
  state: z.enum(['new', 'learning', 'done']), doneEpisodes: z.int(), lastAt: z.nullable(Instant), completedAt: z.nullable(Instant),
  /** Hours of class 学时 of all its episodes, tenths. */
  tenths: z.int(),
})
export type CourseCard = z.infer<typeof CourseCard>

/** Where to go on. */
export const Continue = z.object({ courseId: Id, courseTitle: z.string(), episode: EpisodeKey, title: z.string(), coverUrl: z.string(), position: z.int(), seconds: z.int(), covered: z.int(), at: Instant })
export type Continue = z.infer<typeof Continue>

export const LearnerEpisode = z.object({
  key: EpisodeKey, title: z.string(), kind: EpisodeKind, seconds: z.int(), edition: Edition, posterUrl: z.string(), prompts: z.array(z.int()), quiz: z.nullable(QuizRule), tenths: z.int(),
  /** Null = never opened. */
  progress: z.nullable(Progress),
})
export type LearnerEpisode = z.infer<typeof LearnerEpisode>

/** A course as a learner sees it. Files come from `media`, one at a time. `certificate`: its number, once issued. */
export const LearnerCourse = z.object({
  _id: Id, title: z.string(), category: CourseCategory, intro: z.string(), coverUrl: z.string(),
  instructor: z.nullable(z.object({ _id: Id, name: z.string(), unitName: z.string(), field: z.string(), intro: z.string(), photoUrl: z.string() })),
  compulsory: z.boolean(), dueAt: z.nullable(Instant), maxSpeed: z.number(), percent: z.int(), passMark: z.int(),
  /** Hours of class, tenths: of all its episodes as they are, and what of it is mine already. */
  tenths: z.int(), earned: z.int(),
  before: z.array(z.object({ _id: Id, title: z.string(), done: z.boolean() })), locked: z.boolean(),
  episodes: z.array(LearnerEpisode),
  completedAt: z.nullable(Instant),
  certificate: z.nullable(z.string()),
})
export type LearnerCourse = z.infer<typeof LearnerCourse>

/** A compulsory course 必修 that I have not finished, in a line. `locked`: another comes first. */
export const DueCourse = z.object({ _id: Id, title: z.string(), dueAt: z.nullable(Instant), doneEpisodes: z.int(), episodes: z.int(), locked: z.boolean() })
export type DueCourse = z.infer<typeof DueCourse>
