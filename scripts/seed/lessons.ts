import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CloudApp } from '../../cloudfunctions/_kit/cloud'
import type { AttendanceDoc, CertificateDoc, CourseDoc, LearnTallyDoc, LearnerDoc, LessonAskDoc, LessonDocuments, TrainingDoc } from '../../cloudfunctions/_kit/lesson-documents'
import { newLearner } from '../../cloudfunctions/_kit/lesson-read'
import { certificateNumber } from '../../domain/lesson/certificate'
import { completedAt } from '../../domain/lesson/course'
import { demandOf, newLearned, settled, type Learned } from '../../domain/lesson/progress'
import { countLearners, markOf } from '../../domain/lesson/tally'
import { episodeId } from '../../domain/lesson/viewing'
import { unitGroup } from '../../domain/survey/audience'
import type { PersonDoc } from '../../cloudfunctions/_kit/documents'
import { DAY, morning, tenantId } from './congress-kit'
import { COURSES, demoCourses, demoInstructors, demoQuestions, type Media } from './lesson-courses'
import { actors, people } from './people'
import { units } from './units'

const MEDIA = join(process.cwd(), 'scripts/seed/media')

/** Puts the films, the recording and the PDF (scripts/make-lessons.ts made them) into cloud storage. */
export async function uploadMedia(app: CloudApp): Promise<Media> {
  const files = await Promise.all(readdirSync(MEDIA).map(async name => {
    const { fileID } = await app.uploadFile({ cloudPath: `${tenantId}/lessons/demo/${name}`, fileContent: readFileSync(join(MEDIA, name)) })
    return [name, fileID] as const
  }))
  return Object.fromEntries(files)
}

type Part = 'all' | 'half'

/** Somebody who watched an episode wholly, or the first half of it. */
function watched(course: CourseDoc, n: number, part: Part, at: number, stars: number | null): Learned {
  const episode = course.episodes[n]!
  const end = part === 'all' ? episode.seconds * 1000 : Math.floor(episode.seconds * 400)
  const learned: Learned = { ...newLearned(episode.edition, at - 600_000), segments: [[0, end]], position: part === 'all' ? 0 : end, hits: part === 'all' ? 2 : 1, lastAt: at, stars }
  const passed = { tries: 1, more: 0, best: 100, passedAt: at }
  return settled(episode.quiz && part === 'all' ? { ...learned, quiz: passed } : learned, demandOf(course, episode), at)
}

/** One person's learning: `parts` by course and episode. */
function learner(person: PersonDoc, courses: readonly CourseDoc[], parts: readonly [course: string, episode: number, part: Part][], at: number, n: number): LearnerDoc {
  const doc = newLearner(person._id, tenantId)
  for (const [id, e, part] of parts) {
    const course = courses.find(c => c._id === id)!
    const learned = watched(course, e, part, at, part === 'all' && n % 3 === 0 ? 4 + (n % 2) : null)
    doc.episodes[episodeId(id, course.episodes[e]!.key)] = learned
    doc.marks[episodeId(id, course.episodes[e]!.key)] = markOf(learned)
    const done = completedAt(course, doc)
    if (done !== null) doc.courses[id] = { completedAt: done }
  }
  const path = units.find(u => u._id === person.unitId)!.path
  return { ...doc, unit: unitGroup(path, tenantId), changedAt: at }
}

const WAYS: [string, number, Part][][] = [
  [[COURSES.duties, 0, 'all'], [COURSES.safety, 0, 'all']],
  [[COURSES.duties, 0, 'all'], [COURSES.motions, 0, 'half']],
  [[COURSES.safety, 0, 'all'], [COURSES.motions, 0, 'all']],
  [[COURSES.duties, 0, 'half']],
  [[COURSES.duties, 0, 'all'], [COURSES.motions, 0, 'all'], [COURSES.bargaining, 0, 'all'], [COURSES.bargaining, 1, 'half']],
]

/** Two thirds of the enterprise have learned something; 周建国 goes on where he stopped, 刘洋 has not begun. */
function demoLearners(now: number, courses: readonly CourseDoc[]): LearnerDoc[] {
  const named = new Set(Object.values(actors).map(a => a._id))
  const others = people.filter(p => p.tenantId === tenantId && !named.has(p._id)).filter((_p, i) => i % 3 > 0)
  return [
    learner(actors.zhou, courses, [[COURSES.motions, 0, 'half']], morning(now, -1), 1),
    learner(actors.chen, courses, [[COURSES.safety, 0, 'all']], morning(now, -2), 3),
    ...others.map((p, i) => learner(p, courses, WAYS[i % WAYS.length]!, morning(now, -1 - (i % 10)), i)),
  ]
}

function tallies(learners: readonly LearnerDoc[], at: number): LearnTallyDoc[] {
  return [...new Set(learners.map(l => l.bucket))].map(bucket => {
    const here = learners.filter(l => l.bucket === bucket)
    const courses = Object.fromEntries(Object.entries(countLearners(here)).map(([id, counts]) => [id, JSON.stringify(counts)]))
    return { _id: `${tenantId}.${bucket}`, tenantId, rev: 0, bucket, people: here.length, at, courses }
  })
}

/** 陈志强's, of the course on safety. */
export const DEMO_CERTIFICATE = certificateNumber(Uint8Array.from({ length: 15 }, (_, i) => (i * 7 + 3) % 256))

function certificate(now: number, courses: readonly CourseDoc[]): CertificateDoc {
  const at = morning(now, -2)
  return {
    _id: DEMO_CERTIFICATE, tenantId, rev: 0, personId: actors.chen._id, courseId: COURSES.safety, courseTitle: courses.find(c => c._id === COURSES.safety)!.title, name: actors.chen.name, unitName: '机关', issuer: '华江重工股份有限公司',
    tenths: 1, completedAt: at, issuedAt: at + 60_000, revoked: null,
  }
}

function training(now: number): { trainings: TrainingDoc[]; attendances: AttendanceDoc[] } {
  const common = { tenantId, rev: 0, place: '职工之家三楼', instructorId: 'instructor-demo-chen', instructorName: actors.chen.name, note: '' }
  const [past, today] = [morning(now, -15), now - 1_800_000]
  const trainings = [
    { ...common, _id: 'training-demo-past', title: '新任职工代表培训班', startsAt: past, endsAt: past + 3 * 3_600_000, tenths: 40, createdAt: past - 7 * DAY },
    { ...common, _id: 'training-demo-today', title: '提案写作面授', startsAt: today, endsAt: today + 3 * 3_600_000, tenths: 20, createdAt: today - 7 * DAY },
  ]
  const delegates = [actors.zhou, actors.li, actors.wang, ...people.filter(p => p.tenantId === tenantId && p.memberships.some(m => m.role === 'delegate')).slice(5, 30)]
  const attendances = [...new Map(delegates.map(p => [p._id, p])).values()].map((p, i): AttendanceDoc => ({
    _id: `training-demo-past:${p._id}`, tenantId, rev: 0, trainingId: 'training-demo-past', personId: p._id, name: p.name, employeeNo: p.employeeNo, unitId: p.unitId, way: i % 4 ? 'qr' : 'list', at: past + i * 20_000,
  }))
  return { trainings, attendances }
}

function asks(now: number): LessonAskDoc[] {
  const common = { tenantId, courseId: COURSES.duties, courseTitle: '新代表履职第一课', episode: 'e1', instructorPersonId: actors.chen._id }
  const at = morning(now, -2)
  return [
    { ...common, _id: 'ask-demo-0001', rev: 1, ms: 9_000, text: '车间里有人长期借调在外，参加选举的人数怎么算？', name: actors.li.name, personId: actors.li._id, at, answer: { text: '仍在本单位发放工资、建立劳动关系的，计入职工总数。', by: actors.chen.name, at: at + 7_200_000 }, answered: true },
    { ...common, _id: 'ask-demo-0002', rev: 0, ms: 18_000, text: '如果没有人过半数，要重新选几次？', name: actors.wang.name, personId: actors.wang._id, at: at + 3_600_000, answer: null, answered: false },
  ]
}

/** Courses with real films, people at every stage of them, instructors, classroom sessions. */
export function demoLessons(now: number, media: Media): Partial<{ [N in keyof LessonDocuments]: LessonDocuments[N][] }> {
  const courses = demoCourses(now, media)
  const learners = demoLearners(now, courses)
  return {
    courses, learners, learnTallies: tallies(learners, now), quizQuestions: demoQuestions(now), instructors: demoInstructors(now), certificates: [certificate(now, courses)],
    ...training(now), lessonAsks: asks(now),
  }
}
