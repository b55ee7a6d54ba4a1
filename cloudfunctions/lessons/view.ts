import type { Course, CourseRow } from '../../types/lesson-course'
import { secondsOf } from '../../domain/lesson/course'
import type { CourseDoc } from '../_kit/lesson-documents'

export const viewOf = (doc: CourseDoc): Course => doc

export const ROW_FIELDS = ['_id', 'title', 'category', 'state', 'instructorName', 'episodes.seconds', 'compulsory', 'dueAt', 'expected', 'createdAt'] as const

export const rowOf = (doc: CourseDoc): CourseRow => ({
  _id: doc._id, title: doc.title, category: doc.category, state: doc.state, instructorName: doc.instructorName, episodes: doc.episodes.length, seconds: secondsOf(doc.episodes),
  compulsory: doc.compulsory, dueAt: doc.dueAt, expected: doc.expected, createdAt: doc.createdAt,
})
