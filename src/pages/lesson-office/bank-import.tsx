import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { portions } from '../../../domain/lesson/bank'
import { bankExample, readBank } from '../../../domain/lesson/bank-rows'
import { quizKindWords } from '../../../domain/lesson/words'
import type { Output } from '../../../types/api'
import type { EpisodeEdit } from '../../../types/lesson-course'
import { Button } from '../../components/button'
import { ListRow } from '../../components/card'
import { FilePick } from '../../components/file-pick'
import { Notice } from '../../components/notice'
import { PickerRow } from '../../components/picker-row'
import { Sheet } from '../../components/sheet'
import { TakePaper } from '../../components/take-paper'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call, toCallError, upload } from '../../services/call'
import { host, type PickedFile } from '../../services/host'
import { newId } from '../../services/new-id'
import { useMe } from '../../services/session'
import { useAct } from '../../services/use-act'
import { placesOf } from './question-sheet'
import { ANY } from './question-values'

interface BankImportProps {
  courseId: string
  episodes: readonly Pick<EpisodeEdit, 'key' | 'title'>[]
  onClose: () => void
  onDone: () => void
}

type Read = Output<'papers', 'bankRead'>

const SHOWN = 5
const MOST_BYTES = 2 * 1024 * 1024
const NOTHING: Read = { questions: [], problems: [] }

const wrongWith = ({ name, size }: PickedFile): string | undefined => {
  if (/\.xls$/i.test(name)) return '这是旧版 Excel 文件（.xls）。请在 Excel 里“另存为”.xlsx，再选一次'
  if (!/\.xlsx$/i.test(name)) return '请选 .xlsx 文件'
  return size > MOST_BYTES ? '文件超过 2 MB。请删去图片和用不到的工作表，再选一次' : undefined
}

/** A workbook that was chosen: read on the server, which keeps nothing of it. */
const useWorkbook = (onRead: () => void) => {
  const { me } = useMe()
  const [file, setFile] = useState<PickedFile>()
  const [sent, setSent] = useState<number>()
  const [read, setRead] = useState<Read>(NOTHING)
  const pick = useAct(async () => {
    const [picked] = await host.pickFiles(['xlsx'], 1).catch(e => { throw toCallError(e) })
    if (!picked) return
    onRead()
    setFile(picked)
    setRead(NOTHING)
    if (wrongWith(picked)) return
    try {
      setSent(0)
      const fileId = await upload(picked, `${me!.tenantId}/${me!.personId}/imports/${await newId()}.xlsx`, setSent).catch(e => { throw toCallError(e) })
      setRead(await call('papers', 'bankRead', { file: fileId }))
    } finally {
      setSent(undefined)
    }
  })
  const drop = () => {
    onRead()
    setFile(undefined)
    setRead(NOTHING)
  }
  return { file, sent, read, pick, drop }
}

const Found = ({ questions, problems }: Read) => (
  <View className='stack'>
    {problems.map(p => <Notice key={p.line} meaning='attention' title={`第 ${p.line} 行：${p.message}`} text='这一题不会导入，其余的照常。' />)}
    {questions.length > 0 ? (
      <View>
        <View className='strong'>读出 {questions.length} 题</View>
        {questions.slice(0, SHOWN).map((q, i) => <ListRow key={i} text={q.text} note={`${quizKindWords[q.kind]} · 正确：${q.right.map(r => q.options[r]).join('、')}`} />)}
        {questions.length > SHOWN ? <View className='note'>还有 {questions.length - SHOWN} 题。</View> : null}
      </View>
    ) : null}
  </View>
)

/** Many questions at once, out of a workbook or pasted; what cannot be read is named and nothing of it is lost. */
export const BankImport = ({ courseId, episodes, onClose, onDone }: BankImportProps) => {
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState<string>(ANY)
  const ids = useRef<string[]>([])
  const book = useWorkbook(() => { ids.current = [] })
  const { questions, problems } = book.file ? book.read : readBank(typed, null)
  const [done, setDone] = useState<{ added: number; already: number }>()
  const bring = useAct(async () => {
    // The same place in the list keeps its id, so that a lost answer brings nothing twice.
    while (ids.current.length < questions.length) ids.current.push(await newId())
    const items = questions.map((question, i) => ({ id: ids.current[i]!, question: { ...question, episode: place === ANY ? null : place } }))
    let [added, already] = [0, 0]
    for (const portion of portions(items)) {
      const said = await call('lessons', 'importQuestions', { courseId, items: portion })
      added += said.added
      already += said.already
    }
    setDone({ added, already })
  })
  const set = (text: string) => {
    ids.current = []
    setTyped(text)
  }
  if (done) {
    return (
      <Sheet title='批量导入题目' onClose={onDone} foot={<Button kind='main' wide text='看题库' onTap={onDone} />}>
        <Notice meaning='done' title={`导入了 ${done.added + done.already} 题`} text={problems.length > 0 ? `有 ${problems.length} 题没有读懂，没有导入。` : undefined} />
      </Sheet>
    )
  }
  return (
    <Sheet
      title='批量导入题目' onClose={onClose}
      foot={questions.length > 0 ? <Button id='bring-questions' kind='main' wide text={`导入 ${questions.length} 题`} busy={bring.busy} busyText='正在导入…' onTap={() => void bring.run()} />
        : book.file ? undefined : <Button wide text='放入示例看看' onTap={() => set(bankExample)} />}
    >
      <View className='stack'>
        <ActTrouble error={book.pick.error ?? bring.error} />
        <FilePick
          label='从 Excel 表格导入' picked={book.file} sent={book.sent} error={book.file && wrongWith(book.file)} onPick={() => void book.pick.run()}
          hint={`.xlsx，一行一题，列名是“题型、题目、选项A、选项B……答案、解析”。${host.kind === 'weapp' ? '先发到任一微信聊天里，再从聊天里选。' : ''}`}
        />
        <TakePaper id='bank-example' text='下载示例表格' ask={() => call('papers', 'bankExample', {})} />
        {book.file ? <View><Button text='不用文件，改为粘贴' onTap={book.drop} /></View> : (
          <TextArea
            id='bank-pasted' optional label='或者粘贴题目' value={typed} onChange={set}
            hint='从 Word 粘贴：题目一行，选项各一行（A. …），再写“答案：A”，题与题之间空一行。从 Excel 粘贴：连表头一起复制。'
          />
        )}
        <PickerRow label='用在哪个课时' empty='请选择' options={placesOf(episodes)} value={place} onChange={setPlace} />
        <Found questions={questions} problems={problems} />
      </View>
    </Sheet>
  )
}
