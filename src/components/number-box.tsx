import { useState } from 'react'
import { plain } from './form'
import { TextField } from './text-field'

export interface NumberBoxProps {
  label: string
  value: number | null
  onChange: (value: number | null) => void
  /** May be left empty: null. */
  optional?: boolean
  hint?: string
  id?: string
  error?: string
}

/** A number; what is none is said and not taken over. */
export const NumberBox = ({ value, onChange, optional, error, ...rest }: NumberBoxProps) => {
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  const n = plain(typed)
  const wrong = n === '' ? !optional : !/^-?\d{1,9}(\.\d{1,3})?$/.test(n)
  return (
    <TextField
      {...rest} optional={optional} value={typed} error={wrong ? '请填写数字' : error}
      onChange={text => {
        setTyped(text)
        const given = plain(text)
        if (given === '' && optional) onChange(null)
        else if (/^-?\d{1,9}(\.\d{1,3})?$/.test(given)) onChange(Number(given))
      }}
    />
  )
}
