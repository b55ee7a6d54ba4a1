import { Input, Textarea, View } from '@tarojs/components'
import { Field } from './field'
import { Tap } from './tap'
import { Icon } from './icon'

export interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Characters allowed; shows the counter. Typing more is possible and is said, never swallowed. */
  max?: number
  hint?: string
  error?: string
  placeholder?: string
  optional?: boolean
  id?: string
  /** Which keyboard a phone shows. */
  type?: 'text' | 'number' | 'idcard'
  onBlur?: () => void
  /** Enter, or the keyboard's own key; one line of text only. */
  onEnter?: () => void
}

/** WeChat cuts at 140 characters unless told not to. */
const NO_CUT = -1

const inBrowser = process.env.TARO_ENV === 'h5'

/** Taro's H5 elements wrap the real control, which alone may carry the name. */
const named = (label: string, error?: string) => inBrowser
  ? { nativeProps: { 'aria-label': label, 'aria-invalid': error ? 'true' : undefined } }
  : { ariaLabel: label }

const count = (p: TextFieldProps) => p.max ? { used: p.value.trim().length, max: p.max } : undefined

/** One line of text. */
export const TextField = (p: TextFieldProps) => (
  <Field label={p.label} hint={p.hint} error={p.error} optional={p.optional} count={count(p)}>
    <View className='entry entry-line'>
      <Input
        {...named(p.label, p.error)}
        id={p.id}
        className='entry-input'
        type={p.type ?? 'text'}
        value={p.value}
        maxlength={NO_CUT}
        placeholder={p.placeholder}
        placeholderClass='entry-empty'
        onInput={e => p.onChange(e.detail.value)}
        onBlur={p.onBlur}
        onConfirm={p.onEnter}
      />
    </View>
  </Field>
)

/** Several lines; grows with what is written. `low` = starts as one line, for a title that may wrap. */
export const TextArea = (p: TextFieldProps & { low?: boolean }) => (
  <Field label={p.label} hint={p.hint} error={p.error} optional={p.optional} count={count(p)}>
    <View className='entry'>
      <Textarea
        {...named(p.label, p.error)}
        id={p.id}
        className={p.low ? 'entry-area entry-low' : 'entry-area'}
        value={p.value}
        maxlength={NO_CUT}
        autoHeight
        cursorSpacing={96}
        showConfirmBar={false}
        disableDefaultPadding
        placeholder={p.placeholder}
        placeholderClass='entry-empty'
        onInput={e => p.onChange(e.detail.value)}
        onBlur={p.onBlur}
      />
    </View>
  </Field>
)

export interface SearchBoxProps {
  /** What is searched: 搜索代表姓名或代表团. */
  label: string
  value: string
  onChange: (value: string) => void
  /** Enter, or the keyboard's search key. */
  onSearch?: () => void
}

export const SearchBox = ({ label, value, onChange, onSearch }: SearchBoxProps) => (
  <View className='entry entry-line'>
    <View className='entry-icon'><Icon name='search' /></View>
    <Input
      {...named(label)}
      className='entry-input'
      type='text'
      confirmType='search'
      value={value}
      maxlength={50}
      placeholder={label}
      placeholderClass='entry-empty'
      onInput={e => onChange(e.detail.value)}
      onConfirm={onSearch}
    />
    {value ? <Tap label='清空搜索词' className='entry-clear' onTap={() => onChange('')}><Icon name='close' /></Tap> : null}
  </View>
)
