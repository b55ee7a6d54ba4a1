import { View } from '@tarojs/components'
import { roleWords } from '../../../domain/words'
import { role } from '../../components/aria'
import type { Me } from '../../services/session'

/** 第三届职工代表 · 一代表团, or the roles that one has instead. */
const standing = (me: Me): string => {
  const seat = me.memberships.find(m => m.role === 'delegate')?.seat
  if (seat) return `${seat.term}职工代表 · ${seat.delegation}`
  return [...new Set(me.memberships.map(m => roleWords[m.role]))].join('、') || '职工'
}

/** Who one is here. */
export const Greeting = ({ me }: { me: Me }) => (
  <View>
    <View className='title' {...role('heading')}>{me.name}，您好</View>
    <View className='body'>{[...new Set([me.tenantName, me.unitName])].filter(Boolean).join(' ')}</View>
    <View className='note'>{standing(me)}</View>
  </View>
)
