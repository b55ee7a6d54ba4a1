import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { dayOf } from '../../../domain/calendar'
import { optionsOf, roleWords, seatKindWords } from '../../../domain/words'
import type { Person, Role, SeatKind } from '../../../types/member'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { DateField } from '../../components/date-field'
import { Page } from '../../components/page'
import { PickerRow } from '../../components/picker-row'
import { TextField } from '../../components/text-field'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import type { Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { ForRoles } from '../../components/for-roles'
import { useForm, type Form } from '../../components/form'
import { grantErrors, membershipOf, standsOnTop, type GrantValues } from './grant-values'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { UnitField } from '../../components/unit-field'
import { isTop } from '../../components/unit-tree'

const TITLE = '授予身份'

const roleNotes: Partial<Record<Role, string>> = {
  delegate: '能写提案、附议、投票',
  staff: '能管理名册、查看全部提案',
  handler: '能办理交给本部门的提案',
  leader: '能查看本单位的提案',
}

const SeatFields = ({ form }: { form: Form<GrantValues> }) => (
  <Card title='代表席位'>
    <View className='stack'>
      <TextField id='term' label='届' hint='如 第六届' value={form.values.term} error={form.errors.term} onChange={term => form.set({ term })} />
      <TextField id='delegation' label='代表团' hint='如 总装分厂代表团' value={form.values.delegation} error={form.errors.delegation} onChange={delegation => form.set({ delegation })} />
      <TextField id='district' label='选区' optional value={form.values.district} error={form.errors.district} onChange={district => form.set({ district })} />
      <PickerRow<SeatKind> label='代表类别' options={optionsOf(seatKindWords)} value={form.values.kind} empty='请选择类别' error={form.errors.kind} onChange={kind => form.set({ kind })} />
    </View>
  </Card>
)

const RoleFields = ({ form, units, roles }: { form: Form<GrantValues>; units: readonly Unit[]; roles: readonly Role[] }) => {
  const { values, errors, set } = form
  const options = roles.map(value => ({ value, text: roleWords[value], note: roleNotes[value] }))
  return (
    <Card>
      <View className='stack'>
        <PickerRow label='身份' options={options} value={values.role} empty='请选择身份' error={errors.role} onChange={role => set({ role })} />
        {standsOnTop(values.role) ? null : (
          <UnitField label='在哪个单位' units={units.filter(u => u.closedOn === null)} value={values.unitId} empty='请选择单位' error={errors.unitId} onChange={unitId => set({ unitId })} />
        )}
        <DateField label='从哪天起' value={values.from} empty='请选择日期' error={errors.from} onChange={from => set({ from })} />
        <DateField label='到哪天止' value={values.to} empty='长期' optional error={errors.to} onChange={to => set({ to })} />
      </View>
    </Card>
  )
}

interface GrantProps {
  person: Person
  units: readonly Unit[]
  roles: readonly Role[]
}

const Grant = ({ person, units, roles }: GrantProps) => {
  // One form is one act: sent twice, it is still one membership.
  const [ids] = useState(() => newId())
  const top = units.find(isTop)?._id ?? person.unitId
  const send = useAct(async (values: GrantValues) => {
    await call('members', 'grant', { personId: person._id, rev: person.rev, membership: membershipOf(values, await ids, top) })
    await Taro.navigateBack()
  })
  const form = useForm<GrantValues>(
    { role: roles.length === 1 ? roles[0]! : null, unitId: person.unitId, from: dayOf(Date.now()), to: '', term: '', delegation: '', district: '', kind: null },
    grantErrors,
  )
  return (
    <Page
      title={TITLE}
      bar={(
        <>
          <ActTrouble error={send.error} />
          <Button id='send' kind='main' wide text='授予身份' busy={send.busy} busyText='正在保存…' onTap={() => { if (form.ready()) void send.run(form.values) }} />
        </>
      )}
    >
      <View className='stack'>
        <View className='body'>给<View className='inline strong'>{person.name}</View>（工号 {person.employeeNo}）增加一个身份。原有的身份不变。</View>
        <RoleFields form={form} units={units} roles={roles} />
        {form.values.role === 'delegate' ? <SeatFields form={form} /> : null}
      </View>
    </Page>
  )
}

const rolesFor = (me: Me, tenantId: string, units: readonly Unit[]): Role[] => {
  if (tenantId !== me.tenantId) return ['staff']
  const top = units.find(isTop)
  return optionsOf(roleWords).map(o => o.value).filter(r => r !== 'station' || top?.kind === 'station' || top?.kind === 'federation')
}

const GrantPage = ({ me, id, tenant }: { me: Me; id: string; tenant?: string }) => {
  const tenantId = tenant ?? me.tenantId
  const loaded = useLoad(async () => {
    const [person, { units }] = await Promise.all([call('members', 'person', { id, tenant }), call('members', 'units', { tenant })])
    return { person, units: units.filter(u => u.tenantId === tenantId) }
  }, [id, tenant])
  const { data } = loaded
  if (!data) return <Page title={TITLE}><LoadedView loaded={loaded}>{() => null}</LoadedView></Page>
  return <Grant person={data.person} units={data.units} roles={rolesFor(me, tenantId, data.units)} />
}

/** A new dated role for one person; what the person already is stays. */
export default function GrantRoute() {
  const { id = '', tenant } = useRouter().params
  return <ForRoles title={TITLE} roles={['staff', 'station']}>{me => <GrantPage me={me} id={id} tenant={tenant} />}</ForRoles>
}
