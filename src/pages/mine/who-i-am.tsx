import { View } from '@tarojs/components'
import { roleWords, seatKindWords } from '../../../domain/words'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import type { Me } from '../../services/session'

/** Unit, seat and roles that count today. */
export const WhoIAm = ({ me, onBind }: { me: Me; onBind: () => void }) => {
  if (me.state === 'visitor') {
    return (
      <Card title='您还没有绑定身份'>
        <View className='stack'>
          <View className='body'>绑定以后，就能看到本单位的提案，以及和您有关的事。</View>
          <Button kind='main' wide text='绑定身份' onTap={onBind} />
        </View>
      </Card>
    )
  }
  const seat = me.memberships.find(m => m.role === 'delegate')?.seat
  const roles = [...new Set(me.memberships.map(m => roleWords[m.role]))].join('、') || '职工'
  return (
    <Card title={me.name ?? ''}>
      <Fact name='单位' value={me.tenantName} />
      {me.unitName && me.unitName !== me.tenantName ? <Fact name='部门班组' value={me.unitName} /> : null}
      <Fact name='身份' value={roles} />
      {seat ? <Fact name='代表席位' value={`${seat.term} · ${seat.delegation} · ${seat.district} · ${seatKindWords[seat.kind]}`} /> : null}
      {me.employeeNo ? <Fact name='工号' value={me.employeeNo} /> : null}
      {me.phone ? <Fact name='手机' value={me.phone} /> : null}
      <View className='card-end'><Button text='换一个人使用' onTap={onBind} /></View>
    </Card>
  )
}
