import { View } from '@tarojs/components'
import { useState } from 'react'
import { questionKindWords } from '../../../domain/survey/questions'
import type { Definition, Problem, Question } from '../../../types/survey-questions'
import { Button } from '../../components/button'
import { TickRow } from '../../components/choice'
import { Tabs } from '../../components/filters'
import { Notice } from '../../components/notice'
import { TextArea, TextField } from '../../components/text-field'
import { KindSettings } from './kind-settings'
import { LogicEditor } from './logic-editor'

export interface QuestionEditorProps {
  definition: Definition
  q: Question
  problems: readonly Problem[]
  onChange: (q: Question) => void
  onMove: (by: -1 | 1) => void
  onCopy: () => void
  onRemove: () => void
  onClose: () => void
}

type Side = 'content' | 'logic'

const sides: { value: Side; text: string }[] = [{ value: 'content', text: '题目和选项' }, { value: 'logic', text: '显示和跳转' }]

const Content = ({ q, onChange }: Pick<QuestionEditorProps, 'q' | 'onChange'>) => (
  <View className='stack'>
    <TextArea low label='题目' id='question-title' max={200} value={q.title} onChange={title => onChange({ ...q, title: title.replace(/\n/g, '') })} />
    <TextField optional label='题目下的说明' max={300} value={q.note} onChange={note => onChange({ ...q, note })} />
    <KindSettings q={q} onChange={onChange} />
    <View className='entry choice'><TickRow text='必须回答' checked={q.required} onChange={required => onChange({ ...q, required })} /></View>
  </View>
)

/** One question opened for editing. */
export const QuestionEditor = ({ definition, q, problems, onChange, onMove, onCopy, onRemove, onClose }: QuestionEditorProps) => {
  const [side, setSide] = useState<Side>('content')
  return (
    <View className='question-open stack'>
      <View className='note'>{questionKindWords[q.kind]}</View>
      {problems.map(p => <Notice key={p.code + p.message} meaning='attention' title={p.message} />)}
      <Tabs label='编辑这一题的' options={sides} value={side} onChange={setSide} />
      {side === 'content' ? <Content q={q} onChange={onChange} /> : <LogicEditor definition={definition} q={q} onChange={onChange} />}
      <View className='wrap'>
        <Button text='上移' label={`上移：${q.title}`} onTap={() => onMove(-1)} />
        <Button text='下移' label={`下移：${q.title}`} onTap={() => onMove(1)} />
        <Button text='复制' label={`复制：${q.title}`} onTap={onCopy} />
        <Button kind='danger' text='删去' label={`删去：${q.title}`} onTap={onRemove} />
        <Button text='收起' onTap={onClose} />
      </View>
    </View>
  )
}
