import { completedAt } from '../../domain/lesson/course'
import type { Learned } from '../../domain/lesson/progress'
import { markOf } from '../../domain/lesson/tally'
import { episodeId } from '../../domain/lesson/viewing'
import type { CourseDoc, LearnerDoc } from '../_kit/lesson-documents'
import type { Change, Store } from '../_kit/store'

/** What is written of one episode; statistics hear of it only when what they count has changed. */
export function learnedChange(id: string, before: Learned | undefined, after: Learned, now: number): Change<LearnerDoc> {
  const mark = markOf(after)
  return { [`episodes.${id}`]: after, ...(before && markOf(before) === mark ? {} : { [`marks.${id}`]: mark, changedAt: now }) }
}

/** The mark of a finished course, when with this it is finished. */
export function finishedChange(course: Pick<CourseDoc, '_id' | 'episodes'>, standing: LearnerDoc, key: string, after: Learned): Change<LearnerDoc> {
  if (standing.courses[course._id]) return {}
  const at = completedAt(course, { ...standing, episodes: { ...standing.episodes, [episodeId(course._id, key)]: after } })
  return at === null ? {} : { [`courses.${course._id}`]: { completedAt: at } }
}

/** Writes on top of what was read, or as the person's first; false = somebody was quicker. */
export async function write(store: Store, learner: LearnerDoc | undefined, first: LearnerDoc, change: Change<LearnerDoc>): Promise<boolean> {
  if (learner) return (await store.learners.change({ _id: learner._id, rev: learner.rev }, change)) > 0
  const doc = structuredClone(first) as unknown as Record<string, unknown>
  for (const [path, value] of Object.entries(change)) {
    const dot = path.indexOf('.')
    if (dot < 0) doc[path] = value
    else (doc[path.slice(0, dot)] as Record<string, unknown>)[path.slice(dot + 1)] = value
  }
  return store.learners.add(doc as unknown as LearnerDoc)
}
