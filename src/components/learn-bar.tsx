import { View } from '@tarojs/components'
import './learn-bar.scss'

/** How much is learned; the words beside it say the same. */
export const LearnBar = ({ percent }: { percent: number }) => (
  <View className='learn-bar' ariaHidden><View className='learn-done' style={{ width: `${percent}%` }} /></View>
)
