import { View } from '@tarojs/components'
import { useState } from 'react'
import { placed, questionKindWords, type Placed } from '../../../domain/survey/questions'
import { optionsOf } from '../../../domain/words'
import type { Definition, Problem, QuestionKind, Section } from '../../../types/survey-questions'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Choice } from '../../components/choice'
import { Confirm, Sheet } from '../../components/sheet'
import { StateTag } from '../../components/state-tag'
import { TextField } from '../../components/text-field'
import { addQuestion, addSection, changeQuestion, changeSection, copyQuestion, moveQuestion, removeQuestion } from './edit-definition'
import { QuestionEditor } from './question-editor'

export interface QuestionsPartProps {
  definition: Definition
  problems: readonly Problem[]
  /** The question that is open. */
  open: string | undefined
  onOpen: (key: string | undefined) => void
  onChange: (definition: Definition) => void
}

const tagsOf = ({ question: q }: Placed, wrong: boolean) => (
  <View className='wrap'>
    {wrong ? <StateTag meaning='attention' text='有问题' /> : null}
    {q.showIf.length > 0 ? <StateTag text='有显示条件' /> : null}
    {q.jumps.length > 0 ? <StateTag text='有跳转' /> : null}
  </View>
)

const hasTags = ({ question: q }: Placed, wrong: boolean) => wrong || q.showIf.length > 0 || q.jumps.length > 0

const KindSheet = ({ onPick, onClose }: { onPick: (kind: QuestionKind) => void; onClose: () => void }) => (
  <Sheet title='添加哪种题' onClose={onClose}>
    <Choice labelled label='题型' options={optionsOf(questionKindWords)} value={null} onChange={onPick} />
  </Sheet>
)

const SectionCard = ({ section, no, p, onAdd }: { section: Section; no: number; p: QuestionsPartProps; onAdd: () => void }) => {
  const [removing, setRemoving] = useState<Placed>()
  const { definition, problems, open, onOpen, onChange } = p
  const rows = placed(definition).filter(x => x.section === section.key)
  const wrong = (key: string) => problems.filter(x => x.at === key)
  const then = (next: { definition: Definition; key: string }) => {
    onChange(next.definition)
    onOpen(next.key)
  }
  return (
    <Card title={`第 ${no} 部分`} flush>
      <View className='card-body stack'>
        <TextField optional label='这一部分的标题' max={80} value={section.title} onChange={title => onChange(changeSection(definition, section.key, { title }))} />
        {section.title ? <TextField optional label='标题下的说明' max={300} value={section.note} onChange={note => onChange(changeSection(definition, section.key, { note }))} /> : null}
      </View>
      <View {...role('list')}>
        {rows.map(x => x.question.key === open
          ? (
            <QuestionEditor
              key={x.question.key} definition={definition} q={x.question} problems={wrong(x.question.key)}
              onChange={q => onChange(changeQuestion(definition, q))} onMove={by => onChange(moveQuestion(definition, x.question.key, by))}
              onCopy={() => then(copyQuestion(definition, x.question.key))} onRemove={() => setRemoving(x)} onClose={() => onOpen(undefined)}
            />
          )
          : (
            <ListRow
              key={x.question.key} text={`${x.number}. ${x.question.title || '（还没有写题目）'}`} note={`${questionKindWords[x.question.kind]}${x.question.required ? '' : ' · 可不填'}`}
              tag={hasTags(x, wrong(x.question.key).length > 0) ? tagsOf(x, wrong(x.question.key).length > 0) : undefined} onTap={() => onOpen(x.question.key)}
            />
          ))}
      </View>
      <View className='card-body'><Button icon='plus' text='添加题目' label={`在第 ${no} 部分添加题目`} onTap={onAdd} /></View>
      {removing ? (
        <Confirm
          danger title={`删去第 ${removing.number} 题？`} text='用到这一题的显示条件和跳转会一起去掉。' yes='删去' onNo={() => setRemoving(undefined)}
          onYes={() => {
            onChange(removeQuestion(definition, removing.question.key))
            onOpen(undefined)
            setRemoving(undefined)
          }}
        />
      ) : null}
    </Card>
  )
}

/** The sections and questions of a survey; one question is open at a time. */
export const QuestionsPart = (p: QuestionsPartProps) => {
  const [adding, setAdding] = useState<string>()
  const { definition, onChange, onOpen } = p
  const then = (next: { definition: Definition; key: string }) => {
    onChange(next.definition)
    onOpen(next.key)
  }
  return (
    <View className='stack'>
      {definition.sections.map((s, i) => <SectionCard key={s.key} section={s} no={i + 1} p={p} onAdd={() => setAdding(s.key)} />)}
      <View><Button icon='plus' text={definition.sections.length === 0 ? '添加第一道题' : '添加一个部分'} onTap={() => then(addSection(definition))} /></View>
      {adding ? (
        <KindSheet
          onClose={() => setAdding(undefined)}
          onPick={kind => {
            setAdding(undefined)
            then(addQuestion(definition, adding, kind))
          }}
        />
      ) : null}
    </View>
  )
}
