import { View } from '@tarojs/components'
import { useState } from 'react'
import type { QuestionOf } from '../../types/survey-questions'
import { marksOf } from '../../domain/survey/questions'
import { role } from './aria'
import { TickRow } from './choice'
import { plain } from './form'
import { Icon } from './icon'
import type { InputProps } from './survey-choices'
import { Tap } from './tap'
import { TextField } from './text-field'

/** Stars, or the numbers of a scale; what its ends mean stands at its ends. */
export const RatingInput = ({ q, value, onChange }: InputProps<QuestionOf<'rating'>>) => {
  const { least, most } = marksOf(q)
  const marks = Array.from({ length: most - least + 1 }, (_, i) => least + i)
  const stars = q.scale === 'stars'
  const given = typeof value === 'number' ? value : undefined
  return (
    <View className='stack-tight'>
      <View className={`scale ${stars ? 'scale-stars' : ''}`} {...role('radiogroup')} ariaLabel={q.title}>
        {marks.map(n => {
          const on = stars ? given !== undefined && n <= given : n === given
          return (
            <Tap key={n} role='radio' checked={n === given} label={stars ? `${n} 星` : `${n} 分`} className={`scale-mark ${on ? 'scale-on' : ''}`} onTap={() => onChange(() => n)}>
              {stars ? <Icon name={on ? 'star' : 'star-off'} /> : <View>{n}</View>}
            </Tap>
          )
        })}
      </View>
      {q.low || q.high ? <View className='scale-ends'><View>{q.low}</View><View>{q.high}</View></View> : null}
    </View>
  )
}

/** A typed number; what is no number yet stays in the box and counts as nothing. */
export const NumberInput = ({ q, value, onChange, label, hint, error }: InputProps<QuestionOf<'number'>> & { label: string; hint: string; error?: string }) => {
  const [typed, setTyped] = useState(typeof value === 'number' ? String(value) : '')
  const number = plain(typed)
  const wrong = number !== '' && !/^-?\d{1,12}(\.\d{1,6})?$/.test(number)
  return (
    <TextField
      label={label} hint={hint} optional={!q.required} type={q.decimals > 0 || q.min < 0 ? 'text' : 'number'} value={typed}
      error={wrong ? '请填写数字，例如 12' : error}
      onChange={text => {
        setTyped(text)
        const n = plain(text)
        onChange(() => /^-?\d{1,12}(\.\d{1,6})?$/.test(n) ? Number(n) : undefined)
      }}
    />
  )
}

export const ConsentInput = ({ q, value, onChange }: InputProps<QuestionOf<'consent'>>) => (
  <View className='entry choice'>
    <View className='consent-text written'>{q.text}</View>
    <TickRow text='我已阅读并同意' checked={value === true} onChange={on => onChange(() => on ? true : undefined)} />
  </View>
)
