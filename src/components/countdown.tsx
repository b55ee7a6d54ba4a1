import { View } from '@tarojs/components'
import { role } from './aria'
import { useClock } from '../services/use-clock'

/** 4:59 */
export const leftWords = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Draws itself every second, alone. `offset` = the server's clock minus this one's. */
export const Countdown = ({ until, offset = 0, className = 'note' }: { until: number; offset?: number; className?: string }) => {
  const left = until - (useClock(1000) + offset)
  return left <= 0 ? <View className={className}>时间到</View> : <View className={className} {...role('status')}>还有 {leftWords(left)}</View>
}
