import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Output } from '../../../types/api'
import { untilWords } from '../../../domain/words-time'
import { roleWords } from '../../../domain/words'
import type { Role } from '../../../types/member'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice } from '../../components/choice'
import { Empty } from '../../components/feedback'
import { Page } from '../../components/page'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { grouped, spelled } from './code'
import { ForRoles } from '../../components/for-roles'
import { ActTrouble } from '../../components/trouble'
import './slip.scss'

const TITLE = '体验码'

const days = [{ value: '3', text: '3 天' }, { value: '7', text: '7 天' }, { value: '30', text: '30 天' }] as const
type Days = (typeof days)[number]['value']

const roles = (['delegate', 'worker', 'staff', 'handler'] as const).map(value => ({ value, text: roleWords[value] }))

type Issued = Output<'members', 'issueTrial'>

const TrialSlip = ({ issued, role }: { issued: Issued; role: Role }) => (
  <View className='slip'>
    <View className='strong'>体验码（{roleWords[role]}）</View>
    <View className='slip-code' ariaLabel={`体验码 ${spelled(issued.code)}`}>{grouped(issued.code)}</View>
    <View className='note'>{untilWords(issued.until, Date.now())}，最多 50 人使用</View>
    <View><Button id='copy' text='复制体验码' onTap={() => void Taro.setClipboardData({ data: grouped(issued.code) })} /></View>
  </View>
)

const Trial = () => {
  const [length, setLength] = useState<Days>('7')
  const [role, setRole] = useState<Role>('delegate')
  const [issued, setIssued] = useState<{ issued: Issued; role: Role }>()
  const issue = useAct(async () => setIssued({ issued: await call('members', 'issueTrial', { days: Number(length), role }), role }))
  return (
    <Page
      title={TITLE}
      bar={(
        <>
          <ActTrouble error={issue.error} />
          <Button id='issue' kind='main' wide text='发一个体验码' busy={issue.busy} busyText='正在发…' onTap={() => void issue.run()} />
        </>
      )}
    >
      <View className='stack'>
        <View className='body'>给想先看一看的人，比如审核小程序的人员。用体验码的人只进演示单位，做什么都不影响真实单位，到期自动删除。</View>
        {issued ? <TrialSlip {...issued} /> : null}
        <Choice label='能用多久' options={days} value={length} onChange={setLength} />
        <Choice<Role> label='以什么身份体验' options={roles} value={role} onChange={setRole} />
      </View>
    </Page>
  )
}

const Elsewhere = ({ me }: { me: Me }) => (
  <Page title={TITLE}>
    <Card><Empty icon='people' title='体验码由演示单位发放' text={`${me.tenantName}是真实单位，为保护职工的信息，不能发体验码。`} /></Card>
  </Page>
)

/** Codes that let somebody look around in the demonstration unit for some days. */
export default function TrialPage() {
  return <ForRoles title={TITLE} roles={['staff']}>{me => me.demonstration ? <Trial /> : <Elsewhere me={me} />}</ForRoles>
}
