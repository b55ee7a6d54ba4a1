import { useState } from 'react'
import { View } from '@tarojs/components'
import { dayOf } from '../../../domain/calendar'
import { validOn } from '../../../domain/membership'
import { roleWords, seatKindWords } from '../../../domain/words'
import { dayWords } from '../../../domain/words-time'
import type { Membership, Person } from '../../../types/member'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Timeline, type TimelineStep } from '../../components/timeline'
import { EndMembership } from './end-membership'
import { nameOfUnit } from '../../components/unit-tree'

export interface MembershipCardsProps {
  person: Person
  units: readonly Unit[]
  mayEnd: boolean
  onGrant: () => void
  onChanged: (person: Person, words: string) => void
}

/** 2025年3月1日起, or 2025年3月1日至2026年2月28日. */
const period = ({ from, to }: Pick<Membership, 'from' | 'to'>) =>
  to === null ? `${dayWords(from)}起` : `${dayWords(from)}至${dayWords(to)}`

const seatWords = (m: Membership) => m.seat
  ? [m.seat.term, m.seat.delegation, m.seat.district, seatKindWords[m.seat.kind]].filter(Boolean).join(' · ')
  : ''

const described = (m: Membership, units: readonly Unit[]) =>
  [nameOfUnit(m.unitId, units), seatWords(m), period(m)].filter(Boolean).join('，')

const stateOn = (m: Membership, today: string): TimelineStep['state'] => validOn(m, today) ? 'now' : m.from > today ? 'next' : 'past'

const steps = (person: Person, units: readonly Unit[], today: string): TimelineStep[] => [...person.memberships]
  .sort((a, b) => a.from.localeCompare(b.from))
  .map(m => ({ key: m.id, text: roleWords[m.role], note: described(m, units), state: stateOn(m, today) }))

/** What counts today, each with the way to end it; and the whole course below. */
export const MembershipCards = ({ person, units, mayEnd, onGrant, onChanged }: MembershipCardsProps) => {
  const [ending, setEnding] = useState<Membership>()
  const today = dayOf(Date.now())
  const open = person.memberships.filter(m => m.to === null || m.to >= today)
  return (
    <View className='stack'>
      <Card title='现在的身份' flush>
        {open.length === 0 ? <Empty icon='people' title='现在没有身份' text='授予身份后，本人才能办相应的事。' /> : null}
        {open.map(m => (
          <ListRow
            key={m.id}
            text={m.from > today ? `${roleWords[m.role]}（还没开始）` : roleWords[m.role]}
            note={described(m, units)}
            act={mayEnd && m.to === null
              ? <Button id={`end-${m.role}`} text='结束' label={`结束${roleWords[m.role]}身份`} onTap={() => setEnding(m)} />
              : undefined}
          />
        ))}
        <View className='rows-foot'><Button id='grant' icon='plus' text='授予身份' label={`授予${person.name}身份`} onTap={onGrant} /></View>
      </Card>
      {person.memberships.length > 0 ? <Card title='身份经历'><Timeline label='身份经历' steps={steps(person, units, today)} /></Card> : null}
      {ending ? (
        <EndMembership
          person={person} membership={ending} onClose={() => setEnding(undefined)}
          onEnded={changed => {
            setEnding(undefined)
            onChanged(changed, `已设定“${roleWords[ending.role]}”的结束日期`)
          }}
        />
      ) : null}
    </View>
  )
}
