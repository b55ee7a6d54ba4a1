import { View } from '@tarojs/components'
import { role } from './aria'
import { Icon, type IconName } from './icon'
import './notice.scss'

/** A quiet line that keeps saying how things are: 已保存草稿 14:02. Read out politely when it changes. */
export const StatusLine = ({ text, meaning }: { text: string; meaning: 'done' | 'waiting' | 'attention' | 'offline' }) => {
  const icon: IconName = meaning
  return (
    <View className={`status status-${meaning === 'offline' ? 'attention' : meaning}`} {...role('status')} ariaLive='polite'>
      <Icon name={icon} />
      <View>{text}</View>
    </View>
  )
}
