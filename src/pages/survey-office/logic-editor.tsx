import { View } from '@tarojs/components'
import { optionRefs, placed, OTHER, type Placed } from '../../../domain/survey/questions'
import type { Condition, Definition, Jump, Question } from '../../../types/survey-questions'
import { Button } from '../../components/button'
import { TickRow } from '../../components/choice'
import { Field } from '../../components/field'
import { PickerRow } from '../../components/picker-row'
import { NumberBox } from '../../components/number-box'

interface LogicProps { definition: Definition; q: Question; onChange: (q: Question) => void }

const NEXT = 'next'
const END = 'end'

const nameOf = ({ question, number }: Placed) => `第 ${number} 题：${question.title || '（还没有写题目）'}`

const optionText = (q: Question, ref: string) => ref === OTHER ? '其他' : 'options' in q ? q.options.find(o => o.key === ref)?.text ?? ref : ref

interface ConditionProps { c: Condition; before: readonly Placed[]; onChange: (c: Condition) => void; onRemove: () => void }

const ConditionEditor = ({ c, before, onChange, onRemove }: ConditionProps) => {
  const asked = before.find(p => p.question.key === c.question)?.question
  const refs = asked ? optionRefs(asked) : []
  const numeric = asked?.kind === 'rating' || asked?.kind === 'number'
  return (
    <View className='logic-one stack-tight'>
      <PickerRow
        label='看哪一题的回答' empty='请选择题目' options={before.map(p => ({ value: p.question.key, text: nameOf(p) }))} value={c.question}
        onChange={question => onChange({ ...c, question, any: [], from: null, to: null })}
      />
      {asked && refs.length > 0 ? (
        <Field label='选了下面任何一项' hint='都不勾选，表示只要答了就算'>
          <View className='entry choice'>
            {refs.map(ref => <TickRow key={ref} text={optionText(asked, ref)} checked={(c.any as string[]).includes(ref)} onChange={on => onChange({ ...c, any: on ? [...c.any, ref] : c.any.filter(k => k !== ref) })} />)}
          </View>
        </Field>
      ) : null}
      {numeric ? (
        <View className='pair'>
          <NumberBox optional label='从' value={c.from} onChange={from => onChange({ ...c, from })} />
          <NumberBox optional label='到' value={c.to} onChange={to => onChange({ ...c, to })} />
        </View>
      ) : null}
      <View className='entry choice'><TickRow text='反过来：不符合时才显示' checked={c.not} onChange={not => onChange({ ...c, not })} /></View>
      <View><Button text='去掉这个条件' onTap={onRemove} /></View>
    </View>
  )
}

const Conditions = ({ q, before, onChange }: { q: Question; before: readonly Placed[]; onChange: (q: Question) => void }) => {
  if (before.length === 0) return null
  const set = (showIf: Condition[]) => onChange({ ...q, showIf })
  return (
    <Field label='什么时候显示这一题' hint={q.showIf.length === 0 ? '现在：总是显示' : '下面的条件都符合才显示'}>
      <View className='stack-tight'>
        {q.showIf.map((c, i) => (
          <ConditionEditor
            key={`${i}${c.question}`} c={c} before={before}
            onChange={next => set(q.showIf.map((x, n) => n === i ? next : x))} onRemove={() => set(q.showIf.filter((_, n) => n !== i))}
          />
        ))}
        {q.showIf.length < 5 ? <View><Button icon='plus' text='添加显示条件' onTap={() => set([...q.showIf, { question: before.at(-1)!.question.key, any: [], from: null, to: null, not: false }])} /></View> : null}
      </View>
    </Field>
  )
}

/** Where a question may lead: further on, never back. */
const targets = (definition: Definition, after: number) => [
  { value: NEXT, text: '接着下一题' },
  ...placed(definition).filter(p => p.number > after).map(p => ({ value: p.question.key, text: nameOf(p) })),
  ...definition.sections.filter(s => s.title && placed(definition).some(p => p.section === s.key && p.number > after) && !placed(definition).some(p => p.section === s.key && p.number <= after))
    .map(s => ({ value: s.key, text: `“${s.title}”部分` })),
  { value: END, text: '结束，不再问' },
]

const Jumps = ({ q, definition, number, onChange }: LogicProps & { number: number }) => {
  const options = targets(definition, number)
  const to = (option: Jump['option']) => q.jumps.find(j => j.option === option)?.to
  // Those already there that lead back, as an imported definition may, are named until they are changed.
  const shown = (option: Jump['option']) => {
    const target = to(option)
    return target === undefined ? NEXT : target
  }
  const set = (option: Jump['option'], target: string) => {
    const others = q.jumps.filter(j => j.option !== option)
    const jumps = target === NEXT ? others : [...others, { option, to: target as Jump['to'] }]
    // The first that fits is taken, so the one for all other answers comes last.
    onChange({ ...q, jumps: [...jumps.filter(j => j.option !== null), ...jumps.filter(j => j.option === null)] })
  }
  return (
    <View className='stack'>
      {q.kind === 'single' ? optionRefs(q).map(ref => (
        <PickerRow key={ref} label={`选“${optionText(q, ref)}”以后`} empty='目标不在后面，请重新选择' options={options} value={shown(ref)} onChange={target => set(ref, target)} />
      )) : null}
      <PickerRow label={q.kind === 'single' ? '选其余各项以后' : '答完以后'} empty='目标不在后面，请重新选择' options={options} value={shown(null)} onChange={target => set(null, target)} />
    </View>
  )
}

/** When a question is shown, and where one goes on after it. */
export const LogicEditor = ({ definition, q, onChange }: LogicProps) => {
  const all = placed(definition)
  const number = all.find(p => p.question.key === q.key)?.number ?? 0
  return (
    <View className='stack'>
      <Conditions q={q} before={all.filter(p => p.number < number)} onChange={onChange} />
      <Field label='跳转' hint='只能往后跳。'><Jumps definition={definition} q={q} number={number} onChange={onChange} /></Field>
    </View>
  )
}
