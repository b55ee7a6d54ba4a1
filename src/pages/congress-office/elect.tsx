import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { optionsOf, seatKindWords } from '../../../domain/words'
import type { District, DistrictElection, Term } from '../../../types/congress-term'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { Choice } from '../../components/choice'
import { DateField } from '../../components/date-field'
import { Empty } from '../../components/feedback'
import { Field } from '../../components/field'
import { ForRoles } from '../../components/for-roles'
import { useForm } from '../../components/form'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PersonPicker } from '../../components/person-picker'
import { PickerRow } from '../../components/picker-row'
import { Confirm } from '../../components/sheet'
import { StillWrong } from '../../components/still-wrong'
import { TextField } from '../../components/text-field'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { electErrors, inputOf, type ElectValues } from './elect-values'
import type { Chosen } from '../../components/chosen-field'
import { electionWords } from './words'
import './office.scss'

interface FormProps { term: Term; district: District; why: DistrictElection['why'] }

/** What came of it, as the server has worked it out, before going back. */
const Outcome = ({ election }: { election: DistrictElection }) => (
  <View className='stack'>
    <Notice meaning={election.valid ? 'done' : 'refused'} title={election.valid ? '选举有效，当选人已取得代表资格' : '选举无效，没有人当选'} text={election.sentence} />
    <Card title='结果' flush>
      {election.votes.map(v => <View key={v.personId} className='finding'><View className='body'>{v.name} {v.yes} 票{v.elected ? '，当选' : ''}</View></View>)}
    </Card>
    <View><Button id='elect-back' kind='main' text='回到这一届' onTap={() => void Taro.navigateBack()} /></View>
  </View>
)

const Candidates = ({ votes, errors, set }: { votes: ElectValues['votes']; errors: Partial<Record<string, string>>; set: (votes: ElectValues['votes']) => void }) => {
  const [picking, setPicking] = useState(false)
  const patch = (i: number, given: Partial<ElectValues['votes'][number]>) => set(votes.map((v, n) => n === i ? { ...v, ...given } : v))
  const chosen = (people: Chosen[]) => set(people.map(p => votes.find(v => v.personId === p.personId) ?? { ...p, kind: 'worker' as const, yes: '' }))
  return (
    <Card title='候选人和得票'>
      <View className='stack-loose'>
        {votes.length === 0 ? <Empty icon='people' title='还没有候选人' text='从名册里选出候选人，再填每人的得票。' /> : null}
        {votes.map((v, i) => (
          <View key={v.personId} className='group'>
            <View className='heading'>{v.name}</View>
            <View className='pair'>
              <TextField id={`yes-${i}`} type='number' label={`${v.name}得票`} value={v.yes} error={errors[`yes-${v.personId}`]} onChange={yes => patch(i, { yes })} />
              <PickerRow label={`${v.name}的代表类别`} empty='请选择' options={optionsOf(seatKindWords)} value={v.kind} onChange={kind => patch(i, { kind })} />
            </View>
          </View>
        ))}
        <Field label='从名册里选' error={errors.votes}><View><Button id='pick' icon='people' text='选择候选人' onTap={() => setPicking(true)} /></View></Field>
      </View>
      {picking ? <PersonPicker title='选择候选人' chosen={votes} most={200} onChange={chosen} onClose={() => setPicking(false)} /> : null}
    </Card>
  )
}

const Form = ({ term, district, why }: FormProps) => {
  const [id] = useState(newId)
  const [asking, setAsking] = useState(false)
  const [held, setHeld] = useState<DistrictElection>()
  const record = useAct(async (v: ElectValues) => {
    try {
      const key = await id
      const saved = await call('congress', 'elect', inputOf(v, term._id, district.id, key))
      setHeld(saved.elections.find(e => e.id === key))
    } finally {
      setAsking(false)
    }
  })
  const form = useForm<ElectValues>({ why, heldOn: '', took: '', votes: [] }, electErrors(district.eligible), record.error)
  const { values: v, errors, set } = form
  if (held) return <Outcome election={held} />
  return (
    <View className='stack'>
      <ActTrouble error={record.error?.field ? undefined : record.error} />
      <Card title={district.name}>
        <Fact name='代表团' value={district.delegation} />
        <Fact name='有选举权' value={`${district.eligible} 人`} />
        <Fact name='名额' value={`${district.seats} 个`} />
      </Card>
      <Card title='选举'>
        <View className='stack-loose'>
          <Choice label='种类' options={optionsOf(electionWords)} value={v.why} onChange={x => set({ why: x })} />
          <View className='pair'>
            <DateField label='选举日期' empty='请选择' value={v.heldOn} error={errors.heldOn} onChange={heldOn => set({ heldOn })} />
            <TextField id='elect-took' type='number' label='参加投票的人数' value={v.took} error={errors.took} onChange={took => set({ took })} />
          </View>
        </View>
      </Card>
      <Candidates votes={v.votes} errors={errors} set={votes => set({ votes })} />
      <StillWrong errors={errors} />
      <Button id='elect' kind='main' wide text='登记选举结果' onTap={() => { if (form.ready()) setAsking(true) }} />
      {asking ? (
        <Confirm
          title='登记这次选举的结果？' text='当选人从选举当天起取得代表资格。登记后不能改，只能再登记补选或罢免。' yes='登记' busy={record.busy}
          onYes={() => void record.run(v)} onNo={() => setAsking(false)}
        />
      ) : null}
    </View>
  )
}

const Elect = ({ termId, districtId, why }: { termId: string; districtId: string; why: DistrictElection['why'] }) => {
  const loaded = useLoad(() => call('congress', 'term', { id: termId }), [termId])
  return (
    <Page title='登记选举'>
      <LoadedView loaded={loaded} rows={5}>
        {({ term }) => {
          const district = term.districts.find(d => d.id === districtId)
          return district ? <Form term={term} district={district} why={why} /> : <Card><Empty title='这一届没有这个选区' /></Card>
        }}
      </LoadedView>
    </Page>
  )
}

/** The election of delegates in one electoral unit, as it was held. */
export default function ElectPage() {
  const { term = '', district = '', why } = useRouter().params
  return <ForRoles title='登记选举' roles={['staff']}>{() => <Elect key={`${term}.${district}`} termId={term} districtId={district} why={why === 'by' ? 'by' : 'general'} />}</ForRoles>
}
