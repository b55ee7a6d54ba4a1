import { View } from '@tarojs/components'
import { anonymousSteps } from '../../../domain/survey/life'
import type { SurveyEdit } from '../../../types/survey'
import { Card } from '../../components/card'
import { dateProblem } from './mode'
import { WhenField } from '../../components/when-field'

/** When people join, draw and answer: three steps after each other. */
export const AnonymousDates = ({ edit, onChange }: { edit: SurveyEdit; onChange: (by: Partial<SurveyEdit>) => void }) => {
  const { anonymous } = edit
  if (!anonymous) return null
  // A date that is being typed is not kept yet: the last whole one stands.
  const set = (by: Partial<typeof anonymous>) => onChange({ anonymous: { ...anonymous, ...by } })
  const [join, draw, answer] = anonymousSteps
  return (
    <Card title='什么时候'>
      <View className='stack-loose'>
        <View className='body'>匿名问卷分三步，每步之间至少隔 10 分钟；一般报名 3 天、领卷 2 天、作答 5 天。到时间自动往下走，只有签封要两名监票人来办。</View>
        <View className='stack-tight'>
          <WhenField label='报名开始' usual='08:00' value={edit.startsAt} onChange={startsAt => onChange({ startsAt })} />
          <View className='note'>{join.note}</View>
        </View>
        <View className='stack-tight'>
          <WhenField label='领卷开始' usual='08:00' value={anonymous.drawFrom} error={dateProblem(edit, 'anonymous.drawFrom')} onChange={drawFrom => { if (drawFrom !== null) set({ drawFrom }) }} />
          <View className='note'>{draw.note}</View>
        </View>
        <View className='stack-tight'>
          <WhenField label='作答开始' usual='08:00' value={anonymous.answerFrom} error={dateProblem(edit, 'anonymous.answerFrom')} onChange={answerFrom => { if (answerFrom !== null) set({ answerFrom }) }} />
          <View className='note'>{answer.note}</View>
        </View>
        <WhenField label='截止' usual='18:00' value={edit.endsAt} error={dateProblem(edit, 'endsAt')} onChange={endsAt => onChange({ endsAt })} />
      </View>
    </Card>
  )
}
