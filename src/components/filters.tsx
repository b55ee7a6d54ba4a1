import { View } from '@tarojs/components'
import { useState } from 'react'
import { role } from './aria'
import { Choice, type Option } from './choice'
import { Icon } from './icon'
import { Sheet } from './sheet'
import { Tap } from './tap'
import './filters.scss'

export interface FiltersProps<T extends string> {
  /** What is filtered: 状态. */
  label: string
  options: readonly Option<T>[]
  value: T | undefined
  /** What 全部 is called here. */
  all?: string
  /** `undefined` = all. */
  onChange: (value: T | undefined) => void
}

const ALL = 'all'

/** Too many words for one row: the choice opens over the page. */
const FilterSheet = <T extends string>({ label, options, value, all = '全部', onChange }: FiltersProps<T>) => {
  const [open, setOpen] = useState(false)
  const words = options.find(o => o.value === value)?.text ?? all
  const choose = (v: string) => {
    setOpen(false)
    onChange(options.find(o => o.value === v)?.value)
  }
  return (
    <View className='filters'>
      <View className='filters-label' ariaHidden>{label}</View>
      <Tap className={`chip ${value ? 'chip-on' : ''}`} label={`${label}：${words}，更换`} expanded={open} onTap={() => setOpen(true)}>
        <View>{words}</View>
        <View className='chip-more'><Icon name='next' /></View>
      </Tap>
      {open ? (
        <Sheet title={label} onClose={() => setOpen(false)}>
          <Choice labelled label={label} options={[{ value: ALL, text: all }, ...options]} value={value ?? ALL} onChange={choose} />
        </Sheet>
      ) : null}
    </View>
  )
}

const FilterRow = <T extends string>({ label, options, value, all = '全部', onChange }: FiltersProps<T>) => (
  <View className='filters' {...role('radiogroup')} ariaLabel={label}>
    <View className='filters-label' ariaHidden>{label}</View>
    <Tap role='radio' className={`chip ${value === undefined ? 'chip-on' : ''}`} label={`${label}：${all}`} checked={value === undefined} onTap={() => onChange(undefined)}>{all}</Tap>
    {options.map(o => (
      <Tap key={o.value} role='radio' className={`chip ${value === o.value ? 'chip-on' : ''}`} label={`${label}：${o.text}`} checked={value === o.value} onTap={() => onChange(o.value)}>{o.text}</Tap>
    ))}
  </View>
)

const MOST_IN_A_ROW = 4

/** Narrows a list by one of several words; 全部 is always first. */
export const Filters = <T extends string>(p: FiltersProps<T>) =>
  p.options.length > MOST_IN_A_ROW ? <FilterSheet {...p} /> : <FilterRow {...p} />

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
