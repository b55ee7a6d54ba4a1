import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { wrongAnswer, type Step } from '../../domain/survey/steps'
import { answerWords } from '../../domain/survey/words'
import type { Values } from '../../types/survey-answers'
import { role } from './aria'
import { Card, ListRow } from './card'
import { Notice } from './notice'
import { StateTag } from './state-tag'

export interface ReviewProps {
  steps: readonly Step[]
  values: Values
  once: boolean
  onOpen: (step: string) => void
  /** Sends it. It stands at the end of what was looked through. */
  act: ReactNode
}

/** Everything that will be sent, before it is sent; a tap leads back to the question. */
export const Review = ({ steps, values, once, onOpen, act }: ReviewProps) => {
  const rows = steps.flatMap(step => step.questions.map(({ q, number }) => ({ step: step.key, q, number, wrong: wrongAnswer(q, values[q.key]) })))
  const open = rows.filter(r => r.wrong).length
  return (
    <View className='stack'>
      {open > 0
        ? <Notice meaning='attention' title={`还有 ${open} 题要改`} text='点带提示的题目回去修改，改好再提交。' />
        : <Notice meaning='waiting' title='请核对您的回答' text={once ? '提交以后不能修改。点任何一题可以回去改。' : '截止前还可以修改。点任何一题可以回去改。'} />}
      <Card flush>
        <View {...role('list')}>
          {rows.map(({ step, q, number, wrong }) => (
            <ListRow
              key={q.key} text={`${number}. ${q.title}`} note={answerWords(q, values[q.key]) || '没有回答'}
              tag={wrong ? <StateTag meaning='attention' text={wrong.message} /> : undefined} onTap={() => onOpen(step)}
            />
          ))}
        </View>
      </Card>
      {act}
    </View>
  )
}
