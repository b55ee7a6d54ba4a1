import { dayOf } from '../../domain/calendar'
import { unitGroup } from '../../domain/survey/audience'
import type { Audience } from '../../types/survey'
import type { Group } from '../../types/survey-results'
import { command } from './cloud'
import type { PersonDoc, UnitDoc } from './documents'
import { every } from './every'
import type { Store, Where } from './store'

/** Raw operators: the SDK's commands stop at elemMatch and at aggregations. */
const held = (today: string, more: object) => ({ $elemMatch: { ...more, from: { $lte: today }, $or: [{ to: null }, { to: { $gte: today } }] } })

/** The people of an audience as plain MongoDB conditions; `unitIds` = the units that it names and all below them, null = every one. */
export function audienceWhere({ roles, term }: Audience, unitIds: readonly string[] | null, now: number): Record<string, unknown> {
  const today = dayOf(now)
  const conditions = [
    ...(roles.length ? [{ memberships: held(today, { role: { $in: roles } }) }] : []),
    ...(term === null ? [] : [{ memberships: held(today, { role: 'delegate', 'seat.term': term }) }]),
  ]
  return { live: true, erased: false, ...(unitIds ? { unitId: { $in: unitIds } } : {}), ...(conditions.length ? { $and: conditions } : {}) }
}

/** The units that an audience names and all below them; null = the whole enterprise. One round trip for each hundred. */
export async function unitsAsked(store: Store, { units }: Audience): Promise<string[] | null> {
  if (units.length === 0) return null
  return (await every(store.units, { path: command.in(units) }, ['_id'])).map(u => u._id)
}

/** As many units as one grouping answers for. */
const AT_ONCE = 500

/** How many people are asked, in all and by unit directly below the enterprise, and what those units are called. */
export async function countAudience(store: Store, tenantId: string, audience: Audience, now: number): Promise<{ expected: number; expectedUnits: Record<string, number>; unitNames: Group[] }> {
  const units = (await every<UnitDoc>(store.units, {}, ['_id', 'path', 'name'])).filter(u => audience.units.length === 0 || u.path.some(p => audience.units.includes(p)))
  const groups = new Map(units.map(u => [u._id, unitGroup(u.path, tenantId)]))
  const expectedUnits: Record<string, number> = {}
  for (let at = 0; at < units.length; at += AT_ONCE) {
    const ids = units.slice(at, at + AT_ONCE).map(u => u._id)
    const rows = await store.people.countBy(audienceWhere(audience, ids, now) as Where<PersonDoc>, ['unitId'])
    for (const { unitId, n } of rows) {
      const group = groups.get(unitId)!
      expectedUnits[group] = (expectedUnits[group] ?? 0) + n
    }
  }
  const named = await namesOf(store, Object.keys(expectedUnits), units)
  return { expected: Object.values(expectedUnits).reduce((a, b) => a + b, 0), expectedUnits, unitNames: named }
}

/** Groups of an audience of teams are the branches above them, which may not be asked themselves. */
async function namesOf(store: Store, groups: string[], units: readonly Pick<UnitDoc, '_id' | 'name'>[]): Promise<Group[]> {
  const names = new Map(units.map(u => [u._id, u.name]))
  const missing = groups.filter(g => !names.has(g))
  for (const u of missing.length ? await every(store.units, { _id: command.in(missing) } as Where<UnitDoc>, ['_id', 'name']) : []) names.set(u._id, u.name)
  return groups.map(group => ({ group, name: names.get(group) ?? '其他单位' })).sort((a, b) => a.name.localeCompare(b.name, 'zh'))
}
