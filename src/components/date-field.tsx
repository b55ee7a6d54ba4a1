import { Picker, View } from '@tarojs/components'
import { Field } from './field'
import { Icon } from './icon'

export interface DateFieldProps {
  label: string
  /** `2026-11-21`, or empty. */
  value: string
  onChange: (day: string) => void
  /** What it says while empty: 长期. */
  empty: string
  hint?: string
  error?: string
  optional?: boolean
}

/** A calendar day, chosen with the phone's own wheel. The browser's twin is date-field.h5.tsx. */
export const DateField = (p: DateFieldProps) => (
  <Field label={p.label} hint={p.hint} error={p.error} optional={p.optional}>
    <Picker mode='date' value={p.value} ariaLabel={`${p.label}：${p.value || p.empty}`} onChange={e => p.onChange(e.detail.value)}>
      <View className='tap entry picker-row'>
        <View className={p.value ? 'picker-words' : 'picker-words entry-empty'}>{p.value || p.empty}</View>
        <Icon name='next' />
      </View>
    </Picker>
  </Field>
)
