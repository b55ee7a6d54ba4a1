import type { Unit, UnitKind } from '../../types/unit'

const order: readonly UnitKind[] = ['federation', 'station', 'enterprise', 'branch', 'team']

export interface UnitRow {
  unit: Unit
  /** 0 for whatever stands at the top of what one may see. */
  depth: number
}

const beside = (a: Unit, b: Unit) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.name.localeCompare(b.name, 'zh-CN')

/** The tree as a list, each unit followed by those under it. */
export const unitRows = (units: readonly Unit[]): UnitRow[] => {
  const known = new Set(units.map(u => u._id))
  const under = new Map<string, Unit[]>()
  for (const unit of units) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : ''
    under.set(parent, [...under.get(parent) ?? [], unit])
  }
  const walk = (parent: string, depth: number): UnitRow[] => (under.get(parent) ?? []).sort(beside)
    .flatMap(unit => [{ unit, depth }, ...walk(unit._id, depth + 1)])
  return walk('', 0)
}

/** Where a unit stands inside its enterprise, from the top: 总装分厂 › 总装一班. */
export const trail = (unit: Unit, units: readonly Unit[]): string => {
  const names = new Map(units.filter(u => u._id !== u.tenantId).map(u => [u._id, u.name]))
  return unit._id === unit.tenantId ? unit.name : unit.path.map(id => names.get(id)).filter(Boolean).join(' › ')
}

export const isTop = (unit: Unit): boolean => unit._id === unit.tenantId

export const nameOfUnit = (id: string, units: readonly Unit[]): string => units.find(u => u._id === id)?.name ?? ''
