import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from './icon'
import './field.scss'

export interface FieldProps {
  label: string
  /** How to fill it in, under the label. */
  hint?: string
  /** What is wrong and how to mend it, beside the control. */
  error?: string
  /** Shows 12/40 and turns into words when it is too long. */
  count?: { used: number; max: number }
  optional?: boolean
  children: ReactNode
}

/** Characters left, or too many, for both the eye and the ear. */
const counterText = (used: number, max: number) => used > max ? `超出 ${used - max} 个字` : `${used}/${max}`

/** Everything around one control: its name, its hint, its count, its error. */
export const Field = ({ label, hint, error, count, optional, children }: FieldProps) => (
  <View className={`field ${error ? 'field-wrong' : ''}`}>
    <View className='field-head'>
      <View className='field-label'>{label}{optional ? <View className='field-optional'>（可不填）</View> : null}</View>
      {count ? (
        <View className={`field-count ${count.used > count.max ? 'field-over' : ''}`} ariaLabel={`已写 ${count.used} 个字，最多 ${count.max} 个字`}>
          {counterText(count.used, count.max)}
        </View>
      ) : null}
    </View>
    {hint ? <View className='field-hint'>{hint}</View> : null}
    {children}
    {error ? <View className='field-error' ariaLive='polite'><Icon name='attention' /><View>{error}</View></View> : null}
  </View>
)
