import { useState } from 'react'
import { View } from '@tarojs/components'
import { unitKindWords } from '../../domain/words'
import type { Unit } from '../../types/unit'
import { Choice } from './choice'
import { Field } from './field'
import { Icon } from './icon'
import { Sheet } from './sheet'
import { Tap } from './tap'
import { SearchBox } from './text-field'
import { nameOfUnit, trail, unitRows } from './unit-tree'
import './filters.scss'

/** An enterprise may have hundreds of teams; beyond this many one searches. */
const SHOWN = 40

export interface UnitFieldProps {
  label: string
  units: readonly Unit[]
  value: string | undefined
  onChange: (id: string | undefined) => void
  /** What the row says while nothing is chosen. */
  empty: string
  /** Offers to choose nothing: 全部单位. */
  none?: string
  hint?: string
  error?: string
}

const NONE = 'none'

const Found = ({ p, onDone }: { p: UnitFieldProps; onDone: () => void }) => {
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const all = unitRows(p.units).map(r => r.unit).filter(u => u.name.includes(text))
  const options = all.slice(0, SHOWN).map(u => {
    const way = trail(u, p.units)
    return { value: u._id, text: u.name, note: way === u.name ? unitKindWords[u.kind] : way }
  })
  const none = p.none && text === '' ? [{ value: NONE, text: p.none, note: '' }] : []
  return (
    <View className='stack'>
      {p.units.length > 8 ? <SearchBox label='搜索单位名称' value={typed} onChange={setTyped} /> : null}
      {all.length === 0
        ? <View className='body'>没有名称里带“{text}”的单位。</View>
        : (
          <Choice
            label={p.label}
            options={[...none, ...options]}
            value={p.value ?? (p.none ? NONE : null)}
            onChange={id => {
              onDone()
              p.onChange(id === NONE ? undefined : id)
            }}
          />
        )}
      {all.length > SHOWN ? <View className='note'>还有 {all.length - SHOWN} 个，请输入名称查找。</View> : null}
    </View>
  )
}

/** A unit out of the tree, searched by its name. */
export const UnitField = (p: UnitFieldProps) => {
  const [open, setOpen] = useState(false)
  const chosen = p.units.find(u => u._id === p.value)
  const words = chosen ? trail(chosen, p.units) : p.empty
  return (
    <Field label={p.label} hint={p.hint} error={p.error}>
      <Tap className='entry picker-row' label={`${p.label}：${words}`} expanded={open} onTap={() => setOpen(true)}>
        <View className={chosen ? 'picker-words' : 'picker-words entry-empty'}>{words}</View>
        <Icon name='next' />
      </Tap>
      {open ? <Sheet title={p.label} onClose={() => setOpen(false)}><Found p={p} onDone={() => setOpen(false)} /></Sheet> : null}
    </Field>
  )
}

/** Narrows a list by a unit: looks like the filters beside it, chooses as the field does. */
export const UnitFilter = (p: Pick<UnitFieldProps, 'label' | 'units' | 'value' | 'onChange'>) => {
  const [open, setOpen] = useState(false)
  const words = p.value ? nameOfUnit(p.value, p.units) : '全部'
  return (
    <View className='filters'>
      <View className='filters-label' ariaHidden>{p.label}</View>
      <Tap className={`chip ${p.value ? 'chip-on' : ''}`} label={`${p.label}：${words}，更换`} expanded={open} onTap={() => setOpen(true)}>
        <View>{words}</View>
        <View className='chip-more'><Icon name='next' /></View>
      </Tap>
      {open ? <Sheet title={p.label} onClose={() => setOpen(false)}><Found p={{ ...p, empty: '', none: '全部' }} onDone={() => setOpen(false)} /></Sheet> : null}
    </View>
  )
}
