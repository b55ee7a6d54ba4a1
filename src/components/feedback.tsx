import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { role } from './aria'
import { Button } from './button'
import { Icon, type IconName } from './icon'
import './feedback.scss'

/** Nothing is here yet: what will appear, and one useful thing to do. */
export const Empty = ({ title, text, act, icon = 'file' }: { title: string; text?: string; act?: ReactNode; icon?: IconName }) => (
  <View className='empty'>
    <View className='empty-icon'><Icon name={icon} /></View>
    <View className='heading'>{title}</View>
    {text ? <View className='empty-text'>{text}</View> : null}
    {act}
  </View>
)

/** The outline of what is coming. */
export const Loading = ({ rows = 3, label = '正在读取' }: { rows?: number; label?: string }) => (
  <View className='loading' {...role('status')} ariaLabel={label}>
    {Array.from({ length: rows }, (_, i) => (
      <View key={i} className='loading-row' ariaHidden>
        <View className='loading-line' />
        <View className='loading-line loading-short' />
      </View>
    ))}
  </View>
)

/** A failed call, as services/call.ts words it. */
export interface Trouble {
  kind: 'offline' | 'refusal' | 'fault'
  message: string
}

const heads = { offline: '没有连上', refusal: '这里看不到', fault: '系统出了点问题' } as const

/** Reading failed: what happened in words, and the way to try again. */
export const ErrorState = ({ error, onRetry }: { error: Trouble; onRetry?: () => void }) => (
  <View className='empty' {...role('alert')}>
    <View className='empty-icon'><Icon name={error.kind === 'offline' ? 'offline' : 'attention'} /></View>
    <View className='heading'>{heads[error.kind]}</View>
    <View className='empty-text'>{error.message}</View>
    {onRetry ? <Button text='再试一次' icon='retry' onTap={onRetry} /> : null}
  </View>
)

/** The network is gone; what is on the screen may be old. */
export const OfflineBar = ({ text = '没有网络。看到的内容可能不是最新的，您写的内容会存在手机里。' }: { text?: string }) => (
  <View className='offline-bar' {...role('status')} ariaLive='polite'>
    <Icon name='offline' />
    <View>{text}</View>
  </View>
)

/** How far a long work is. `total` 0 = not known yet. */
export const Progress = ({ label, done, total }: { label: string; done: number; total: number }) => {
  const share = total > 0 ? Math.min(1, done / total) : 0
  const words = total > 0 ? `${done} / ${total}` : `${done}`
  return (
    <View className='progress' {...role('status')} ariaLive='polite' ariaLabel={`${label} ${words}`}>
      <View className='progress-words'><View>{label}</View><View className='strong'>{words}</View></View>
      <View className='progress-bar' ariaHidden>
        <View className={total > 0 ? 'progress-done' : 'progress-done progress-unknown'} style={{ width: total > 0 ? `${share * 100}%` : '30%' }} />
      </View>
    </View>
  )
}
