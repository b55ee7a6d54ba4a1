import type { Course, CourseEdit, CourseRow } from '../../types/lesson-course'
import { secondsOf } from '../../domain/lesson/course'
import type { CourseDoc } from '../_kit/lesson-documents'

/** What staff wrote of a course, as it is kept. */
export const editOf = ({ title, category, intro, cover, instructorId, audience, compulsory, dueAt, before, maxSpeed, percent, passMark, episodes }: CourseDoc): CourseEdit => ({
  title, category, intro, cover, instructorId, audience, compulsory, dueAt, before, maxSpeed, percent, passMark,
  episodes: episodes.map(({ edition: _edition, ...episode }) => episode),
})

export const viewOf = (doc: CourseDoc): Course => doc

export const ROW_FIELDS = ['_id', 'title', 'category', 'state', 'instructorName', 'episodes.seconds', 'compulsory', 'dueAt', 'expected', 'createdAt'] as const

export const rowOf = (doc: CourseDoc): CourseRow => ({
  _id: doc._id, title: doc.title, category: doc.category, state: doc.state, instructorName: doc.instructorName, episodes: doc.episodes.length, seconds: secondsOf(doc.episodes),
  compulsory: doc.compulsory, dueAt: doc.dueAt, expected: doc.expected, createdAt: doc.createdAt,
})
