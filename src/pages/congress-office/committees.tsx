import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Term } from '../../../types/congress-term'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Field } from '../../components/field'
import { Notice } from '../../components/notice'
import { PeopleField } from '../../components/person-picker'
import { PickerRow } from '../../components/picker-row'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import type { Chosen } from '../../components/chosen-field'
import './office.scss'

interface Row { id: string; name: string; headId: string | null; members: Chosen[] }

const rowsOf = (term: Term): Row[] => term.committees.map(c => ({ id: c.id, name: c.name, headId: c.head?.personId ?? null, members: c.members }))

export interface CommitteesProps {
  term: Term
  onDone: () => void
}

/** Special committees 专门小组 of the congress: for motions, for delegates' qualification, and so on. */
export const Committees = ({ term, onDone }: CommitteesProps) => {
  const [rows, setRows] = useState<Row[]>(() => rowsOf(term))
  const changed = JSON.stringify(rows) !== JSON.stringify(rowsOf(term))
  const nameless = rows.some(r => r.name.trim().length < 2)
  const save = useAct(async () => {
    await call('congress', 'committeesSave', { termId: term._id, rev: term.rev, committees: rows.map(r => ({ id: r.id, name: r.name.trim(), headId: r.headId, memberIds: r.members.map(m => m.personId) })) })
    onDone()
  })
  const patch = (id: string, given: Partial<Row>) => setRows(rows.map(r => r.id === id ? { ...r, ...given } : r))
  const members = (r: Row, next: Chosen[]) => patch(r.id, { members: next, headId: next.some(m => m.personId === r.headId) ? r.headId : null })
  const add = async () => {
    const id = await newId()
    setRows([...rows, { id, name: '', headId: null, members: [] }])
  }
  return (
    <View className='stack'>
      {changed ? <Notice meaning='attention' title='改动还没有保存' act={<Button id='save-committees' kind='main' text='保存专门小组' disabled={nameless} busy={save.busy} busyText='正在保存…' onTap={() => void save.run()} />} /> : null}
      <ActTrouble error={save.error} />
      {rows.length === 0 ? <Card><Empty icon='people' title='还没有专门小组' text='例如提案审查小组、代表资格审查小组、劳动保护小组。' /></Card> : null}
      {rows.map((r, i) => (
        <Card key={r.id} title={r.name || '新的小组'}>
          <View className='stack-loose'>
            <TextField id={`committee-${i}`} label='小组名称' value={r.name} error={r.name.trim().length < 2 ? '请填写小组名称，至少 2 个字' : undefined} onChange={name => patch(r.id, { name })} />
            <Field label='成员'><PeopleField title='选择成员' empty='还没有成员' chosen={r.members} most={50} onChange={next => members(r, next)} /></Field>
            {r.members.length > 0 ? <PickerRow label='组长' empty='请选择' options={r.members.map(m => ({ value: m.personId, text: m.name }))} value={r.headId} onChange={headId => patch(r.id, { headId })} /> : null}
            <View><Button text='去掉这个小组' label={`去掉${r.name}`} onTap={() => setRows(rows.filter(x => x.id !== r.id))} /></View>
          </View>
        </Card>
      ))}
      <View><Button id='add-committee' icon='plus' text='添加专门小组' onTap={() => void add()} /></View>
    </View>
  )
}
