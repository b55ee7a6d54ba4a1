import { View } from '@tarojs/components'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { RemindButton } from '../../components/remind'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

/** Who has not read a paper, by delegation, so that its head can remind them. */
export const Unread = ({ id, sessionId }: { id: string; sessionId: string }) => {
  const loaded = useLoad(() => call('congress', 'paperUnread', { id }), [id])
  return (
    <LoadedView loaded={loaded}>
      {({ items }) => {
        const delegations = [...new Set(items.map(i => i.delegation))]
        return (
          <View className='stack-tight'>
            {items.length === 0 ? null : <RemindButton of={`unread.${sessionId}`} text='催还没有看完文件的代表' />}
            <Card title={`还没有阅知的代表（${items.length} 人）`} flush>
              {items.length === 0 ? <Empty icon='done' title='全体代表都已阅知' /> : delegations.map(d => (
                <View key={d} className='finding'>
                  <View className='finding-words'>
                    <View className='body strong'>{d || '没有代表团'}</View>
                    <View className='body'>{items.filter(i => i.delegation === d).map(i => i.name).join('、')}</View>
                  </View>
                </View>
              ))}
            </Card>
          </View>
        )
      }}
    </LoadedView>
  )
}
