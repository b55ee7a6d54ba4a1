import { View } from '@tarojs/components'
import { formWords } from '../../domain/congress/words'
import type { QuestionOf } from '../../types/congress-vote'
import { role } from './aria'
import { Button } from './button'
import { StatusLine } from './status-line'
import { TextField } from './text-field'
import type { MarkingProps } from './ballot'
import { MarkRow } from './ballot-marks'
import { PER_STEP, inStep, seatsLeft, stepsOf, type Marks } from './marks'

const options = [
  { value: 'yes', sign: 'ring', text: '赞成' },
  { value: 'no', sign: 'cross', text: '不赞成' },
  { value: 'blank', text: '弃权' },
] as const

type Elect = QuestionOf<'elect'>

/** Marks made against seats, as one counts them on paper. */
export const SeatCount = ({ question, marks }: { question: Elect; marks: Marks }) => {
  const left = seatsLeft(question, marks)
  const made = question.seats - left
  const words = `应选 ${question.seats} 人，已划 ○ ${made} 人`
  if (left < 0) return <StatusLine meaning='attention' text={`${words}，多了 ${-left} 人。这样是废票，请减少`} />
  return <StatusLine meaning={left === 0 ? 'done' : 'waiting'} text={left === 0 ? `${words}，已满` : `${words}，还可划 ${left} 人`} />
}

/** Somebody who stands on no list 另选他人; takes one of the seats. */
const WriteIns = ({ question, marks, change }: { question: Elect } & Pick<MarkingProps, 'marks' | 'change'>) => {
  const set = (i: number, name: string) => change(m => ({ writeIns: m.writeIns.map((was, j) => j === i ? name : was) }))
  return (
    <View className='ballot-line stack'>
      {marks.writeIns.map((name, i) => <TextField key={i} label={`另选人 ${i + 1}`} hint='写姓名，有同名的请加上单位；不选了就清空' max={40} value={name} onChange={v => set(i, v)} />)}
      {marks.writeIns.length < question.seats
        ? <View><Button icon='plus' text='另选他人' onTap={() => change(m => ({ writeIns: [...m.writeIns, ''].slice(0, question.seats) }))} /></View>
        : null}
    </View>
  )
}

export const ElectBallot = ({ question, marks, change }: MarkingProps & { question: Elect }) => {
  const last = marks.step === stepsOf(question) - 1
  return (
    <View className='stack'>
      <View className='ballot-count'>
        <View className='note'>{formWords[question.form]}，候选人 {question.candidates.length} 位，按姓氏笔画排列</View>
        <SeatCount question={question} marks={marks} />
      </View>
      <View className='ballot-lines' {...role('list')} ariaLabel='候选人'>
        {inStep(question.candidates, marks.step, PER_STEP.elect).map(c => (
          <View key={c.id} className='ballot-line' {...role('listitem')}>
            <View className='ballot-name'>{c.name}</View>
            <MarkRow name={c.name} options={options} value={marks.marks[c.id]} onMark={mark => change(m => ({ marks: { ...m.marks, [c.id]: mark } }))} />
          </View>
        ))}
        {question.writeIn && last ? <WriteIns question={question} marks={marks} change={change} /> : null}
      </View>
    </View>
  )
}
