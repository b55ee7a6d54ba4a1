import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Input } from '../../../types/api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { openQueue } from '../../components/motion-queues'
import { MotionTable } from '../../components/motion-table'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { SessionGate } from '../../components/session-gate'
import { TakeList } from '../../components/take-list'
import { SearchBox } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, type Me, type Role } from '../../services/session'
import { usePages } from '../../services/use-pages'
import { ListFilters, type ListFilter } from './list-filters'

const exporters: Role[] = ['staff', 'station', 'committee', 'presidium', 'leader', 'handler']

const openStats = (tenant?: string) => void openPage(`/pages/motion-office/stats${tenant ? `?tenant=${tenant}` : ''}`)

const All = ({ me, tenant }: { me: Me; tenant?: string }) => {
  const [filter, setFilter] = useState<ListFilter>({})
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const { state, category, session, unitId } = filter
  const pages = usePages(cursor => call('motions', 'list', { tenant, ...filter, text, cursor }), [tenant, state, category, session, unitId, text])
  const filtered = Boolean(state || category || session || unitId || text)
  const exports = hasRole(me, ...exporters)
  const clear = () => {
    setTyped('')
    setFilter({})
  }
  return (
    <View className='stack'>
      <SearchBox label='搜索案由' value={typed} onChange={setTyped} />
      <View className='wide-row'>
        <ListFilters tenant={tenant} value={filter} onChange={patch => setFilter(f => ({ ...f, ...patch }))} />
        <View className='wrap'>
          {hasRole(me, 'staff', 'committee', 'leader') && !tenant ? <Button text='只看逾期' onTap={() => openQueue('overdue')} /> : null}
          {me.state === 'visitor' ? null : <Button text='看统计' onTap={() => openStats(tenant)} />}
        </View>
      </View>
      <View className='note'>以上条件可以同时选，列表只显示全部符合的提案。{exports && !session ? '选一个届次，就可以导出为 Excel。' : ''}</View>
      {exports && session && state !== 'cosigning' ? <TakeList text='导出这些提案（Excel）' wanted={{ tenant, ...filter, session, text: text || undefined }} /> : null}
      <Card flush>
        <PagedList
          pages={pages}
          empty={filtered
            ? <Empty icon='search' title='没有找到这样的提案' text='换一个词，或者放宽条件再看看。' act={<Button text='清除条件' onTap={clear} />} />
            : <Empty title='还没有提案' text='代表提交的提案会出现在这里，最近有变化的排在前面。' />}
        >
          {items => <MotionTable rows={items} tenant={tenant} />}
        </PagedList>
      </Card>
    </View>
  )
}

type Counted = Input<'motions', 'counted'>

/** The very motions behind a number of the statistics. */
const Behind = ({ me, title, input }: { me: Me; title: string; input: Omit<Counted, 'cursor'> }) => {
  const { tenant, session, measure, by, key } = input
  const pages = usePages(cursor => call('motions', 'counted', { ...input, cursor }), [tenant, session, measure, by, key])
  return (
    <View className='stack'>
      <View className='heading'>{title}</View>
      {hasRole(me, ...exporters) ? <TakeList text='导出这些提案（Excel）' wanted={{ tenant, session, counted: { measure, by, key } }} /> : null}
      <Card flush>
        <PagedList pages={pages} empty={<Empty title='这一项现在没有提案' text='统计在不断更新，请返回再看一次。' />}>
          {items => <MotionTable rows={items} tenant={tenant} />}
        </PagedList>
      </Card>
    </View>
  )
}

/** All motions that this person may see, or those that a number counts: a table on a desktop, cards on a phone. */
export default function ListPage() {
  const { tenant, session, measure, by, key = '', title = '' } = useRouter().params
  return (
    <Page title='提案' wide>
      <SessionGate>
        {me => session && measure && by
          ? <Behind me={me} title={decodeURIComponent(title)} input={{ tenant, session, measure: measure as Counted['measure'], by: by as Counted['by'], key: decodeURIComponent(key) }} />
          : <All me={me} tenant={tenant} />}
      </SessionGate>
    </Page>
  )
}
