import { isDay } from '../../../domain/calendar'
import { Seat, type Membership, type Role, type SeatKind } from '../../../types/member'
import { fieldErrors, type FieldErrors } from '../../components/form'

/** What the form for a new role holds; empty text where nothing was chosen yet. */
export interface GrantValues {
  role: Role | null
  unitId: string | undefined
  from: string
  /** Empty = no end. */
  to: string
  term: string
  delegation: string
  district: string
  kind: SeatKind | null
}

/** Roles that administer a whole tenant stand on its top unit. */
export const standsOnTop = (role: Role | null): boolean => role === 'staff' || role === 'station'

const dayErrors = ({ from, to }: GrantValues): FieldErrors => ({
  ...(isDay(from) ? {} : { from: '请选择日期' }),
  ...(to === '' || (isDay(to) && to >= from) ? {} : { to: '不能早于开始的日期' }),
})

const seatErrors = (v: GrantValues): FieldErrors => ({
  ...fieldErrors(Seat, { term: v.term, delegation: v.delegation, district: v.district, kind: v.kind ?? 'other' }),
  ...(v.term.trim() ? {} : { term: '请填写是第几届代表' }),
  ...(v.delegation.trim() ? {} : { delegation: '请填写代表团' }),
  ...(v.kind ? {} : { kind: '请选择代表类别' }),
})

export const grantErrors = (v: GrantValues): FieldErrors => ({
  ...(v.role ? {} : { role: '请选择身份' }),
  ...(v.unitId ? {} : { unitId: '请选择单位' }),
  ...dayErrors(v),
  ...(v.role === 'delegate' ? seatErrors(v) : {}),
})

/** The membership that the values stand for; call it only when nothing is wrong with them. */
export const membershipOf = (v: GrantValues, id: string, topUnitId: string): Membership => ({
  id,
  role: v.role!,
  unitId: standsOnTop(v.role) ? topUnitId : v.unitId!,
  from: v.from,
  to: v.to || null,
  ...(v.role === 'delegate' ? { seat: { term: v.term.trim(), delegation: v.delegation.trim(), district: v.district.trim(), kind: v.kind! } } : {}),
})
