import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Output } from '../../../types/api'
import type { Person } from '../../../types/member'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Confirm } from '../../components/sheet'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { Slip } from './slip'
import { ActTrouble } from '../../components/trouble'

export interface BindingCardProps {
  person: Person
  /** What the person types together with the code. */
  unitCode: string
  mayFree: boolean
  onFreed: () => Promise<void>
}

type Code = Output<'members', 'issueCode'>

const Unbound = ({ person, unitCode }: BindingCardProps) => {
  const [code, setCode] = useState<Code>()
  const issue = useAct(async () => setCode(await call('members', 'issueCode', { personId: person._id })))
  return (
    <View className='stack'>
      <View className='body'>名册上的手机号和本人微信一致时，本人可以自己绑定；不一致时，发一个绑定码给本人。</View>
      {code ? <Slip person={person} unitCode={unitCode} code={code.code} until={code.until} /> : null}
      <ActTrouble error={issue.error} />
      <View>
        <Button
          id='issue' kind={code ? 'quiet' : 'main'} text={code ? '重新发一个' : '发绑定码'} label={`给${person.name}发绑定码`}
          busy={issue.busy} busyText='正在发…' onTap={() => void issue.run()}
        />
      </View>
      {code ? <View className='note'>重新发放后，上面的绑定码就不能用了。</View> : null}
    </View>
  )
}

const Bound = ({ person, mayFree, onFreed }: BindingCardProps) => {
  const [asking, setAsking] = useState(false)
  const free = useAct(async () => {
    await call('members', 'unbind', { personId: person._id })
    await onFreed()
  })
  return (
    <View className='stack'>
      <View className='body'>已由本人的微信绑定。本人换了微信，或者绑错了人，可以在这里解除，再发绑定码。</View>
      <ActTrouble error={free.error} />
      {mayFree ? <View><Button id='free' text='解除绑定' label={`解除${person.name}的微信绑定`} busy={free.busy} busyText='正在解除…' onTap={() => setAsking(true)} /></View> : null}
      {asking ? (
        <Confirm
          title={`解除${person.name}的微信绑定？`}
          text='解除后，原来的微信和网页登录都会立即退出，只能看公开内容。提案和记录不受影响，重新绑定后仍是本人。'
          yes='解除绑定'
          danger
          onYes={() => {
            setAsking(false)
            void free.run()
          }}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </View>
  )
}

/** Whether a WeChat account is bound to this person, and the way to bind or free it. */
export const BindingCard = (p: BindingCardProps) =>
  <Card title='微信绑定'>{p.person.bound ? <Bound {...p} /> : <Unbound {...p} />}</Card>
