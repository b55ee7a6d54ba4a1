import { View } from '@tarojs/components'
import { useState } from 'react'
import { clockOf, isDay } from '../../domain/calendar'
import { DateField } from './date-field'
import { TextField } from './text-field'
import './field.scss'

const TIME = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/

/** Milliseconds of a day and a clock time in China Standard Time; null while one of both is missing. */
export const instantOf = (day: string, time: string): number | null => {
  const found = TIME.exec(time.trim())
  return found && isDay(day) ? Date.parse(`${day}T${found[1]!.padStart(2, '0')}:${found[2]}:00+08:00`) : null
}

export interface WhenFieldProps {
  /** 开始 or 截止. */
  label: string
  value: number | null
  usual: string
  onChange: (instant: number | null) => void
  error?: string
}

/** A day and a time. */
export const WhenField = ({ label, value, usual, onChange, error }: WhenFieldProps) => {
  const [typed, setTyped] = useState(() => {
    const [day = '', time = usual] = value === null ? [] : clockOf(value).split(' ')
    return { day, time }
  })
  const set = (by: Partial<typeof typed>) => {
    const next = { ...typed, ...by }
    setTyped(next)
    onChange(instantOf(next.day, next.time))
  }
  return (
    <View className='pair'>
      <DateField label={`${label}日期`} empty='请选择' value={typed.day} error={error} onChange={day => set({ day })} />
      <TextField label={`${label}时间`} value={typed.time} error={TIME.test(typed.time.trim()) ? undefined : '时间应写成 09:00'} onChange={time => set({ time })} />
    </View>
  )
}
