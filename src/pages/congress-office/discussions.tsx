import { View } from '@tarojs/components'
import { timeWords } from '../../../domain/words-time'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { StateTag } from '../../components/state-tag'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { may, type PartProps } from './session-part'
import './office.scss'

/** Which delegations 代表团 have discussed the drafts; a delegation without opinions is registered too. */
export const Discussions = ({ view, ask }: PartProps) => {
  const { session } = view
  const loaded = useLoad(() => call('congress', 'screen', { id: session._id }), [session._id])
  return (
    <LoadedView loaded={loaded}>
      {({ attendance }) => (
        <Card title='各代表团讨论' aside={<View className='note'>{session.discussions.length} / {attendance.delegations.length} 个已讨论</View>} flush>
          <View {...role('list')}>
            {attendance.delegations.map(({ name }) => {
              const held = session.discussions.find(d => d.delegation === name)
              return (
                <View key={name} className='finding' {...role('listitem')}>
                  <StateTag text={held ? '已讨论' : '未登记'} meaning={held ? 'done' : 'waiting'} />
                  <View className='finding-words'>
                    <View className='body'>{name}</View>
                    {held ? <View className='note'>{`${timeWords(held.at)} ${held.by}：${held.note}`}</View> : null}
                  </View>
                  {!held && may(view, 'discussed') ? <Button text='登记讨论' label={`${name}：登记讨论`} onTap={() => ask('discussed', { delegation: name })} /> : null}
                </View>
              )
            })}
          </View>
        </Card>
      )}
    </LoadedView>
  )
}
