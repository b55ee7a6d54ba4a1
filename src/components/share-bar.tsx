import { View } from '@tarojs/components'
import './share-bar.scss'

/** A share as a length; words beside it say the same, so readers skip it. `mark`: what has to be reached of the whole. */
export const ShareBar = ({ part, whole, mark }: { part: number; whole: number; mark?: number }) => {
  const share = (n: number) => `${whole > 0 ? Math.min(100, (n / whole) * 100) : 0}%`
  return (
    <View className='share-bar' ariaHidden>
      <View className='share-fill' style={{ width: share(part) }} />
      {mark === undefined ? null : <View className='share-mark' style={{ left: share(mark) }} />}
    </View>
  )
}
