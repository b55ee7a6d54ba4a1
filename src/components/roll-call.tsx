import { View } from '@tarojs/components'
import { voteWords } from '../../domain/congress/words'
import type { RollCall as Called } from '../../types/congress-round'
import { role } from './aria'
import { Card } from './card'

const words: Record<Called['vote'], string> = { ...voteWords, none: '没有投票', late: '截止后送到，没有计入', paper: '用纸质票' }

const order = Object.keys(words) as Called['vote'][]

/** Names by delegation: 一分厂代表团：张三、李四. */
const byDelegation = (calls: readonly Called[]): string[] => {
  const names = new Map<string, string[]>()
  for (const c of calls) names.set(c.delegation, [...names.get(c.delegation) ?? [], c.name])
  return [...names].map(([delegation, people]) => delegation ? `${delegation}：${people.join('、')}` : people.join('、'))
}

/** Who voted how in a vote by name 记名表决名单. */
export const RollCall = ({ calls }: { calls: readonly Called[] }) => calls.length === 0 ? null : (
  <Card title='记名表决名单'>
    <View className='stack'>
      {order.map(vote => ({ vote, own: calls.filter(c => c.vote === vote) })).filter(g => g.own.length > 0).map(({ vote, own }) => (
        <View key={vote} className='stack-tight'>
          <View className='body strong' {...role('heading')}>{words[vote]} {own.length} 人</View>
          {byDelegation(own).map(line => <View key={line} className='body'>{line}</View>)}
        </View>
      ))}
    </View>
  </Card>
)
