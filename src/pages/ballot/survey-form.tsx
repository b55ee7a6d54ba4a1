import { View } from '@tarojs/components'
import { useMemo, useState, type ReactNode } from 'react'
import { choiceOf, type Choice } from '../../../domain/ballot/question'
import type { Round } from '../../../domain/ballot/manifest'
import { marksOf, marksProblem } from '../../../domain/survey/ballot-answers'
import { presetValues, questionsOf } from '../../../domain/survey/questions'
import { timeWords, untilWords } from '../../../domain/words-time'
import type { Definition } from '../../../types/survey-questions'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { BALLOT_DRAFT } from '../../components/kept-vote'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { StatusLine } from '../../components/status-line'
import { Review } from '../../components/survey-review'
import { StepProgress, StepView } from '../../components/survey-steps'
import { INTRO, REVIEW, useWalk, type Walked } from '../../components/survey-walk'
import { useDraft } from '../../services/use-draft'
import { HallCode } from './hall-code'
import type { Opened } from './survey-kept'
import { surveyWords } from './survey-words'
import { Truths } from './truths'

const CAUTION = '匿名问卷提醒：写的内容本身可能让人认出您。请不要写姓名、工号、只有您知道的事。'

interface Kept extends Walked { seed: number }

export interface SurveyFormProps {
  person: string
  round: Round
  /** For what the manifest does not hold: introduction, pace and end. */
  opened: Opened
  offline: boolean
  now: number
  onCast: (choice: Choice) => Promise<void>
}

const Intro = ({ opened, definition, round, now }: Pick<SurveyFormProps, 'opened' | 'round' | 'now'> & { definition: Definition }) => (
  <View className='stack'>
    <Card>
      <View className='stack'>
        <View className='title' {...role('heading')}>{round.manifest.question.text}</View>
        {opened.survey.intro ? <View className='body written'>{opened.survey.intro}</View> : null}
        <View className='note'>最多 {questionsOf(definition).length} 题 · {untilWords(opened.survey.endsAt, now)} · 投入票箱后不能修改</View>
      </View>
    </Card>
    <Notice meaning='done' title='您手里是一份不记名的答卷' text='写的内容只存在这部手机里，没有投入票箱以前不会离开手机。' />
    <HallCode round={round} words={surveyWords} />
    <Truths single={round.manifest.issuers.length === 1} words={surveyWords} />
  </View>
)

/** 作答: the questions of the manifest one after the other, looked over, and dropped into the box. */
export const SurveyForm = ({ person, round, opened, offline, now, onCast }: SurveyFormProps) => {
  const { question, round: roundId } = round.manifest
  const definition = useMemo(() => JSON.parse(question.kind === 'answers' ? question.definition : '{"sections":[]}') as Definition, [question])
  const [fresh] = useState<Kept>(() => ({ values: presetValues(definition), at: INTRO, seed: Math.floor(Math.random() * 2 ** 31) }))
  const draft = useDraft<Kept>(person, BALLOT_DRAFT, roundId, fresh)
  const { values, seed } = draft.data
  const { steps, place, step, reviewing, wrong, ...walk } = useWalk(definition, opened.survey.pace, draft)
  const [problem, setProblem] = useState<string>()
  const cast = () => {
    if (wrong) return walk.open(wrong.key)
    const found = marksProblem(definition, values)
    setProblem(found)
    if (found) return
    draft.flush()
    void onCast(choiceOf(marksOf(definition, values), [], question))
  }
  const bar = (main: ReactNode) => <>{step || reviewing ? <Button id='back' wide text='上一步' onTap={walk.back} /> : null}{main}</>
  return (
    <Page
      title='匿名作答'
      // A second tap on 核对 must cast nothing, however late it comes: casting stands with the answers, and only words in the bar.
      // Keyed by the step, so that it is not taken for a tap on the next step's button either.
      bar={bar(reviewing
        ? <View key={REVIEW} className='bar-words'>看完回答，在最下面投入票箱</View>
        : <Button key={step?.key ?? INTRO} id='next' kind='main' wide text={walk.verb} onTap={walk.next} />)}
    >
      <View className='stack'>
        {offline ? <StatusLine meaning='offline' text='现在没有连上。可以照样作答、投入票箱，连上后自动送到。' /> : null}
        {problem ? <Notice meaning='attention' title='这样还放不进票箱' text={problem} /> : null}
        {step ? <StepProgress steps={steps} at={place} /> : null}
        {step
          ? <StepView key={step.key} step={step} opens={walk.opensSection} values={values} errors={walk.errors} seed={seed} caution={CAUTION} onChange={walk.change} />
          : reviewing ? <Review steps={steps} values={values} once onOpen={walk.open} act={<Button id='cast' kind='main' wide text={wrong ? '去改第一处' : '投入票箱'} onTap={cast} />} /> : <Intro opened={opened} definition={definition} round={round} now={now} />}
        {draft.failed
          ? <StatusLine meaning='attention' text='手机存储满了，写的没有存下，请先不要离开这一页' />
          : step || reviewing ? <StatusLine meaning={draft.savedAt ? 'done' : 'waiting'} text={draft.savedAt ? `只存在这部手机里 ${timeWords(draft.savedAt)}` : '边填边存在这部手机里，可以随时离开'} /> : null}
      </View>
    </Page>
  )
}
