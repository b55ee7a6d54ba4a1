import { Refusal, notFound } from '../../domain/refusal'
import type { NoticeAudience } from '../../types/notice-fields'
import { audienceWhere, unitsAsked } from '../_kit/audience-people'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { Store } from '../_kit/store'
import { answerId } from '../_kit/survey-key'
import { idsByState } from './audience-state'

export interface AudienceCall {
  /** The tenant's own. */
  store: Store
  /** Papers of secret ballots belong to no tenant. */
  platform: Store
  tenantId: string
  now: number
}

export type Recipient = Pick<PersonDoc, '_id' | 'wx' | 'name' | 'employeeNo' | 'unitId'>

/** An audience that can be walked in the order of `_id`: at most `limit` people after a place; fewer than that may come before the end. */
export interface Walk {
  page(after: string, limit: number): Promise<{ people: Recipient[]; next: string | null }>
  /** A list is settled once; a group is read as it is. */
  ids: string[] | null
}

const FIELDS = ['_id', 'wx', 'name', 'employeeNo', 'unitId'] as const
const AT_ONCE = 100
/** More units than this are looked up here instead of being sent along with every page. */
const MOST_UNITS = 200

async function byCondition({ store, tenantId }: AudienceCall, where: Record<string, unknown>, after: string, limit: number): Promise<Recipient[]> {
  const found = await store.units.joined(tenantId, { people: { from: 'people', match: { ...where, _id: { $gt: after } }, sort: { _id: 1 }, limit, fields: [...FIELDS] } })
  return (found?.beside.people ?? []) as Recipient[]
}

async function walkGroup(call: AudienceCall, audience: Extract<NoticeAudience, { kind: 'group' }>): Promise<Walk> {
  const units = await unitsAsked(call.store, audience)
  if (units?.length === 0) throw notFound('个单位')
  const few = units !== null && units.length <= MOST_UNITS
  const where = audienceWhere(audience, few ? units : null, call.now)
  const wanted = units && !few ? new Set(units) : null
  return {
    ids: null,
    async page(after, limit) {
      const found = await byCondition(call, where, after, limit)
      return { people: wanted ? found.filter(p => wanted.has(p.unitId)) : found, next: found.length < limit ? null : found.at(-1)!._id }
    },
  }
}

/** People of a list who are there; a hundred a request. */
export async function peopleByIds(store: Store, ids: readonly string[]): Promise<Recipient[]> {
  const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) => ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE))
  const found = await Promise.all(parts.map(part => store.people.find({ _id: command.in(part), live: true, erased: false }, { fields: [...FIELDS] })))
  return found.flat().sort((a, b) => (a._id < b._id ? -1 : 1))
}

function walkList(call: AudienceCall, given: readonly string[]): Walk {
  const ids = [...new Set(given)].sort()
  return {
    ids,
    async page(after, limit) {
      const rest = ids.filter(id => id > after)
      const part = rest.slice(0, limit)
      return { people: await peopleByIds(call.store, part), next: rest.length > limit ? part.at(-1)! : null }
    },
  }
}

/** Everybody who was asked by a survey and has not answered: the answer's keyed name tells, in confidential surveys too. */
async function walkUnanswered(call: AudienceCall, surveyId: string): Promise<Walk> {
  const survey = await call.store.surveys.get(surveyId)
  if (!survey || survey.kept === 'draft') throw notFound('份问卷')
  if (survey.kept !== 'published' || survey.endsAt! <= call.now) throw new Refusal('WRONG_STATE', '这份问卷已经结束，不用再催', 'audience')
  const group = await walkGroup(call, { kind: 'group', ...survey.audience })
  const unanswered = async (people: Recipient[]) => {
    const names = new Map(people.map(p => [answerId(surveyId, p._id), p]))
    const keys = [...names.keys()]
    const parts = Array.from({ length: Math.ceil(keys.length / AT_ONCE) }, (_, i) => keys.slice(i * AT_ONCE, (i + 1) * AT_ONCE))
    const there = (await Promise.all(parts.map(part => call.store.surveyAnswers.find({ _id: command.in(part) }, { fields: ['_id'] })))).flat()
    for (const { _id } of there) names.delete(_id)
    return [...names.values()]
  }
  const page = async (after: string, limit: number) => {
    const { people, next } = await group.page(after, limit)
    return { people: await unanswered(people), next }
  }
  const ids: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const found: Awaited<ReturnType<typeof page>> = await page(after, 1000)
    ids.push(...found.people.map(p => p._id))
    after = found.next
  }
  return walkList(call, ids)
}

/** Opens an audience for walking. @throws Refusal when what it names is not there, or nobody can be reminded any more */
export async function openAudience(call: AudienceCall, audience: NoticeAudience): Promise<Walk> {
  if (audience.kind === 'group') return walkGroup(call, audience)
  if (audience.kind === 'unanswered') return walkUnanswered(call, audience.surveyId)
  return walkList(call, audience.kind === 'people' ? audience.people : await idsByState(call, audience))
}

/** What units are called, for lists of people. */
export async function unitNames(store: Store, people: readonly Pick<PersonDoc, 'unitId'>[]): Promise<Map<string, string>> {
  const ids = [...new Set(people.map(p => p.unitId))]
  return new Map((ids.length ? await every(store.units, { _id: command.in(ids) } as never, ['_id', 'name']) : []).map(u => [u._id, u.name]))
}
