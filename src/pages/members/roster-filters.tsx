import { useState, type ReactNode } from 'react'
import { View } from '@tarojs/components'
import { optionsOf, roleWords } from '../../../domain/words'
import type { Role } from '../../../types/member'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Filters } from '../../components/filters'
import { PickerRow } from '../../components/picker-row'
import { SearchBox } from '../../components/text-field'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { UnitField } from '../../components/unit-field'
import { isTop } from '../../components/unit-tree'

export interface RosterFilter {
  typed: string
  unitId?: string
  role?: Role
  bound?: boolean
}

export const noFilter: RosterFilter = { typed: '' }

export interface RosterFiltersProps {
  me: Me
  /** Absent = one's own. */
  tenant?: string
  onTenant: (id: string) => void
  /** The units of the tenant that is looked at. */
  units: readonly Unit[]
  filter: RosterFilter
  onFilter: (filter: RosterFilter) => void
  /** What else one can do from the list. */
  acts: ReactNode
}

type Bound = 'yes' | 'no'
const bounds: { value: Bound; text: string }[] = [{ value: 'yes', text: '已绑定' }, { value: 'no', text: '未绑定' }]

const ALL = 'all'
const roles = [{ value: ALL, text: '全部身份' }, ...optionsOf(roleWords)]

/** Whose roster: for those who supervise several enterprises. */
const Tenants = ({ me, tenant, onTenant }: Pick<RosterFiltersProps, 'me' | 'tenant' | 'onTenant'>) => {
  const { data } = useLoad(() => call('members', 'units', {}), [me.tenantId])
  const tenants = (data?.units ?? []).filter(u => isTop(u) && u.closedOn === null)
  return tenants.length < 2
    ? null
    : <UnitField label='看哪个单位的名册' units={tenants} value={tenant ?? me.tenantId} empty='请选择' onChange={id => onTenant(id ?? me.tenantId)} />
}

const chosen = ({ unitId, role, bound }: RosterFilter) => [unitId, role, bound].filter(v => v !== undefined).length

/** Search, always in sight; the rest folds away on a phone. */
export const RosterFilters = (p: RosterFiltersProps) => {
  const [open, setOpen] = useState(false)
  const { filter, onFilter } = p
  const units = p.units.filter(u => u.tenantId === (p.tenant ?? p.me.tenantId) && !isTop(u) && u.closedOn === null)
  const count = chosen(filter)
  const change = (patch: Partial<RosterFilter>) => onFilter({ ...filter, ...patch })
  return (
    <View className='stack'>
      <Tenants {...p} />
      <SearchBox label='搜索姓名或工号' value={filter.typed} onChange={typed => change({ typed })} />
      <View className='wrap'>
        <View className='filters-fold'>
          <Button id='filters' text={count > 0 ? `筛选（已选 ${count} 项）` : '筛选'} label={open ? '收起筛选' : '展开筛选'} onTap={() => setOpen(o => !o)} />
        </View>
        {p.acts}
      </View>
      <View className={open ? 'filters-more' : 'filters-more filters-folded'}>
        <UnitField label='单位' units={units} value={filter.unitId} empty='全部单位' none='全部单位' onChange={unitId => change({ unitId })} />
        <PickerRow label='身份' options={roles} value={filter.role ?? ALL} empty='全部身份' onChange={v => change({ role: v === ALL ? undefined : v as Role })} />
        <View className='filters-bound'>
          <Filters label='微信' options={bounds} value={filter.bound === undefined ? undefined : filter.bound ? 'yes' : 'no'} onChange={v => change({ bound: v === undefined ? undefined : v === 'yes' })} />
        </View>
      </View>
    </View>
  )
}
