import { View } from '@tarojs/components'
import { sessionStageWords } from '../../../domain/congress/session-graph'
import { sessionKindWords } from '../../../domain/congress/words'
import { whenWords } from '../../../domain/words-time'
import type { SessionRow } from '../../../types/congress-session'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { ForRoles } from '../../components/for-roles'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { StateTag } from '../../components/state-tag'
import { Table, type Column } from '../../components/table'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, type Me, type Role } from '../../services/session'
import { usePages } from '../../services/use-pages'
import { stageMeanings } from './stage-words'
import './office.scss'

const columns: Column<SessionRow>[] = [
  { key: 'title', title: '会议', grow: 4, cell: s => s.title },
  {
    key: 'stage', title: '进行到', grow: 3, bare: true,
    cell: s => (
      <View className='wrap'>
        <StateTag text={sessionStageWords[s.stage]} meaning={stageMeanings[s.stage]} />
        {s.rehearsal ? <StateTag text='推演' meaning='attention' /> : null}
      </View>
    ),
  },
  { key: 'kind', title: '种类', grow: 2, cell: s => sessionKindWords[s.kind] },
  { key: 'when', title: '时间', grow: 2, cell: s => whenWords(s.startsAt, Date.now()) },
  { key: 'place', title: '会场', grow: 2, cell: s => s.place },
  { key: 'roll', title: '应到', cell: s => s.rollCount > 0 ? `${s.rollCount} 人` : '未定' },
]

const open = (id: string) => void openPage(`/pages/congress-office/session?id=${id}`)
const add = () => void openPage('/pages/congress-office/session-edit')

const Sessions = ({ me }: { me: Me }) => {
  const pages = usePages(cursor => call('congress', 'sessions', { cursor }), [me.personId])
  const staff = hasRole(me, 'staff')
  return (
    <Page wide title='职代会' bar={staff ? <Button id='new-session' kind='main' wide icon='plus' text='新的会议' onTap={add} /> : undefined}>
      <Card flush>
        <PagedList pages={pages} empty={<Empty icon='people' title='还没有会议' text={staff ? '新建一次会议，按清单一步步办；也可以先建一次推演，用模拟代表练一遍。' : '工会建好会议，就会出现在这里。'} />}>
          {items => <Table label='会议' columns={columns} rows={items} keyOf={s => s._id} nameOf={s => `${s.title}，${sessionStageWords[s.stage]}`} onOpen={s => open(s._id)} />}
        </PagedList>
      </Card>
    </Page>
  )
}

const ROLES: Role[] = ['staff', 'presidium', 'scrutineer']

/** Every session 次 of the congress, the newest first. */
export default function SessionsPage() {
  return <ForRoles wide title='职代会' roles={ROLES}>{me => <Sessions key={me.personId} me={me} />}</ForRoles>
}
