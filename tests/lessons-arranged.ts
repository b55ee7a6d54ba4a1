import type tcb from '@cloudbase/node-sdk'
import type { CourseDoc, LearnerDoc, QuizQuestionDoc } from '../cloudfunctions/_kit/lesson-documents'
import { episodeId } from '../domain/lesson/viewing'
import { COURSES } from '../scripts/seed/lesson-courses'
import { actors } from '../scripts/seed/people'

type Db = ReturnType<ReturnType<typeof tcb.init>['database']>

/** One film of 24 s with a quiz and a question whether somebody is there: enough for a certificate. */
export const FILM = 'course-test-film01'
export const FILM_TITLE = '职工代表的产生（测试）'
/** A recording, an article and a document, each learned in seconds. */
export const MIXED = 'course-test-mixed1'

const one = async <T>(db: Db, name: string, _id: string): Promise<T> => ((await db.collection(name).where({ _id }).get()).data as T[])[0]!

/** Courses of the demonstration, cut to what a test can watch in a moment. */
export async function arrangeLessons(db: Db): Promise<void> {
  const [duties, bargaining] = [await one<CourseDoc>(db, 'courses', COURSES.duties), await one<CourseDoc>(db, 'courses', COURSES.bargaining)]
  const bank = (await db.collection('quizQuestions').where({ courseId: COURSES.duties }).get()).data as QuizQuestionDoc[]
  const free = { compulsory: false, dueAt: null, before: [], beforeTitles: [], maxSpeed: 2 as const }
  const [, sound, article, document] = bargaining.episodes
  await db.collection('courses').add({ ...duties, ...free, _id: FILM, title: FILM_TITLE })
  const mixed = [{ ...sound!, key: 'e1' }, { ...article!, key: 'e2', seconds: 4 }, { ...document!, key: 'e3', seconds: 4 }]
  await db.collection('courses').add({ ...bargaining, ...free, _id: MIXED, title: '听读一课（测试）', episodes: mixed })
  // As many as a paper has: whatever is drawn, a question with several right answers is among them.
  const ofEachKind = bank.filter((q, i) => bank.findIndex(other => other.kind === q.kind) === i)
  await db.collection('quizQuestions').add(ofEachKind.map(q => ({ ...q, _id: `${q._id}-test`, courseId: FILM })))
}

/** The right answer to a question of the demonstration's bank, by its words. */
export async function rightAnswer(db: Db, text: string): Promise<QuizQuestionDoc> {
  return ((await db.collection('quizQuestions').where({ courseId: FILM, text }).get()).data as QuizQuestionDoc[])[0]!
}

export const learnerOf = (db: Db, personId: string) => one<LearnerDoc>(db, 'learners', personId)

/** As if the viewing had begun minutes ago: what a test plays in a moment may then be credited. */
export async function earlier(db: Db, personId: string): Promise<void> {
  const { rev, viewing } = await learnerOf(db, personId)
  await db.collection('learners').where({ _id: personId, rev }).update({ rev: rev + 1, 'viewing.startedAt': viewing!.startedAt - 300_000 })
}

/** Somebody (王海燕 unless told) has seen a course to its end and may draw a paper. */
export async function arrangeQuiz(db: Db, personId: string = actors.wang._id, courseId: string = COURSES.duties): Promise<void> {
  const { episodes, marks, ...chen } = await learnerOf(db, actors.chen._id)
  const [safety, asked] = [episodeId(COURSES.safety, 'e1'), episodeId(courseId, 'e1')]
  const seen = { ...episodes[safety]!, segments: [[0, 24_000]], completedAt: null }
  await db.collection('learners').add({ ...chen, _id: personId, viewing: null, past: [], papers: {}, episodes: { [asked]: seen }, marks: { [asked]: marks[safety]! }, courses: {} })
}
