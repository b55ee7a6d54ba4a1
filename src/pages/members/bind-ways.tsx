import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Output } from '../../../types/api'
import { PRIVACY_VERSION, members } from '../../../types/member'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { TextField } from '../../components/text-field'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { grouped } from './code'
import { fieldErrors, numberErrors, plain, useForm } from '../../components/form'
import { PhoneButton } from './phone-button'
import { ActTrouble } from '../../components/trouble'

export interface BindWaysProps {
  onReply: (reply: Output<'members', 'bindByPhone'>) => Promise<void>
}

const consent = PRIVACY_VERSION

const ByPhone = ({ onReply }: BindWaysProps) => {
  const bind = useAct(async (code: string) => onReply(await call('members', 'bindByPhone', { code, consent })))
  const [declined, setDeclined] = useState(false)
  return (
    <Card title='用微信手机号'>
      <View className='stack'>
        <View className='body'>微信里的手机号和名册上登记的一样，就能认出您。不发短信，不用填写。</View>
        {declined ? <View className='body'>没有取得手机号。您可以再点一次，或用下面的工号和绑定码。</View> : null}
        <ActTrouble error={bind.error} />
        <PhoneButton
          busy={bind.busy}
          onCode={code => {
            setDeclined(false)
            void bind.run(code)
          }}
          onDeclined={() => setDeclined(true)}
        />
      </View>
    </Card>
  )
}

const ByCode = ({ onReply }: BindWaysProps) => {
  const bind = useAct(async (typed: { unitCode: string; employeeNo: string; code: string }) =>
    onReply(await call('members', 'bindByCode', { ...typed, consent })))
  const cleaned = (v: { unitCode: string; employeeNo: string; code: string }) =>
    ({ unitCode: plain(v.unitCode), employeeNo: plain(v.employeeNo), code: grouped(v.code) })
  const form = useForm(
    { unitCode: '', employeeNo: '', code: '' },
    v => ({ ...fieldErrors(members.bindByCode.input, { ...cleaned(v), consent }), ...numberErrors(v.employeeNo) }),
    bind.error,
  )
  const send = () => { if (form.ready()) void bind.run(cleaned(form.values)) }
  return (
    <Card title='用工号和绑定码'>
      <View className='stack'>
        <View className='body'>绑定码由本单位工会发给您，写在绑定单上，7 天内有效。</View>
        <TextField id='unit-code' label='单位代码' hint='绑定单上的一串字母，如 HJZG' value={form.values.unitCode} error={form.errors.unitCode} onChange={unitCode => form.set({ unitCode })} onEnter={send} />
        <TextField id='employee-no' label='工号' value={form.values.employeeNo} error={form.errors.employeeNo} onChange={employeeNo => form.set({ employeeNo })} onEnter={send} />
        <TextField
          id='code' label='绑定码' hint='8 位，大小写都可以' placeholder='如 7KQM-2RWX'
          value={form.values.code} error={form.errors.code}
          onChange={code => form.set({ code })} onBlur={() => form.set({ code: grouped(form.values.code) })} onEnter={send}
        />
        {bind.error?.field ? null : <ActTrouble error={bind.error} />}
        <Button id='bind' kind={host.kind === 'weapp' ? 'quiet' : 'main'} wide text='绑定' label='用工号和绑定码绑定' busy={bind.busy} busyText='正在绑定…' onTap={send} />
      </View>
    </Card>
  )
}

const ByTrial = ({ onReply }: BindWaysProps) => {
  const bind = useAct(async (code: string) => onReply(await call('members', 'bindByTrial', { code, consent })))
  const form = useForm({ code: '' }, v => fieldErrors(members.bindByTrial.input, { code: grouped(v.code), consent }), bind.error)
  const send = () => { if (form.ready()) void bind.run(grouped(form.values.code)) }
  return (
    <Card title='用体验码'>
      <View className='stack'>
        <View className='body'>体验码只能进入演示单位，看不到任何真实单位的内容，到期自动失效。</View>
        <TextField id='trial-code' label='体验码' value={form.values.code} error={form.errors.code} onChange={code => form.set({ code })} onBlur={() => form.set({ code: grouped(form.values.code) })} onEnter={send} />
        {bind.error?.field ? null : <ActTrouble error={bind.error} />}
        <Button id='bind-trial' wide text='开始体验' busy={bind.busy} busyText='正在进入…' onTap={send} />
      </View>
    </Card>
  )
}

/** The three ways in: by the phone number that WeChat vouches for, by a code from the union office, by a trial code. */
export const BindWays = ({ onReply }: BindWaysProps) => {
  const [trial, setTrial] = useState(false)
  return (
    <View className='stack'>
      {host.kind === 'weapp' ? <ByPhone onReply={onReply} /> : null}
      <ByCode onReply={onReply} />
      {trial ? <ByTrial onReply={onReply} /> : <Button id='trial' kind='bare' text='我有体验码' onTap={() => setTrial(true)} />}
    </View>
  )
}
