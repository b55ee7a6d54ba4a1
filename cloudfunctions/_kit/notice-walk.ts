import { notFound } from '../../domain/refusal'
import type { NoticeAudience } from '../../types/notice-fields'
import { audienceWhere, unitsAsked } from './audience-people'
import { command } from './cloud'
import { gathered, type Store } from './store'

export interface AudienceCall {
  /** The tenant's own. */
  store: Store
  /** Papers of secret ballots belong to no tenant. */
  platform: Store
  tenantId: string
  now: number
}

/** What sending needs of a person; names are read for those that are shown. */
const RECIPIENT = ['_id', 'wx', 'unitId'] as const
export type Recipient = Record<typeof RECIPIENT[number], string>

/** A page of an audience, in the order of `_id`; `next` = the place to go on from. */
interface WalkPage { people: Recipient[]; next: string | null }

/** An audience that can be walked: at most `limit` people after a place, or fewer, or none, before the end. Two or three requests a page. */
export interface Walk {
  page(after: string, limit: number): Promise<WalkPage>
  /** Its people are put down by name; a group is found by its keys. */
  listed: boolean
}


/** More units than this are looked up here instead of being sent along with every page. */
const MOST_UNITS = 200

async function byCondition({ store, tenantId }: AudienceCall, where: Record<string, unknown>, after: string, limit: number): Promise<Recipient[]> {
  const found = await store.units.joined(tenantId, { people: { from: 'people', match: { ...where, _id: { $gt: after } }, sort: { _id: 1 }, limit, gather: [...RECIPIENT] } })
  return gathered(found?.beside.people, RECIPIENT)
}

/** The people of these units and roles. */
export async function walkGroup(call: AudienceCall, audience: Omit<Extract<NoticeAudience, { kind: 'group' }>, 'kind'>): Promise<Walk> {
  const units = await unitsAsked(call.store, audience)
  if (units?.length === 0) throw notFound('个单位')
  const few = units !== null && units.length <= MOST_UNITS
  const where = audienceWhere(audience, few ? units : null, call.now)
  const wanted = units && !few ? new Set(units) : null
  return {
    listed: false,
    async page(after, limit) {
      const found = await byCondition(call, where, after, limit)
      return { people: wanted ? found.filter(p => wanted.has(p.unitId)) : found, next: found.length < limit ? null : found.at(-1)!._id }
    },
  }
}

/** Which of these belong to a group as it is now: a hundred at most. */
export async function groupAmong({ store, now }: AudienceCall, audience: Omit<Extract<NoticeAudience, { kind: 'group' }>, 'kind'>, ids: readonly string[]): Promise<string[]> {
  const units = await unitsAsked(store, audience)
  const found = await store.people.find({ ...audienceWhere(audience, null, now), _id: command.in([...ids]) } as never, { fields: ['_id', 'unitId'] })
  return found.filter(p => !units || units.includes(p.unitId)).map(p => p._id)
}

/** People of a list who are there, at most a thousand: one request. */
export async function peopleByIds({ store, tenantId }: Pick<AudienceCall, 'store' | 'tenantId'>, ids: readonly string[]): Promise<Recipient[]> {
  if (ids.length === 0) return []
  const found = await store.units.joined(tenantId, { people: { from: 'people', match: { _id: { $in: [...ids] }, live: true, erased: false }, sort: { _id: 1 }, limit: ids.length, gather: [...RECIPIENT] } })
  return gathered(found?.beside.people, RECIPIENT)
}

export function walkList(call: AudienceCall, given: readonly string[]): Walk {
  const ids = [...new Set(given)].sort()
  return {
    listed: true,
    async page(after, limit) {
      const from = ids.findIndex(id => id > after)
      const part = from < 0 ? [] : ids.slice(from, from + limit)
      return { people: await peopleByIds(call, part), next: from >= 0 && from + limit < ids.length ? part.at(-1)! : null }
    },
  }
}

/** Whoever of a walk's people is left over by a question asked of each page. */
export const leaving = (walk: Walk, left: (people: Recipient[]) => Promise<Recipient[]>): Walk => ({
  listed: true,
  async page(after, limit) {
    const { people, next } = await walk.page(after, limit)
    return { people: people.length ? await left(people) : [], next }
  },
})

/** A screenful is looked for in so many pages at most; the next call goes on. */
const PAGES = 10
const WALK = 1000

/** The next people of an audience, as many as asked for where a few pages hold them. */
export async function someOf(walk: Walk, after: string, limit: number): Promise<WalkPage> {
  const people: Recipient[] = []
  let place = after
  for (let pages = 0; pages < PAGES && people.length < limit; pages++) {
    const found = await walk.page(place, pages === 0 ? limit : WALK)
    people.push(...found.people)
    if (found.next === null) return { people: people.slice(0, limit), next: people.length > limit ? people[limit - 1]!._id : null }
    place = found.next
  }
  return { people: people.slice(0, limit), next: people.length > limit ? people[limit - 1]!._id : place }
}
