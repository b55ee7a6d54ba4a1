import type { Membership, Role } from '../types/member'

/** Does the membership count on this day? Both ends are inclusive; no end = still. */
export const validOn = (m: Pick<Membership, 'from' | 'to'>, day: string): boolean =>
  m.from <= day && (m.to === null || day <= m.to)

export const membershipsOn = (all: readonly Membership[], day: string): Membership[] => all.filter(m => validOn(m, day))

export const rolesOn = (all: readonly Membership[], day: string): Role[] =>
  [...new Set(membershipsOn(all, day).map(m => m.role))]

/** The delegate's seat that counts on this day, if any. */
export const seatOn = (all: readonly Membership[], day: string) =>
  membershipsOn(all, day).find(m => m.role === 'delegate')?.seat

/** `138****5678`; shorter or empty numbers show nothing of themselves. */
export const maskPhone = (phone: string): string => (phone.length === 11 ? `${phone.slice(0, 3)}****${phone.slice(7)}` : '')
