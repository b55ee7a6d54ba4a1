import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { modePromise } from '../../../domain/survey/life'
import { untilWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Notify } from '../../components/notify'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import type { Opened } from './kept'

const TITLE = '问卷已提交'

const Thanks = ({ opened: { survey, answered } }: { opened: Opened }) => (
  <View className='stack'>
    <Card>
      <Empty
        icon={answered ? 'done' : 'waiting'} title={answered ? '已交上，谢谢您' : '还没有填'} text={answered ? survey.thanks || `“${survey.title}”已经收到您的回答。` : survey.title}
        act={!answered || (survey.editable && survey.state === 'open') ? <Button text={answered ? '修改我的回答' : '去填写'} onTap={() => void Taro.redirectTo({ url: `/pages/surveys/answer?id=${survey._id}` })} /> : undefined}
      />
    </Card>
    <Notify of='survey' text='有新问卷时通知我' />
    <Card>
      <View className='stack-tight'>
        <View className='body'>{survey.editable && survey.state === 'open' ? `截止前可以修改，${untilWords(survey.endsAt, Date.now())}。` : '回答已定，不能再改。'}</View>
        <View className='body'>{modePromise[survey.mode]}</View>
      </View>
    </Card>
  </View>
)

const Sent = ({ id }: { id: string }) => {
  const loaded = useLoad(() => call('surveys', 'open', { id }), [id])
  return (
    <Page title={TITLE} bar={<Button kind='main' wide text='看其他问卷' onTap={() => void Taro.redirectTo({ url: '/pages/surveys/mine' })} />}>
      <LoadedView loaded={loaded} rows={3}>{opened => <Thanks opened={opened} />}</LoadedView>
    </Page>
  )
}

/** After it was sent: thanks, and what can still be done. */
export default function DonePage() {
  const { id = '' } = useRouter().params
  return <SessionGate>{() => <Sent key={id} id={id} />}</SessionGate>
}
