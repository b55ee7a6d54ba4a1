import { meanStars, allUnits, sumCounts, type CourseCounts } from '../../domain/lesson/tally'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { lessons } from '../../types/lesson'
import type { Instructor, InstructorCard } from '../../types/lesson-people'
import { command, contains } from '../_kit/cloud'
import { event } from '../_kit/event'
import { ownFolder, temporaryUrls } from '../_kit/files'
import type { Me } from '../_kit/identity'
import type { CourseDoc, InstructorDoc, LearnTallyDoc } from '../_kit/lesson-documents'
import { BUCKETS } from '../_kit/lesson-read'
import type { Call, Handlers } from '../_kit/serve'
import type { NewDoc, Store, Where } from '../_kit/store'
import { demandFitText } from '../_kit/text-check'

type Instructing = Pick<Handlers<typeof lessons>, 'instructors' | 'nominate' | 'instructorPool' | 'saveInstructor' | 'decideInstructor'>

const PAGE = 30

/** Courses of these instructors and the tallies of those courses. */
async function teachingOf(store: Store, docs: readonly InstructorDoc[]): Promise<{ courses: CourseDoc[]; tallies: LearnTallyDoc[] }> {
  if (docs.length === 0) return { courses: [], tallies: [] }
  const courses = await store.courses.find({ instructorId: command.in(docs.map(d => d._id)), state: 'published' }, { fields: ['_id', 'title', 'instructorId', 'episodes.key'] })
  if (courses.length === 0) return { courses, tallies: [] }
  return { courses, tallies: await store.learnTallies.find({}, { fields: ['_id', ...courses.map(c => `courses.${c._id}` as const)], limit: BUCKETS }) }
}

function cardOf(doc: InstructorDoc, { courses, tallies }: { courses: CourseDoc[]; tallies: LearnTallyDoc[] }, url: string): InstructorCard {
  const own = courses.filter(c => c.instructorId === doc._id)
  const counts = own.map(c => allUnits(sumCounts(tallies.flatMap(t => (t.courses?.[c._id] ? [JSON.parse(t.courses[c._id]!) as CourseCounts] : [])))))
  const [ratings, stars] = counts.flatMap(c => Object.values(c.episodes)).reduce(([r, s], e) => [r + e[3], s + e[4]], [0, 0])
  return {
    _id: doc._id, name: doc.name, unitName: doc.unitName, field: doc.field, term: doc.term, intro: doc.intro, photoUrl: url,
    courses: own.map(({ _id, title }) => ({ _id, title })), ratings, stars: meanStars(ratings, stars), lessons: own.reduce((sum, c) => sum + c.episodes.length, 0),
  }
}

/** A page of the pool with what each one teaches: photographs, courses, ratings. */
async function pageOfPool<R>({ store, app }: Pick<Call<unknown>, 'store' | 'app'>, where: Where<InstructorDoc>, cursor: string | undefined, view: (doc: InstructorDoc, card: InstructorCard) => R) {
  const page = await store.instructors.page(where, { field: 'name', direction: 'asc', limit: PAGE, cursor })
  const photos = page.items.flatMap(d => d.photo ?? [])
  const [teaching, urls] = await Promise.all([teachingOf(store, page.items), temporaryUrls(app, photos)])
  return { ...page, items: page.items.map(doc => view(doc, cardOf(doc, teaching, urls.find(u => u.fileId === doc.photo)?.url ?? ''))) }
}

/** Instructors are looked for by name or by what they teach. */
const lookedFor = (where: Where<InstructorDoc>, text: string | undefined): Where<InstructorDoc> =>
  text ? command.and([where, command.or([{ name: contains(text) }, { field: contains(text) }])]) as unknown as Where<InstructorDoc> : where

const fullOf = (doc: InstructorDoc, card: InstructorCard): Instructor => ({ ...doc, ...card })

async function viewOf({ store, app }: Pick<Call<unknown>, 'store' | 'app'>, doc: InstructorDoc): Promise<Instructor> {
  const [teaching, [photo]] = await Promise.all([teachingOf(store, [doc]), temporaryUrls(app, doc.photo === null ? [] : [doc.photo])])
  return fullOf(doc, cardOf(doc, teaching, photo?.url ?? ''))
}

/** The person of one's own people who bears this number. @throws Refusal when nobody does */
async function personOf(store: Store, employeeNo: string | null): Promise<string | null> {
  if (employeeNo === null) return null
  const person = await store.people.first({ employeeNo, live: true, erased: false })
  if (!person) throw new Refusal('BAD_INPUT', '没有这个工号的职工。外单位的讲师请不填工号', 'employeeNo')
  return person._id
}

function demandOwnPhoto(me: Me, photo: string | null, before: string | null): void {
  const path = photo?.replace(/^cloud:\/\/[^/]+\//, '') ?? ''
  if (photo !== null && photo !== before && (!path.startsWith(ownFolder(me)) || path.includes('..'))) throw new Refusal('NOT_ALLOWED', '照片不是您上传的，请重新上传', 'edit.photo')
}

const taken = () => new Refusal('TAKEN', '这个编号已被使用，请返回后重新填写')

export const instructing: Instructing = {
  instructors: {
    allow: 'person',
    trips: 5,
    async run(call) {
      const { input: { text, cursor } } = call
      return pageOfPool(call, lookedFor({ state: 'approved' }, text), cursor, (_doc, card) => card)
    },
  },

  nominate: {
    allow: 'person',
    trips: 4,
    async run(call) {
      const { input: { id, name, employeeNo, unitName, field, why }, me, store, now } = call
      await demandFitText(call, [name, unitName, field, why])
      const doc: NewDoc<InstructorDoc> = {
        _id: id, name, employeeNo, unitName, field, term: '', intro: '', photo: null, personId: await personOf(store, employeeNo), state: 'nominated', why,
        nominatedBy: me.person!.name, nominatedById: me.person!._id, events: [{ act: 'nominate', by: me.person!.name, at: now }], createdAt: now,
      }
      if (await store.instructors.add(doc)) return {}
      if ((await store.instructors.get(id))?.nominatedById !== me.person!._id) throw taken()
      return {}
    },
  },

  instructorPool: {
    allow: ['staff'],
    trips: 5,
    async run(call) {
      const { input: { state, text, cursor } } = call
      return pageOfPool(call, lookedFor(state ? { state } : {}, text), cursor, fullOf)
    },
  },

  saveInstructor: {
    allow: ['staff'],
    trips: 7,
    async run(call) {
      const { input: { id, rev, edit }, me, store, now } = call
      const before = await store.instructors.get(id)
      demandOwnPhoto(me, edit.photo, before?.photo ?? null)
      const fields = { ...edit, personId: await personOf(store, edit.employeeNo) }
      if (rev === null && !before) {
        const doc: NewDoc<InstructorDoc> = { _id: id, rev: 0, ...fields, state: 'approved', why: '', nominatedBy: me.person!.name, nominatedById: null, events: [{ act: 'approved', by: me.person!.name, at: now }], createdAt: now }
        if (await store.instructors.add(doc)) return viewOf(call, doc as InstructorDoc)
        throw stale('这位讲师的资料')
      }
      if (!before) throw notFound('位讲师')
      const same = Object.entries(fields).every(([k, v]) => before[k as keyof InstructorDoc] === v)
      if (same && before.rev === (rev ?? -1) + 1) return viewOf(call, before)
      if (rev === null) throw taken()
      const saved = await store.instructors.changeOne({ _id: id, rev }, { ...fields, events: event(call, 'change') })
      if (!saved) throw stale('这位讲师的资料')
      return viewOf(call, saved)
    },
  },

  decideInstructor: {
    allow: ['staff'],
    trips: 6,
    async run(call) {
      const { input: { id, rev, to, note }, store } = call
      const doc = await store.instructors.get(id)
      if (!doc) throw notFound('位讲师')
      if (doc.state === to && doc.rev === rev + 1) return viewOf(call, doc)
      const from: InstructorDoc['state'][] = to === 'retired' ? ['approved'] : to === 'declined' ? ['nominated'] : ['nominated', 'declined', 'retired']
      if (!from.includes(doc.state)) throw new Refusal('WRONG_STATE', to === 'retired' ? '只有在库的讲师可以离库' : '这位讲师的推荐已经处理过了')
      const saved = await store.instructors.changeOne({ _id: id, rev, state: command.in(from) }, { state: to, events: event(call, to, note) })
      if (!saved) throw stale('这位讲师的资料')
      return viewOf(call, saved)
    },
  },
}
