import { View } from '@tarojs/components'
import { useState } from 'react'
import { anonymousSteps, modePromise } from '../../../domain/survey/life'
import { questionsOf } from '../../../domain/survey/questions'
import { whenWords } from '../../../domain/words-time'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Icon } from '../../components/icon'
import { Sheet } from '../../components/sheet'
import { Timeline, type TimelineStep } from '../../components/timeline'
import type { Opened } from './survey-kept'

const spans = ({ survey: { startsAt, endsAt, anonymous } }: Opened, now: number): string[] => {
  if (!anonymous) return []
  const span = (from: number, to: number) => `${whenWords(from, now)} 到 ${whenWords(to, now)}`
  return [span(startsAt, anonymous.drawFrom), span(anonymous.drawFrom, anonymous.answerFrom), span(anonymous.answerFrom, endsAt)]
}

const reached: Partial<Record<Opened['survey']['state'], number>> = { waiting: -1, joining: 0, drawing: 1, sealing: 2, open: 2 }

/** The three steps 报名、领卷、作答 with their dates. @param at which one it is now, from 0; as the survey was when it was read, unless told */
export const Steps = ({ opened, now, at = reached[opened.survey.state] ?? 3 }: { opened: Opened; now: number; at?: number }) => {
  const when = spans(opened, now)
  const state = (i: number): TimelineStep['state'] => i < at ? 'past' : i > at ? 'next' : 'now'
  return (
    <Card title='分三步，每一步都在规定的时间里办'>
      <Timeline label='三步' steps={anonymousSteps.map(({ key, text, note }, i) => ({ key, text, note: `${when[i] ?? ''}。${note}`, state: state(i) }))} />
    </Card>
  )
}

/** What it is about and who sees what, before anybody joins. */
export const About = ({ opened }: { opened: Opened }) => {
  const [reading, setReading] = useState(false)
  const { survey } = opened
  const questions = questionsOf(survey.definition)
  return (
    <View className='stack'>
      <Card>
        <View className='stack'>
          <View className='title' {...role('heading')}>{survey.title}</View>
          {survey.intro ? <View className='body written'>{survey.intro}</View> : null}
          <View><Button kind='bare' text={`先看看有哪些题（最多 ${questions.length} 题）`} onTap={() => setReading(true)} /></View>
        </View>
      </Card>
      <Card>
        <View className='stack-tight'>
          <View className='promise-title'><Icon name='people' /><View className='body strong'>谁能看到什么</View></View>
          <View className='body'>{modePromise.anonymous}</View>
        </View>
      </Card>
      {reading ? (
        <Sheet title='题目' onClose={() => setReading(false)}>
          <View className='stack-tight' {...role('list')}>{questions.map((q, i) => <View key={q.key} className='body' {...role('listitem')}>{i + 1}. {q.title}</View>)}</View>
        </Sheet>
      ) : null}
    </View>
  )
}
