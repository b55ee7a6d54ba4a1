import { View } from '@tarojs/components'
import { noticeKindWords } from '../../../domain/notice/words'
import { optionsOf } from '../../../domain/words'
import type { NoticeEdit } from '../../../types/notice'
import { Card } from '../../components/card'
import { TickRow } from '../../components/choice'
import { PickerRow } from '../../components/picker-row'
import { TextArea, TextField } from '../../components/text-field'
import { LinkField } from './link-field'

export interface PartProps {
  edit: NoticeEdit
  onChange: (by: Partial<NoticeEdit>) => void
}

/** What is told, and what it leads to. */
export const ContentPart = ({ edit, onChange, textError }: PartProps & { textError: string | undefined }) => (
  <Card title='写什么'>
    <View className='stack-loose'>
      <TextField id='notice-title' label='标题' max={40} value={edit.title} error={edit.title.trim() ? undefined : '请填写标题'} onChange={title => onChange({ title })} />
      <TextArea label='正文' optional={!edit.mustConfirm} max={2000} value={edit.text} error={textError} onChange={text => onChange({ text })} />
      <PickerRow label='类别' hint='各人可以选择不收某一类；会议和表决不能不收。' empty='请选择' options={optionsOf(noticeKindWords)} value={edit.kind} onChange={kind => onChange({ kind })} />
      <LinkField value={edit.link} onChange={link => onChange({ link })} />
      <View className='entry choice'>
        <TickRow text='请每个人确认“已知悉”' note='谁确认了、谁没有，有名单。请只用在必须人人知道的事上。' checked={edit.mustConfirm} onChange={mustConfirm => onChange({ mustConfirm })} />
      </View>
    </View>
  </Card>
)
