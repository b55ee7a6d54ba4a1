import { View } from '@tarojs/components'
import { Icon } from './icon'
import './state-tag.scss'

/** The four things a state can mean, and none of them. Each has its own shape. */
export type Meaning = 'done' | 'waiting' | 'attention' | 'refused' | 'plain'

/** A state as a word in a shape. */
export const StateTag = ({ text, meaning = 'plain' }: { text: string; meaning?: Meaning }) => (
  <View className={`tag tag-${meaning}`}>
    <Icon name={meaning === 'plain' ? 'pen' : meaning} />
    <View>{text}</View>
  </View>
)
