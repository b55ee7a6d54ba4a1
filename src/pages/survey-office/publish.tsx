import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { surveyModeWords } from '../../../domain/survey/life'
import { checkDefinition } from '../../../domain/survey/logic'
import { placed } from '../../../domain/survey/questions'
import { untilWords, whenWords } from '../../../domain/words-time'
import type { SurveyEdit } from '../../../types/survey'
import { Button } from '../../components/button'
import { Fact } from '../../components/card'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import type { Editor } from './use-editor'

const When = ({ edit: { startsAt, anonymous } }: { edit: SurveyEdit }) => {
  const at = (instant: number | null) => instant === null ? '' : whenWords(instant, Date.now())
  if (!anonymous) return <Fact name='开始' value={at(startsAt)} />
  return (
    <>
      <Fact name='报名开始' value={at(startsAt)} />
      <Fact name='领卷开始' value={at(anonymous.drawFrom)} />
      <Fact name='作答开始' value={at(anonymous.answerFrom)} />
      <Fact name='票箱' value={anonymous.split ? '各单位分开，结果可以按单位看' : '全体一个，结果不分单位'} />
    </>
  )
}

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
      foot={ready ? <Button id='publish' kind='main' wide text={`发布，请 ${reach.data!.people} 人${edit.anonymous ? '报名' : '填写'}`} busy={publish.busy} busyText='正在发布…' onTap={() => void publish.run()} /> : <Button wide text='回去修改' onTap={onClose} />}
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
              <When edit={edit} />
              <Fact name='截止' value={edit.endsAt === null ? '' : untilWords(edit.endsAt, Date.now())} />
            </View>
            <View className='body'>{edit.anonymous ? '发布以后，开始领卷就不能再改。请提前告诉两名监票人：领卷开始以前登记密钥，领卷结束时、问卷截止后各签封一次。' : '发布以后，有人填过就不能再改题目。还没有人填的时候可以收回来改。'}</View>
            {edit.anonymous?.single ? <Notice meaning='attention' title='只有工会一个签发方' text='没有见证方一起签发，签发方如果作弊就可能添答卷。每个人的手机上都会写明。' /> : null}
          </>
        ) : null}
      </View>
    </Sheet>
  )
}
