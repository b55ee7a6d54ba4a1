import type { Membership, Role } from '../../types/member'
import type { Audience } from '../../types/survey'
import type { Dimension } from '../../types/survey-results'
import { seatKindWords } from '../words'

/** A person as a survey knows one: the units from the root of the tree down to their own, and what counts today. */
export interface Asked { path: readonly string[]; tenantId: string; memberships: readonly Membership[] }

const rolesOf = ({ memberships }: Asked): Role[] => memberships.map(m => m.role)
const seatOf = ({ memberships }: Asked) => memberships.find(m => m.role === 'delegate')?.seat

/** Is this person asked? */
export function inAudience({ units, roles, term }: Audience, person: Asked): boolean {
  if (units.length > 0 && !units.some(u => person.path.includes(u))) return false
  if (roles.length > 0 && !rolesOf(person).some(r => roles.includes(r))) return false
  return term === null || person.memberships.some(m => m.role === 'delegate' && m.seat?.term === term)
}

/** The unit directly below the enterprise that somebody belongs to; the enterprise itself for those who stand at its top. */
export function unitGroup(path: readonly string[], tenantId: string): string {
  const at = path.indexOf(tenantId)
  return path[at + 1] ?? tenantId
}

/** The one group of a dimension that a person stands in. */
export function groupOf(by: Dimension, person: Asked): string {
  if (by === 'unit') return unitGroup(person.path, person.tenantId)
  if (by === 'role') return rolesOf(person).includes('delegate') ? 'delegate' : 'worker'
  return seatOf(person)?.kind ?? 'none'
}

/** Only the groups that results are made for are kept with an answer. */
export const groupsOf = (by: readonly Dimension[], person: Asked): Partial<Record<Dimension, string>> =>
  Object.fromEntries(by.map(d => [d, groupOf(d, person)]))

export const dimensionWords: Record<Dimension, string> = { unit: '单位', role: '是否职工代表', seat: '代表类别' }

/** The groups of the dimensions that are the same everywhere. */
export const roleGroups = [{ group: 'delegate', name: '职工代表' }, { group: 'worker', name: '其他职工' }]
export const seatGroups = [...Object.entries(seatKindWords).map(([group, name]) => ({ group, name })), { group: 'none', name: '非代表' }]

/** About five hundred answers a bucket, and no more buckets than one request can add up. */
const PER_BUCKET = 500
const MOST_BUCKETS = 256
export const bucketCount = (people: number): number => Math.min(MOST_BUCKETS, Math.max(1, Math.ceil(people / PER_BUCKET)))
