import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { bankExample, readBank } from '../../../domain/lesson/bank-rows'
import { quizKindWords } from '../../../domain/lesson/words'
import type { EpisodeEdit } from '../../../types/lesson-course'
import { Button } from '../../components/button'
import { ListRow } from '../../components/card'
import { Notice } from '../../components/notice'
import { PickerRow } from '../../components/picker-row'
import { Sheet } from '../../components/sheet'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { placesOf } from './question-sheet'
import { ANY } from './question-values'

interface BankImportProps {
  courseId: string
  episodes: readonly Pick<EpisodeEdit, 'key' | 'title'>[]
  onClose: () => void
  onDone: () => void
}

const AT_ONCE = 100
const SHOWN = 5

/** Many questions at once, pasted out of a document or a sheet; what cannot be read is named and nothing of it is lost. */
export const BankImport = ({ courseId, episodes, onClose, onDone }: BankImportProps) => {
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState<string>(ANY)
  const ids = useRef<string[]>([])
  const { questions, problems } = readBank(typed, place === ANY ? null : place)
  const [done, setDone] = useState<{ added: number; already: number }>()
  const bring = useAct(async () => {
    // The same place in the list keeps its id, so that a lost answer brings nothing twice.
    while (ids.current.length < questions.length) ids.current.push(await newId())
    let [added, already] = [0, 0]
    for (let from = 0; from < questions.length; from += AT_ONCE) {
      const said = await call('lessons', 'importQuestions', { courseId, items: questions.slice(from, from + AT_ONCE).map((question, i) => ({ id: ids.current[from + i]!, question })) })
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
      foot={questions.length > 0 ? <Button id='bring-questions' kind='main' wide text={`导入 ${questions.length} 题`} busy={bring.busy} busyText='正在导入…' onTap={() => void bring.run()} /> : <Button wide text='放入示例看看' onTap={() => set(bankExample)} />}
    >
      <View className='stack'>
        <ActTrouble error={bring.error} />
        <TextArea
          id='bank-pasted' label='题目' value={typed} onChange={set}
          hint='从 Word 粘贴：题目一行，选项各一行（A. …），再写“答案：A”，题与题之间空一行。从 Excel 粘贴：连表头一起复制，列名是“题型、题目、选项A、选项B……答案、解析”。'
        />
        <PickerRow label='用在哪个课时' empty='请选择' options={placesOf(episodes)} value={place} onChange={setPlace} />
        {problems.map(p => <Notice key={p.line} meaning='attention' title={`第 ${p.line} 行：${p.message}`} text='这一题不会导入，其余的照常。' />)}
        {questions.length > 0 ? (
          <View>
            <View className='strong'>读出 {questions.length} 题</View>
            {questions.slice(0, SHOWN).map((q, i) => <ListRow key={i} text={q.text} note={`${quizKindWords[q.kind]} · 正确：${q.right.map(r => q.options[r]).join('、')}`} />)}
            {questions.length > SHOWN ? <View className='note'>还有 {questions.length - SHOWN} 题。</View> : null}
          </View>
        ) : null}
      </View>
    </Sheet>
  )
}
