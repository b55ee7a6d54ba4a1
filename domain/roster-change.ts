import type { Gender, Membership, Seat } from '../types/member'
import { addDays } from './calendar'
import { maskPhone } from './membership'
import { movedTo } from './roster-membership'
import { genderWords } from './words'
import type { RosterEntry } from './roster'

/** The fields of a person that a roster workbook decides. */
export interface OnRoster {
  name: string
  employeeNo: string
  phone: string
  unitId: string
  memberships: Membership[]
  gender?: Gender | null
}

interface Given {
  today: string
  newId(): string
}

const openSeat = (all: readonly Membership[]) => all.find(m => m.role === 'delegate' && m.to === null)

const blankSeat: Seat = { term: '', delegation: '', district: '', kind: 'worker' }

/**
 * A person as the workbook's row says. Only the worker's and the delegate's memberships follow the workbook; what staff
 * granted by hand stays, and so does all that the row does not state. Memberships are ended and begun, never rewritten.
 */
export function withEntry(person: OnRoster, entry: RosterEntry, { today, newId }: Given): OnRoster {
  const unitId = entry.unitId ?? person.unitId
  const moved = movedTo(person.memberships, { from: person.unitId, to: unitId, on: today, id: newId() })
  return {
    name: entry.name,
    employeeNo: person.employeeNo,
    phone: entry.phone ?? person.phone,
    unitId,
    memberships: withSeat(moved, entry.seat, unitId, { today, newId }),
    gender: entry.gender ?? person.gender ?? null,
  }
}

function withSeat(all: Membership[], stated: RosterEntry['seat'], unitId: string, { today, newId }: Given): Membership[] {
  if (stated === null) return all
  const current = openSeat(all)
  const wanted = stated === 'none' ? null : { ...blankSeat, ...current?.seat, ...stated }
  if (current ? wanted && sameSeat(current.seat ?? blankSeat, wanted) : !wanted) return all
  const others = all.filter(m => m !== current)
  const past = current && current.from < today ? [{ ...current, to: addDays(today, -1) }] : []
  const next: Membership[] = wanted ? [{ id: newId(), role: 'delegate', unitId, from: today, to: null, seat: wanted }] : []
  return [...others, ...past, ...next]
}

const sameSeat = (a: Seat, b: Seat) => a.term === b.term && a.delegation === b.delegation && a.district === b.district && a.kind === b.kind

/** A person whom the workbook brings; undefined when the row does not say to which unit. */
export function newFromEntry(entry: RosterEntry, { today, newId }: Given): OnRoster | undefined {
  const { name, employeeNo, phone, unitId, gender, seat } = entry
  if (unitId === null) return undefined
  const worker: Membership = { id: newId(), role: 'worker', unitId, from: today, to: null }
  return { name, employeeNo, phone: phone ?? '', unitId, memberships: withSeat([worker], seat === 'none' ? null : seat, unitId, { today, newId }), gender }
}

const seatText = (all: readonly Membership[]) => {
  const seat = openSeat(all)?.seat
  return seat ? ([seat.term, seat.delegation, seat.district].filter(Boolean).join(' ') || '职工代表') : '不是代表'
}

const genderText = ({ gender }: OnRoster) => (gender ? genderWords[gender] : '')

/** What changes, in the words of the preview: `单位：总装分厂 → 铸造分厂`. Empty = nothing changes. */
export function describeChange(before: OnRoster, after: OnRoster, unitName: (id: string) => string): string[] {
  const line = (what: string, a: string, b: string) => (a === b ? [] : [`${what}：${a || '（空）'} → ${b || '（空）'}`])
  const seats = (o: OnRoster) => openSeat(o.memberships)
  const kindOnly = seatText(before.memberships) === seatText(after.memberships) && seats(before)?.seat?.kind !== seats(after)?.seat?.kind
  return [
    ...line('姓名', before.name, after.name),
    ...(before.phone === after.phone ? [] : [`手机：${maskPhone(before.phone) || '（空）'} → ${maskPhone(after.phone) || '（空）'}`]),
    ...(before.unitId === after.unitId ? [] : [`单位：${unitName(before.unitId)} → ${unitName(after.unitId)}`]),
    ...line('性别', genderText(before), genderText(after)),
    ...line('代表', seatText(before.memberships), seatText(after.memberships)),
    ...(kindOnly ? ['代表类别有变化'] : []),
  ]
}
