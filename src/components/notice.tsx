import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from './icon'
import type { Meaning } from './state-tag'
import './notice.scss'

export interface NoticeProps {
  meaning: Exclude<Meaning, 'plain'>
  /** What happened, in a few words. */
  title: string
  /** What is safe and what to do. */
  text?: string
  /** One act, a small Button. */
  act?: ReactNode
}

/** Something to know now. Read out when it appears. */
export const Notice = ({ meaning, title, text, act }: NoticeProps) => (
  <View className={`notice notice-${meaning}`} ariaLive='polite'>
    <View className='notice-icon'><Icon name={meaning} /></View>
    <View className='notice-words'>
      <View className='notice-title'>{title}</View>
      {text ? <View className='notice-text'>{text}</View> : null}
      {act ? <View className='notice-act'>{act}</View> : null}
    </View>
  </View>
)
