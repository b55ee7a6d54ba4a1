import type { Membership, Role } from '../types/member'
import type { UnitKind } from '../types/unit'
import { addDays, dayOf, isDay } from './calendar'
import { Refusal } from './refusal'

/** Roles' names as people say them. */
export const roleNames: Record<Role, string> = {
  worker: '职工', delegate: '职工代表', staff: '工会工作人员', committee: '提案委员会', presidium: '主席团', handler: '承办部门', leader: '领导',
  scrutineer: '监票人', instructor: '讲师', station: '指导站人员',
}

/** Roles that administer a whole tenant and therefore stand on its top unit only. */
const wholeTenant: readonly Role[] = ['staff', 'station']

/** Roles that act for a whole tenant without administering it. */
const atTheTop: readonly Role[] = [...wholeTenant, 'committee', 'presidium']

const overlap = (a: Pick<Membership, 'from' | 'to'>, b: Pick<Membership, 'from' | 'to'>) =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to)

/** The unit of a new membership, as far as the rules need to know it. */
export interface GrantUnit {
  kind: UnitKind
  isTop: boolean
}

/** Refuses a membership that must not be added to what the person has. */
export function demandGrantable(all: readonly Membership[], m: Membership, unit: GrantUnit): void {
  if (!isDay(m.from) || (m.to !== null && !isDay(m.to))) throw new Refusal('BAD_DAY', '日历上没有这一天，请重新选择日期')
  if (m.to !== null && m.to < m.from) throw new Refusal('BAD_DAY', '结束日期不能早于开始日期')
  if ((m.role === 'delegate') !== Boolean(m.seat)) {
    throw new Refusal('BAD_SEAT', m.seat ? '只有职工代表才填写届、代表团和选区' : '请填写职工代表的届、代表团、选区和类别')
  }
  if (atTheTop.includes(m.role) && !unit.isTop) throw new Refusal('BAD_UNIT', `${roleNames[m.role]}须设在本单位的最上一级`)
  if (m.role === 'station' && unit.kind !== 'station' && unit.kind !== 'federation') {
    throw new Refusal('BAD_UNIT', '指导站人员须设在指导站或总工会')
  }
  // A delegate has one seat, whichever unit it stands on.
  const same = all.find(o => o.role === m.role && (m.role === 'delegate' || o.unitId === m.unitId) && overlap(o, m))
  if (same) throw new Refusal('OVERLAP', `这段时间内已有“${roleNames[m.role]}”身份，请先结束原来的`)
}

/** The membership with its end. History is not rewritten: what is over stays as it is, and an end only moves forward in life. */
export function ended(m: Membership, to: string, now: number): Membership {
  if (!isDay(to)) throw new Refusal('BAD_DAY', '日历上没有这一天，请重新选择日期')
  if (to < m.from) throw new Refusal('BAD_DAY', '结束日期不能早于开始日期')
  if (m.to !== null && (m.to < dayOf(now) || to > m.to)) throw new Refusal('ENDED', '这个身份已经有结束日期，不能再往后改')
  return { ...m, to }
}

/** Does the person administer the tenant with no end in sight? One such person must always stay. */
export const isLastingStaff = (all: readonly Membership[], tenantId: string): boolean =>
  all.some(m => wholeTenant.includes(m.role) && m.unitId === tenantId && m.to === null)

/** Everything that is in force ends today; what would only have begun is dropped. */
export const allEnded = (all: readonly Membership[], today: string): Membership[] =>
  all.filter(m => m.from <= today).map(m => (m.to === null || m.to > today ? { ...m, to: today } : m))

/** A move to another unit: the worker's membership ends the day before and a new one begins; all others stay. */
export function movedTo(all: readonly Membership[], move: { from: string; to: string; on: string; id: string }): Membership[] {
  if (move.from === move.to) return [...all]
  const current = all.find(m => m.role === 'worker' && m.unitId === move.from && m.to === null)
  const others = all.filter(m => m !== current)
  // What began today was never in force for a whole day: it gives way and leaves no line of its own.
  const past = current && current.from < move.on ? [{ ...current, to: addDays(move.on, -1) }] : []
  return [...others, ...past, { id: move.id, role: 'worker', unitId: move.to, from: move.on, to: null }]
}
