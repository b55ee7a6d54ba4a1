import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { genderWords, optionsOf } from '../../../domain/words'
import { members, type Gender, type Person } from '../../../types/member'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice, TickRow } from '../../components/choice'
import { Page } from '../../components/page'
import { TextField } from '../../components/text-field'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { newId } from '../../services/new-id'
import type { Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { ForRoles } from '../../components/for-roles'
import { fieldErrors, numberErrors, plain, useForm } from '../../components/form'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { UnitField } from '../../components/unit-field'
import './members.scss'

interface Values {
  name: string
  employeeNo: string
  phone: string
  /** Takes away the number that is registered. */
  noPhone: boolean
  unitId: string | undefined
  gender: Gender | 'none'
}

interface EditProps {
  title: string
  /** Absent = somebody new. */
  person?: Person
  units: readonly Unit[]
  /** The tenant below that is being set up. */
  tenant?: string
}

const genders = optionsOf({ ...genderWords, none: '不登记' })

const ANY_ID = 'not-yet-made'

/** Somebody new always has a phone field; a change without a number leaves the registered one as it is. */
const phoneOf = (v: Values, isNew: boolean) => {
  const phone = plain(v.phone).replace(/[\s-]/g, '')
  return v.noPhone ? '' : isNew ? phone : phone || undefined
}

/** Only what was changed here: whoever is not told the gender must not take it away. */
const genderOf = (v: Values, person: Person | undefined) => {
  const gender = v.gender === 'none' ? null : v.gender
  return gender === (person?.gender ?? null) ? {} : { gender }
}

const cleaned = (v: Values, person?: Person) => ({ name: plain(v.name), employeeNo: plain(v.employeeNo), unitId: v.unitId ?? '', ...genderOf(v, person) })

const wrongWith = (person: Person | undefined) => (v: Values) => {
  const { unitId, ...rest } = person
    ? fieldErrors(members.changePerson.input, { id: person._id, rev: person.rev, ...cleaned(v, person), phone: phoneOf(v, false) })
    : fieldErrors(members.addPerson.input, { id: ANY_ID, ...cleaned(v), phone: phoneOf(v, true) })
  return { ...rest, ...numberErrors(v.employeeNo), ...(unitId ? { unitId: '请选择单位' } : {}) }
}

const Edit = ({ title, person, units, tenant }: EditProps) => {
  const [ids] = useState(() => newId())
  const save = useAct(async (v: Values) => {
    if (person) {
      await call('members', 'changePerson', { id: person._id, rev: person.rev, ...cleaned(v, person), phone: phoneOf(v, false) })
      return Taro.navigateBack()
    }
    const added = await call('members', 'addPerson', { id: await ids, ...cleaned(v), phone: phoneOf(v, true) ?? '' })
    return Taro.redirectTo({ url: `/pages/members/person?id=${added._id}${tenant ? `&tenant=${tenant}` : ''}` })
  })
  const form = useForm<Values>(
    { name: person?.name ?? '', employeeNo: person?.employeeNo ?? '', phone: '', noPhone: false, unitId: person?.unitId, gender: person?.gender ?? 'none' },
    wrongWith(person),
    save.error,
  )
  const { values, errors, set } = form
  const send = () => { if (form.ready()) void save.run(values) }
  const moved = person && values.unitId !== person.unitId
  return (
    <Page
      title={title}
      bar={(
        <>
          {save.error?.field ? null : <ActTrouble error={save.error} />}
          <Button id='save' kind='main' wide text={person ? '保存修改' : '加入名册'} busy={save.busy} busyText='正在保存…' onTap={send} />
        </>
      )}
    >
      <Card>
        <View className='stack'>
          <TextField id='name' label='姓名' value={values.name} error={errors.name} onChange={name => set({ name })} onEnter={send} />
          <TextField id='employee-no' label='工号' hint='本单位内不能重复' value={values.employeeNo} error={errors.employeeNo} onChange={employeeNo => set({ employeeNo })} onEnter={send} />
          {values.noPhone ? null : (
            <TextField
              id='phone' optional
              // A browser's number field throws a pasted “138 0000 0000” away.
              type={host.kind === 'weapp' ? 'number' : 'text'}
              label={person?.phoneMasked ? '新手机号' : '手机号'}
              hint={person?.phoneMasked ? `现在登记的是 ${person.phoneMasked}，不填就不改` : '本人用微信手机号绑定时要用'}
              value={values.phone} error={errors.phone} onChange={phone => set({ phone })} onEnter={send}
            />
          )}
          {person?.phoneMasked ? <TickRow text='删去登记的手机号' checked={values.noPhone} onChange={noPhone => set({ noPhone })} /> : null}
          <UnitField
            label='所在单位或班组' units={units} value={values.unitId} empty='请选择单位' error={errors.unitId}
            hint={moved ? '从今天起算在新单位，原来的单位留在身份经历里' : undefined}
            onChange={unitId => set({ unitId })}
          />
          <Choice label='性别' hint='可不登记。只用来核对女职工代表的比例，只有工会工作人员能看到。' options={genders} value={values.gender} onChange={gender => set({ gender })} />
        </View>
      </Card>
    </Page>
  )
}

const EditPage = ({ me, id, tenant }: { me: Me; id?: string; tenant?: string }) => {
  const title = id ? '修改资料' : '新增职工'
  const tenantId = tenant ?? me.tenantId
  const loaded = useLoad(async () => {
    const [person, { units }] = await Promise.all([id ? call('members', 'person', { id, tenant }) : undefined, call('members', 'units', { tenant })])
    return { person, units: units.filter(u => u.tenantId === tenantId && u.closedOn === null) }
  }, [id, tenant])
  const { data } = loaded
  // A reload must not put the registered data over what has been typed: the form keeps the first answer.
  const [first, setFirst] = useState<typeof data>()
  if (data && !first) setFirst(data)
  if (!first) return <Page title={title}><LoadedView loaded={loaded}>{() => null}</LoadedView></Page>
  return <Edit title={title} person={first.person} units={first.units} tenant={tenant} />
}

/** One person's registered data, new or changed. */
export default function PersonEditRoute() {
  const { id, tenant } = useRouter().params
  return (
    <ForRoles title='职工资料' roles={['staff', 'station']}>
      {me => <EditPage me={me} id={id} tenant={tenant === me.tenantId ? undefined : tenant} />}
    </ForRoles>
  )
}
