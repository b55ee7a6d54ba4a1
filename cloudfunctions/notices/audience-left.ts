import { isUnfinished } from '../../domain/lesson/course'
import { Refusal, notFound } from '../../domain/refusal'
import type { NoticeAudience } from '../../types/notice-fields'
import type { SurveyState } from '../../types/survey'
import { noCourse } from '../_kit/lesson-read'
import { leaving, peopleByIds, walkGroup, type AudienceCall, type Recipient, type Walk } from '../_kit/notice-walk'
import type { SurveyDoc } from '../_kit/survey-documents'
import { answerId } from '../_kit/survey-key'
import { noSurvey, stateOf } from '../_kit/survey-read'

/** Large audiences known by what their people have not done: read page by page, and each page is asked about in one request. */

const tooLate = (message: string) => new Refusal('WRONG_STATE', message, 'audience')

async function surveyOf({ store }: AudienceCall, id: string): Promise<SurveyDoc> {
  const survey = await store.surveys.get(id)
  if (!survey || survey.kept === 'draft') throw noSurvey()
  return survey
}

/** Everybody who was asked by a survey and has not answered: the answer's keyed name tells, in confidential surveys too. */
export async function walkUnanswered(call: AudienceCall, surveyId: string): Promise<Walk> {
  const { store, tenantId, now } = call
  const survey = await surveyOf(call, surveyId)
  if (survey.ballot || survey.mode === 'anonymous') throw tooLate('这是匿名问卷，谁答了、谁没有答，没有人能知道，所以不能只催没有答的人。报名时可以提醒还没有报名的人，领卷时可以提醒还没有领卷的人')
  if (survey.kept !== 'published' || survey.endsAt! <= now) throw tooLate('这份问卷已经结束，不用再催')
  return leaving(await walkGroup(call, survey.audience), async people => {
    const names = new Map(people.map(p => [answerId(surveyId, p._id), p]))
    const found = await store.units.joined(tenantId, { there: { from: 'surveyAnswers', match: { _id: { $in: [...names.keys()] } }, limit: people.length, fields: ['_id'] } })
    for (const { _id } of found?.beside.there ?? []) names.delete(_id)
    return [...names.values()]
  })
}

type OfSheets = 'notJoined' | 'sheetNotDrawn' | 'sheetDrawn'

/** When each may be reminded, and what is said otherwise. */
const steps: Record<OfSheets, { states: SurveyState[]; over: string }> = {
  notJoined: { states: ['joining'], over: '这份匿名问卷现在不在报名，不用再催报名' },
  sheetNotDrawn: { states: ['drawing'], over: '这份匿名问卷现在不在领卷，不用再催领卷' },
  sheetDrawn: { states: ['sealing', 'open'], over: '这份匿名问卷现在不在作答，不用再提醒' },
}

const seatId = (surveyId: string, personId: string) => `${surveyId}.${personId}`

/** Who joined an anonymous survey, in the order of their ids. */
const walkJoined = (call: AudienceCall, surveyId: string): Walk => ({
  listed: true,
  async page(after, limit) {
    // The character after the point: behind every seat of this survey.
    const range = { $gt: seatId(surveyId, after), $lt: `${surveyId}/` }
    const found = await call.store.surveys.joined(surveyId, { seats: { from: 'surveySeats', match: { _id: range }, sort: { _id: 1 }, limit, fields: ['personId'] } })
    const ids = (found?.beside.seats ?? []).map(s => s.personId)
    return { people: await peopleByIds(call, ids), next: ids.length < limit ? null : ids.at(-1)! }
  },
})

async function seated({ store, tenantId }: AudienceCall, surveyId: string, people: readonly Recipient[]): Promise<Set<string>> {
  const found = await store.units.joined(tenantId, { seats: { from: 'surveySeats', match: { _id: { $in: people.map(p => seatId(surveyId, p._id)) } }, limit: people.length, fields: ['personId'] } })
  return new Set((found?.beside.seats ?? []).map(s => s.personId))
}

/** Which of these have drawn their sheet: the roll says at which seat, the issuer which seats have theirs. */
async function drawn({ platform, tenantId }: AudienceCall, surveyId: string, people: readonly Recipient[]): Promise<Set<string>> {
  const names = new Map(people.map(p => [seatId(surveyId, p._id), p._id]))
  const roll = await platform.units.joined(tenantId, { places: { from: 'ballotRoll', match: { rollId: { $in: [...names.keys()] } }, limit: people.length, fields: ['rollId'] } })
  const places = new Map((roll?.beside.places ?? []).map(p => [p._id, names.get(p.rollId)!]))
  const found = await platform.units.joined(tenantId, { issued: { from: 'issued', match: { _id: { $in: [...places.keys()] } }, limit: people.length, fields: ['_id'] } })
  return new Set((found?.beside.issued ?? []).map(i => places.get(i._id)!))
}

/** Of an anonymous survey: by who joined and who drew a sheet, which is on record; who answered nobody can know. */
export async function walkAnonymous(call: AudienceCall, surveyId: string, kind: OfSheets): Promise<Walk> {
  const survey = await surveyOf(call, surveyId)
  if (!survey.ballot) throw tooLate('这份问卷不是匿名的，不用报名和领卷')
  const { states, over } = steps[kind]
  if (!states.includes(stateOf(survey, call.now))) throw tooLate(over)
  if (kind === 'notJoined') {
    return leaving(await walkGroup(call, survey.audience), async people => {
      const there = await seated(call, surveyId, people)
      return people.filter(p => !there.has(p._id))
    })
  }
  return leaving(walkJoined(call, surveyId), async people => {
    const there = await drawn(call, surveyId, people)
    return people.filter(p => there.has(p._id) === (kind === 'sheetDrawn'))
  })
}

/** Whoever should learn a published course and has not finished it, or one episode of it. */
export async function walkUnfinished(call: AudienceCall, { courseId, episode }: Extract<NoticeAudience, { kind: 'unfinished' }>): Promise<Walk> {
  const { store, tenantId } = call
  const course = await store.courses.get(courseId)
  if (!course || course.publishedAt === null) throw noCourse()
  if (episode !== null && !course.episodes.some(e => e.key === episode)) throw notFound('个课时')
  if (course.state !== 'published') throw tooLate('这门课程已经撤下，不用再催')
  const fields = [`courses.${courseId}`, ...course.episodes.map(e => `episodes.${courseId}_${e.key}`)]
  return leaving(await walkGroup(call, { ...course.audience, term: null }), async people => {
    const found = await store.units.joined(tenantId, { learners: { from: 'learners', match: { _id: { $in: people.map(p => p._id) } }, limit: people.length, fields } })
    const standing = new Map((found?.beside.learners ?? []).map(l => [l._id, l]))
    return people.filter(p => isUnfinished(course, { episodes: {}, courses: {}, ...standing.get(p._id) }, episode))
  })
}
