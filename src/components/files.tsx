import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { isPicture, sizeWords, typeWord } from '../../domain/attachments'
import type { Attachment } from '../../types/attachment'
import { toCallError } from '../services/call'
import { host } from '../services/host'
import { useAct } from '../services/use-act'
import { role } from './aria'
import { Button } from './button'
import { ListRow } from './card'
import { ActTrouble } from './trouble'

export interface FileItem {
  key: string
  name: string
  /** Bytes. */
  size: number
  /** Where it can be opened; empty while it is being sent, or when it is gone. */
  url: string
  state: 'kept' | 'sending' | 'failed'
  /** 0 to 1 while sending. */
  share?: number
}

export interface FilesProps {
  items: readonly FileItem[]
  /** Absent = only to open. */
  edit?: {
    max: number
    onAdd: () => void
    onRemove: (key: string) => void
    onRetry: (key: string) => void
  }
}

/** What is known of attachments, with the addresses that came with the motion. */
export const fileItems = (files: readonly Attachment[], urls: readonly { fileId: string; url: string }[]): FileItem[] =>
  files.map(({ fileId, name, size }) => ({ key: fileId, name, size, url: urls.find(u => u.fileId === fileId)?.url ?? '', state: 'kept' }))

const stateWords = (f: FileItem): string =>
  f.state === 'sending' ? `正在上传 ${Math.round((f.share ?? 0) * 100)}%` : f.state === 'failed' ? '没有传上去' : f.url ? '' : '文件已经不在'

const noteOf = (f: FileItem): string => [typeWord(f.name), sizeWords(f.size), stateWords(f)].filter(Boolean).join(' · ')

const opened = async ({ name, url }: FileItem) => {
  if (isPicture(name)) await Taro.previewImage({ urls: [url], current: url })
  else await host.openFile(url, name)
}

/** Documents by their names: open, add up to the limit, take away, send again. */
export const Files = ({ items, edit }: FilesProps) => {
  const [opening, setOpening] = useState<string>()
  const open = useAct((f: FileItem) => {
    setOpening(f.key)
    return opened(f).catch(e => { throw toCallError(e) })
  })
  const busy = (f: FileItem) => open.busy && f.key === opening
  return (
    <View className='stack-tight'>
      <ActTrouble error={open.error} />
      {items.length > 0 ? (
        <View className='entry choice' {...role('list')} ariaLabel={`附件 ${items.length} 个`}>
          {items.map(f => (
            <ListRow
              key={f.key}
              text={f.name}
              note={noteOf(f)}
              label={`${f.name}，${noteOf(f)}，打开`}
              onTap={f.url && f.state === 'kept' ? () => void open.run(f) : undefined}
              // A name needs the room beside the button that takes it away.
              go={busy(f) ? '正在打开…' : edit ? undefined : '打开'}
              act={edit ? (
                <View className='wrap'>
                  {f.state === 'failed' ? <Button text='再传一次' label={`${f.name}没有传上去，再传一次`} icon='retry' onTap={() => edit.onRetry(f.key)} /> : null}
                  <Button text='去掉' label={`去掉${f.name}`} onTap={() => edit.onRemove(f.key)} />
                </View>
              ) : undefined}
            />
          ))}
        </View>
      ) : null}
      {edit && items.length < edit.max ? (
        <View><Button icon='file' text='添加文件' label={`添加文件，已有 ${items.length} 个，最多 ${edit.max} 个`} onTap={edit.onAdd} /></View>
      ) : null}
    </View>
  )
}
