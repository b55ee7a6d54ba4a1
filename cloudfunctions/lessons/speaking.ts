import { Refusal, notFound, stale } from '../../domain/refusal'
import type { lessons } from '../../types/lesson'
import type { Ask, Note } from '../../types/lesson-people'
import { command } from '../_kit/cloud'
import type { LessonAskDoc, LessonNoteDoc } from '../_kit/lesson-documents'
import { episodeOf, openCourse } from '../_kit/lesson-read'
import type { Handlers } from '../_kit/serve'
import type { Where } from '../_kit/store'
import { demandFitText } from '../_kit/text-check'

type Speaking = Pick<Handlers<typeof lessons>, 'notes' | 'saveNote' | 'removeNote' | 'asks' | 'ask' | 'askQueue' | 'answerAsk'>

const PAGE = 50

const noteOf = ({ _id, courseId, episode, ms, text, at }: LessonNoteDoc): Note => ({ _id, courseId, episode, ms, text, at })

/** Staff and the instructor see who asks; other learners do not. */
const askOf = (doc: LessonAskDoc, personId: string, named: boolean): Ask => ({ ...doc, mine: doc.personId === personId, name: named || doc.personId === personId ? doc.name : '' })

const taken = () => new Refusal('TAKEN', '这个编号已被使用，请返回后重新填写')

export const speaking: Speaking = {
  notes: {
    allow: 'person',
    trips: 2,
    async run({ input: { courseId, cursor }, me, store }) {
      const page = await store.lessonNotes.page({ personId: me.person!._id, ...(courseId ? { courseId } : {}) }, { field: 'at', direction: 'desc', limit: PAGE, cursor })
      return { ...page, items: page.items.map(noteOf) }
    },
  },

  saveNote: {
    allow: 'person',
    trips: 5,
    async run(call) {
      const { input: { id, courseId, episode, ms, text }, me, store, now } = call
      const own = { _id: id, personId: me.person!._id }
      const changed = await store.lessonNotes.changeOne(own, { text, ms })
      if (changed) return noteOf(changed)
      const { course } = await openCourse(call, courseId, { locked: true })
      const note = { ...own, courseId, episode: episodeOf(course, episode).key, ms, text, at: now }
      if (await store.lessonNotes.add(note)) return noteOf(note as LessonNoteDoc)
      // The same tap sent twice: the other one was quicker.
      const there = await store.lessonNotes.changeOne(own, { text, ms })
      if (!there) throw taken()
      return noteOf(there)
    },
  },

  removeNote: {
    allow: 'person',
    trips: 2,
    async run({ input: { id }, me, store }) {
      await store.lessonNotes.remove({ _id: id, personId: me.person!._id })
      return {}
    },
  },

  asks: {
    allow: 'person',
    trips: 3,
    async run(call) {
      const { input: { courseId, cursor }, me, store } = call
      await openCourse(call, courseId, { locked: true })
      const personId = me.person!._id
      const where = command.and([{ courseId }, command.or([{ personId }, { answered: true }])]) as unknown as Where<LessonAskDoc>
      const page = await store.lessonAsks.page(where, { field: 'at', direction: 'desc', limit: PAGE, cursor })
      return { ...page, items: page.items.map(doc => askOf(doc, personId, false)) }
    },
  },

  ask: {
    allow: 'person',
    // Identity, course, instructor, the question; or the one that is there.
    trips: 4,
    async run(call) {
      const { input: { id, courseId, episode, ms, text }, me, store, now } = call
      const { course } = await openCourse(call, courseId, { locked: true })
      const personId = me.person!._id
      await demandFitText(call, [text])
      const instructor = course.instructorId === null ? undefined : await store.instructors.get(course.instructorId)
      const doc = {
        _id: id, courseId, courseTitle: course.title, episode: episodeOf(course, episode).key, ms, text, name: me.person!.name, personId, at: now, answer: null,
        instructorPersonId: instructor?.personId ?? '', answered: false,
      }
      if (await store.lessonAsks.add(doc)) return askOf({ ...doc, rev: 0 } as LessonAskDoc, personId, false)
      const there = await store.lessonAsks.get(id)
      if (there?.personId !== personId || there.courseId !== courseId) throw taken()
      return askOf(there, personId, false)
    },
  },

  askQueue: {
    allow: 'person',
    trips: 2,
    async run({ input: { answered, cursor }, me, store }) {
      const personId = me.person!._id
      const where = { answered, ...(me.has('staff') ? {} : { instructorPersonId: personId }) }
      const page = await store.lessonAsks.page(where, { field: 'at', direction: 'desc', limit: PAGE, cursor })
      return { ...page, items: page.items.map(doc => askOf(doc, personId, true)) }
    },
  },

  answerAsk: {
    allow: 'person',
    trips: 3,
    async run(call) {
      const { input: { id, rev, text }, me, store, now } = call
      const personId = me.person!._id
      await demandFitText(call, [text])
      const whose = me.has('staff') ? {} : { instructorPersonId: personId }
      const saved = await store.lessonAsks.changeOne({ _id: id, rev, ...whose }, { answer: { text, by: me.person!.name, at: now }, answered: true })
      if (saved) return askOf(saved, personId, true)
      const there = await store.lessonAsks.first({ _id: id, ...whose })
      if (!there) throw notFound('个提问')
      if (there.rev === rev + 1 && there.answer?.text === text && there.answer.by === me.person!.name) return askOf(there, personId, true)
      throw stale('这个提问')
    },
  },
}
