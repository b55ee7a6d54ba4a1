import type { Course } from '../../types/lesson-course'
import type { Ask, Certificate } from '../../types/lesson-people'
import { DAY, WEEK, quoted, stamp, told, type Told } from './event'

type CourseFacts = Pick<Course, '_id' | 'title' | 'state' | 'audience' | 'compulsory' | 'dueAt' | 'events'>

const link = (courseId: string) => ({ page: 'pages/lessons/course', params: { id: courseId } })

/** Days before the due day on which those who have not finished are told; the nearest alone, where one is late. */
const AHEAD = [1, 3]

/** A compulsory course that was published, told once whatever becomes of it; and that it is due soon, once for each due day. */
export function courseTold(c: CourseFacts, now: number): Told[] {
  if (c.state !== 'published' || !c.compulsory) return []
  const published = c.events.findLast(e => e.act === 'approve' || e.act === 'approveAlone')?.at ?? 0
  const message = (thing3: string) => c.dueAt === null ? null : { template: 'lesson' as const, values: { thing1: c.title, time2: stamp(c.dueAt), thing3 } }
  const base = { kind: 'lesson' as const, link: link(c._id) }
  const all = [told(`course.${c._id}.published`, published, WEEK, {
    ...base, title: `新的必修课：${c.title}`, text: c.dueAt === null ? '请抽空学完。' : `请在 ${stamp(c.dueAt)} 前学完。`, audience: { kind: 'group', ...c.audience, term: null }, message: message('请抽空学习'),
  })]
  const { dueAt } = c
  if (dueAt === null || now >= dueAt) return all
  const days = AHEAD.find(n => now >= dueAt - n * DAY)
  // What was published within those days has just been told of.
  if (days === undefined || dueAt - days * DAY <= published) return all
  return [...all, told(`course.${c._id}.due.${dueAt}.${days}`, dueAt - days * DAY, days * DAY, {
    ...base, title: `课程快到期：${c.title}`, text: `这门必修课请在 ${stamp(dueAt)} 前学完，您还没有学完。`, audience: { kind: 'unfinished', courseId: c._id, episode: null }, message: message(`还剩不到 ${days} 天`),
  })]
}

/** A certificate that was given, and one that was taken back, with the reason. */
export function certificateTold({ number, courseId, courseTitle, personId, issuedAt, revoked }: Pick<Certificate, 'number' | 'courseId' | 'courseTitle' | 'personId' | 'issuedAt' | 'revoked'>): Told[] {
  const base = { kind: 'lesson' as const, link: { page: 'pages/lessons/certificate', params: { id: courseId } }, audience: { kind: 'people' as const, people: [personId] }, message: null }
  if (revoked) return [told(`certificate.${number}.revoked`, revoked.at, WEEK, { ...base, title: `结业证书已撤销：${courseTitle}`, text: `您的结业证书已被撤销，原因：${revoked.why}。有疑问请联系本单位工会。` })]
  return [told(`certificate.${number}.issued`, issuedAt, WEEK, { ...base, title: `结业证书已颁发：${courseTitle}`, text: '您已学完这门课程，证书可以随时打开查看和保存。' })]
}

/** A question that was answered; an answer that is put better later is not told again. */
export const askTold = ({ _id, courseId, courseTitle, personId, text, answer }: Pick<Ask, '_id' | 'courseId' | 'courseTitle' | 'text' | 'answer'> & { personId: string }): Told[] => answer === null ? [] : [told(`ask.${_id}`, answer.at, WEEK, {
  kind: 'lesson', title: `您的提问有了回答：${courseTitle}`, text: `您的提问“${quoted(text)}”已有回答，点开课程查看。`, link: link(courseId), audience: { kind: 'people', people: [personId] }, message: null,
})]
