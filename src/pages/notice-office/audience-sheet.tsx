import { View } from '@tarojs/components'
import type { NoticeAudience } from '../../../types/notice-fields'
import { role } from '../../components/aria'
import { ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Sheet } from '../../components/sheet'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

/** Whoever has not yet done something that is open now. */
export const AudienceSheet = ({ onPick, onClose }: { onPick: (audience: NoticeAudience) => void; onClose: () => void }) => {
  const loaded = useLoad(() => call('notices', 'reminders', {}), [])
  return (
    <Sheet title='还没有办的人' onClose={onClose}>
      <LoadedView loaded={loaded} rows={3}>
        {({ items }) => items.length === 0
          ? <Empty icon='done' title='现在没有可以催办的事' text='有正在进行的表决、领票、问卷，或送达了文件的会议时，会出现在这里。' />
          : <View {...role('list')}>{items.map(i => <ListRow key={i.key} text={i.label} go='选这个' onTap={() => onPick(i.edit.audience)} />)}</View>}
      </LoadedView>
    </Sheet>
  )
}
