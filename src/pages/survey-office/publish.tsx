import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { surveyModeWords } from '../../../domain/survey/life'
import { checkDefinition } from '../../../domain/survey/logic'
import { placed } from '../../../domain/survey/questions'
import { untilWords, whenWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Fact } from '../../components/card'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import type { Editor } from './use-editor'

/** The last look before everybody is asked. */
export const PublishSheet = ({ id, editor, onClose, onProblem }: { id: string; editor: Editor; onClose: () => void; onProblem: (at: string) => void }) => {
  const { edit } = editor
  const reach = useLoad(async () => ({ saved: await editor.save(), people: (await call('surveys', 'reach', { audience: edit.audience })).people }), [])
  const publish = useAct(async () => {
    await call('surveys', 'publish', { id, rev: editor.rev() })
    editor.drop()
    await Taro.redirectTo({ url: `/pages/survey-office/survey?id=${id}` })
  })
  const own = checkDefinition(edit.definition)
  const problems = [...own, ...editor.problems.filter(p => !own.some(o => o.at === p.at && o.code === p.code) && !placed(edit.definition).some(x => x.question.key === p.at))]
  const unsaved = editor.saving.state === 'invalid' || editor.saving.state === 'refused' || editor.saving.state === 'offline' ? editor.saving.message : undefined
  const ready = reach.data?.saved && problems.length === 0 && !unsaved
  return (
    <Sheet
      title='发布问卷' onClose={onClose}
      foot={ready ? <Button id='publish' kind='main' wide text={`发布，请 ${reach.data!.people} 人填写`} busy={publish.busy} busyText='正在发布…' onTap={() => void publish.run()} /> : <Button wide text='回去修改' onTap={onClose} />}
    >
      <View className='stack'>
        <ActTrouble error={publish.error ?? reach.error} />
        {unsaved ? <Notice meaning='attention' title='还有内容没有保存' text={unsaved} /> : null}
        {problems.map(p => <Notice key={p.at + p.code + p.message} meaning='attention' title={p.message} act={p.at ? <Button text='去改' onTap={() => onProblem(p.at)} /> : undefined} />)}
        {ready ? (
          <>
            <View>
              <Fact name='问卷' value={edit.title} />
              <Fact name='题目' value={`${placed(edit.definition).length} 题`} />
              <Fact name='方式' value={surveyModeWords[edit.mode]} />
              <Fact name='开始' value={edit.startsAt === null ? '' : whenWords(edit.startsAt, Date.now())} />
              <Fact name='截止' value={edit.endsAt === null ? '' : untilWords(edit.endsAt, Date.now())} />
            </View>
            <View className='body'>发布以后，有人填过就不能再改题目。还没有人填的时候可以收回来改。</View>
          </>
        ) : null}
      </View>
    </Sheet>
  )
}
