import type { Membership } from '../../types/member'
import type { NoticeAudience } from '../../types/notice-fields'

type Group = Extract<NoticeAudience, { kind: 'group' }>

const ANY = '*'
const keyOf = (unit: string, role: string, term: string) => `${unit}|${role}|${term}`
const orAny = (values: readonly string[]) => (values.length ? [...new Set(values)] : [ANY])

/** A person by name; for short lists. */
export const personKey = (personId: string): string => `p:${personId}`

/** A person as the inbox knows one: the units from the enterprise down to their own, and what counts today. */
export interface Reader { personId: string; path: readonly string[]; memberships: readonly Membership[] }

/**
 * The keys under which a group's notice lies; a person finds it by any of their own. Both are bounded, whatever the number
 * of recipients: nothing is written for a person until they read it (fan-out on read).
 */
export const groupKeys = ({ units, roles, term }: Omit<Group, 'kind'>): string[] =>
  orAny(units).flatMap(u => orAny(roles).map(r => keyOf(u, r, term ?? ANY)))

/** Every key that fits a person: each unit above them or any, each role or any, each term or any; and their own name. */
export function readerKeys({ personId, path, memberships }: Reader): string[] {
  const roles = [ANY, ...new Set(memberships.map(m => m.role))]
  const terms = [ANY, ...new Set(memberships.flatMap(m => (m.role === 'delegate' && m.seat ? [m.seat.term] : [])))]
  const group = [ANY, ...path].flatMap(u => roles.flatMap(r => terms.map(t => keyOf(u, r, t))))
  return [personKey(personId), ...group]
}

/** Under which whoever stands on one of its longer lists finds a notice. */
export const listKey = (noticeId: string): string => `l:${noticeId}`

/** Lists of no more people stand in the notice itself. */
export const MOST_NAMED = 50
