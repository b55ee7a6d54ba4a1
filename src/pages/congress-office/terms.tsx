import { View } from '@tarojs/components'
import { dayWords } from '../../../domain/words-time'
import type { TermRow } from '../../../types/congress-term'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { ForRoles } from '../../components/for-roles'
import { Page } from '../../components/page'
import { Table, type Column } from '../../components/table'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useLoad } from '../../services/use-load'
import { termKindWords } from './words'
import './office.scss'

const columns: Column<TermRow>[] = [
  { key: 'name', title: '届', grow: 3, cell: t => t.name },
  { key: 'kind', title: '种类', grow: 2, cell: t => termKindWords[t.kind] },
  { key: 'days', title: '任期', grow: 3, cell: t => `${dayWords(t.from)} 至 ${dayWords(t.to)}` },
  { key: 'seats', title: '代表', grow: 2, cell: t => `${t.filled} 人 / ${t.seats} 个名额` },
]

const open = (id: string) => void openPage(`/pages/congress-office/term?id=${id}`)
const add = () => void openPage('/pages/congress-office/term-edit')

const Terms = () => {
  const loaded = useLoad(() => call('congress', 'terms', {}), [])
  return (
    <Page wide title='届与代表' bar={<Button id='new-term' kind='main' wide icon='plus' text='新的一届' onTap={add} />}>
      <LoadedView loaded={loaded}>
        {({ items }) => (
          <View className='stack'>
            <Card flush>
              {items.length === 0
                ? <Empty icon='people' title='还没有建立届次' text='建立一届，测算名额，划分选区，登记选举结果，代表就有了资格。' />
                : <Table label='届' columns={columns} rows={items} keyOf={t => t._id} nameOf={t => t.name} onOpen={t => open(t._id)} />}
            </Card>
            <View className='note'>代表资格有起止日期，从不改写；会议开始时的名单不会再变。</View>
          </View>
        )}
      </LoadedView>
    </Page>
  )
}

/** The terms 届 of the congress and their delegates. */
export default function TermsPage() {
  return <ForRoles wide title='届与代表' roles={['staff']}>{() => <Terms />}</ForRoles>
}
