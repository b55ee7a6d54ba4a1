import { View } from '@tarojs/components'
import { role } from './aria'
import { Field } from './field'
import { Icon } from './icon'
import { Tap } from './tap'
import './choice.scss'

export interface Option<T extends string> {
  value: T
  text: string
  /** A second, quieter line. */
  note?: string
}

export interface ChoiceProps<T extends string> {
  label: string
  /** The label is said but not shown, where a heading above says it already. */
  labelled?: boolean
  options: readonly Option<T>[]
  value: T | null
  onChange: (value: T) => void
  hint?: string
  error?: string
}

/** One of several, in rows as tall as a thumb. */
export const Choice = <T extends string>({ label, labelled, options, value, onChange, hint, error }: ChoiceProps<T>) => {
  const rows = (
    <View className='entry choice' {...role('radiogroup')} ariaLabel={label}>
      {options.map(o => (
        <Tap key={o.value} role='radio' label={o.note ? `${o.text}，${o.note}` : o.text} checked={o.value === value} className='choice-row' onTap={() => onChange(o.value)}>
          <View className={`choice-mark ${o.value === value ? 'choice-on' : ''}`} ariaHidden />
          <View className='choice-words'>
            <View>{o.text}</View>
            {o.note ? <View className='note'>{o.note}</View> : null}
          </View>
        </Tap>
      ))}
    </View>
  )
  return labelled ? rows : <Field label={label} hint={hint} error={error}>{rows}</Field>
}

export interface TickRowProps {
  text: string
  note?: string
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  /** Said by screen readers instead of the words, where a heading above says the rest. */
  label?: string
}

/** A row that can be ticked, alone or among many. */
export const TickRow = ({ text, note, checked, onChange, disabled, label }: TickRowProps) => (
  <Tap role='checkbox' label={label ?? (note ? `${text}，${note}` : text)} checked={checked} disabled={disabled} className={`choice-row ${disabled ? 'choice-off' : ''}`} onTap={() => onChange(!checked)}>
    <View className={`choice-box ${checked ? 'choice-ticked' : ''}`} ariaHidden>{checked ? <Icon name='check' /> : null}</View>
    <View className='choice-words'>
      <View>{text}</View>
      {note ? <View className='note'>{note}</View> : null}
    </View>
  </Tap>
)
