import { View } from '@tarojs/components'
import { useState } from 'react'
import { Choice, type Option } from './choice'
import { Field } from './field'
import { Icon } from './icon'
import { Sheet } from './sheet'
import { Tap } from './tap'

export interface PickerRowProps<T extends string> {
  label: string
  options: readonly Option<T>[]
  value: T | null
  onChange: (value: T) => void
  /** What the row says while nothing is chosen: 请选择类别. */
  empty: string
  hint?: string
  error?: string
  optional?: boolean
}

/** One of many: a row that says what is chosen and opens the choice. */
export const PickerRow = <T extends string>(p: PickerRowProps<T>) => {
  const [open, setOpen] = useState(false)
  const chosen = p.options.find(o => o.value === p.value)
  return (
    <>
      <Field label={p.label} hint={p.hint} error={p.error} optional={p.optional}>
        <Tap className='entry picker-row' label={`${p.label}：${chosen?.text ?? p.empty}`} expanded={open} onTap={() => setOpen(true)}>
          <View className={chosen ? 'picker-words' : 'picker-words entry-empty'}>{chosen?.text ?? p.empty}</View>
          <Icon name='next' />
        </Tap>
      </Field>
      {open ? (
        <Sheet title={p.label} onClose={() => setOpen(false)}>
          <Choice labelled label={p.label} options={p.options} value={p.value} onChange={v => { setOpen(false); p.onChange(v) }} />
        </Sheet>
      ) : null}
    </>
  )
}
