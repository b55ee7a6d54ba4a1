import { View } from '@tarojs/components'
import { role } from './aria'
import { Tap } from './tap'
import type { Option } from './choice'
import './filters.scss'

export interface FiltersProps<T extends string> {
  /** What is filtered: 状态. */
  label: string
  options: readonly Option<T>[]
  value: T | undefined
  /** `undefined` = all. */
  onChange: (value: T | undefined) => void
}

/** One row of words to narrow a list; 全部 is always first. */
export const Filters = <T extends string>({ label, options, value, onChange }: FiltersProps<T>) => (
  <View className='filters' {...role('radiogroup')} ariaLabel={label}>
    <View className='filters-label' ariaHidden>{label}</View>
    <Tap role='radio' className={`chip ${value === undefined ? 'chip-on' : ''}`} label={`${label}：全部`} checked={value === undefined} onTap={() => onChange(undefined)}>全部</Tap>
    {options.map(o => (
      <Tap key={o.value} role='radio' className={`chip ${value === o.value ? 'chip-on' : ''}`} label={`${label}：${o.text}`} checked={value === o.value} onTap={() => onChange(o.value)}>{o.text}</Tap>
    ))}
  </View>
)

export interface TabsProps<T extends string> {
  label: string
  options: readonly Option<T>[]
  value: T
  onChange: (value: T) => void
}

/** Two or three lists in one place. */
export const Tabs = <T extends string>({ label, options, value, onChange }: TabsProps<T>) => (
  <View className='tabs' {...role('tablist')} ariaLabel={label}>
    {options.map(o => (
      <Tap key={o.value} role='tab' className={`tabs-one ${value === o.value ? 'tabs-on' : ''}`} selected={value === o.value} onTap={() => onChange(o.value)}>{o.text}</Tap>
    ))}
  </View>
)
