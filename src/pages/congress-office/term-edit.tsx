import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { optionsOf } from '../../../domain/words'
import type { Output } from '../../../types/api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice } from '../../components/choice'
import { DateField } from '../../components/date-field'
import { ForRoles } from '../../components/for-roles'
import { useForm } from '../../components/form'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { TextField } from '../../components/text-field'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { DistrictsForm } from './districts-form'
import { QuotaNote } from './quota-note'
import { emptyTerm, inputOf, numberOf, termErrors, valuesOf } from './term-values'
import { termKindWords } from './words'
import './office.scss'

interface Start {
  id: string
  term: Output<'congress', 'term'>['term'] | undefined
  rules: Output<'congress', 'rulesGet'>['current']['rules']
}

/** Starts from what was loaded first: whoever comes back to a half-filled form finds it as it was, and its revision. */
const Form = ({ start }: { start: Start }) => {
  const [{ id, term, rules }] = useState(start)
  const save = useAct(async (v: typeof emptyTerm) => {
    await call('congress', 'termSave', inputOf(v, id, term?.rev ?? 0))
    await (term ? Taro.navigateBack() : Taro.redirectTo({ url: `/pages/congress-office/term?id=${id}` }))
  })
  const form = useForm(term ? valuesOf(term) : emptyTerm, termErrors, save.error)
  const { values: v, errors, set } = form
  const inDistricts = v.districts.reduce((sum, d) => sum + numberOf(d.seats), 0)
  return (
    <View className='stack'>
      <ActTrouble error={save.error?.field ? undefined : save.error} />
      <Card title='这一届'>
        <View className='stack-loose'>
          <Choice label='种类' options={optionsOf(termKindWords)} value={v.kind} onChange={kind => set({ kind })} />
          <View className='pair'>
            <TextField id='term-no' type='number' label='第几届' value={v.no} error={errors.no} onChange={no => set({ no })} />
            <TextField id='term-name' label='名称' max={20} placeholder='第六届' value={v.name} error={errors.name} onChange={name => set({ name })} />
            <DateField label='任期开始' empty='请选择' value={v.from} error={errors.from} onChange={from => set({ from })} />
            <DateField label='任期结束' empty='请选择' value={v.to} error={errors.to} onChange={to => set({ to })} />
          </View>
        </View>
      </Card>
      <Card title='名额测算'>
        <View className='stack-loose'>
          <View className='pair'>
            <TextField id='term-headcount' type='number' label='职工人数' value={v.headcount} error={errors.headcount} onChange={headcount => set({ headcount })} />
            <TextField id='term-women' type='number' label='其中女职工' value={v.women} error={errors.women} onChange={women => set({ women })} />
          </View>
          <QuotaNote headcount={numberOf(v.headcount)} rules={rules} />
          <TextField id='term-seats' type='number' label='代表总名额' value={v.seats} error={errors.seats} onChange={seats => set({ seats })} />
        </View>
      </Card>
      <DistrictsForm districts={v.districts} errors={errors} onChange={districts => set({ districts })} />
      {v.districts.length > 0 && inDistricts !== numberOf(v.seats)
        ? <Notice meaning='attention' title={`各选区名额合计 ${inDistricts} 个，总名额 ${numberOf(v.seats)} 个`} text='两个数不一样时可以先保存，选举之前请核对。' /> : null}
      <Button id='save-term' kind='main' wide text='保存' busy={save.busy} busyText='正在保存…' onTap={() => { if (form.ready()) void save.run(v) }} />
    </View>
  )
}

const Edit = ({ id }: { id: string | undefined }) => {
  const [fresh] = useState(newId)
  const loaded = useLoad<Start>(async () => {
    const { current } = await call('congress', 'rulesGet', {})
    const held = id ? await call('congress', 'term', { id }) : undefined
    return { id: id ?? await fresh, term: held?.term, rules: current.rules }
  }, [id])
  return (
    <Page title={id ? '修改届次' : '新的一届'}>
      <LoadedView loaded={loaded} rows={6}>{start => <Form key={start.id} start={start} />}</LoadedView>
    </Page>
  )
}

/** A term: how many delegates the rules ask for, and the electoral units 选区. */
export default function TermEditPage() {
  const { id } = useRouter().params
  return <ForRoles title='届与代表' roles={['staff']}>{() => <Edit key={id} id={id} />}</ForRoles>
}
