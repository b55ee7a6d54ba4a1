import { View } from '@tarojs/components'
import { voteWords } from '../../../domain/congress/words'
import type { RollCall } from '../../../types/congress-round'
import { role } from '../../components/aria'
import { Card } from '../../components/card'

const words: Record<RollCall['vote'], string> = { ...voteWords, none: '没有投票', late: '迟到，没有计入', paper: '纸质票' }

/** The roll call 记名表决名单, by vote and then by delegation. */
export const RollCallCard = ({ calls }: { calls: readonly RollCall[] }) => (
  <Card title='记名表决名单' flush>
    <View {...role('list')}>
      {(Object.keys(words) as RollCall['vote'][]).map(vote => {
        const those = calls.filter(c => c.vote === vote)
        return those.length === 0 ? null : (
          <View key={vote} className='finding' {...role('listitem')}>
            <View className='finding-words'>
              <View className='body strong'>{words[vote]} {those.length} 人</View>
              {[...new Set(those.map(c => c.delegation))].map(d => (
                <View key={d} className='body'>{d ? `${d}：` : ''}{those.filter(c => c.delegation === d).map(c => c.name).join('、')}</View>
              ))}
            </View>
          </View>
        )
      })}
    </View>
  </Card>
)
