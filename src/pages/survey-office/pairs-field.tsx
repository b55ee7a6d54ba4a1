import { View } from '@tarojs/components'
import { useState } from 'react'
import { MOST_PAIRS, isAxis, pairKey, pairProblems } from '../../../domain/survey/pairs'
import { placed } from '../../../domain/survey/questions'
import type { Definition } from '../../../types/survey-questions'
import type { Pair } from '../../../types/survey-results'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { PickerRow } from '../../components/picker-row'

interface PairsFieldProps { definition: Definition; pairs: readonly Pair[]; onChange: (pairs: Pair[]) => void }

/** Two questions to be crossed: counted from the first answer on, so chosen before publishing. */
export const PairsField = ({ definition, pairs, onChange }: PairsFieldProps) => {
  const [rows, setRows] = useState<string | null>(null)
  const [columns, setColumns] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const all = placed(definition)
  const options = all.filter(p => isAxis(p.question)).map(p => ({ value: p.question.key as string, text: `${p.number}. ${p.question.title}` }))
  const nameOf = (key: string) => options.find(o => o.value === key)?.text ?? '（题目已不在）'
  const wrong = rows && columns ? pairProblems(definition, [...pairs, { rows, columns }]).slice(pairProblems(definition, pairs).length)[0]?.message : '请选好两道题'
  const add = () => {
    setTried(true)
    if (wrong || !rows || !columns) return
    onChange([...pairs, { rows, columns }])
    setRows(null)
    setColumns(null)
    setTried(false)
  }
  return (
    <Field label='两题交叉表' optional hint={`把两道题放在一张表里，例如看上夜班的人打几颗星。只能用单选题和评分题，最多 ${MOST_PAIRS} 张，要在发布前选好。`} error={tried ? wrong : undefined}>
      <View className='stack-tight'>
        {pairs.map(p => (
          <View key={pairKey(p)} className='wrap'>
            <View className='body'>{nameOf(p.rows)} × {nameOf(p.columns)}</View>
            <Button text='去掉' label={`去掉交叉表：${nameOf(p.rows)} × ${nameOf(p.columns)}`} onTap={() => onChange(pairs.filter(x => x !== p))} />
          </View>
        ))}
        {options.length < 2 ? <View className='note'>先写至少两道单选题或评分题。</View> : pairs.length < MOST_PAIRS ? (
          <>
            <View className='pair'>
              <PickerRow label='一行一个答案的题' empty='请选择' options={options} value={rows} onChange={setRows} />
              <PickerRow label='一列一个答案的题' empty='请选择' options={options.filter(o => o.value !== rows)} value={columns} onChange={setColumns} />
            </View>
            <View><Button text='加这张交叉表' onTap={add} /></View>
          </>
        ) : null}
      </View>
    </Field>
  )
}
