import { View } from '@tarojs/components'

/** Shapes of styles/icons.scss. */
export type IconName = 'back' | 'next' | 'plus' | 'close' | 'check' | 'search' | 'pen' | 'picture' | 'retry' | 'file' |
  'people' | 'star' | 'star-off' | 'done' | 'waiting' | 'attention' | 'refused' | 'offline' | 'play'

/** A shape in the colour and the size of the text beside it. It says nothing alone, so readers skip it. */
export const Icon = ({ name }: { name: IconName }) => <View className={`icon icon-${name}`} ariaHidden />
