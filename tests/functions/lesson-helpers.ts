import { lengthOf } from '../../domain/lesson/segments'
import type { CourseEdit, EpisodeEdit } from '../../types/lesson-course'
import type { Segment, WatchState } from '../../types/lesson-watch'
import type { QuestionEdit } from '../../types/lesson-quiz'
import type { TestCloud } from './cloud'
import { WHO } from './motion-helpers'

export { WHO }

let made = 0
export const newId = (kind = 'lesson') => `${kind}-${process.pid}-${String(++made).padStart(5, '0')}`

export const HOUR = 3_600_000

export const article = (key: string, seconds = 600, more: Partial<EpisodeEdit> = {}): EpisodeEdit =>
  ({ key, title: `课时 ${key}`, kind: 'article', file: null, fileName: '', size: 0, poster: null, seconds, article: '正文。', prompts: [], quiz: null, ...more })

/** A film that nobody plays: only its length is asked. */
export const film = (key: string, seconds = 600): EpisodeEdit =>
  ({ ...article(key, seconds), kind: 'video', file: `cloud://test.bucket/ent-huajiang/person-zhao-min/lessons/${key}.mp4`, fileName: `${key}.mp4`, size: 1000, article: '' })

export const edit = (more: Partial<CourseEdit> = {}): CourseEdit => ({
  title: '测试课程', category: 'duties', intro: '', cover: null, instructorId: null, audience: { units: [], roles: [] }, compulsory: false, dueAt: null, before: [],
  maxSpeed: 1, percent: 95, passMark: 60, episodes: [article('e1')], ...more,
})

export const question = (n: number, more: Partial<QuestionEdit> = {}): QuestionEdit =>
  ({ episode: 'e1', kind: 'single', text: `第 ${n} 题`, options: ['甲', '乙', '丙'], right: [n % 3], explanation: `因为第 ${n} 题`, ...more })

/** People making, approving and learning courses. */
export const doing = (t: TestCloud) => {
  const draft = async (more: Partial<CourseEdit> = {}, questions: QuestionEdit[] = []) => {
    const id = newId('course')
    const { course } = await t.call(WHO.zhao, 'lessons', 'create', { id, title: '测试课程', category: 'duties' })
    const saved = await t.call(WHO.zhao, 'lessons', 'save', { id, rev: course.rev, edit: edit(more) })
    if (questions.length) await t.call(WHO.zhao, 'lessons', 'importQuestions', { courseId: id, items: questions.map(q => ({ id: newId('question'), question: q })) })
    return saved.course
  }
  const published = async (more: Partial<CourseEdit> = {}, questions: QuestionEdit[] = []) => {
    const { _id: id, rev } = await draft(more, questions)
    await t.call(WHO.zhao, 'lessons', 'submit', { id, rev })
    return t.call(WHO.qian, 'lessons', 'approve', { id, rev: rev + 1 })
  }
  const watchInput = (courseId: string, more: object = {}) => ({ courseId, episode: 'e1', viewing: newId('viewing'), device: 'device-one', deviceName: '手机甲', ...more })
  const watch = (who: string, courseId: string, more: object = {}) => t.call(who, 'lessons', 'watch', watchInput(courseId, more))
  const report = (who: string, at: Pick<WatchState, 'viewing'> & { token?: string }, segments: Segment[], position = 0) =>
    t.ask(who, 'lessons', 'report', { viewing: at.viewing, ...(at.token ? { token: at.token } : {}), segments, position })
  const reported = async (...args: Parameters<typeof report>) => {
    const reply = await report(...args)
    if (!reply.ok) throw new Error(`${reply.code} ${reply.message}`)
    return reply.data
  }
  const learner = async (personId: string) => (await t.db.collection('learners').where({ _id: personId }).get()).data[0] as Record<string, never> | undefined
  /** As if the current viewing (or, of an ended one, both its ends) had been so much earlier. */
  const earlier = async (personId: string, ms: number) => {
    const doc = await learner(personId) as unknown as { viewing: { startedAt: number; lastAt: number } }
    await t.db.collection('learners').where({ _id: personId }).update({ 'viewing.startedAt': doc.viewing.startedAt - ms, 'viewing.lastAt': doc.viewing.lastAt - ms })
  }
  /** Watches an episode from its beginning to its end, as if the time had passed. */
  const learned = async (who: string, personId: string, courseId: string, episode = 'e1', seconds = 600) => {
    const { viewing } = await watch(who, courseId, { episode })
    await earlier(personId, seconds * 1000 + 1000)
    return reported(who, { viewing }, [[0, seconds * 1000]], seconds * 1000)
  }
  const fold = async () => {
    const { result, error } = await t.cloud.call('lessons-timer', {}, {})
    if (error) throw new Error(JSON.stringify(error))
    return result as { folded: number; left: number }
  }
  return { draft, published, watchInput, watch, report, reported, learner, earlier, learned, fold }
}

export const covered = (state: WatchState) => lengthOf(state.progress.segments)
