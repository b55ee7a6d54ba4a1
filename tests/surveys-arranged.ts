import type tcb from '@cloudbase/node-sdk'
import type { Reply } from '../types/contract'
import type { Survey, SurveyEdit } from '../types/survey'
import type { Values } from '../types/survey-answers'
import type { Definition } from '../types/survey-questions'
import { everyKind } from './domain/survey-world'

/** What a test's cloud can do: call as somebody, fire the timer, write to the database. */
export interface Means {
  call(openid: string, action: string, input: object): Promise<Reply<unknown>>
  count(): Promise<unknown>
  db: ReturnType<ReturnType<typeof tcb.init>['database']>
}

const STAFF = 'demo-zhao'
const HOUR = 3_600_000
const DAY = 24 * HOUR

export const DRAFT = 'survey-draft-0001'
export const NAMED = 'survey-named-0001'
const SECTIONS = 'survey-parts-0001'
export const TOLD = 'survey-told-00001'
export const ANONYMOUS = 'survey-anon-00001'
export const ANONYMOUS_DRAFT = 'survey-anon-draft'
const COMPARED = 'survey-before-001'

export const LONG_TITLE = '二〇二六年度职工对劳动保护、食堂供餐、通勤班车和文化体育活动场所的综合满意度调查（总装、铸造、动力三个分厂）'

/** @throws Error when it was refused */
export async function done<T>(reply: Promise<Reply<unknown>>): Promise<T> {
  const r = await reply
  if (!r.ok) throw new Error(`${r.code} ${r.message}`)
  return r.data as T
}

/** 30 people with phones: 12 + 9 of two branches, 5 of the offices, and 4 of a branch that is too few to be told. */
export async function answerers({ db }: Means): Promise<string[]> {
  // Of the seeded people every third belongs to one branch.
  const branch = (n: number, first: number) => Array.from({ length: n }, (_, i) => `person-hj-${String(i * 3 + first).padStart(4, '0')}`)
  const ids = [...branch(12, 0), ...branch(9, 1), ...branch(4, 2)]
  await Promise.all(ids.map(id => db.collection('people').where({ _id: id }).update({ wx: `wx-${id}` })))
  return [...ids.map(id => `wx-${id}`), 'demo-chen', 'demo-sun', 'demo-qian', 'demo-jiang', 'demo-xu']
}

/** As if the end had come more than the grace ago, and counted. */
export async function end({ db, count }: Means, id: string) {
  await db.collection('surveys').where({ _id: id }).update({ startsAt: Date.now() - 2 * HOUR, endsAt: Date.now() - HOUR })
  await count()
}

interface Given extends Partial<Omit<SurveyEdit, 'settings'>> { settings?: Partial<SurveyEdit['settings']> }

export async function make({ call }: Means, id: string, from: object, { settings, ...more }: Given = {}): Promise<Survey> {
  const { survey } = await done<{ survey: Survey }>(call(STAFF, 'create', { id, from }))
  const { title, intro, thanks, mode, definition, audience } = survey
  const edit: SurveyEdit = { title, intro, thanks, mode, definition, audience, startsAt: Date.now() - HOUR, endsAt: Date.now() + 3 * DAY, anonymous: null, ...more, settings: { ...survey.settings, ...settings } }
  return (await done<{ survey: Survey }>(call(STAFF, 'save', { id, rev: survey.rev, edit }))).survey
}

export async function publish(m: Means, id: string, from: object, given: Given = {}): Promise<Survey> {
  const { rev } = await make(m, id, from, given)
  return done<Survey>(m.call(STAFF, 'publish', { id, rev }))
}

/** Every kind of question with words of every length. */
const wordy = (): Definition => {
  const d = everyKind()
  return {
    sections: d.sections.map(s => ({
      ...s, title: '劳动保护和生活后勤', note: '请按您今年的亲身感受回答。',
      questions: s.questions.map((q, i) => ({ ...q, required: i % 2 === 0, title: i === 0 ? `${LONG_TITLE}中，您最关心的是哪一方面？` : q.title, note: i % 3 === 0 ? '只看今年，不看往年。' : '' })),
    })),
  }
}

/** What worker number `n` says to the canteen's template. */
const canteenAnswer = (n: number): Values => n % 6 === 5
  ? { often1: { picked: ['o4'] }, why1: { picked: [`o${n % 4 + 1}`] }, advice1: '早餐种类太少' }
  : {
    often1: { picked: [`o${n % 3 + 1}`] }, meal1: { picked: ['o1', `o${n % 3 + 2}`] },
    items1: { rows: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map(r => [`r${r}`, `o${(n * r) % 4 + 1}`])) },
    ...(n % 2 ? { advice1: n % 4 === 1 ? '希望夜班也供热饭' : '夜班希望有热饭' } : {}),
  }

/** Joining has begun; or it is still being planned. */
const anonymous = (now: number): Given => ({
  title: '对分厂领导班子的真心话', mode: 'anonymous', startsAt: now - HOUR, endsAt: now + 9 * DAY, intro: '请放心说真话。',
  anonymous: { drawFrom: now + 2 * DAY, answerFrom: now + 4 * DAY, split: true, single: true }, settings: { editable: false, by: ['unit'] },
})

/** A draft, two that are open, one that is anonymous and still joined, one whose results were told, and its round before. */
export async function arrangeSurveys(m: Means) {
  const canteen = { kind: 'template', template: 'canteen1' }
  const who = await answerers(m)
  await make(m, DRAFT, canteen)
  for (const [id, title, some] of [[COMPARED, '2025 年食堂满意度调查', 20], [TOLD, '2026 年食堂满意度调查', 30]] as const) {
    await publish(m, id, canteen, { title, settings: { pairs: [{ rows: 'often1', columns: 'why1' }] } })
    for (const [n, w] of who.slice(0, some).entries()) await done(m.call(w, 'answer', { id, version: 1, edition: 0, values: canteenAnswer(n) }))
    await end(m, id)
  }
  const { survey } = await done<{ survey: Survey }>(m.call(STAFF, 'get', { id: TOLD }))
  await done(m.call(STAFF, 'share', { id: TOLD, rev: survey.rev, on: true }))
  await publish(m, NAMED, { kind: 'definition', title: LONG_TITLE, definition: wordy() }, { mode: 'named', settings: { pace: 'section' }, intro: '请花一分钟，告诉我们您的真实感受。' })
  await publish(m, SECTIONS, { kind: 'template', template: 'satis1' }, { settings: { pace: 'section' } })
  await make(m, ANONYMOUS_DRAFT, canteen, { ...anonymous(Date.now()), startsAt: Date.now() + DAY })
  await publish(m, ANONYMOUS, canteen, anonymous(Date.now()))
  for (const [n, w] of who.slice(0, 7).entries()) await done(m.call(w, 'answer', { id: NAMED, version: 1, edition: 0, values: { q1: { picked: [`o${n % 3 + 1}`] }, q3: 4, q5: { order: ['o1', 'o2', 'o3'] }, q7: '很好', q9: '2026-03-01', q11: true } }))
  await m.count()
}
