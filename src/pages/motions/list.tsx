import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { motionStateWords } from '../../../domain/motion-graph'
import { motionCategoryWords, optionsOf } from '../../../domain/words'
import { whenWords } from '../../../domain/words-time'
import type { MotionRow } from '../../../types/motion'
import type { MotionCategory, MotionState } from '../../../types/motion-life'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { MotionTag, motionTitle } from '../../components/motion-row'
import { PagedList } from '../../components/paged-list'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { Table, type Column } from '../../components/table'
import { SearchBox } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { hasRole, type Me } from '../../services/session'
import { usePages } from '../../services/use-pages'

interface Filter {
  state?: MotionState
  category?: MotionCategory
}

// A draft is its writer's own; nobody else has a list with drafts in it.
const states = optionsOf(motionStateWords).filter(o => o.value !== 'draft')
const categories = optionsOf(motionCategoryWords)

const columns = (now: number): Column<MotionRow>[] => [
  { key: 'title', title: '案由', grow: 4, cell: m => motionTitle(m.title) },
  { key: 'state', title: '状态', grow: 2, cell: m => <MotionTag state={m.state} />, bare: true },
  { key: 'category', title: '类别', cell: m => m.category ? motionCategoryWords[m.category] : '' },
  { key: 'by', title: '提案人', grow: 3, cell: m => `${m.proposerName}（${m.delegation}）` },
  { key: 'cosign', title: '附议', cell: m => `${m.accepted} 人` },
  { key: 'when', title: '最近变化', grow: 2, cell: m => whenWords(m.updatedAt, now) },
]

const List = ({ me, tenant }: { me: Me; tenant?: string }) => {
  const [filter, setFilter] = useState<Filter>({})
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const { state, category } = filter
  const pages = usePages(cursor => call('motions', 'list', { tenant, state, category, text, cursor }), [tenant, state, category, text])
  const filtered = Boolean(state || category || text)
  const clear = () => {
    setTyped('')
    setFilter({})
  }
  const open = (m: MotionRow) => void Taro.navigateTo({ url: `/pages/motions/detail?id=${m._id}${tenant ? `&tenant=${tenant}` : ''}` })
  return (
    <View className='stack'>
      <SearchBox label='搜索案由' value={typed} onChange={setTyped} />
      <View className='wide-row'>
        {hasRole(me, 'staff', 'station') ? <Filters label='状态' options={states} value={state} onChange={s => setFilter(f => ({ ...f, state: s }))} /> : null}
        <Filters label='类别' options={categories} value={category} onChange={c => setFilter(f => ({ ...f, category: c }))} />
      </View>
      <Card flush>
        <PagedList
          pages={pages}
          empty={filtered
            ? <Empty icon='search' title='没有找到这样的提案' text='换一个词，或者放宽条件再看看。' act={<Button text='清除条件' onTap={clear} />} />
            : <Empty title='还没有提案' text='代表提交的提案会出现在这里，最近有变化的排在前面。' />}
        >
          {items => (
            <Table
              label='提案'
              columns={columns(Date.now())}
              rows={items}
              keyOf={m => m._id}
              nameOf={m => `${motionTitle(m.title)}，${motionStateWords[m.state]}，${m.proposerName}`}
              onOpen={open}
            />
          )}
        </PagedList>
      </Card>
    </View>
  )
}

/** All motions that this person may see, to look through: a table on a desktop, cards on a phone. */
export default function ListPage() {
  const { tenant } = useRouter().params
  return (
    <Page title='提案' wide>
      <SessionGate>{me => <List me={me} tenant={tenant} />}</SessionGate>
    </Page>
  )
}
