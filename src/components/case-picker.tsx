import { View } from '@tarojs/components'
import { useState } from 'react'
import { motionStateWords } from '../../domain/motion-graph'
import type { MotionRow } from '../../types/motion'
import type { MotionState } from '../../types/motion-life'
import { Choice } from './choice'
import { Empty } from './feedback'
import { Field } from './field'
import { Tabs } from './filters'
import { motionTitle } from './motion-row'
import { PagedList } from './paged-list'
import { SearchBox } from './text-field'
import { usePaused } from './use-paused'
import { call } from '../services/call'
import { usePages } from '../services/use-pages'

export interface CasePickerProps {
  label: string
  hint?: string
  error?: string
  value: string | null
  onChange: (id: string) => void
}

type Into = Extract<MotionState, 'filed' | 'opinion'>
const states: { value: Into; text: string }[] = (['filed', 'opinion'] as const).map(value => ({ value, text: motionStateWords[value] }))

const option = (m: MotionRow) => ({ value: m._id, text: motionTitle(m.title), note: [m.number, `${m.proposerName}（${m.delegation}）`].filter(Boolean).join(' · ') })

/** The case that filings go into, found by its subject. What still waits for a decision is in neither list. */
export const CasePicker = ({ label, hint, error, value, onChange }: CasePickerProps) => {
  const [state, setState] = useState<Into>('filed')
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const pages = usePages(cursor => call('motions', 'list', { state, text: text || undefined, cursor }), [state, text])
  return (
    <Field label={label} hint={hint} error={error}>
      <View className='stack-tight'>
        <Tabs label='主案的状态' options={states} value={state} onChange={setState} />
        <SearchBox label='搜索案由' value={typed} onChange={setTyped} />
        <PagedList pages={pages} empty={<Empty icon='search' title={text ? `没有找到“${text}”` : `没有${motionStateWords[state]}的提案`} text='可以换一个词，或看看另一类。' />}>
          {items => <Choice labelled label={label} options={items.map(option)} value={value} onChange={onChange} />}
        </PagedList>
      </View>
    </Field>
  )
}
