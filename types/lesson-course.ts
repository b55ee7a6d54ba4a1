import * as z from 'zod/mini'
import { FileId, Id, Instant, Rev, text } from './common'
import { Role } from './member'
import { Problem } from './survey-questions'

/** What a course 课程 is about: duties 履职, motions 提案, disclosure 厂务公开, bargaining 集体协商, law 法律, safety 安全, other 其他. */
export const CourseCategory = z.enum(['duties', 'motions', 'disclosure', 'bargaining', 'law', 'safety', 'other'])
export type CourseCategory = z.infer<typeof CourseCategory>

/** draft 草稿, review 待审核, published 已发布, withdrawn 已撤下 (may be changed and handed in again). */
export const CourseState = z.enum(['draft', 'review', 'published', 'withdrawn'])
export type CourseState = z.infer<typeof CourseState>

/** The name of an episode 课时 inside its course: letters, then a number (`e1`). It never changes; progress is kept under it. */
export const EpisodeKey = z.string().check(z.regex(/^[a-z]{1,6}[0-9]{1,6}$/, '课时编号由小写字母加数字组成，例如 e1'))

/** Number of the current file of an episode, from 1; a new file counts up. */
export const Edition = z.int().check(z.minimum(1))

export const EpisodeKind = z.enum(['video', 'audio', 'article', 'pdf'])
export type EpisodeKind = z.infer<typeof EpisodeKind>

/** `draw` questions at random of the bank; `tries` 0 = as often as one likes. */
export const QuizRule = z.strictObject({ draw: z.int().check(z.minimum(1, '至少抽 1 题'), z.maximum(50, '最多抽 50 题')), tries: z.int().check(z.minimum(0), z.maximum(20, '最多 20 次')) })
export type QuizRule = z.infer<typeof QuizRule>

/** The longest episode, seconds: four hours. */
export const LONGEST_EPISODE = 14_400

/** What staff write of an episode. `seconds`: length of a video or audio, reading time demanded of an article or PDF; 0 while a draft has no file. */
export const EpisodeEdit = z.strictObject({
  key: EpisodeKey,
  title: text(80, 1, '课时名称'),
  kind: EpisodeKind,
  file: z.nullable(FileId),
  fileName: text(100),
  /** Bytes. */
  size: z.int().check(z.nonnegative()),
  poster: z.nullable(FileId),
  seconds: z.int().check(z.minimum(0), z.maximum(LONGEST_EPISODE, '每个课时最长 4 小时')),
  /** The words of an article; blank lines part its paragraphs. */
  article: text(20_000, 0, '文章'),
  /** Idle prompts 挂机提醒: seconds of media time at which the player asks whether somebody is there. */
  prompts: z.array(z.int().check(z.minimum(1), z.maximum(LONGEST_EPISODE))).check(z.maxLength(20, '提醒点最多 20 个')),
  quiz: z.nullable(QuizRule),
})
export type EpisodeEdit = z.infer<typeof EpisodeEdit>

/** Everyone of these units and below (none = the whole enterprise) who holds one of the roles (none = any). */
export const CourseAudience = z.strictObject({
  units: z.array(Id).check(z.maxLength(100, '最多选 100 个单位')),
  roles: z.array(Role).check(z.maxLength(10)),
})
export type CourseAudience = z.infer<typeof CourseAudience>

export const MaxSpeed = z.union([z.literal(1), z.literal(1.25), z.literal(1.5), z.literal(2)], '倍速只能是 1、1.25、1.5 或 2')

const edit = {
  title: text(60, 1, '课程名称'),
  category: CourseCategory,
  intro: text(1000),
  cover: z.nullable(FileId),
  instructorId: z.nullable(Id),
  audience: CourseAudience,
  compulsory: z.boolean(),
  /** Only of a compulsory course 必修. */
  dueAt: z.nullable(Instant),
  /** Courses that must be finished before this one 先修课程. */
  before: z.array(Id).check(z.maxLength(5, '先修课程最多 5 门')),
  maxSpeed: MaxSpeed,
  /** An episode is learned when so much of it is covered; 95 unless told. */
  percent: z.int().check(z.minimum(50, '完成比例 50% 到 100%'), z.maximum(100, '完成比例 50% 到 100%')),
  /** Quizzes are passed with so many of 100 points; 60 unless told. */
  passMark: z.int().check(z.minimum(1, '及格线 1 到 100 分'), z.maximum(100, '及格线 1 到 100 分')),
  episodes: z.array(EpisodeEdit).check(z.maxLength(60, '一门课程最多 60 个课时')),
}
export const CourseEdit = z.strictObject(edit)
export type CourseEdit = z.infer<typeof CourseEdit>

/** An episode as it is kept. `edition` counts the files that it has had. */
export const Episode = z.object({ ...EpisodeEdit.shape, edition: Edition })
export type Episode = z.infer<typeof Episode>

/** A course as the office sees it. */
export const Course = z.object({
  _id: Id,
  ...edit,
  episodes: z.array(Episode),
  instructorName: z.string(),
  beforeTitles: z.array(z.string()),
  state: CourseState,
  /** People who should learn it, counted when it was published. */
  expected: z.int(),
  publishedAt: z.nullable(Instant),
  events: z.array(z.object({ act: z.string(), by: z.string(), at: Instant, note: z.optional(z.string()) })),
  createdAt: Instant,
  rev: Rev,
})
export type Course = z.infer<typeof Course>

/**
 * `questions`: how many the bank holds for each episode (`''` = for any of the course). `problems`: what stands in the way of handing it in.
 * `approvable`: the caller may publish it now (somebody else handed it in, or there is nobody else who could).
 */
export const CourseInFull = z.object({
  course: Course,
  problems: z.array(Problem),
  approvable: z.boolean(),
  questions: z.array(z.object({ episode: z.string(), n: z.int() })),
  /** Temporary addresses of the cover, posters and files (about two hours). */
  urls: z.record(z.string(), z.string()),
})
export type CourseInFull = z.infer<typeof CourseInFull>

export const CourseRow = z.object({
  _id: Id, title: z.string(), category: CourseCategory, state: CourseState, instructorName: z.string(), episodes: z.int(), seconds: z.int(),
  compulsory: z.boolean(), dueAt: z.nullable(Instant), expected: z.int(), createdAt: Instant,
})
export type CourseRow = z.infer<typeof CourseRow>
