import { View } from '@tarojs/components'
import type { Value } from '../../types/survey-answers'
import type { QuestionOf } from '../../types/survey-questions'
import { chosen } from '../../domain/survey/path'
import { OTHER } from '../../domain/survey/questions'
import { role } from './aria'
import { Choice, TickRow } from './choice'
import { Icon } from './icon'
import { shuffled } from './survey-order'
import { Tap } from './tap'
import { TextField } from './text-field'

/** What an answer becomes, out of what it is by then: two taps may come before the first is drawn. */
export type Change = (next: (now: Value | undefined) => Value | undefined) => void

/** What every control gets: the question, its answer, and where the order of its options comes from. */
export interface InputProps<Q> {
  q: Q
  value: Value | undefined
  onChange: Change
  seed: number
}

const otherOf = (value: Value | undefined): string | undefined => typeof value === 'object' && 'picked' in value ? value.other : undefined

const optionsOf = (q: QuestionOf<'single' | 'multiple'>, seed: number) => [
  ...(q.shuffle ? shuffled(q.options, seed) : q.options).map(o => ({ value: o.key, text: o.text })),
  ...(q.other ? [{ value: OTHER, text: '其他' }] : []),
]

const OtherText = ({ value, onChange }: { value: string; onChange: (other: string) => void }) =>
  <TextField label='“其他”的内容' placeholder='请写明' max={200} value={value} onChange={onChange} />

export const SingleInput = ({ q, value, onChange, seed }: InputProps<QuestionOf<'single'>>) => {
  const other = otherOf(value)
  return (
    <View className='stack'>
      <Choice
        labelled label={q.title} options={optionsOf(q, seed)} value={chosen(value)[0] ?? null}
        onChange={key => onChange(() => key === OTHER ? { picked: [], other: '' } : { picked: [key] })}
      />
      {other === undefined ? null : <OtherText value={other} onChange={text => onChange(() => ({ picked: [], other: text }))} />}
    </View>
  )
}

export const MultipleInput = ({ q, value, onChange, seed }: InputProps<QuestionOf<'multiple'>>) => {
  const on = chosen(value)
  const other = otherOf(value)
  const set = (by: (picked: string[], text: string | undefined) => { picked: string[]; text: string | undefined }) => onChange(now => {
    const { picked, text } = by(chosen(now).filter(key => key !== OTHER), otherOf(now))
    return { picked, ...(text === undefined ? {} : { other: text }) }
  })
  const change = (key: string, tick: boolean) => set((picked, text) => key === OTHER
    ? { picked, text: tick ? '' : undefined }
    : { picked: tick ? [...picked.filter(k => k !== key), key] : picked.filter(k => k !== key), text })
  return (
    <View className='stack'>
      <View className='entry choice' {...role('group')} ariaLabel={q.title}>
        {optionsOf(q, seed).map(o => {
          const checked = on.includes(o.value)
          return <TickRow key={o.value} text={o.text} checked={checked} disabled={!checked && on.length >= q.max} onChange={tick => change(o.value, tick)} />
        })}
      </View>
      {other === undefined ? null : <OtherText value={other} onChange={typed => set(picked => ({ picked, text: typed }))} />}
    </View>
  )
}

const rowsOf = (value: Value | undefined): Record<string, string> => typeof value === 'object' && 'rows' in value ? value.rows : {}

/** One column for each row: the columns' words stand under every row, so that nothing has to be scrolled sideways. */
export const MatrixInput = ({ q, value, onChange }: InputProps<QuestionOf<'matrix'>>) => {
  const rows = rowsOf(value)
  return (
    <View className='entry'>
      {q.rows.map(r => (
        <View key={r.key} className='matrix-row' {...role('radiogroup')} ariaLabel={r.text}>
          <View className='matrix-name'>{r.text}</View>
          <View className='matrix-cells'>
            {q.columns.map(c => (
              <Tap
                key={c.key} role='radio' checked={rows[r.key] === c.key} label={`${r.text}：${c.text}`} className={`matrix-cell ${rows[r.key] === c.key ? 'matrix-on' : ''}`}
                onTap={() => onChange(now => ({ rows: { ...rowsOf(now), [r.key]: c.key } }))}
              >
                {c.text}
              </Tap>
            ))}
          </View>
        </View>
      ))}
    </View>
  )
}

const orderOf = (value: Value | undefined): string[] => typeof value === 'object' && 'order' in value ? value.order : []

/** Tapped in the order of preference; tapped again, taken out. */
export const RankingInput = ({ q, value, onChange, seed }: InputProps<QuestionOf<'ranking'>>) => {
  const order = orderOf(value)
  const toggled = (key: string) => (now: Value | undefined): Value => {
    const before = orderOf(now)
    return { order: before.includes(key) ? before.filter(k => k !== key) : before.length < q.top ? [...before, key] : before }
  }
  return (
    <View className='stack-tight'>
      <View className='entry choice' {...role('group')} ariaLabel={q.title}>
        {(q.shuffle ? shuffled(q.options, seed) : q.options).map(o => {
          const place = order.indexOf(o.key)
          const full = place < 0 && order.length >= q.top
          return (
            <Tap
              key={o.key} role='checkbox' checked={place >= 0} disabled={full} className={`choice-row ${full ? 'choice-off' : ''}`}
              label={place >= 0 ? `${o.text}，排第 ${place + 1}` : o.text}
              onTap={() => onChange(toggled(o.key))}
            >
              <View className={`choice-mark rank-mark ${place >= 0 ? 'rank-on' : ''}`} ariaHidden>{place >= 0 ? place + 1 : ''}</View>
              <View className='choice-words'>{o.text}</View>
            </Tap>
          )
        })}
      </View>
      {order.length > 0 ? <View className='note' ariaLive='polite'><Icon name='check' /> 已排 {order.length} 项{order.length < q.top ? `，还要排 ${q.top - order.length} 项` : ''}</View> : null}
    </View>
  )
}
