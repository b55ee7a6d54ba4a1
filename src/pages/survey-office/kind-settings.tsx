import { View } from '@tarojs/components'
import { useState } from 'react'
import { scaleWords } from '../../../domain/survey/words'
import { optionsOf } from '../../../domain/words'
import type { Option, Question, QuestionOf } from '../../../types/survey-questions'
import { Choice, TickRow } from '../../components/choice'
import { DateField } from '../../components/date-field'
import { Field } from '../../components/field'
import { PickerRow } from '../../components/picker-row'
import { TextArea, TextField } from '../../components/text-field'
import { optionsFrom } from './edit-definition'
import { NumberBox } from '../../components/number-box'

interface Props<Q> { q: Q; onChange: (q: Q) => void }

const NONE = 'none'

/** One line each: typed, pasted from a table, put in another order by cutting a line. */
const Lines = ({ label, prefix, items, onChange }: { label: string; prefix: string; items: readonly Option[]; onChange: (items: Option[]) => void }) => {
  const [text, setText] = useState(() => items.map(o => o.text).join('\n'))
  return (
    <TextArea
      label={label} hint="一行一个，可以从表格里粘贴" value={text}
      onChange={typed => {
        setText(typed)
        onChange(optionsFrom(typed, items, prefix))
      }}
    />
  )
}

const ChoiceSettings = ({ q, onChange }: Props<QuestionOf<'single' | 'multiple'>>) => (
  <>
    <Lines label='选项' prefix='o' items={q.options} onChange={options => onChange({ ...q, options })} />
    <View className='entry choice'>
      <TickRow text='加一项“其他”，由答题人写明' checked={q.other} onChange={other => onChange({ ...q, other })} />
      <TickRow text='选项随机排列' note='免得排在前面的总被选中' checked={q.shuffle} onChange={shuffle => onChange({ ...q, shuffle })} />
    </View>
  </>
)

const SingleSettings = ({ q, onChange }: Props<QuestionOf<'single'>>) => (
  <>
    <ChoiceSettings q={q} onChange={next => onChange(next as typeof q)} />
    <PickerRow
      label='默认选中' empty='不预先选' options={[{ value: NONE, text: '不预先选' }, ...q.options.map(o => ({ value: o.key, text: o.text }))]}
      value={q.preset ?? NONE} onChange={key => onChange({ ...q, preset: key === NONE ? null : key })}
    />
  </>
)

const MultipleSettings = ({ q, onChange }: Props<QuestionOf<'multiple'>>) => (
  <>
    <ChoiceSettings q={q} onChange={next => onChange(next as typeof q)} />
    <View className='pair'>
      <NumberBox label='最少选几项' value={q.min} onChange={min => onChange({ ...q, min: min ?? 0 })} />
      <NumberBox label='最多选几项' value={q.max} onChange={max => onChange({ ...q, max: max ?? 1 })} />
    </View>
    <Field label='默认选中' optional>
      <View className='entry choice'>
        {q.options.map(o => <TickRow key={o.key} text={o.text} checked={q.preset.includes(o.key)} onChange={on => onChange({ ...q, preset: on ? [...q.preset, o.key] : q.preset.filter(k => k !== o.key) })} />)}
      </View>
    </Field>
  </>
)

const RatingSettings = ({ q, onChange }: Props<QuestionOf<'rating'>>) => (
  <>
    <Choice label='怎样打分' options={optionsOf(scaleWords)} value={q.scale} onChange={scale => onChange({ ...q, scale, most: scale === 'stars' ? Math.min(q.most, 5) : 10, preset: null })} />
    <View className='pair'>
      {q.scale === 'stars' ? <NumberBox label='几颗星' value={q.most} onChange={most => onChange({ ...q, most: most ?? 5 })} /> : null}
      <NumberBox optional label='默认分数' value={q.preset} onChange={preset => onChange({ ...q, preset })} />
      <TextField optional label='最低分表示' max={20} value={q.low} onChange={low => onChange({ ...q, low })} />
      <TextField optional label='最高分表示' max={20} value={q.high} onChange={high => onChange({ ...q, high })} />
    </View>
  </>
)

const MatrixSettings = ({ q, onChange }: Props<QuestionOf<'matrix'>>) => (
  <>
    <Lines label='各行（评价什么）' prefix='r' items={q.rows} onChange={rows => onChange({ ...q, rows })} />
    <Lines label='各列（怎样评价）' prefix='o' items={q.columns} onChange={columns => onChange({ ...q, columns })} />
  </>
)

const RankingSettings = ({ q, onChange }: Props<QuestionOf<'ranking'>>) => (
  <>
    <Lines label='选项' prefix='o' items={q.options} onChange={options => onChange({ ...q, options })} />
    <NumberBox label='排出前几项' value={q.top} onChange={top => onChange({ ...q, top: top ?? 1 })} />
    <View className='entry choice'><TickRow text='选项随机排列' checked={q.shuffle} onChange={shuffle => onChange({ ...q, shuffle })} /></View>
  </>
)

const NumberSettings = ({ q, onChange }: Props<QuestionOf<'number'>>) => (
  <View className='pair'>
    <NumberBox label='最小' value={q.min} onChange={min => onChange({ ...q, min: min ?? 0 })} />
    <NumberBox label='最大' value={q.max} onChange={max => onChange({ ...q, max: max ?? 0 })} />
    <NumberBox label='小数位' value={q.decimals} onChange={decimals => onChange({ ...q, decimals: decimals ?? 0 })} />
    <TextField optional label='单位' max={10} value={q.unit} onChange={unit => onChange({ ...q, unit })} />
    <NumberBox optional label='默认值' value={q.preset} onChange={preset => onChange({ ...q, preset })} />
  </View>
)

const DateSettings = ({ q, onChange }: Props<QuestionOf<'date'>>) => (
  <View className='pair'>
    <DateField optional label='最早' empty='不限' value={q.from ?? ''} onChange={day => onChange({ ...q, from: day || null })} />
    <DateField optional label='最晚' empty='不限' value={q.to ?? ''} onChange={day => onChange({ ...q, to: day || null })} />
    <DateField optional label='默认日期' empty='不预先填' value={q.preset ?? ''} onChange={day => onChange({ ...q, preset: day || null })} />
  </View>
)

/** What each kind of question 题型 has to be told. */
export const KindSettings = ({ q, onChange }: Props<Question>) => {
  switch (q.kind) {
    case 'single': return <SingleSettings q={q} onChange={onChange} />
    case 'multiple': return <MultipleSettings q={q} onChange={onChange} />
    case 'rating': return <RatingSettings q={q} onChange={onChange} />
    case 'matrix': return <MatrixSettings q={q} onChange={onChange} />
    case 'ranking': return <RankingSettings q={q} onChange={onChange} />
    case 'number': return <NumberSettings q={q} onChange={onChange} />
    case 'date': return <DateSettings q={q} onChange={onChange} />
    case 'short': return <TextField optional label='默认文字' max={200} value={q.preset} onChange={preset => onChange({ ...q, preset })} />
    case 'long': return <TextArea optional low label='默认文字' max={2000} value={q.preset} onChange={preset => onChange({ ...q, preset })} />
    case 'picture': return <NumberBox label='最多几张' value={q.most} onChange={most => onChange({ ...q, most: most ?? 1 })} />
    case 'consent': return <TextArea label='请答题人同意的内容' max={1000} value={q.text} onChange={text => onChange({ ...q, text })} />
  }
}
