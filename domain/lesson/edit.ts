import type { Course, CourseEdit } from '../../types/lesson-course'

/** What staff wrote of a course, without what became of it. */
export const editOf = ({ title, category, intro, cover, instructorId, audience, compulsory, dueAt, before, maxSpeed, percent, passMark, episodes }: Pick<Course, keyof CourseEdit>): CourseEdit => ({
  title, category, intro, cover, instructorId, audience, compulsory, dueAt, before, maxSpeed, percent, passMark,
  episodes: episodes.map(({ edition: _edition, ...episode }) => episode),
})
