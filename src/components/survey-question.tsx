import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, type ReactNode } from 'react'
import type { Value } from '../../types/survey-answers'
import type { Question, QuestionOf } from '../../types/survey-questions'
import { LONG_TEXT, SHORT_TEXT } from '../../domain/survey/questions'
import { DateField } from './date-field'
import { Field } from './field'
import { Pictures } from './pictures'
import { type Change, MatrixInput, MultipleInput, RankingInput, SingleInput } from './survey-choices'
import { ConsentInput, NumberInput, RatingInput } from './survey-scales'
import { TextArea, TextField } from './text-field'
import { LARGEST_PICTURE, useFiles } from './use-files'
import './survey.scss'

export interface QuestionFieldProps {
  q: Question
  /** As people count them; what they never meet is not counted. */
  number: number
  value: Value | undefined
  onChange: Change
  error?: string
  /** Random order of options. */
  seed: number
  /** Where pictures go; absent in a preview, which sends nothing. */
  folder?: string
  /** Pictures are on their way, or did not get through: how many. */
  onUnsent?: (unsent: number) => void
}

const hows: Partial<{ [K in Question['kind']]: (q: QuestionOf<K>) => string }> = {
  multiple: q => q.min === q.max ? `选 ${q.max} 项` : q.min > 1 ? `选 ${q.min} 到 ${q.max} 项` : `最多选 ${q.max} 项`,
  matrix: () => '每一行选一个',
  ranking: q => `按您看重的顺序点选前 ${q.top} 项，再点一次取消`,
  number: q => `${q.min} 到 ${q.max}${q.unit ? `，单位：${q.unit}` : ''}`,
  picture: q => `最多 ${q.most} 张，每张不超过 10 MB`,
}

/** How it is filled in, after what the maker says of it. */
const hintOf = (q: Question): string => [q.note, (hows[q.kind] as ((q: Question) => string) | undefined)?.(q)].filter(Boolean).join(' · ')

const kept = (value: Value | undefined) => typeof value === 'object' && 'files' in value ? value.files : []

const PictureInput = ({ q, value, onChange, folder, error, label, onUnsent }: { q: QuestionOf<'picture'>; folder: string; label: string } & Pick<QuestionFieldProps, 'value' | 'onChange' | 'error' | 'onUnsent'>) => {
  const pictures = useFiles({
    folder, urls: [], most: q.most, largest: LARGEST_PICTURE,
    kept: kept(value).map(fileId => ({ fileId, name: '', size: 0 })),
    onChange: files => onChange(() => files.length > 0 ? { files: files.map(f => f.fileId) } : undefined),
  })
  const { unsent } = pictures
  useEffect(() => onUnsent?.(unsent), [unsent, onUnsent])
  const urls = pictures.items.map(p => p.url)
  return (
    <Field label={label} optional={!q.required} hint={hintOf(q)} error={error ?? pictures.problem}>
      <Pictures
        items={pictures.items}
        onPreview={i => { if (urls[i]) void Taro.previewImage({ urls: urls.filter(Boolean), current: urls[i] }) }}
        edit={{ max: pictures.items.length + pictures.room, onAdd: pictures.addPictures, onRemove: pictures.remove, onRetry: pictures.retry }}
      />
    </Field>
  )
}

/** One question of a survey 问卷 with its control, as the person who answers meets it. */
export const QuestionField = (p: QuestionFieldProps) => {
  const { q, value, onChange, error, seed, folder } = p
  const label = `${p.number}. ${q.title}`
  const hint = hintOf(q)
  const inField = (control: ReactNode) => <Field label={label} optional={!q.required} hint={hint} error={error}>{control}</Field>
  const typed = typeof value === 'string' ? value : ''
  const words = { label, hint, error, optional: !q.required, value: typed, onChange: (text: string) => onChange(() => text || undefined) }
  const control = () => {
    switch (q.kind) {
      case 'single': return inField(<SingleInput q={q} value={value} onChange={onChange} seed={seed} />)
      case 'multiple': return inField(<MultipleInput q={q} value={value} onChange={onChange} seed={seed} />)
      case 'rating': return inField(<RatingInput q={q} value={value} onChange={onChange} seed={seed} />)
      case 'matrix': return inField(<MatrixInput q={q} value={value} onChange={onChange} seed={seed} />)
      case 'ranking': return inField(<RankingInput q={q} value={value} onChange={onChange} seed={seed} />)
      case 'consent': return inField(<ConsentInput q={q} value={value} onChange={onChange} seed={seed} />)
      case 'number': return <NumberInput q={q} value={value} onChange={onChange} seed={seed} label={label} hint={hint} error={error} />
      case 'short': return <TextField {...words} max={SHORT_TEXT} />
      case 'long': return <TextArea {...words} max={LONG_TEXT} />
      case 'date': return <DateField {...words} empty='请选择日期' />
      case 'picture': return folder ? <PictureInput q={q} value={value} onChange={onChange} error={error} folder={folder} label={label} onUnsent={p.onUnsent} /> : inField(<View className='note'>答题的人在这里拍照或选图片</View>)
    }
  }
  return <View id={`field-${q.key}`} className='question'>{control()}</View>
}
