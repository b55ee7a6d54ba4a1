import { View } from '@tarojs/components'
import { useState } from 'react'
import { presetValues } from '../../../domain/survey/questions'
import { stepsOf } from '../../../domain/survey/steps'
import type { SurveyEdit } from '../../../types/survey'
import type { Values } from '../../../types/survey-answers'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Empty } from '../../components/feedback'
import { StepProgress, StepView } from '../../components/survey-steps'

export interface PreviewProps {
  edit: SurveyEdit
  /** The question that is being edited: the preview follows it. */
  open: string | undefined
}

/** The survey as a phone shows it, to be tried: what is answered here leads on as it will, and is sent nowhere. */
export const Preview = ({ edit, open }: PreviewProps) => {
  const { definition, settings, title } = edit
  const [values, setValues] = useState<Values>(() => presetValues(definition))
  const [at, setAt] = useState<{ step: string | undefined; followed: string | undefined }>({ step: undefined, followed: undefined })
  const steps = stepsOf(definition, values, settings.pace)
  const following = open !== undefined && at.followed !== open
  const wanted = following ? steps.find(s => s.questions.some(x => x.q.key === open))?.key : at.step
  const place = wanted === 'end' ? steps.length : Math.max(0, steps.findIndex(s => s.key === wanted))
  const step = steps[place]
  const go = (to: number) => setAt({ step: steps[to]?.key ?? 'end', followed: open })
  const skipped = open !== undefined && !steps.some(s => s.questions.some(x => x.q.key === open))
  return (
    <View className='phone' {...role('region')} ariaLabel='手机预览'>
      <View className='phone-bar' ariaHidden>{title || '未命名问卷'}</View>
      <View className='phone-screen stack'>
        {skipped ? <View className='note'>按预览里现在的回答，不会出现正在编辑的这一题。</View> : null}
        {step ? (
          <>
            <StepProgress steps={steps} at={place} />
            <StepView
              key={step.key} step={step} opens={steps[place - 1]?.section !== step.section} values={values} errors={{}} seed={1}
              onChange={(key, next) => {
                setAt({ step: step.key, followed: open })
                setValues(({ [key]: before, ...others }) => {
                  const value = next(before)
                  return value === undefined ? others : { ...others, [key]: value }
                })
              }}
            />
          </>
        ) : <Empty icon='done' title={steps.length === 0 ? '还没有题目' : '到这里就答完了'} text={steps.length === 0 ? '添加题目后，这里能看到手机上的样子。' : edit.thanks} />}
      </View>
      <View className='phone-foot wrap'>
        <Button text='上一步' label='预览：上一步' disabled={place === 0} onTap={() => go(place - 1)} />
        <Button text='下一步' label='预览：下一步' disabled={place >= steps.length} onTap={() => go(place + 1)} />
        <Button
          text='从头' label='预览：从头再答'
          onTap={() => {
            setValues(presetValues(definition))
            setAt({ step: undefined, followed: open })
          }}
        />
      </View>
    </View>
  )
}
