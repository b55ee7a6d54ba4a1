import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { lessons } from '../../../types/lesson'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { fieldErrors, plain, useForm } from '../../components/form'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'

interface Values { name: string; employeeNo: string; unitName: string; field: string; why: string }

const EMPTY: Values = { name: '', employeeNo: '', unitName: '', field: '', why: '' }

const inputOf = (id: string, v: Values) => ({ id, name: v.name.trim(), employeeNo: plain(v.employeeNo) || null, unitName: v.unitName.trim(), field: v.field.trim(), why: v.why.trim() })

/** Any id: only the other fields are looked at here. */
const SOME_ID = 'a-nomination-of-somebody'

const Nominate = () => {
  const [id, setId] = useState<string>()
  const [sent, setSent] = useState<string>()
  const send = useAct(async () => {
    const key = id ?? await newId()
    setId(key)
    await call('lessons', 'nominate', inputOf(key, form.values))
    setSent(form.values.name.trim())
  })
  const form = useForm(EMPTY, v => fieldErrors(lessons.nominate.input, inputOf(SOME_ID, v)), send.error)
  const { values, set, errors } = form
  const go = () => { if (form.ready()) void send.run() }
  if (sent) {
    return (
      <Page title='推荐讲师' bar={<Button id='back' kind='main' wide text='看讲师' onTap={() => void Taro.redirectTo({ url: '/pages/lessons/instructors' })} />}>
        <Notice meaning='done' title={`已推荐${sent}`} text='工会审核通过后，会出现在讲师里。谢谢您。' />
      </Page>
    )
  }
  return (
    <Page title='推荐讲师' bar={<Button id='send' kind='main' wide text='推荐' busy={send.busy} busyText='正在送出…' onTap={go} />}>
      <View className='stack'>
        <ActTrouble error={send.error} />
        <Card>
          <View className='stack'>
            <TextField label='姓名' value={values.name} onChange={name => set({ name })} error={errors.name} />
            <TextField label='工号' optional hint='本单位的人请填工号，以后他能回答学员的提问' value={values.employeeNo} onChange={employeeNo => set({ employeeNo })} error={errors.employeeNo} />
            <TextField label='单位' optional value={values.unitName} onChange={unitName => set({ unitName })} error={errors.unitName} />
            <TextField label='专长' hint='例如：集体合同、安全生产、提案撰写' value={values.field} onChange={field => set({ field })} error={errors.field} />
            <TextArea label='推荐理由' max={300} value={values.why} onChange={why => set({ why })} error={errors.why} />
          </View>
        </Card>
      </View>
    </Page>
  )
}

/** Nominating an instructor 推荐讲师; the union office decides. */
export default function NominatePage() {
  return <SessionGate>{me => <Nominate key={me.personId} />}</SessionGate>
}
