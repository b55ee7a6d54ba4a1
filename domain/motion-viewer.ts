import type { Membership, Role } from '../types/member'
import type { Motion } from '../types/motion'
import type { Who } from './motion-graph'

/** Somebody who looks at a motion: who, and with which roles on which units today. */
export interface Viewer {
  personId?: string
  name: string
  tenantId: string
  /** The seat's delegation 代表团; absent = no delegate today. */
  delegation?: string
  roles: readonly { role: Role; unitId: string }[]
}

type Seen = Pick<Motion, 'state' | 'proposerId' | 'parts' | 'cosigners' | 'lead' | 'assist'>

/** A viewer from the memberships that count today. */
export const viewerOf = (me: { personId?: string; name?: string; tenantId: string; memberships: readonly Membership[] }): Viewer => ({
  personId: me.personId, name: me.name ?? '', tenantId: me.tenantId,
  delegation: me.memberships.find(m => m.role === 'delegate')?.seat?.delegation,
  roles: me.memberships.map(m => ({ role: m.role, unitId: m.unitId })),
})

const holds = (v: Viewer, role: Role, unitId?: string) => v.roles.some(r => r.role === role && (unitId === undefined || r.unitId === unitId))

/** One answer for each kind of mover of the graph. */
const tests: Record<Who, (m: Seen, v: Viewer) => boolean> = {
  proposer: (m, v) => v.personId === m.proposerId,
  proposers: (m, v) => v.personId === m.proposerId || m.parts.some(p => p.personId === v.personId),
  invited: (m, v) => m.cosigners.some(c => c.personId === v.personId),
  delegate: (m, v) => v.delegation !== undefined && v.personId !== m.proposerId,
  committee: (_m, v) => holds(v, 'committee', v.tenantId),
  presidium: (_m, v) => holds(v, 'presidium', v.tenantId),
  screener: (m, v) => holds(v, m.state === 'disputed' ? 'presidium' : 'committee', v.tenantId),
  assigner: (_m, v) => holds(v, 'staff', v.tenantId) || holds(v, 'committee', v.tenantId) || holds(v, 'leader', v.tenantId),
  lead: (m, v) => m.lead !== null && holds(v, 'handler', m.lead.unitId),
  anyUnit: (m, v) => [m.lead, ...m.assist].some(u => u !== null && holds(v, 'handler', u.unitId)),
  signer: (m, v) => m.lead !== null && (holds(v, 'leader', m.lead.unitId) || holds(v, 'leader', v.tenantId)),
  follower: (m, v) => tests.lead(m, v) || tests.staff(m, v),
  staff: (_m, v) => holds(v, 'staff', v.tenantId),
  clock: () => false,
}

export const isMover = (who: Who, m: Seen, v: Viewer): boolean => v.personId !== undefined && tests[who](m, v)

/** Who may do it, when somebody else tried. */
export const moverWords: Record<Who, string> = {
  proposer: '提案人', proposers: '提案人', invited: '被邀请附议的代表', delegate: '其他职工代表', committee: '提案委员会', presidium: '主席团',
  screener: '提案委员会（提请主席团的由主席团）', assigner: '工会、提案委员会或单位领导', lead: '主办部门', anyUnit: '主办或协办部门',
  signer: '主办部门的领导', follower: '主办部门或工会工作人员', staff: '工会工作人员', clock: '系统',
}
