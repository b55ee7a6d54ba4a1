import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { isPicture, typeOf, wrongFile } from '../../../domain/attachments'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { Notice } from '../../components/notice'
import { ActTrouble } from '../../components/trouble'
import { LARGEST_PICTURE } from '../../components/use-files'
import { toCallError, upload } from '../../services/call'
import { host } from '../../services/host'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'

export interface PicturePartProps {
  label: string
  hint?: string
  value: string | null
  /** Addresses by file. */
  urls: Record<string, string>
  /** Where it goes: `<tenant>/<person>/lessons`. */
  folder: string
  onChange: (fileId: string | null) => void
}

/** One picture: a cover, a poster, a portrait. */
export const PicturePart = ({ label, hint, value, urls, folder, onChange }: PicturePartProps) => {
  // Sent from here, it can be shown from here.
  const [own, setOwn] = useState<{ fileId: string; path: string }>()
  const [wrong, setWrong] = useState<string>()
  const pick = useAct(async () => {
    const [file] = await host.pickPictures(1).catch(e => { throw toCallError(e) })
    if (!file) return
    const name = isPicture(file.name) ? file.name : `${file.name}.jpg`
    const problem = wrongFile(name, file.size, LARGEST_PICTURE)
    setWrong(problem ?? undefined)
    if (problem) return
    const fileId = await upload(file, `${folder}/${await newId()}.${typeOf(name)}`).catch(e => { throw toCallError(e) })
    setOwn({ fileId, path: file.path })
    onChange(fileId)
  })
  const url = value === null ? undefined : own?.fileId === value ? own.path : urls[value]
  return (
    <Field label={label} optional hint={hint}>
      <View className='stack-tight'>
        <ActTrouble error={pick.error} />
        {wrong ? <Notice meaning='refused' title={wrong} /> : null}
        {url ? <Image className='cover' src={url} mode='aspectFill' ariaLabel={label} /> : null}
        <View className='wrap'>
          <Button icon='picture' text={value ? '换一张' : '选择图片'} label={`${value ? '换一张' : '选择图片'}：${label}`} busy={pick.busy} busyText='正在上传…' onTap={() => void pick.run()} />
          {value ? <Button text='去掉' label={`去掉${label}`} onTap={() => onChange(null)} /> : null}
        </View>
      </View>
    </Field>
  )
}
