import { useState } from 'react'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { dayOf } from '../../../domain/calendar'
import type { Person } from '../../../types/member'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { PagedList } from '../../components/paged-list'
import { Page } from '../../components/page'
import { Table, type Column } from '../../components/table'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'
import { ForRoles } from '../../components/for-roles'
import { BoundTag, roleLine } from './person-words'
import { noFilter, RosterFilters, type RosterFilter } from './roster-filters'
import './members.scss'

const columns = (today: string): Column<Person>[] => [
  { key: 'name', title: '姓名', cell: p => p.name },
  { key: 'no', title: '工号', cell: p => p.employeeNo },
  { key: 'unit', title: '单位', grow: 2, cell: p => p.unitName },
  { key: 'roles', title: '身份', grow: 2, cell: p => roleLine(p, today) },
  { key: 'phone', title: '手机', cell: p => p.phoneMasked || '没有登记' },
  { key: 'bound', title: '微信', cell: p => <BoundTag bound={p.bound} />, bare: true },
]

const nameOf = (p: Person) => `${p.name}，工号 ${p.employeeNo}，${p.unitName}，${p.bound ? '已绑定' : '未绑定'}`

const withTenant = (url: string, tenant?: string) => tenant ? `${url}${url.includes('?') ? '&' : '?'}tenant=${tenant}` : url

const NobodyYet = ({ own }: { own: boolean }) => (
  <Empty
    icon='people'
    title='名册上还没有人'
    text='用 Excel 表格可以一次导入全部职工，也可以一个一个新增。'
    act={own ? <Button id='to-import' text='去导入' onTap={() => void openPage('/pages/members/import')} /> : undefined}
  />
)

const Roster = ({ me }: { me: Me }) => {
  const [tenant, setTenant] = useState(useRouter().params.tenant)
  const [filter, setFilter] = useState<RosterFilter>(noFilter)
  const text = usePaused(filter.typed) || undefined
  const { unitId, role, bound } = filter
  const pages = usePages(cursor => call('members', 'people', { tenant, text, unitId, role, bound, cursor }), [tenant, text, unitId, role, bound])
  const units = useLoad(() => call('members', 'units', { tenant }), [tenant])
  const today = dayOf(Date.now())
  const filtered = Boolean(text || unitId || role || bound !== undefined)
  const own = (tenant ?? me.tenantId) === me.tenantId
  return (
    <Page title='职工名册' wide>
      <View className='stack'>
        <RosterFilters
          me={me} tenant={tenant} units={units.data?.units ?? []} filter={filter} onFilter={setFilter}
          onTenant={id => {
            setTenant(id === me.tenantId ? undefined : id)
            setFilter(noFilter)
          }}
          acts={(
            <>
              <Button id='add' icon='plus' text='新增职工' onTap={() => void openPage(withTenant('/pages/members/person-edit', tenant))} />
              {own ? <Button id='erasures' text='注销申请' onTap={() => void openPage('/pages/members/erasures')} /> : null}
              {me.demonstration && own && hasRole(me, 'staff') ? <Button id='trial' text='体验码' onTap={() => void openPage('/pages/members/trial')} /> : null}
            </>
          )}
        />
        <Card flush>
          <PagedList
            pages={pages}
            empty={filtered
              ? <Empty icon='search' title='没有找到这样的人' text='姓名可以只写一个字，工号可以只写几位；也可以放宽条件再看看。' act={<Button id='clear' text='清除条件' onTap={() => setFilter(noFilter)} />} />
              : <NobodyYet own={own && hasRole(me, 'staff')} />}
          >
            {items => (
              <Table
                label='职工' columns={columns(today)} rows={items} keyOf={p => p._id} nameOf={nameOf}
                onOpen={p => void openPage(withTenant(`/pages/members/person?id=${p._id}`, tenant))}
              />
            )}
          </PagedList>
        </Card>
      </View>
    </Page>
  )
}

/** Everybody of a unit, to find and open: for its union office, and for those who supervise it. */
export default function RosterPage() {
  return <ForRoles wide title='职工名册' roles={['staff', 'station']}>{me => <Roster me={me} />}</ForRoles>
}
