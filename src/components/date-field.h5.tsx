import { View } from '@tarojs/components'
import type { DateFieldProps } from './date-field'
import { Field } from './field'

/** The browser's own date input: it comes with a keyboard, a calendar and a name. */
export const DateField = (p: DateFieldProps) => (
  <Field label={p.label} hint={p.hint ?? (p.optional ? `不填表示${p.empty}` : undefined)} error={p.error} optional={p.optional}>
    <View className='entry entry-line'>
      <input className='entry-native' type='date' aria-label={p.label} value={p.value} onChange={e => p.onChange(e.target.value)} />
    </View>
  </Field>
)
