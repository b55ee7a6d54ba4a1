import { View } from '@tarojs/components'
import { useState } from 'react'
import { tidy } from '../../../domain/survey/answers'
import { questionsOf } from '../../../domain/survey/questions'
import { timeWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { StatusLine } from '../../components/status-line'
import { Review } from '../../components/survey-review'
import { StepProgress, StepView } from '../../components/survey-steps'
import { INTRO, REVIEW, useWalk } from '../../components/survey-walk'
import { personKey, type Me } from '../../services/session'
import { postAnswer, SURVEY_DRAFT } from '../../services/survey-out'
import { useDraft } from '../../services/use-draft'
import type { Device } from '../../services/device'
import { Intro } from './intro'
import { startOf, type Kept, type Opened } from './kept'
import { useServerDraft } from './use-server-draft'

export interface FormProps {
  me: Me
  opened: Opened
  device: Device
  /** Why it was not taken. */
  refused?: string
  /** Reads the questions again, when they or the own answer have changed meanwhile. */
  onAgain?: () => void
}

/** The questions one after the other; what is written stays on the phone until the server has it. */
export const Form = ({ me, opened, device, refused, onAgain }: FormProps) => {
  const { survey } = opened
  const person = personKey(me)
  const [{ kept, word }] = useState(() => startOf(person, opened, device.id, Math.floor(Math.random() * 2 ** 31)))
  const draft = useDraft<Kept>(person, SURVEY_DRAFT, survey._id, kept)
  const { values, seed, edition } = draft.data
  const [replaced, stopDraft] = useServerDraft(survey.mode === 'named', survey._id, values, device)
  const [pictures, setPictures] = useState<Record<string, number>>({})
  const unsent = Object.values(pictures).reduce((sum, n) => sum + n, 0)
  const { steps, place, step, reviewing, wrong, ...walk } = useWalk(survey.definition, survey.pace, draft, { held: unsent > 0, onOpen: () => setPictures({}) })
  const send = () => {
    if (wrong) return walk.open(wrong.key)
    stopDraft()
    draft.flush()
    postAnswer({ person, surveyId: survey._id, title: survey.title, version: survey.version, edition, values: tidy(survey.definition, values) })
  }
  // A second tap on 核对 must send nothing, however late it comes: sending stands with the answers, and only words in the bar.
  // Keyed by the step, so that it is not taken for a tap on the next step's button either.
  const main = reviewing
    ? <View key={REVIEW} className='bar-words'>看完回答，在最下面提交</View>
    : <Button key={step?.key ?? INTRO} id='next' kind='main' wide text={!step && edition > 0 ? '修改我的回答' : walk.verb} onTap={walk.next} />
  return (
    <Page title='填写问卷' bar={<>{step || reviewing ? <Button id='back' wide text='上一步' onTap={walk.back} /> : null}{main}</>}>
      <View className='stack'>
        {refused ? <Notice meaning='refused' title='没有交上，您写的都在' text={refused} act={onAgain ? <Button text='重新读取' icon='retry' onTap={onAgain} /> : undefined} /> : null}
        {replaced ?? word ? <Notice meaning='waiting' title={(replaced ?? word)!} /> : null}
        {step ? <StepProgress steps={steps} at={place} /> : null}
        {walk.tried && unsent > 0 ? <Notice meaning='attention' title={`还有 ${unsent} 张图片没有传上去`} text='请等它传完、再传一次，或者去掉。' /> : null}
        {step
          ? <StepView key={step.key} step={step} opens={walk.opensSection} values={values} errors={walk.errors} seed={seed} folder={`${me.tenantId}/${me.personId}/surveys`} onUnsent={(key, n) => setPictures(now => (now[key] ?? 0) === n ? now : { ...now, [key]: n })} onChange={walk.change} />
          : reviewing ? <Review steps={steps} values={values} once={!survey.editable} onOpen={walk.open} act={<Button id='send' kind='main' wide text={wrong ? '去改第一处' : edition > 0 ? '提交修改' : '提交'} onTap={send} />} /> : <Intro survey={survey} questions={questionsOf(survey.definition).length} />}
        {draft.failed
          ? <StatusLine meaning='attention' text='手机存储满了，写的没有存下，请先不要离开这一页' />
          : step || reviewing ? <StatusLine meaning={draft.savedAt ? 'done' : 'waiting'} text={draft.savedAt ? `已存在这部手机里 ${timeWords(draft.savedAt)}` : '边填边自动保存，可以随时离开'} /> : null}
      </View>
    </Page>
  )
}
