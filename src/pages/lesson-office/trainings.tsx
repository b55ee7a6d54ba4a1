import { View } from '@tarojs/components'
import { useState } from 'react'
import { hoursWords } from '../../../domain/lesson/hours'
import { whenWords } from '../../../domain/words-time'
import type { Training } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { ForRoles } from '../../components/for-roles'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { Table, type Column } from '../../components/table'
import { SearchBox } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, type Me } from '../../services/session'
import { usePages } from '../../services/use-pages'
import { TrainingSheet } from './training-sheet'
import './office.scss'

const columns: Column<Training>[] = [
  { key: 'title', title: '培训', grow: 4, cell: t => t.title },
  { key: 'when', title: '时间', grow: 3, cell: t => whenWords(t.startsAt, Date.now()) },
  { key: 'place', title: '地点', grow: 3, cell: t => t.place || '—' },
  { key: 'hours', title: '学时', cell: t => hoursWords(t.tenths) },
  { key: 'attended', title: '出勤', cell: t => `${t.attended} 人` },
]

const open = ({ _id }: Pick<Training, '_id'>) => void openPage(`/pages/lesson-office/training?id=${_id}`)

const List = ({ me }: { me: Me }) => {
  const [typed, setTyped] = useState('')
  const [adding, setAdding] = useState(false)
  const text = usePaused(typed)
  const pages = usePages(cursor => call('lessons', 'trainings', { text: text || undefined, cursor }), [me.personId, text])
  return (
    <Page wide title='面授培训' bar={hasRole(me, 'staff') ? <Button id='new-training' kind='main' wide icon='plus' text='新的面授培训' onTap={() => setAdding(true)} /> : undefined}>
      <View className='stack'>
        <SearchBox label='搜索培训名称' value={typed} onChange={setTyped} />
        <Card flush>
          <PagedList pages={pages} empty={<Empty icon='people' title={text ? `没有名称里带“${text}”的培训` : '还没有面授培训'} text='建好以后可以在投影上显示签到码，也可以按工号录入名单；出勤计入每个人的学时。' />}>
            {items => <Table label='面授培训' columns={columns} rows={items} keyOf={t => t._id} nameOf={t => `${t.title}，出勤 ${t.attended} 人`} onOpen={open} />}
          </PagedList>
        </Card>
      </View>
      {adding ? (
        <TrainingSheet
          onClose={() => setAdding(false)}
          onSaved={t => {
            setAdding(false)
            open(t)
          }}
        />
      ) : null}
    </Page>
  )
}

/** Classroom trainings 面授培训, the newest first. */
export default function TrainingsPage() {
  return <ForRoles wide title='面授培训' roles={['staff', 'instructor']}>{me => <List key={me.personId} me={me} />}</ForRoles>
}
