import { useState } from 'react'
import { View } from '@tarojs/components'
import { dayOf, isDay } from '../../../domain/calendar'
import { roleWords } from '../../../domain/words'
import { dayWords } from '../../../domain/words-time'
import type { Membership, Person } from '../../../types/member'
import { Button } from '../../components/button'
import { DateField } from '../../components/date-field'
import { Sheet } from '../../components/sheet'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { ActTrouble } from '../../components/trouble'

export interface EndMembershipProps {
  person: Person
  membership: Membership
  onClose: () => void
  onEnded: (person: Person) => void
}

/** The last day of a role. History stays: the role was held until then. */
export const EndMembership = ({ person, membership, onClose, onEnded }: EndMembershipProps) => {
  const [to, setTo] = useState(dayOf(Date.now()))
  const name = roleWords[membership.role]
  const end = useAct(async () => onEnded(await call('members', 'end', { personId: person._id, rev: person.rev, membershipId: membership.id, to })))
  const wrong = !isDay(to) ? '请选择日期' : to < membership.from ? `不能早于开始的 ${dayWords(membership.from)}` : undefined
  return (
    <Sheet
      title={`结束${person.name}的“${name}”身份？`}
      onClose={onClose}
      foot={(
        <View className='stack-tight'>
          <ActTrouble error={end.error} />
          <Button id='end-yes' kind='danger' wide text='结束身份' disabled={wrong !== undefined} busy={end.busy} busyText='正在保存…' onTap={() => void end.run()} />
          <Button id='end-no' kind='bare' wide text='先不' onTap={onClose} />
        </View>
      )}
    >
      <View className='stack'>
        <View className='body'>这一天过后，本人不再以“{name}”办事。已办的事和这段经历都保留。结束日期设定以后只能提前，不能推后。</View>
        <DateField label='最后一天' value={to} onChange={setTo} empty='请选择日期' error={wrong} />
      </View>
    </Sheet>
  )
}
