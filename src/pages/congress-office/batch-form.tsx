import { View } from '@tarojs/components'
import { useState } from 'react'
import { BLANK_GRADE } from '../../../domain/congress/words'
import type { Question, QuestionOf } from '../../../types/congress-vote'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { TextArea, TextField } from '../../components/text-field'
import { CountCell } from './count-cell'
import { numberOf, type BatchValues } from './batch-values'
import './office.scss'

export interface BatchFormProps {
  question: Question
  v: BatchValues
  /** A show of hands: nothing is handed out or collected. */
  hands: boolean
  set: (patch: Partial<BatchValues>) => void
}

/** A long list is entered ten at a time: a phone shows no more, and a pause does no harm. */
const AT_ONCE = 10

const valid = (v: BatchValues) => numberOf(v.collected) - numberOf(v.void)

const Motion = ({ v, set }: BatchFormProps) => (
  <View className='four'>
    <TextField id='batch-yes' type='number' label='赞成' value={v.yes} onChange={yes => set({ yes })} />
    <TextField id='batch-no' type='number' label='反对' value={v.no} onChange={no => set({ no })} />
    <TextField id='batch-abstain' type='number' label='弃权' value={v.abstain} onChange={abstain => set({ abstain })} />
  </View>
)

const Elect = ({ question: q, v, set }: BatchFormProps & { question: QuestionOf<'elect'> }) => {
  const patch = (id: string, given: Partial<BatchValues['marks'][string]>) => set({ marks: { ...v.marks, [id]: { ...v.marks[id]!, ...given } } })
  return (
    <View className='stack'>
      <View className='cells cells-3' {...role('table')} ariaLabel='候选人得票'>
        <View className='cells-head' ariaHidden><View>姓名</View><View>○ 赞成</View><View>× 不赞成</View><View>弃权</View></View>
        {q.candidates.map(({ id, name }) => {
          const mark = v.marks[id] ?? { yes: '', no: '' }
          return (
            <View key={id} className='cells-row' {...role('row')}>
              <View className='body strong'>{name}</View>
              <CountCell name={`${name} 赞成`} value={mark.yes} onChange={yes => patch(id, { yes })} />
              <CountCell name={`${name} 不赞成`} value={mark.no} onChange={no => patch(id, { no })} />
              <View className='body' ariaLabel={`${name} 弃权`}>{valid(v) - numberOf(mark.yes) - numberOf(mark.no)}</View>
            </View>
          )
        })}
      </View>
      {q.writeIn ? <TextArea id='batch-write-ins' optional low label='另选他人' hint='每行一位：姓名 票数。' value={v.writeIns} onChange={writeIns => set({ writeIns })} /> : null}
    </View>
  )
}

const Appraise = ({ question: q, v, set }: BatchFormProps & { question: QuestionOf<'appraise'> }) => {
  const [page, setPage] = useState(0)
  const pages = Math.ceil(q.leaders.length / AT_ONCE)
  const shown = q.leaders.slice(page * AT_ONCE, (page + 1) * AT_ONCE)
  const patch = (id: string, i: number, typed: string) => set({ grades: { ...v.grades, [id]: v.grades[id]!.map((g, n) => n === i ? typed : g) } })
  return (
    <View className='stack'>
      <View className={`cells cells-${q.grades.length + 1}`} {...role('table')} ariaLabel='各等次票数'>
        <View className='cells-head' ariaHidden><View>姓名</View>{[...q.grades, BLANK_GRADE].map(g => <View key={g}>{g}</View>)}</View>
        {shown.map(l => {
          const given = v.grades[l.id] ?? []
          return (
            <View key={l.id} className='cells-row' {...role('row')}>
              <View><View className='body strong'>{l.name}</View><View className='note'>{l.post}</View></View>
              {q.grades.map((g, i) => <CountCell key={g} name={`${l.name} ${g}`} value={given[i] ?? ''} onChange={typed => patch(l.id, i, typed)} />)}
              <View className='body' ariaLabel={`${l.name} ${BLANK_GRADE}`}>{valid(v) - given.reduce((sum, g) => sum + numberOf(g), 0)}</View>
            </View>
          )
        })}
      </View>
      {pages > 1 ? (
        <View className='wrap'>
          <Button id='batch-before' text='上一组' disabled={page === 0} onTap={() => setPage(page - 1)} />
          <View className='body'>{`第 ${page * AT_ONCE + 1} 至 ${page * AT_ONCE + shown.length} 位，共 ${q.leaders.length} 位`}</View>
          <Button id='batch-after' text='下一组' disabled={page === pages - 1} onTap={() => setPage(page + 1)} />
        </View>
      ) : null}
    </View>
  )
}

/** The figures of one batch, as one scrutineer 监票人 counts them. */
export const BatchForm = (p: BatchFormProps) => {
  const { question: q, v, hands, set } = p
  return (
    <View className='stack-loose'>
      {hands && q.kind === 'motion' ? null : (
        <View className='four'>
          {hands ? null : <TextField id='batch-issued' type='number' label='发出' value={v.issued} onChange={issued => set({ issued })} />}
          <TextField id='batch-collected' type='number' label={hands ? '参加人数' : '收回'} value={v.collected} onChange={collected => set({ collected })} />
          {hands ? null : <TextField id='batch-void' type='number' label='其中无效票' value={v.void} onChange={x => set({ void: x })} />}
        </View>
      )}
      {q.kind === 'motion' ? <Motion {...p} /> : q.kind === 'elect' ? <Elect {...p} question={q} /> : <Appraise {...p} question={q} />}
    </View>
  )
}
