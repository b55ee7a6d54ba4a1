import { byUrgency, completedAt, lastAtOf, learnedOf, missing, secondsOf, stateOf, tenthsEarned } from '../../domain/lesson/course'
import { tenthsOf } from '../../domain/lesson/hours'
import { progressOf } from '../../domain/lesson/progress'
import { lengthOf } from '../../domain/lesson/segments'
import type { lessons } from '../../types/lesson'
import type { Continue, CourseCard } from '../../types/lesson-watch'
import { command } from '../_kit/cloud'
import { temporaryUrls } from '../_kit/files'
import type { CourseDoc, LearnerDoc } from '../_kit/lesson-documents'
import { askedOf, demandOpen, episodeOf, isFor, missingNow, newLearner, noCourse, openCourse } from '../_kit/lesson-read'
import type { Call, Handlers } from '../_kit/serve'
import { oneBeside } from '../_kit/store'

type Learning = Pick<Handlers<typeof lessons>, 'home' | 'waiting' | 'course' | 'media' | 'record'>

const MOST_COURSES = 300
const MOST_GO_ON = 3
const MOST_DUE = 10
/** Of those that were opened, the ones begun last. */
const MOST_RECORDED = 100
/** As many pictures as storage answers for at once. */
const PICTURES = 50
const CARD_FIELDS = [
  'title', 'category', 'cover', 'instructorName', 'audience', 'compulsory', 'dueAt', 'before', 'publishedAt', 'state',
  'episodes.key', 'episodes.title', 'episodes.seconds', 'episodes.edition', 'episodes.kind', 'episodes.quiz', 'episodes.poster',
]

/** Addresses of pictures by their ids; whatever comes after the first fifty is shown without. */
async function pictures(call: Call<unknown>, files: readonly (string | null)[]): Promise<(file: string | null) => string> {
  const wanted = [...new Set(files.filter(f => f !== null))].slice(0, PICTURES)
  const urls = new Map((await temporaryUrls(call.app, wanted)).map(u => [u.fileId, u.url]))
  return file => (file === null ? '' : urls.get(file) ?? '')
}

const tenthsIn = (course: Pick<CourseDoc, 'episodes'>) => course.episodes.reduce((sum, e) => sum + tenthsOf(e.seconds), 0)

const cardOf = (course: CourseDoc, mine: readonly CourseDoc[], standing: LearnerDoc, url: (file: string | null) => string): CourseCard => ({
  _id: course._id, title: course.title, category: course.category, coverUrl: url(course.cover), instructorName: course.instructorName, episodes: course.episodes.length,
  seconds: secondsOf(course.episodes), compulsory: course.compulsory, dueAt: course.dueAt, publishedAt: course.publishedAt ?? 0, locked: missing(course.before, standing, mine).length > 0,
  state: stateOf(course, standing), doneEpisodes: learnedOf(course, standing).filter(l => l && l.completedAt !== null).length, lastAt: lastAtOf(course, standing),
  completedAt: completedAt(course, standing), tenths: tenthsIn(course),
})

/** What was opened last and is not finished, one of each course. */
function goOnOf(courses: readonly CourseDoc[], standing: LearnerDoc) {
  return courses.flatMap(course => {
    const open = course.episodes.flatMap((episode, i) => {
      const learned = learnedOf(course, standing)[i]
      return learned && learned.completedAt === null ? [{ course, episode, learned }] : []
    })
    return open.sort((a, b) => b.learned.lastAt - a.learned.lastAt).slice(0, 1)
  }).sort((a, b) => b.learned.lastAt - a.learned.lastAt).slice(0, MOST_GO_ON)
}

const tenthsOfAll = ({ episodes }: LearnerDoc) => Object.values(episodes).reduce((sum, e) => sum + e.tenths, 0)

/** What is published for the caller, what the caller has learned, and whether learners' questions come to the caller, in one round trip. */
async function coursesFor(call: Call<unknown>): Promise<{ mine: CourseDoc[]; standing: LearnerDoc; teaches: { waiting: number } | null }> {
  const { me, store } = call
  const personId = me.person!._id
  const found = await store.units.joined(me.person!.unitId, {
    courses: { from: 'courses', match: { state: 'published' }, sort: { publishedAt: -1 }, limit: MOST_COURSES, fields: CARD_FIELDS },
    learner: { from: 'learners', match: { _id: personId }, limit: 1 },
    instructor: { from: 'instructors', match: { personId, state: 'approved' }, limit: 1, fields: ['_id'] },
    waiting: { from: 'lessonAsks', match: { instructorPersonId: personId, answered: false }, tally: '$instructorPersonId' },
  })
  const asked = askedOf(call, found?.doc.path ?? [])
  const [waiting] = (found?.beside.waiting ?? []) as unknown as { n: number }[]
  return {
    mine: (found?.beside.courses ?? []).filter(c => isFor(c, asked)), standing: found?.beside.learner[0] ?? newLearner(personId, me.tenantId),
    // Who has left the pool still answers what was asked before.
    teaches: waiting ? { waiting: waiting.n } : found?.beside.instructor[0] ? { waiting: 0 } : null,
  }
}

const continueOf = ({ course, episode, learned }: ReturnType<typeof goOnOf>[number]): Omit<Continue, 'coverUrl'> => ({
  courseId: course._id, courseTitle: course.title, episode: episode.key, title: episode.title, position: learned.position, seconds: episode.seconds, covered: lengthOf(learned.segments), at: learned.lastAt,
})

const noPicture = () => ''

export const learning: Learning = {
  home: {
    allow: 'person',
    trips: 3,
    async run(call) {
      const { input: { text, category } } = call
      const { mine, standing, teaches } = await coursesFor(call)
      const shown = mine.filter(c => (!category || c.category === category) && (!text || [c.title, c.instructorName].some(words => words.toLowerCase().includes(text.toLowerCase()))))
      const going = goOnOf(mine, standing)
      const url = await pictures(call, [...going.flatMap(g => [g.episode.poster, g.course.cover]), ...shown.map(c => c.cover)])
      const goOn = going.map((g): Continue => ({ ...continueOf(g), coverUrl: url(g.episode.poster) || url(g.course.cover) }))
      return { goOn, teaches, items: shown.map(c => cardOf(c, mine, standing, url)).sort(byUrgency), tenths: tenthsOfAll(standing) }
    },
  },

  waiting: {
    allow: 'person',
    trips: 2,
    async run(call) {
      const { mine, standing } = await coursesFor(call)
      const due = mine.filter(c => c.compulsory).map(c => cardOf(c, mine, standing, noPicture)).filter(c => c.state !== 'done').sort(byUrgency)
      const [last] = goOnOf(mine, standing)
      return { due: due.slice(0, MOST_DUE), goOn: last ? continueOf(last) : null }
    },
  },

  course: {
    allow: 'person',
    trips: 3,
    async run(call) {
      const { input: { id }, me, store } = call
      const found = await store.courses.joined(id, {
        unit: { from: 'units', match: { _id: me.person!.unitId }, limit: 1, fields: ['path'] },
        learner: { from: 'learners', match: { _id: me.person!._id }, limit: 1 },
        instructor: oneBeside('instructors', '$instructorId'),
        certificate: { from: 'certificates', match: { personId: me.person!._id, courseId: id }, limit: 1, fields: ['_id'] },
      })
      const asked = askedOf(call, found?.beside.unit[0]?.path ?? [])
      if (!found) throw noCourse()
      demandOpen(found.doc, asked)
      const { doc: course, beside } = found
      const standing = beside.learner[0] ?? newLearner(me.person!._id, me.tenantId)
      const instructor = beside.instructor[0]
      const url = await pictures(call, [course.cover, instructor?.photo ?? null, ...course.episodes.map(e => e.poster)])
      const learned = learnedOf(course, standing)
      const first = await missingNow(call, course.before, standing, asked)
      return {
        ...course, coverUrl: url(course.cover), tenths: tenthsIn(course), earned: tenthsEarned(course, standing), locked: first.length > 0,
        instructor: instructor ? { _id: instructor._id, name: instructor.name, unitName: instructor.unitName, field: instructor.field, intro: instructor.intro, photoUrl: url(instructor.photo) } : null,
        // Neither finished nor wanted: it was withdrawn, or is for others.
        before: course.before.flatMap((_id, i) => (first.includes(_id) || standing.courses[_id] ? [{ _id, title: course.beforeTitles[i] ?? '', done: !first.includes(_id) }] : [])),
        episodes: course.episodes.map((e, i) => ({ ...e, posterUrl: url(e.poster), tenths: tenthsOf(e.seconds), progress: learned[i] ? progressOf(learned[i], e.quiz) : null })),
        completedAt: completedAt(course, standing), certificate: beside.certificate[0]?._id ?? null,
      }
    },
  },

  media: {
    allow: 'person',
    trips: 3,
    async run(call) {
      const { input: { courseId, episode: key } } = call
      const { course } = await openCourse(call, courseId)
      const { file, poster, article, fileName } = episodeOf(course, key)
      const url = await pictures(call, [file, poster])
      return { url: url(file), fileId: file, article, posterUrl: url(poster), fileName }
    },
  },

  record: {
    allow: 'person',
    trips: 4,
    async run({ me, store }) {
      const personId = me.person!._id
      const found = await store.people.joined(personId, {
        learner: { from: 'learners', match: { _id: personId }, limit: 1 },
        attendances: { from: 'attendances', match: { personId }, sort: { at: -1 }, limit: 100 },
        certificates: { from: 'certificates', match: { personId }, limit: 100, fields: ['courseId'] },
      })
      const standing = found?.beside.learner[0] ?? newLearner(personId, me.tenantId)
      const attendances = found?.beside.attendances ?? []
      const opened = [...new Set(Object.keys(standing.episodes).map(id => id.slice(0, id.lastIndexOf('_'))))].slice(-MOST_RECORDED)
      const [courses, trainings] = await Promise.all([
        opened.length ? store.courses.find({ _id: command.in(opened) }, { fields: ['_id', 'title', 'state', 'episodes.key', 'episodes.edition', 'episodes.seconds'] }) : [],
        attendances.length ? store.trainings.find({ _id: command.in(attendances.map(a => a.trainingId)) }) : [],
      ])
      const numbers = new Map((found?.beside.certificates ?? []).map(c => [c.courseId, c._id]))
      const held = new Map(trainings.map(t => [t._id, t]))
      const classes = attendances.flatMap(a => {
        const t = held.get(a.trainingId)
        return t ? [{ trainingId: t._id, title: t.title, place: t.place, startsAt: t.startsAt, tenths: t.tenths, way: a.way, at: a.at }] : []
      })
      const rows = courses.map(c => ({
        courseId: c._id, title: c.title, episodes: c.episodes.length, doneEpisodes: learnedOf(c, standing).filter(l => l && l.completedAt !== null).length,
        open: c.state === 'published', tenths: tenthsEarned(c, standing),
        lastAt: lastAtOf(c, standing) ?? 0, completedAt: completedAt(c, standing), certificate: numbers.get(c._id) ?? null,
      }))
      const [onlineTenths, classTenths] = [tenthsOfAll(standing), classes.reduce((sum, t) => sum + t.tenths, 0)]
      return {
        tenths: onlineTenths + classTenths, onlineTenths, classTenths, doneCourses: rows.filter(r => r.completedAt !== null).length,
        courses: rows.sort((a, b) => b.lastAt - a.lastAt), attendances: classes,
      }
    },
  },
}
