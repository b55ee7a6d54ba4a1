import type { CourseState } from '../../../types/lesson-course'
import type { InstructorState } from '../../../types/lesson-people'
import type { Meaning } from '../../components/state-tag'

/** What each state means to the office. */
export const courseMeanings: Record<CourseState, Meaning> = { draft: 'plain', review: 'waiting', published: 'done', withdrawn: 'refused' }

export const instructorMeanings: Record<InstructorState, Meaning> = { nominated: 'waiting', approved: 'done', declined: 'refused', retired: 'plain' }
