import type { UnitKind } from '../types/unit'

/** Names of the kinds of unit, from the top of the tree. */
export const unitKindNames: Record<UnitKind, string> = {
  federation: '总工会', station: '指导站', enterprise: '企业', branch: '分公司/分厂', team: '班组',
}

/** What may stand under what: 总工会 → 指导站 → 企业 → 分厂 → 班组; an enterprise may also answer to the federation itself. */
const under: Record<UnitKind, readonly UnitKind[]> = {
  federation: ['federation', 'station', 'enterprise', 'branch', 'team'],
  station: ['enterprise', 'branch', 'team'],
  enterprise: ['enterprise', 'branch', 'team'],
  branch: ['branch', 'team'],
  team: [],
}

export const mayStandUnder = (kind: UnitKind, parent: UnitKind): boolean => under[parent].includes(kind)

/** Whose data are kept apart: each federation, station and enterprise is a tenant of its own. */
export const isTenant = (kind: UnitKind): boolean => kind === 'federation' || kind === 'station' || kind === 'enterprise'
