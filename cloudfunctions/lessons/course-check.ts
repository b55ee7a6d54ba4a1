import { Refusal } from '../../domain/refusal'
import type { CourseEdit } from '../../types/lesson-course'
import { ownFolder } from '../_kit/files'
import type { Me } from '../_kit/identity'
import type { CourseDoc } from '../_kit/lesson-documents'
import type { Store } from '../_kit/store'

/** Where files that were put together from pieces lie. */
export const lessonFolder = (me: Me): string => `${me.tenantId}/lessons/`

const filesOf = ({ cover, episodes }: Pick<CourseEdit, 'cover' | 'episodes'>): string[] => [cover, ...episodes.flatMap(e => [e.file, e.poster])].filter(f => f !== null)

/** New files of a course are the caller's own uploads, or were put together here; those that were there before stay. @throws Refusal */
export function demandOwnCourseFiles(me: Me, edit: CourseEdit, before: CourseDoc): void {
  const known = new Set(filesOf(before))
  for (const file of filesOf(edit)) {
    const path = file.replace(/^cloud:\/\/[^/]+\//, '')
    const own = path.startsWith(ownFolder(me)) || path.startsWith(lessonFolder(me))
    if (!known.has(file) && (!own || path.includes('..'))) throw new Refusal('NOT_ALLOWED', '有文件不是您上传的，请删去后重新上传', 'edit.episodes')
  }
}

/** The words for what a course names: its instructor, and the courses that come first. @throws Refusal when one is not there, or a circle would close */
export async function demandSoundCourse(store: Store, id: string, { instructorId, before }: CourseEdit): Promise<{ instructorName: string; beforeTitles: string[] }> {
  const [instructor, courses] = await Promise.all([
    instructorId === null ? undefined : store.instructors.get(instructorId),
    before.length ? store.courses.find({}, { fields: ['_id', 'title', 'before'], limit: 1000 }) : [],
  ])
  if (instructorId !== null && instructor?.state !== 'approved') throw new Refusal('BAD_INPUT', '这位讲师不在师资库里，请重新选择', 'edit.instructorId')
  if (new Set(before).size < before.length) throw new Refusal('BAD_INPUT', '同一门先修课程选了两次', 'edit.before')
  const byId = new Map(courses.map(c => [c._id, c]))
  for (const b of before) if (!byId.has(b)) throw new Refusal('BAD_INPUT', '有一门先修课程已经不在了，请重新选择', 'edit.before')
  const seen = new Set<string>()
  const look = [...before]
  for (let next = look.pop(); next !== undefined; next = look.pop()) {
    if (next === id) throw new Refusal('BAD_INPUT', '先修课程绕了一圈又回到这门课程，请去掉一门', 'edit.before')
    if (!seen.has(next)) look.push(...(byId.get(next)?.before ?? []))
    seen.add(next)
  }
  return { instructorName: instructor?.name ?? '', beforeTitles: before.map(b => byId.get(b)!.title) }
}
