import { View } from '@tarojs/components'
import { role } from '../../components/aria'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { PagedList } from '../../components/paged-list'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { SessionRow } from '../../components/session-row'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { usePages } from '../../services/use-pages'

const List = ({ me }: { me: Me }) => {
  const pages = usePages(cursor => call('congress', 'sessions', { cursor }), [me.tenantId])
  const now = Date.now()
  return (
    <Card flush>
      <PagedList pages={pages} empty={<Empty title='还没有召开过会议' text='工会发出会议通知以后，会议会出现在这里：议程、文件、投票结果和决议都能看到。' />}>
        {items => <View {...role('list')}>{items.map(s => <SessionRow key={s._id} session={s} now={now} />)}</View>}
      </PagedList>
    </Card>
  )
}

/** Every session 次 of one's own enterprise, the newest first. */
export default function ListPage() {
  return <Page title='职代会'><SessionGate>{me => <List me={me} />}</SessionGate></Page>
}
