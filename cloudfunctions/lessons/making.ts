import { withEditions } from '../../domain/lesson/course'
import { brokenCourse, courseProblems } from '../../domain/lesson/problems'
import { editOf } from '../../domain/lesson/edit'
import { Refusal, stale } from '../../domain/refusal'
import type { lessons } from '../../types/lesson'
import type { CourseEdit } from '../../types/lesson-course'
import type { InputOf } from '../../types/contract'
import { addMissing } from '../_kit/add-missing'
import { countAudience } from '../_kit/audience-people'
import { command, contains } from '../_kit/cloud'
import { every } from '../_kit/every'
import { temporaryUrls } from '../_kit/files'
import type { CourseDoc, QuizQuestionDoc } from '../_kit/lesson-documents'
import { noCourse } from '../_kit/lesson-read'
import { isKeptAlready } from '../_kit/same-edit'
import { sha256 } from '../_kit/secrets'
import type { Call, Handlers } from '../_kit/serve'
import type { Join, NewDoc, Store, Where } from '../_kit/store'
import { demandOwnCourseFiles, demandSoundCourse } from './course-check'
import { hasOtherReviewer } from './reviewers'
import { ROW_FIELDS, rowOf, viewOf } from './view'

type Making = Pick<Handlers<typeof lessons>, 'list' | 'create' | 'get' | 'save' | 'remove' | 'reach'>

const PAGE = 30
const ADDED_AT_ONCE = 500

const tallyBank = { from: 'quizQuestions' as const, tally: { $ifNull: ['$episode', ''] }, limit: 100 } satisfies Partial<Join>

/** How many questions the bank holds, by episode; '' = for any. */
const bankOf = (rows: readonly unknown[]): Record<string, number> =>
  Object.fromEntries((rows as { _id: string; n: number }[]).map(({ _id, n }) => [_id, n]))

/** A course and the number of its questions, in one round trip. @throws Refusal when there is no such course */
export async function readWithBank(store: Store, id: string): Promise<{ doc: CourseDoc; bank: Record<string, number> }> {
  const found = await store.courses.joined(id, { bank: { ...tallyBank, match: { courseId: id } } })
  if (!found) throw noCourse()
  return { doc: found.doc, bank: bankOf(found.beside.bank) }
}

async function inFull(call: Call<unknown>, doc: CourseDoc, bank: Record<string, number>) {
  const { app, now, me } = call
  const files = [doc.cover, ...doc.episodes.flatMap(e => [e.file, e.poster])].filter(f => f !== null)
  const urls = Object.fromEntries((await temporaryUrls(app, [...new Set(files)])).map(u => [u.fileId, u.url]))
  const approvable = doc.state === 'review' && (doc.submittedBy !== me.person!._id || !(await hasOtherReviewer(call)))
  return { course: viewOf(doc), approvable, problems: courseProblems(editOf(doc), bank, now), questions: Object.entries(bank).map(([episode, n]) => ({ episode, n })), urls }
}

const blank = (title: string, category: CourseEdit['category']): CourseEdit => ({
  title, category, intro: '', cover: null, instructorId: null, audience: { units: [], roles: [] }, compulsory: false, dueAt: null, before: [],
  maxSpeed: 1.5, percent: 95, passMark: 60, episodes: [],
})

/** The questions of another course under ids of their own, which a repeat makes again: one that was cut off is made whole by the next tap. */
async function copyQuestions(store: Store, from: string, to: string): Promise<void> {
  const questions = await every(store.quizQuestions, { courseId: from })
  await addMissing(store.quizQuestions, questions.map(({ rev: _rev, tenantId: _tenant, ...q }): NewDoc<QuizQuestionDoc> => ({ ...q, _id: sha256(`${to} ${q._id}`).slice(0, 32), courseId: to })), ADDED_AT_ONCE)
}

async function newCourse({ input: { id, title, category, copyOf }, me, store, now }: Call<InputOf<typeof lessons.create>>): Promise<NewDoc<CourseDoc>> {
  const source = copyOf === undefined ? undefined : await store.courses.get(copyOf)
  if (copyOf !== undefined && !source) throw noCourse()
  const edit = source ? { ...editOf(source), title, category, compulsory: false, dueAt: null } : blank(title, category)
  return {
    ...edit, _id: id, rev: 1, episodes: withEditions(edit.episodes, []), instructorName: source?.instructorName ?? '', beforeTitles: source?.beforeTitles ?? [], state: 'draft', expected: 0, expectedUnits: {},
    unitNames: [], publishedAt: null, submittedBy: null, createdAt: now, events: [{ act: source ? 'copy' : 'create', by: me.person!.name, at: now, ...(source ? { note: source.title } : {}) }],
  }
}

export const making: Making = {
  list: {
    allow: ['staff', 'committee'],
    trips: 2,
    async run({ input: { text, state, category, cursor }, store }) {
      const where = { ...(text ? { title: contains(text) } : {}), ...(state ? { state } : {}), ...(category ? { category } : {}) }
      const page = await store.courses.page(where as Where<CourseDoc>, { field: 'createdAt', direction: 'desc', limit: PAGE, cursor, fields: [...ROW_FIELDS] })
      return { ...page, items: page.items.map(rowOf) }
    },
  },

  create: {
    allow: ['staff'],
    // Identity, the source, the course twice, the source's questions (a thousand at most) by the hundred and by the five hundred, the addresses of its files by the fifty.
    trips: 22,
    async run(call) {
      const { input: { id, copyOf }, me, store } = call
      const doc = await newCourse(call)
      const added = await store.courses.add(doc)
      const there = added ? undefined : await store.courses.get(id)
      // The same tap again; whatever was changed since stays.
      if (added || (there && there.events[0]?.by === me.person!.name)) {
        if (copyOf !== undefined && (added || there?.rev === doc.rev)) await copyQuestions(store, copyOf, id)
        const { doc: made, bank } = await readWithBank(store, id)
        return inFull(call, made, bank)
      }
      throw new Refusal('TAKEN', '这个编号已被使用，请返回列表重新新建')
    },
  },

  get: {
    allow: ['staff', 'committee'],
    trips: 5,
    async run(call) {
      const { doc, bank } = await readWithBank(call.store, call.input.id)
      return inFull(call, doc, bank)
    },
  },

  save: {
    allow: ['staff'],
    // Identity, the course with its bank, what comes first, the change, addresses by the fifty.
    trips: 8,
    async run(call) {
      const { input: { id, rev, edit }, me, store, now } = call
      const { doc, bank } = await readWithBank(store, id)
      if (doc.state !== 'draft' && doc.state !== 'withdrawn') throw new Refusal('WRONG_STATE', doc.state === 'review' ? '课程正在审核，不能修改。需要改请让审核人退回' : '课程已经发布，不能直接修改。请先撤下')
      if (isKeptAlready(doc, editOf(doc), call.input)) return inFull(call, doc, bank)
      if (doc.rev !== rev) throw stale('这门课程')
      demandOwnCourseFiles(me, edit, doc)
      const broken = brokenCourse(edit)
      if (broken) throw new Refusal('BAD_INPUT', broken, 'edit.episodes')
      const { instructorName, beforeTitles } = await demandSoundCourse(store, id, edit)
      const episodes = withEditions(edit.episodes, doc.episodes)
      const replaced = episodes.filter(e => e.edition > (doc.episodes.find(b => b.key === e.key)?.edition ?? e.edition) && doc.publishedAt !== null)
      const events = replaced.map(e => ({ act: 'replace', by: me.person!.name, at: now, note: e.title }))
      const saved = await store.courses.changeOne({ _id: id, rev, state: command.in(['draft', 'withdrawn']) }, {
        ...edit, episodes, instructorName, beforeTitles, ...(events.length ? { events: command.push(events) } : {}),
      })
      if (!saved) throw stale('这门课程')
      return inFull(call, saved, bank)
    },
  },

  remove: {
    allow: ['staff'],
    trips: 4,
    async run({ input: { id }, store }) {
      const doc = await store.courses.get(id)
      // Removed already: the same tap again.
      if (!doc) return {}
      if (doc.state !== 'draft' || doc.publishedAt !== null) throw new Refusal('WRONG_STATE', '发布过的课程不能删除，可以撤下；待审核的请先退回')
      if (!(await store.courses.remove({ _id: id, state: 'draft', rev: doc.rev }))) throw stale('这门课程')
      await store.quizQuestions.remove({ courseId: id })
      return {}
    },
  },

  reach: {
    allow: ['staff'],
    // Units come by the hundred, people by five hundred units.
    trips: 60,
    async run({ input: { audience }, me, store, now }) {
      return { people: (await countAudience(store, me.tenantId, { ...audience, term: null }, now)).expected }
    },
  },
}
