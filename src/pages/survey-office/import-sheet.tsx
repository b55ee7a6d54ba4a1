import { View } from '@tarojs/components'
import { useState } from 'react'
import { sheetColumns } from '../../../domain/survey/sheet'
import { placed } from '../../../domain/survey/questions'
import type { Input, Output } from '../../../types/api'
import type { Definition } from '../../../types/survey-questions'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { FilePick } from '../../components/file-pick'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import { StatusLine } from '../../components/status-line'
import { TakePaper } from '../../components/take-paper'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call, toCallError, upload } from '../../services/call'
import { host, type PickedFile } from '../../services/host'
import { newId } from '../../services/new-id'
import { personKey, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useDraft } from '../../services/use-draft'
import { useMake } from './use-make'
import './office.scss'

type From = Input<'papers', 'surveyRead'>['from']
type Problems = Output<'papers', 'surveyRead'>['problems']

const MOST_BYTES = 2 * 1024 * 1024

const wrongWith = ({ name, size }: PickedFile): string | undefined => {
  if (/\.xls$/i.test(name)) return '这是旧版 Excel 文件（.xls）。请在 Excel 里“另存为”.xlsx，再选一次'
  if (!/\.(xlsx|json)$/i.test(name)) return '请选 .xlsx 或 .json 文件'
  return size > MOST_BYTES ? '文件超过 2 MB。请删去图片和用不到的工作表，再选一次' : undefined
}

const Wrong = ({ problems }: { problems: Problems }) => (
  <View className='stack-tight'>
    <Notice meaning='refused' title={`有 ${problems.length} 处要改，什么都还没有保存`} text='改好以后再导入一次。' />
    <View {...role('list')} ariaLabel='要改的地方'>
      {problems.map(p => <View key={p.at + p.message} className='said body' {...role('listitem')}>{[p.at, p.message].filter(Boolean).join('：')}</View>)}
    </View>
  </View>
)

/** Questions from a file or from pasted text. What was typed stays on this device until it has become a survey. */
export const ImportSheet = ({ me, onClose }: { me: Me; onClose: () => void }) => {
  const typed = useDraft(personKey(me), 'surveyImport', 'new', { title: '', text: '' })
  const { title, text } = typed.data
  const make = useMake(typed.drop)
  const [file, setFile] = useState<PickedFile>()
  const [sent, setSent] = useState<number>()
  const [found, setFound] = useState<Definition>()
  const [problems, setProblems] = useState<Problems>([])
  const [tried, setTried] = useState(false)

  const read = async (from: From): Promise<Definition | undefined> => {
    const answer = await call('papers', 'surveyRead', { from })
    setProblems(answer.problems)
    return answer.definition ?? undefined
  }
  const pick = useAct(async () => {
    const [picked] = await host.pickFiles(['xlsx', 'json'], 1).catch(e => { throw toCallError(e) })
    if (!picked) return
    setFile(picked)
    setFound(undefined)
    setProblems([])
    if (wrongWith(picked)) return
    try {
      setSent(0)
      const ending = /\.xlsx$/i.test(picked.name) ? 'xlsx' : 'json'
      const fileId = await upload(picked, `${me.tenantId}/${me.personId}/imports/${await newId()}.${ending}`, setSent).catch(e => { throw toCallError(e) })
      setFound(await read({ file: fileId }))
      if (!typed.data.title.trim()) typed.change({ title: picked.name.replace(/\.[^.]*$/, '').slice(0, 60) })
    } finally {
      setSent(undefined)
    }
  })
  const go = useAct(async () => {
    setTried(true)
    const definition = file ? found : text.trim() ? await read({ text }) : undefined
    if (definition && title.trim()) await make.run({ kind: 'definition', title: title.trim(), definition })
  })
  return (
    <Sheet title='导入题目' onClose={onClose} foot={<Button id='import' kind='main' wide text='导入' busy={go.busy} onTap={() => void go.run()} />}>
      <View className='stack'>
        <ActTrouble error={pick.error ?? go.error ?? make.error} />
        {problems.length > 0 ? <Wrong problems={problems} /> : null}
        <FilePick
          label='从文件导入' picked={file} sent={sent} error={file && wrongWith(file)} onPick={() => void pick.run()}
          hint={`Excel 表格（.xlsx，一行一题，有“${sheetColumns.title}”“${sheetColumns.kind}”等列），或者从别的问卷导出的题目定义（.json）。${host.kind === 'weapp' ? '先发到任一微信聊天里，再从聊天里选。' : ''}`}
        />
        {found ? <StatusLine meaning='done' text={`已读出 ${placed(found).length} 题，可以导入`} /> : null}
        <TakePaper id='survey-example' text='下载示例表格' ask={() => call('papers', 'surveyExample', {})} />
        {file ? <View><Button text='不用文件，改为粘贴' onTap={() => { setFile(undefined); setFound(undefined); setProblems([]) }} /></View>
          : <TextArea optional label='或者粘贴题目定义' hint='在另一份问卷里点“复制题目定义”，把全文（JSON）粘贴到这里。' value={text} error={tried && !text.trim() ? '请选择文件，或者粘贴题目定义' : undefined} onChange={next => typed.change({ text: next })} />}
        <TextField label='标题' max={60} value={title} error={tried && !title.trim() ? '请填写标题' : undefined} onChange={next => typed.change({ title: next })} />
      </View>
    </Sheet>
  )
}
