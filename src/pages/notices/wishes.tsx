import { View } from '@tarojs/components'
import { noticeKindWords } from '../../../domain/notice/words'
import type { Preference } from '../../../types/notice'
import { Card } from '../../components/card'
import { TickRow } from '../../components/choice'

export interface WishesProps {
  items: readonly Preference[]
  onChange: (items: Preference[]) => void
}

/** Which kinds are wanted, in the inbox and by WeChat. */
export const Wishes = ({ items, onChange }: WishesProps) => {
  const set = (kind: Preference['kind'], by: Partial<Preference>) => onChange(items.map(p => p.kind === kind ? { ...p, ...by } : p))
  return (
    <Card title='想收哪几类' flush>
      {items.map(p => (
        <View key={p.kind} className='wish-row'>
          <View className='stack-tight'>
            <View className='strong'>{noticeKindWords[p.kind]}</View>
            <View className='wish-ticks'>
              <TickRow text='放进通知' note={p.must ? '一定会有' : undefined} checked={p.inbox} disabled={p.must} label={`${noticeKindWords[p.kind]}：放进通知${p.must ? '，一定会有' : ''}`} onChange={inbox => set(p.kind, { inbox, message: inbox && p.message })} />
              <TickRow text='微信提醒' checked={p.message} disabled={!p.inbox} label={`${noticeKindWords[p.kind]}：微信提醒`} onChange={message => set(p.kind, { message })} />
            </View>
          </View>
        </View>
      ))}
    </Card>
  )
}
