import type { Standing } from '../../domain/lesson/course'
import type { Learning } from '../../domain/lesson/viewing'
import type { Course } from '../../types/lesson-course'
import type { Ask, Attendance, Certificate, Instructor, InstructorEdit, Note, TrainingEdit } from '../../types/lesson-people'
import type { QuestionEdit, QuizPicks } from '../../types/lesson-quiz'
import type { Group } from '../../types/survey-results'
import type { Kept } from './kept'

/** A course 课程. What it knows of its audience was counted when it was published. `submittedBy`: who handed it in last. */
export interface CourseDoc extends Kept, Omit<Course, '_id' | 'rev'> {
  submittedBy: string | null
  expectedUnits: Record<string, number>
  unitNames: Group[]
}

/** A question of the bank 题库; `episode` null = for any of its course. */
export interface QuizQuestionDoc extends Kept, QuestionEdit {
  courseId: string
  createdAt: number
}

/** A paper that was drawn; `handed` null = it lies open. */
export interface DrawnPaper {
  id: string
  questions: string[]
  at: number
  handed: { score: number; passMark: number; passed: boolean; picks: QuizPicks } | null
}

/**
 * One person's learning, `_id` = the person's. `marks`: what statistics need of each episode (domain/lesson/tally.ts), `unit` the unit
 * directly below the enterprise; `changedAt`: when either changed last, by the server's clock. A heartbeat that finishes nothing leaves them alone.
 */
export interface LearnerDoc extends Kept, Learning, Standing {
  papers: Record<string, DrawnPaper>
  marks: Record<string, string>
  unit: string
  bucket: number
  changedAt: number
}

/** The figures of one bucket of learners, `_id` = `<tenantId>.<bucket>`: always written whole. Values are packed (domain/lesson/tally.ts). `at`: when the fold began. */
export interface LearnTallyDoc extends Kept {
  bucket: number
  people: number
  at: number
  courses: Record<string, string>
}

/** How far the timer's round through the buckets is: everything that changed before `from` is counted; the round under way began at `roundAt` (0 = none). One document. */
export interface LearnRoundDoc extends Kept {
  from: number
  roundAt: number
}

export interface LessonNoteDoc extends Kept, Omit<Note, '_id'> { personId: string }

export interface LessonAskDoc extends Kept, Omit<Ask, '_id' | 'rev' | 'mine'> {
  personId: string
  /** The instructor's own person, who may answer; '' = staff only. */
  instructorPersonId: string
  answered: boolean
}

/** A certificate 证书, `_id` = its number. One of a person and course. */
export interface CertificateDoc extends Kept, Omit<Certificate, 'number'> {}

export interface InstructorDoc extends Kept, Omit<InstructorEdit, 'employeeNo'>, Pick<Instructor, 'employeeNo' | 'personId' | 'state' | 'why' | 'nominatedBy' | 'events' | 'createdAt'> {
  nominatedById: string | null
}

export interface TrainingDoc extends Kept, TrainingEdit {
  instructorName: string
  createdAt: number
}

/** `_id` = `<trainingId>:<personId>`. */
export interface AttendanceDoc extends Kept, Pick<Attendance, 'personId' | 'name' | 'employeeNo' | 'way' | 'at'> {
  trainingId: string
  unitId: string
}

/** The collections of the online class. */
export interface LessonDocuments {
  courses: CourseDoc
  quizQuestions: QuizQuestionDoc
  learners: LearnerDoc
  learnTallies: LearnTallyDoc
  learnRounds: LearnRoundDoc
  lessonNotes: LessonNoteDoc
  lessonAsks: LessonAskDoc
  certificates: CertificateDoc
  instructors: InstructorDoc
  trainings: TrainingDoc
  attendances: AttendanceDoc
}
