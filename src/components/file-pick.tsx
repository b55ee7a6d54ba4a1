import { View } from '@tarojs/components'
import { sizeWords } from '../../domain/attachments'
import { Button } from './button'
import { Field } from './field'
import { Icon } from './icon'
import { Progress } from './feedback'

export interface FilePickProps {
  label: string
  /** What kind of file, how large: Excel 文件（.xlsx），最多 20000 行. */
  hint?: string
  error?: string
  /** Name and size of what was picked. */
  picked?: { name: string; size: number }
  /** 0 to 100 while it is sent. */
  sent?: number
  /** Opens the host's chooser (services/host: pickFiles). */
  onPick: () => void
}

/** One file from the computer, or from a WeChat chat. */
export const FilePick = ({ label, hint, error, picked, sent, onPick }: FilePickProps) => (
  <Field label={label} hint={hint} error={error}>
    {picked ? <View className='wrap'><Icon name='file' /><View className='body'>{picked.name}</View><View className='note'>{sizeWords(picked.size)}</View></View> : null}
    {sent === undefined
      ? <View><Button icon='file' text={picked ? '换一个文件' : '选择文件'} onTap={onPick} /></View>
      : <Progress label='正在上传' done={sent} total={100} />}
  </Field>
)
