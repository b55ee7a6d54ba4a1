import { View } from '@tarojs/components'
import type { Step } from '../../domain/survey/steps'
import type { Value, Values } from '../../types/survey-answers'
import type { Question } from '../../types/survey-questions'
import { role } from './aria'
import { Card } from './card'
import { QuestionField } from './survey-question'

export interface StepViewProps {
  step: Step
  /** The first of its section: the section says what it is about. */
  opens: boolean
  values: Values
  errors: Partial<Record<string, string>>
  seed: number
  folder?: string
  onUnsent?: (key: string, unsent: number) => void
  /** Said beside questions that are answered in words. */
  caution?: string
  onChange: (key: string, next: (now: Value | undefined) => Value | undefined) => void
}

const inWords = (q: Question): boolean => q.kind === 'short' || q.kind === 'long' || ('other' in q && q.other)

/** One screen of a survey. */
export const StepView = ({ step, opens, values, errors, seed, folder, onUnsent, caution, onChange }: StepViewProps) => (
  <View className='stack'>
    {step.section.title ? (
      <View className='stack-tight'>
        <View className={opens ? 'heading' : 'note'} {...role('heading')}>{step.section.title}</View>
        {opens && step.section.note ? <View className='body'>{step.section.note}</View> : null}
      </View>
    ) : null}
    {step.questions.map(({ q, number }) => (
      <Card key={q.key}>
        <QuestionField q={q} number={number} value={values[q.key]} error={errors[q.key]} seed={seed} folder={folder} onUnsent={onUnsent && (n => onUnsent(q.key, n))} onChange={next => onChange(q.key, next)} />
        {caution && inWords(q) ? <View className='note'>{caution}</View> : null}
      </Card>
    ))}
  </View>
)

/** How far one is; counted by the questions that these answers lead to, so the end may come nearer. */
export const StepProgress = ({ steps, at }: { steps: readonly Step[]; at: number }) => {
  const total = steps.reduce((n, s) => n + s.questions.length, 0)
  const first = steps[at]?.questions[0]?.number ?? total
  const last = steps[at]?.questions.at(-1)?.number ?? total
  const words = first === last ? `第 ${first} 题，共 ${total} 题` : `第 ${first}–${last} 题，共 ${total} 题`
  return (
    <View className='survey-progress' {...role('status')} ariaLabel={words}>
      <View className='note' ariaHidden>{words}</View>
      <View className='progress-bar' ariaHidden><View className='progress-done' style={{ width: `${total > 0 ? (last / total) * 100 : 0}%` }} /></View>
    </View>
  )
}
