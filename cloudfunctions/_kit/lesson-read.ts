import { createHash } from 'node:crypto'
import { dayOf } from '../../domain/calendar'
import { missing } from '../../domain/lesson/course'
import { membershipsOn } from '../../domain/membership'
import { Refusal, notFound } from '../../domain/refusal'
import { inAudience, unitGroup, type Asked } from '../../domain/survey/audience'
import { command } from './cloud'
import type { CourseDoc, LearnerDoc } from './lesson-documents'
import type { Call } from './serve'

/** Learners of an enterprise are counted in so many parts. */
export const BUCKETS = 64

export const bucketOf = (personId: string): number => createHash('sha256').update(personId).digest().readUInt16BE(0) % BUCKETS

export const noCourse = () => notFound('门课程')

/** Why a course is not shown to whom it is for. Drafts that were never published are nobody's business. */
const notOpen = ({ publishedAt }: Pick<CourseDoc, 'publishedAt'>) => publishedAt === null ? noCourse()
  : new Refusal('WITHDRAWN', '这门课程暂时撤下了，现在不能学。您学过的进度、学时和证书都在，重新发布后可以接着学')

type Asking = Pick<Call<unknown>, 'me' | 'store' | 'now'>

export const askedOf = ({ me, now }: Pick<Asking, 'me' | 'now'>, path: readonly string[]): Asked =>
  ({ path, tenantId: me.tenantId, memberships: membershipsOn(me.person!.memberships, dayOf(now)) })

export const isFor = ({ audience }: Pick<CourseDoc, 'audience'>, asked: Asked): boolean => inAudience({ ...audience, term: null }, asked)

/** Nobody has learned anything at first. */
/** @throws Refusal unless the course is published, and for whoever asks */
export function demandOpen(course: CourseDoc, asked: Asked): void {
  if (!isFor(course, asked)) throw noCourse()
  if (course.state !== 'published') throw notOpen(course)
}

export const newLearner = (personId: string, tenantId: string): LearnerDoc => ({
  _id: personId, tenantId, rev: 0, viewing: null, past: [], episodes: {}, courses: {}, papers: {}, marks: {}, unit: '', bucket: bucketOf(personId), changedAt: 0,
})

/** Courses that come first and have still to be finished. No round trip where none comes first, or all are marked as finished. */
export async function missingNow({ store }: Pick<Asking, 'store'>, before: readonly string[], standing: LearnerDoc, asked: Asked): Promise<string[]> {
  const unmarked = before.filter(id => !standing.courses[id])
  if (unmarked.length === 0) return []
  const there = await store.courses.find({ _id: command.in(unmarked), state: 'published' }, { fields: ['_id', 'audience', 'episodes.key', 'episodes.edition'] })
  return missing(unmarked, standing, there.filter(c => isFor(c, asked)))
}

export interface OpenCourse { course: CourseDoc; learner: LearnerDoc | undefined; standing: LearnerDoc; unit: string }

/** A published course that is for the caller, and what the caller has learned, in one round trip; one more where a course that comes first is not marked as finished. @throws Refusal when there is none, or a course that comes first is not finished */
export async function openCourse(call: Asking, id: string, { locked = false } = {}): Promise<OpenCourse> {
  const { me, store } = call
  const found = await store.courses.joined(id, {
    unit: { from: 'units', match: { _id: me.person!.unitId }, limit: 1, fields: ['path'] },
    learner: { from: 'learners', match: { _id: me.person!._id }, limit: 1 },
  })
  const path = found?.beside.unit[0]?.path ?? []
  const asked = askedOf(call, path)
  if (!found) throw noCourse()
  demandOpen(found.doc, asked)
  const learner = found.beside.learner[0]
  const standing = learner ?? newLearner(me.person!._id, me.tenantId)
  const first = locked ? [] : await missingNow(call, found.doc.before, standing, asked)
  if (first.length > 0) {
    const titles = found.doc.before.flatMap((b, i) => (first.includes(b) ? [`《${found.doc.beforeTitles[i] ?? ''}》`] : []))
    throw new Refusal('LOCKED', `请先学完${titles.join('、')}，再学这门课程`)
  }
  return { course: found.doc, learner, standing, unit: unitGroup(path, me.tenantId) }
}

/** @throws Refusal when the course has no such episode */
export function episodeOf(course: CourseDoc, key: string): CourseDoc['episodes'][number] {
  const episode = course.episodes.find(e => e.key === key)
  if (!episode) throw notFound('个课时')
  return episode
}
