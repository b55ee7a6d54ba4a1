import { View } from '@tarojs/components'
import { clockOf } from '../../../domain/calendar'
import { previewOf } from '../../../domain/notice/build'
import { templateOf, type TemplateField } from '../../../domain/notice/templates'
import type { NoticeEdit } from '../../../types/notice'
import type { FieldKind, FieldPreview, FieldValues, Template, TemplateKey } from '../../../types/notice-fields'
import { Card } from '../../components/card'
import { DateField } from '../../components/date-field'
import { Notice } from '../../components/notice'
import { PickerRow } from '../../components/picker-row'
import { TextField } from '../../components/text-field'
import { WhenField } from '../../components/when-field'
import type { PartProps } from './content-part'

const NONE = 'none'

const hints: Partial<Record<FieldKind, string>> = {
  thing: '微信最多显示 20 个字；更长的会缩到 19 个字加“…”，表情会去掉',
  phrase: '只能是 5 个以内的汉字',
  number: '只能是数字',
  character_string: '字母、数字和符号，最多 32 个，不能有汉字',
  name: '最多 10 个汉字或 20 个字母',
  amount: '写成 ¥120.50',
}

interface FieldProps { field: TemplateField; shown: FieldPreview; onChange: (value: string) => void }

const stampOf = (value: string): number | null => {
  const at = Date.parse(`${value.replace(' ', 'T')}:00+08:00`)
  return /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(value) && !Number.isNaN(at) ? at : null
}

const OneField = ({ field: { kind, label }, shown, onChange }: FieldProps) => {
  const error = shown.problem ?? undefined
  if (kind === 'time' && (shown.value === '' || stampOf(shown.value) !== null)) {
    return <WhenField label={label.replace(/时间$/, '')} usual='09:00' value={stampOf(shown.value)} error={error} onChange={at => onChange(at === null ? '' : clockOf(at))} />
  }
  if (kind === 'date') return <DateField label={label} empty='请选择' value={shown.value.slice(0, 10)} error={error} onChange={onChange} />
  return <TextField label={label} hint={shown.shortened ? `微信里会显示成“${shown.sent}”` : hints[kind]} value={shown.value} error={error} onChange={onChange} />
}

/** What is plain from the notice itself stands there already. */
const firstValues = (key: TemplateKey, { title }: NoticeEdit): FieldValues => {
  const [first] = templateOf(key).fields
  return first?.kind === 'thing' ? { [first.name]: title } : {}
}

/** The message through WeChat: its template, its fields, what WeChat would refuse said beside each. */
export const MessagePart = ({ edit, templates, onChange }: PartProps & { templates: readonly Template[] }) => {
  const { message } = edit
  const ready = templates.filter(t => t.ready)
  const unready = message !== null && !ready.some(t => t.key === message.template)
  const choose = (key: string) => onChange({ message: key === NONE ? null : { template: key as TemplateKey, values: firstValues(key as TemplateKey, edit) } })
  const shown = message ? previewOf(message.template, message.values) : []
  return (
    <Card title='微信提醒'>
      <View className='stack-loose'>
        <View className='body'>同意过、还有次数的人会收到一条微信提醒；其他人只在“通知”里看到。</View>
        {ready.length === 0 ? <Notice meaning='attention' title='还没有配置微信模板' text='先只放进“通知”。配置好模板编号后，这里可以选。' /> : (
          <PickerRow
            label='用哪个模板' empty='不发微信提醒' value={message?.template ?? NONE} onChange={choose}
            options={[{ value: NONE, text: '不发微信提醒' }, ...ready.map(t => ({ value: t.key as string, text: t.title, note: t.fields.map(f => f.label).join('、') }))]}
          />
        )}
        {unready ? <Notice meaning='attention' title='这个模板还没有配置' text='请换一个，或选“不发微信提醒”。' /> : null}
        {message ? shown.map(f => (
          <OneField
            key={message.template + f.name} field={{ name: f.name, kind: f.kind, label: f.label }} shown={f}
            onChange={value => onChange({ message: { template: message.template, values: { ...message.values, [f.name]: value } } })}
          />
        )) : null}
      </View>
    </Card>
  )
}
