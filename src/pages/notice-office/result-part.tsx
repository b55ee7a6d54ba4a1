import { View } from '@tarojs/components'
import { sendStateWords } from '../../../domain/notice/words'
import type { SendCounts, Sending, SendState } from '../../../types/notice-sending'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { PagedList } from '../../components/paged-list'
import { Table, type Column } from '../../components/table'
import { call } from '../../services/call'
import { usePages } from '../../services/use-pages'
import { SendTag } from './send-tag'
import { sendNotes, sendOrder } from './words'

const columns: Column<Sending>[] = [
  { key: 'name', title: '姓名', cell: s => s.name },
  { key: 'state', title: '结果', grow: 2, bare: true, cell: s => <SendTag state={s.state} /> },
  { key: 'why', title: '说明', grow: 3, cell: s => s.code === null ? sendNotes[s.state] : `${s.reason}（微信编号 ${s.code}）` },
  { key: 'tries', title: '没发成的次数', cell: s => s.tries > 0 ? `${s.tries} 次` : '无' },
  { key: 'unit', title: '单位', grow: 2, cell: s => s.unitName },
  { key: 'no', title: '工号', cell: s => s.employeeNo },
]

export interface ResultPartProps {
  id: string
  counts: SendCounts
  state: SendState | undefined
  onState: (state: SendState | undefined) => void
}

/** Everybody, with what became of the message to each. */
export const ResultPart = ({ id, counts, state, onState }: ResultPartProps) => {
  const there = sendOrder.filter(s => (counts[s] ?? 0) > 0 || s === state)
  const pages = usePages(cursor => call('notices', 'result', { id, state, cursor }), [id, state])
  return (
    <View className='stack'>
      <Filters label='结果' options={there.map(s => ({ value: s, text: `${sendStateWords[s]}（${counts[s] ?? 0} 人）` }))} value={state} onChange={onState} />
      <Card flush>
        <PagedList pages={pages} empty={<Empty icon='people' title='没有这样的人' />}>
          {items => <Table label='发送名单' columns={columns} rows={items} keyOf={s => s.personId} nameOf={s => `${s.name}，${sendStateWords[s.state]}`} />}
        </PagedList>
      </Card>
    </View>
  )
}
