import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Person } from '../../types/member'
import { Button } from './button'
import { TickRow } from './choice'
import { ChosenField, type Chosen } from './chosen-field'
import { Empty } from './feedback'
import { PagedList } from './paged-list'
import { Sheet } from './sheet'
import { SearchBox } from './text-field'
import { usePaused } from './use-paused'
import { call } from '../services/call'
import { usePages } from '../services/use-pages'

export interface PersonPickerProps {
  title: string
  /** Only those who hold this role: delegates for the presidium. */
  role?: 'delegate'
  chosen: readonly Chosen[]
  most: number
  onChange: (chosen: Chosen[]) => void
  onClose: () => void
}

const noteOf = (p: Person) => [p.unitName, p.employeeNo && `工号 ${p.employeeNo}`].filter(Boolean).join(' · ')

/** People out of the roster, searched by name or number. */
const Found = ({ role, chosen, most, onChange }: PersonPickerProps) => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const pages = usePages(cursor => call('members', 'people', { text: text || undefined, role, cursor }), [text, role])
  const toggle = (p: Person, on: boolean) =>
    onChange(on ? [...chosen, { personId: p._id, name: p.name }] : chosen.filter(c => c.personId !== p._id))
  return (
    <View className='stack'>
      <SearchBox label='搜索姓名或工号' value={typed} onChange={setTyped} />
      <PagedList pages={pages} empty={<Empty icon='search' title={text ? `没有找到“${text}”` : '名册里还没有人'} />}>
        {people => (
          <View className='entry choice'>
            {people.map(p => {
              const on = chosen.some(c => c.personId === p._id)
              return <TickRow key={p._id} text={p.name} note={noteOf(p)} checked={on} disabled={!on && chosen.length >= most} onChange={tick => toggle(p, tick)} />
            })}
          </View>
        )}
      </PagedList>
    </View>
  )
}

export const PersonPicker = (p: PersonPickerProps) => (
  <Sheet title={p.title} onClose={p.onClose} foot={<Button id='picked' kind='main' wide text={`选好了，${p.chosen.length} 位`} onTap={p.onClose} />}>
    <Found {...p} />
  </Sheet>
)

export interface PeopleFieldProps extends Omit<PersonPickerProps, 'onClose'> {
  empty: string
}

/** Who was chosen, and the way to choose. */
export const PeopleField = ({ empty, ...p }: PeopleFieldProps) =>
  <ChosenField {...p} empty={empty} picker={close => <PersonPicker {...p} onClose={close} />} />
