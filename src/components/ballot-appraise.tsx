import { View } from '@tarojs/components'
import { BLANK_GRADE } from '../../domain/congress/words'
import type { QuestionOf } from '../../types/congress-vote'
import { role } from './aria'
import { Progress } from './feedback'
import type { MarkingProps } from './ballot'
import { MarkRow } from './ballot-marks'
import { BLANK, PER_STEP, inStep, stepsOf } from './marks'

/** Five leaders a page: eighty on one would be a wall, and would be slow on an old phone. */
export const AppraiseBallot = ({ question, marks, change }: MarkingProps & { question: QuestionOf<'appraise'> }) => {
  const options = [...question.grades.map((text, value) => ({ value, text })), { value: BLANK, text: BLANK_GRADE }]
  const done = question.leaders.filter(l => marks.grades[l.id] !== undefined).length
  return (
    <View className='stack'>
      <View className='ballot-count'>
        <Progress label={`第 ${marks.step + 1} 页，共 ${stepsOf(question)} 页 · 已评`} done={done} total={question.leaders.length} />
      </View>
      <View className='ballot-lines' {...role('list')} ariaLabel='被评议人'>
        {inStep(question.leaders, marks.step, PER_STEP.appraise).map(l => (
          <View key={l.id} className='ballot-line' {...role('listitem')}>
            <View className='ballot-name'>{l.name}</View>
            {l.post ? <View className='note'>{l.post}</View> : null}
            <MarkRow name={l.name} options={options} value={marks.grades[l.id]} onMark={grade => change(m => ({ grades: { ...m.grades, [l.id]: grade } }))} />
          </View>
        ))}
      </View>
    </View>
  )
}
