import { useState } from 'react'
import { View } from '@tarojs/components'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { FilePick } from '../../components/file-pick'
import { call, toCallError, upload } from '../../services/call'
import { host } from '../../services/host'
import type { PickedFile } from '../../services/host'
import { newId } from '../../services/new-id'
import type { Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { openImport } from './import-tag'
import { ActTrouble } from '../../components/trouble'

const MOST_BYTES = 10 * 1024 * 1024

const wrongWith = (file: PickedFile): string | undefined => {
  if (/\.xls$/i.test(file.name)) return '这是旧版 Excel 文件（.xls）。请在 Excel 里“另存为”.xlsx，再选一次'
  if (!/\.xlsx$/i.test(file.name)) return '请选 Excel 文件，文件名以 .xlsx 结尾'
  return file.size > MOST_BYTES ? '文件超过 10 MB。请删去图片和用不到的工作表，再选一次' : undefined
}

const Template = () => {
  const fetched = useAct(async () => {
    const { fileName, base64 } = await call('members', 'importTemplate', {})
    await host.handOver(fileName, base64, 'base64').catch(e => { throw toCallError(e) })
  })
  return (
    <View className='stack-tight'>
      <View className='strong'>第一步：准备表格</View>
      <View className='body'>一人一行，第一行是“姓名、工号、手机、单位、班组、是否代表、届、代表团、选区、类别”。已有的名册可以直接用，多余的列不用删。</View>
      <ActTrouble error={fetched.error} />
      <View><Button id='template' icon='file' text='下载模板' label='下载名册模板' busy={fetched.busy} busyText='正在下载…' onTap={() => void fetched.run()} /></View>
    </View>
  )
}

/** The file that is to be read, its upload, and the import made of it. Nothing changes in the roster yet. */
export const StartImport = ({ me }: { me: Me }) => {
  const [file, setFile] = useState<PickedFile>()
  const [wrong, setWrong] = useState<string>()
  const [sent, setSent] = useState<number>()
  const pick = useAct(async () => {
    const [picked] = await host.pickFiles(['xlsx'], 1).catch(e => { throw toCallError(e) })
    if (!picked) return
    setFile(picked)
    setWrong(wrongWith(picked))
  })
  const start = useAct(async (chosen: PickedFile) => {
    try {
      setSent(0)
      const id = await newId()
      const fileId = await upload(chosen, `${me.tenantId}/${me.personId}/imports/${id}.xlsx`, setSent).catch(e => { throw toCallError(e) })
      await call('members', 'importStart', { id, file: fileId, fileName: chosen.name })
      setFile(undefined)
      await openImport(id)
    } finally {
      setSent(undefined)
    }
  })
  return (
    <Card title='导入新的名册'>
      <View className='stack-loose'>
        <Template />
        <View className='stack-tight'>
          <FilePick
            label='第二步：选择文件'
            hint={host.kind === 'weapp' ? 'Excel 文件（.xlsx），先发到任一微信聊天里，再从聊天里选。最多 20000 行。' : 'Excel 文件（.xlsx），最多 20000 行。'}
            picked={file} sent={sent} error={wrong}
            onPick={() => void pick.run()}
          />
          <ActTrouble error={pick.error ?? start.error} />
        </View>
        <View className='stack-tight'>
          <View className='body'>读完以后先给您看清单，由您确认，名册才会变。</View>
          <Button
            id='start' kind='main' wide text='读取文件' disabled={!file || wrong !== undefined}
            busy={start.busy} busyText='正在上传…' onTap={() => { if (file) void start.run(file) }}
          />
        </View>
      </View>
    </Card>
  )
}
