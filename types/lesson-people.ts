import * as z from 'zod/mini'
import { FileId, Id, Instant, Rev, text } from './common'
import { EmployeeNo } from './member'

/** nominated 已推荐, approved 在库, declined 未通过, retired 已离库. */
export const InstructorState = z.enum(['nominated', 'approved', 'declined', 'retired'])
export type InstructorState = z.infer<typeof InstructorState>

const profile = {
  name: text(40, 1, '姓名'),
  /** Of one's own people: who may answer questions as the instructor. Null = from outside. */
  employeeNo: z.nullable(EmployeeNo),
  unitName: text(40),
  /** What this person teaches 专长领域. */
  field: text(60, 1, '专长'),
  /** The term of office 聘期, in words: `2025年—2027年`. */
  term: text(40),
  intro: text(500),
  photo: z.nullable(FileId),
}
export const InstructorEdit = z.strictObject(profile)
export type InstructorEdit = z.infer<typeof InstructorEdit>

/** An instructor 讲师 of the pool 师资库. `stars`: mean of the ratings of the courses' episodes, tenths; null = none yet. `courses`: published ones. */
export const Instructor = z.object({
  _id: Id, ...profile, photoUrl: z.string(), personId: z.nullable(Id), state: InstructorState, why: z.string(), nominatedBy: z.string(),
  courses: z.array(z.object({ _id: Id, title: z.string() })), ratings: z.int(), stars: z.nullable(z.number()), lessons: z.int(),
  events: z.array(z.object({ act: z.string(), by: z.string(), at: Instant, note: z.optional(z.string()) })),
  createdAt: Instant, rev: Rev,
})
export type Instructor = z.infer<typeof Instructor>

export const InstructorCard = z.object({
  _id: Id, name: z.string(), unitName: z.string(), field: z.string(), term: z.string(), intro: z.string(), photoUrl: z.string(),
  courses: z.array(z.object({ _id: Id, title: z.string() })), ratings: z.int(), stars: z.nullable(z.number()), lessons: z.int(),
})
export type InstructorCard = z.infer<typeof InstructorCard>

/** A classroom session 面授培训. `tenths`: hours of class, tenths. */
export const TrainingEdit = z.strictObject({
  title: text(60, 1, '培训名称'),
  place: text(60),
  startsAt: Instant,
  endsAt: Instant,
  tenths: z.int().check(z.minimum(1, '学时至少 0.1'), z.maximum(1000, '学时最多 100')),
  instructorId: z.nullable(Id),
  note: text(500),
})
export type TrainingEdit = z.infer<typeof TrainingEdit>

export const Training = z.object({ _id: Id, ...TrainingEdit.shape, instructorName: z.string(), attended: z.int(), createdAt: Instant, rev: Rev })
export type Training = z.infer<typeof Training>

/** How somebody's presence was recorded: by the code on the screen, or from a list. */
export const AttendWay = z.enum(['qr', 'list'])
export const Attendance = z.object({ personId: Id, name: z.string(), employeeNo: z.string(), unitName: z.string(), way: AttendWay, at: Instant })
export type Attendance = z.infer<typeof Attendance>

export const MyAttendance = z.object({ trainingId: Id, title: z.string(), place: z.string(), startsAt: Instant, tenths: z.int(), way: AttendWay, at: Instant })
export type MyAttendance = z.infer<typeof MyAttendance>

/** Sixteen letters and digits without I, L, O, U; shown in fours. As typed: lower case, blanks and dashes make no difference. */
export const CertificateNumber = z.string().check(z.maxLength(40), z.regex(/^[0-9A-Za-z\s-]{16,40}$/, '证书编号是 16 位字母和数字'))

export const Certificate = z.object({
  number: z.string(), courseId: Id, courseTitle: z.string(), personId: Id, name: z.string(), unitName: z.string(), issuer: z.string(), tenths: z.int(),
  completedAt: Instant, issuedAt: Instant, revoked: z.nullable(z.object({ by: z.string(), at: Instant, why: z.string() })),
})
export type Certificate = z.infer<typeof Certificate>

/** What anybody may see who knows the number: the name masked 张*, no unit of the person. `GET /api/certificates/<number>`. */
export const CertificateCheck = z.object({
  number: z.string(), name: z.string(), courseTitle: z.string(), issuer: z.string(), tenths: z.int(), completedAt: Instant,
  revoked: z.nullable(z.object({ at: Instant })),
})
export type CertificateCheck = z.infer<typeof CertificateCheck>

/** One's own note 笔记. `ms`: media time that it belongs to. */
export const Note = z.object({ _id: Id, courseId: Id, episode: z.string(), ms: z.int(), text: z.string(), at: Instant })
export type Note = z.infer<typeof Note>

/** A question to the instructor. `mine`: one's own; the names of other askers are not told to learners (`name` ''). */
export const Ask = z.object({
  _id: Id, courseId: Id, courseTitle: z.string(), episode: z.string(), ms: z.int(), text: z.string(), name: z.string(), mine: z.boolean(), at: Instant,
  answer: z.nullable(z.object({ text: z.string(), by: z.string(), at: Instant })), rev: Rev,
})
export type Ask = z.infer<typeof Ask>
