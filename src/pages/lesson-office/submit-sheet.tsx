import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { lengthWords } from '../../../domain/lesson/length-words'
import { Button } from '../../components/button'
import { Fact } from '../../components/card'
import { Loading } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { mustWords } from './must-words'
import type { Editor } from './use-editor'

export interface SubmitSheetProps {
  id: string
  editor: Editor
  /** Files are still on their way. */
  sending: boolean
  onClose: () => void
  /** Leads to the field or the episode that is to be mended. */
  onProblem: (at: string) => void
}

/** The last look before a colleague reviews the course. */
export const SubmitSheet = ({ id, editor, sending, onClose, onProblem }: SubmitSheetProps) => {
  const { edit, problems, saving } = editor
  const look = useLoad(async () => ({ saved: await editor.save(), people: (await call('lessons', 'reach', { audience: edit.audience })).people }), [])
  const submit = useAct(async () => {
    await call('lessons', 'submit', { id, rev: editor.rev() })
    editor.drop()
    await Taro.redirectTo({ url: `/pages/lesson-office/course?id=${id}` })
  })
  const unsaved = saving.state === 'invalid' || saving.state === 'refused' || saving.state === 'offline' ? saving.message : undefined
  const ready = look.data?.saved && problems.length === 0 && !unsaved && !sending
  return (
    <Sheet
      title='提交审核' onClose={onClose}
      foot={ready ? <Button id='submit' kind='main' wide text='提交审核' busy={submit.busy} busyText='正在提交…' onTap={() => void submit.run()} /> : <Button wide text='回去修改' onTap={onClose} />}
    >
      <View className='stack'>
        <ActTrouble error={submit.error ?? look.error} />
        {unsaved ? <Notice meaning='attention' title='还有内容没有保存' text={unsaved} /> : null}
        {sending ? <Notice meaning='waiting' title='还有文件正在上传' text='等传完再提交。' /> : null}
        {look.loading ? <Loading rows={2} label='正在检查' /> : null}
        {look.data ? problems.map(p => <Notice key={p.at + p.code} meaning='attention' title={p.message} act={p.at ? <Button text='去改' label={`去改：${p.message}`} onTap={() => onProblem(p.at)} /> : undefined} />) : null}
        {ready ? (
          <>
            <View>
              <Fact name='课程' value={edit.title} />
              <Fact name='课时' value={`${edit.episodes.length} 个，共 ${lengthWords(edit.episodes.reduce((sum, e) => sum + e.seconds, 0))}`} />
              <Fact name='学习对象' value={`${look.data!.people} 人`} />
              <Fact name='要求' value={mustWords(edit)} />
            </View>
            <View className='body'>由另一位工作人员审核，通过后就发布给大家。单位里没有别人能审核时，可以由您自己发布，会记在经过里。</View>
          </>
        ) : null}
      </View>
    </Sheet>
  )
}
