import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { clearAnswer, hurryAnswers, type OutAnswer } from '../../services/survey-out'
import { dropOpened } from './kept'

const toList = () => void Taro.redirectTo({ url: '/pages/surveys/mine' })

/** An answer that was sent and has not been answered: it goes on by itself, here or anywhere in the app. */
export const OnTheWay = ({ out }: { out: OutAnswer }) => {
  const sent = out.state === 'sent'
  useEffect(() => {
    if (!sent) return
    dropOpened(out.person, out.surveyId)
    // Forgotten once the page is left: before, the empty form would show for a moment.
    void Taro.redirectTo({ url: `/pages/surveys/done?id=${out.surveyId}` }).then(() => clearAnswer(out.person, out.surveyId))
  }, [sent, out])
  const waiting = out.state === 'waiting'
  return (
    <Page title='填写问卷' bar={waiting ? <Button kind='quiet' wide text='先去做别的' onTap={toList} /> : undefined}>
      <View className='stack'>
        {waiting ? <Notice meaning='attention' title='还没交上，网络好了自动再交' text='您的回答已存在手机里，不会丢，也不会交两份。可以离开这一页，再打开“职代通”时会接着交。' act={<Button icon='retry' text='现在再试' onTap={hurryAnswers} />} /> : null}
        <Card><Empty icon={waiting ? 'offline' : 'waiting'} title={out.title} text={waiting ? '等待提交' : '正在提交…'} /></Card>
      </View>
    </Page>
  )
}
