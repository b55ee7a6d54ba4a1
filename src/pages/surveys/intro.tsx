import { View } from '@tarojs/components'
import { modePromise } from '../../../domain/survey/life'
import { untilWords } from '../../../domain/words-time'
import type { OpenSurvey } from '../../../types/survey'
import { Card } from '../../components/card'
import { Icon } from '../../components/icon'

/** What it is, how long it takes, and what is honest to say about who sees what 保密, before the first question. */
export const Intro = ({ survey, questions }: { survey: OpenSurvey; questions: number }) => (
  <View className='stack'>
    <Card>
      <View className='stack'>
        <View className='title'>{survey.title}</View>
        {survey.intro ? <View className='body written'>{survey.intro}</View> : null}
        <View className='note'>最多 {questions} 题 · {untilWords(survey.endsAt, Date.now())} · {survey.editable ? '截止前可以修改' : '提交后不能修改'}</View>
      </View>
    </Card>
    <Card>
      <View className='stack-tight'>
        <View className='promise-title'><Icon name='people' /><View className='body strong'>谁能看到什么</View></View>
        <View className='body'>{modePromise[survey.mode]}</View>
      </View>
    </Card>
  </View>
)
