import { View } from '@tarojs/components'
import type { NoticeAudience } from '../../../types/notice-fields'
import { role } from '../../components/aria'
import { ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { PagedList } from '../../components/paged-list'
import { Sheet } from '../../components/sheet'
import { call } from '../../services/call'
import { usePages } from '../../services/use-pages'

/** Who an audience is, by name, before anything is sent. */
export const PeopleSheet = ({ audience, onClose }: { audience: NoticeAudience; onClose: () => void }) => {
  const pages = usePages(cursor => call('notices', 'people', { audience, cursor }), [JSON.stringify(audience)])
  return (
    <Sheet title='都有谁' onClose={onClose}>
      <PagedList pages={pages} empty={<Empty icon='people' title='没有符合条件的人' />}>
        {items => <View {...role('list')}>{items.map(p => <ListRow key={p.personId} text={p.name} note={[p.unitName, p.employeeNo && `工号 ${p.employeeNo}`].filter(Boolean).join(' · ')} />)}</View>}
      </PagedList>
    </Sheet>
  )
}
