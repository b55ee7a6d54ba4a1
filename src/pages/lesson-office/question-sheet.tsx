import { View } from '@tarojs/components'
import { useState } from 'react'
import { quizKindWords } from '../../../domain/lesson/words'
import { optionsOf as choicesOf } from '../../../domain/words'
import type { EpisodeEdit } from '../../../types/lesson-course'
import type { BankQuestion } from '../../../types/lesson-quiz'
import { Button } from '../../components/button'
import { Choice, TickRow } from '../../components/choice'
import { Field } from '../../components/field'
import { useForm } from '../../components/form'
import { PickerRow } from '../../components/picker-row'
import { Sheet } from '../../components/sheet'
import { StillWrong } from '../../components/still-wrong'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { ANY, emptyQuestion, optionsOf, questionErrors, questionOf, valuesOf, type QuestionValues } from './question-values'

/** The episodes that a question may belong to. */
export const placesOf = (episodes: readonly Pick<EpisodeEdit, 'key' | 'title'>[]) =>
  [{ value: ANY, text: '整门课程通用' }, ...episodes.map((e, i) => ({ value: e.key, text: `${i + 1}. ${e.title || '未命名课时'}` }))]

const Right = ({ values, error, set }: { values: QuestionValues; error?: string; set: (by: Partial<QuestionValues>) => void }) => {
  const options = optionsOf(values)
  if (options.length < 2) return <Field label='正确答案' error={error}><View className='note'>先写好选项，再在这里标出正确的。</View></Field>
  if (values.kind === 'multiple') {
    return (
      <Field label='正确答案' hint='多选题全选对才得分。' error={error}>
        <View className='entry choice'>
          {options.map((o, i) => <TickRow key={i} text={o} checked={values.right.includes(i)} onChange={on => set({ right: on ? [...values.right, i] : values.right.filter(r => r !== i) })} />)}
        </View>
      </Field>
    )
  }
  return <Choice label='正确答案' error={error} options={options.map((o, i) => ({ value: String(i), text: o }))} value={values.right.length === 1 ? String(values.right[0]) : null} onChange={i => set({ right: [Number(i)] })} />
}

export interface QuestionSheetProps {
  courseId: string
  episodes: readonly Pick<EpisodeEdit, 'key' | 'title'>[]
  /** Absent = a new one. */
  question?: BankQuestion
  /** Where a new one belongs, unless told otherwise. */
  episode?: string
  onClose: () => void
  onSaved: () => void
}

/** One question of the bank 题库. */
export const QuestionSheet = ({ courseId, episodes, question, episode, onClose, onSaved }: QuestionSheetProps) => {
  // Made once for this sheet: a lost answer does not make two of the question.
  const [id] = useState(() => question ? Promise.resolve(question._id) : newId())
  const save = useAct(async () => {
    await call('lessons', 'saveQuestion', { id: await id, courseId, rev: question?.rev ?? null, question: questionOf(form.values) })
    onSaved()
  })
  const form = useForm<QuestionValues>(question ? valuesOf(question) : { ...emptyQuestion, episode: episode ?? ANY }, questionErrors, save.error)
  const { values, set, errors } = form
  return (
    <Sheet title={question ? '改这道题' : '添加一道题'} onClose={onClose} foot={<Button id='save-question' kind='main' wide text='保存这道题' busy={save.busy} onTap={() => { if (form.ready()) void save.run() }} />}>
      <View className='stack'>
        <ActTrouble error={save.error} />
        <Choice labelled label='题型' options={choicesOf(quizKindWords)} value={values.kind} onChange={kind => set({ kind, right: [] })} />
        <TextArea low label='题目' id='question-text' max={500} value={values.text} error={errors.text} onChange={text => set({ text })} />
        {values.kind === 'judge' ? null : <TextArea label='选项' id='question-options' hint='一行一个，不用写 A、B。' value={values.options} error={errors.options} onChange={options => set({ options })} />}
        <Right values={values} error={errors.right} set={set} />
        <TextArea optional low label='解析' hint='交卷以后给大家看，说明为什么。' max={1000} value={values.explanation} error={errors.explanation} onChange={explanation => set({ explanation })} />
        <PickerRow label='用在哪个课时' empty='请选择' options={placesOf(episodes)} value={values.episode} onChange={e => set({ episode: e })} />
        <StillWrong errors={errors} />
      </View>
    </Sheet>
  )
}
