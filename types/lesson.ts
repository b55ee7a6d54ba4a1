import * as z from 'zod/mini'
import { Cursor, Done, FileId, Id, Instant, Nothing, Rev, SearchText, pageOf, text } from './common'
import type { Contract } from './contract'
import { Course, CourseAudience, CourseCategory, CourseEdit, CourseInFull, CourseRow, CourseState, EpisodeKey } from './lesson-course'
import { Ask, Attendance, Certificate, CertificateNumber, Instructor, InstructorCard, InstructorEdit, InstructorState, MyAttendance, Note, OwnCertificate, Training, TrainingEdit } from './lesson-people'
import { BankQuestion, QuestionEdit, QuizPaper, QuizPicks, QuizResult } from './lesson-quiz'
import { CourseStats, LearnFilter, LearnOverview, LearnerRow } from './lesson-stats'
import { Continue, CourseCard, DueCourse, LearnerCourse, ReportInput, WatchInput, WatchState } from './lesson-watch'
import { EmployeeNo } from './member'

const ById = z.strictObject({ id: Id })
const Change = z.strictObject({ id: Id, rev: Rev })
const OfEpisode = { courseId: Id, episode: EpisodeKey }
const Paging = { cursor: z.optional(Cursor) }

/** A part of an upload is at most so many bytes. */
export const PIECE_BYTES = 4 * 1024 * 1024
export const MOST_PIECES = 100

/** A file on its way from the office, piece by piece: piece n lies at `lessons/<upload>/<n>.part` of the uploader's own folder. */
const Upload = { upload: Id, fileName: text(100, 1, '文件名'), size: z.int().check(z.minimum(1, '文件是空的'), z.maximum(PIECE_BYTES * MOST_PIECES, '文件最大 400 MB，请压缩后再上传')) }

export const lessons = {
  /**
   * Everything published for me: what was opened last, then the list (compulsory and due first, then the newest). `text`: of a course or
   * its instructor. `teaches`: learners' questions come to me, so many wait; null = I teach nothing.
   */
  home: {
    input: z.strictObject({ text: z.optional(SearchText), category: z.optional(CourseCategory) }),
    output: z.object({ goOn: z.array(Continue), teaches: z.nullable(z.object({ waiting: z.int() })), items: z.array(CourseCard), tenths: z.int() }),
  },
  /** What of the class belongs on one's first page: compulsory courses that are not finished, the most urgent first, and what was opened last. No pictures. */
  waiting: { input: Nothing, output: z.object({ due: z.array(DueCourse), goOn: z.nullable(z.omit(Continue, { coverUrl: true })) }) },
  course: { input: ById, output: LearnerCourse },
  /** The file of one episode: an address for about two hours, or the words of an article. `fileId` for players that take it. */
  media: { input: z.strictObject(OfEpisode), output: z.object({ url: z.string(), fileId: z.nullable(FileId), article: z.string(), posterUrl: z.string(), fileName: z.string() }) },
  /** Begins a viewing: whatever this person watched elsewhere ends now. Positions of every phone are in `progress`. */
  watch: { input: WatchInput, output: WatchState },
  /** What was watched and not confirmed yet: in any order, any grouping, as often as one likes. */
  report: { input: ReportInput, output: WatchState },
  /** A paper at random; while one lies open, that one. `paper` is made by the phone. */
  quizDraw: { input: z.strictObject({ ...OfEpisode, paper: Id }), output: QuizPaper },
  /** The same paper again is the same result, whatever is picked the second time. */
  quizHand: { input: z.strictObject({ ...OfEpisode, paper: Id, picks: QuizPicks }), output: QuizResult },
  rate: { input: z.strictObject({ ...OfEpisode, stars: z.int().check(z.minimum(1), z.maximum(5)) }), output: Done },

  notes: { input: z.strictObject({ courseId: z.optional(Id), ...Paging }), output: pageOf(Note) },
  saveNote: { input: z.strictObject({ id: Id, ...OfEpisode, ms: z.int().check(z.nonnegative()), text: text(1000, 1, '笔记') }), output: Note },
  removeNote: { input: ById, output: Done },
  /** Of a course: my own questions, and what others asked and was answered. */
  asks: { input: z.strictObject({ courseId: Id, ...Paging }), output: pageOf(Ask) },
  ask: { input: z.strictObject({ id: Id, ...OfEpisode, ms: z.int().check(z.nonnegative()), text: text(500, 1, '问题') }), output: Ask },

  /** My learning record 学习档案. `courses`: those that I have opened; `open`: it can be learned now. */
  record: {
    input: Nothing,
    output: z.object({
      tenths: z.int(), onlineTenths: z.int(), classTenths: z.int(), doneCourses: z.int(),
      courses: z.array(z.object({ courseId: Id, title: z.string(), open: z.boolean(), episodes: z.int(), doneEpisodes: z.int(), tenths: z.int(), lastAt: Instant, completedAt: z.nullable(Instant), certificate: z.nullable(z.string()) })),
      attendances: z.array(MyAttendance),
    }),
  },
  /** My certificate of a course that I have finished; issued the first time it is asked for. */
  certificate: { input: z.strictObject({ courseId: Id }), output: OwnCertificate },
  /** The pool of instructors, as everybody may see it. */
  instructors: { input: z.strictObject({ text: z.optional(SearchText), ...Paging }), output: pageOf(InstructorCard) },
  nominate: { input: z.strictObject({ id: Id, name: text(40, 1, '姓名'), employeeNo: z.nullable(EmployeeNo), unitName: text(40), field: text(60, 1, '专长'), why: text(300, 1, '推荐理由') }), output: Done },
  /** Signs in to a classroom session by the code on its screen. */
  attend: { input: z.strictObject({ code: text(200, 1, '签到码') }), output: MyAttendance },

  list: { input: z.strictObject({ text: z.optional(SearchText), state: z.optional(CourseState), category: z.optional(CourseCategory), ...Paging }), output: pageOf(CourseRow) },
  /** The page makes the id. `copyOf`: episodes and settings of another course (not its progress), with its questions. */
  create: { input: z.strictObject({ id: Id, title: text(60, 1, '课程名称'), category: CourseCategory, copyOf: z.optional(Id) }), output: CourseInFull },
  get: { input: ById, output: CourseInFull },
  /** A draft or a course that was withdrawn 撤下. A new file counts the episode's edition up; earlier completions stay. */
  save: { input: z.strictObject({ id: Id, rev: Rev, edit: CourseEdit }), output: CourseInFull },
  submit: { input: Change, output: Course },
  /** Publishes it. By somebody else than who handed it in, unless the enterprise has only one person who could. */
  approve: { input: Change, output: Course },
  sendBack: { input: z.strictObject({ id: Id, rev: Rev, note: text(300, 1, '退回理由') }), output: Course },
  withdraw: { input: z.strictObject({ id: Id, rev: Rev, note: text(300) }), output: Course },
  /** A draft that was never published. */
  remove: { input: ById, output: Done },
  reach: { input: z.strictObject({ audience: CourseAudience }), output: z.object({ people: z.int() }) },
  /** Which pieces have arrived; after a cut or a reload the page sends only the others. `fileId` of the whole once it was put together. */
  uploadLook: { input: z.strictObject(Upload), output: z.object({ pieces: z.int(), there: z.array(z.int()), fileId: z.nullable(FileId) }) },
  /** Puts the pieces together and removes them; the same again is the same file. */
  assemble: { input: z.strictObject(Upload), output: z.object({ fileId: FileId, url: z.string() }) },

  questions: { input: z.strictObject({ courseId: Id, episode: z.optional(z.nullable(EpisodeKey)), ...Paging }), output: pageOf(BankQuestion) },
  /** `rev` null = a new one; the page makes the id. */
  saveQuestion: { input: z.strictObject({ id: Id, courseId: Id, rev: z.nullable(Rev), question: QuestionEdit }), output: BankQuestion },
  removeQuestion: { input: ById, output: Done },
  /** New questions, at most a hundred at once; those whose ids are there already stay as they are. domain/lesson/bank-text.ts reads pasted text. */
  importQuestions: { input: z.strictObject({ courseId: Id, items: z.array(z.strictObject({ id: Id, question: QuestionEdit })).check(z.minLength(1, '没有可导入的题目'), z.maxLength(100, '一次最多导入 100 题')) }), output: z.object({ added: z.int(), already: z.int() }) },
  /** Gives a person more tries at an episode's quiz. */
  moreTries: { input: z.strictObject({ ...OfEpisode, personId: Id }), output: Done },

  overview: { input: Nothing, output: LearnOverview },
  stats: { input: ById, output: CourseStats },
  /** People who should learn a course, with how far they are. A page may hold few or none and still have a next. */
  people: { input: z.strictObject({ id: Id, show: LearnFilter, unitId: z.optional(Id), ...Paging }), output: pageOf(LearnerRow) },

  /** Questions of learners that wait for an answer (or, `answered`, have one): of every course for staff, of one's own for an instructor. */
  askQueue: { input: z.strictObject({ answered: z.boolean(), ...Paging }), output: pageOf(Ask) },
  answerAsk: { input: z.strictObject({ id: Id, rev: Rev, text: text(1000, 1, '回答') }), output: Ask },
  instructorPool: { input: z.strictObject({ state: z.optional(InstructorState), text: z.optional(SearchText), ...Paging }), output: pageOf(Instructor) },
  /** `rev` null = a new one, approved at once. */
  saveInstructor: { input: z.strictObject({ id: Id, rev: z.nullable(Rev), edit: InstructorEdit }), output: Instructor },
  decideInstructor: { input: z.strictObject({ id: Id, rev: Rev, to: z.enum(['approved', 'declined', 'retired']), note: text(300) }), output: Instructor },

  trainings: { input: z.strictObject({ text: z.optional(SearchText), ...Paging }), output: pageOf(Training) },
  training: { input: ById, output: Training },
  /** `rev` null = a new one. */
  saveTraining: { input: z.strictObject({ id: Id, rev: z.nullable(Rev), edit: TrainingEdit }), output: Training },
  /** Only while nobody has attended. */
  removeTraining: { input: ById, output: Done },
  /** For the screen in the classroom: the code now, the same as a picture (data address), and until when; asked again every few seconds. */
  trainingCode: { input: ById, output: z.object({ code: z.string(), image: z.string(), until: Instant, title: z.string(), attended: z.int() }) },
  /** People by employee number 工号, at most 500 at once. */
  enterList: { input: z.strictObject({ id: Id, employeeNos: z.array(EmployeeNo).check(z.minLength(1, '请填写工号'), z.maxLength(500, '一次最多 500 人')) }), output: z.object({ added: z.int(), already: z.int(), unknown: z.array(z.string()) }) },
  attendances: { input: z.strictObject({ id: Id, ...Paging }), output: pageOf(Attendance) },
  removeAttendance: { input: z.strictObject({ id: Id, personId: Id }), output: Done },

  certificates: { input: z.strictObject({ courseId: z.optional(Id), text: z.optional(SearchText), ...Paging }), output: pageOf(Certificate) },
  revoke: { input: z.strictObject({ number: CertificateNumber, why: text(200, 1, '撤销原因') }), output: Certificate },
} as const satisfies Contract
