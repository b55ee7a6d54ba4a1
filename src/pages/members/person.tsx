import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { genderWords } from '../../../domain/words'
import type { Person } from '../../../types/member'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { role } from '../../components/aria'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, type Me } from '../../services/session'
import { useLoad, type Loaded } from '../../services/use-load'
import { BindingCard } from './binding-card'
import { ForRoles } from '../../components/for-roles'
import { MembershipCards } from './membership-cards'
import { BoundTag } from './person-words'
import { LoadedView } from '../../components/trouble'
import { nameOfUnit } from '../../components/unit-tree'
import './members.scss'

export interface PersonData {
  person: Person
  /** The units of the person's tenant. */
  units: readonly Unit[]
}

const load = async (id: string, tenant?: string): Promise<PersonData> => {
  const [person, { units }] = await Promise.all([call('members', 'person', { id, tenant }), call('members', 'units', { tenant })])
  return { person, units }
}

const go = (page: string, person: Person, tenant?: string) =>
  void openPage(`/pages/members/${page}?id=${person._id}${tenant ? `&tenant=${tenant}` : ''}`)

const Head = ({ person, tenantName }: { person: Person; tenantName: string }) => (
  <View className='stack-tight'>
    <View><BoundTag bound={person.bound} /></View>
    <View className='title' {...role('heading')}>{person.name}</View>
    <View className='body'>{[...new Set([tenantName, person.unitName])].filter(Boolean).join(' ')}</View>
    <View className='note'>工号 {person.employeeNo}</View>
  </View>
)

const OnePerson = ({ me, id, tenant }: { me: Me; id: string; tenant?: string }) => {
  const loaded = useLoad(() => load(id, tenant), [id, tenant])
  const [done, setDone] = useState<string>()
  usePullDownRefresh(() => void loaded.reload().then(() => Taro.stopPullDownRefresh()))
  const tenantId = tenant ?? me.tenantId
  const own = tenantId === me.tenantId
  const put = (person: Person, words: string) => {
    if (loaded.data) loaded.put({ ...loaded.data, person })
    setDone(words)
  }
  return (
    <Page title='职工' wide>
      <LoadedView loaded={loaded} rows={5}>
        {({ person, units }) => (
          <>
            {done ? <Notice meaning='done' title={done} /> : null}
            <View className='two-columns'>
              <View className='stack'>
                <Head person={person} tenantName={nameOfUnit(tenantId, units)} />
                <BindingCard
                  person={person} unitCode={units.find(u => u._id === tenantId)?.code ?? ''} mayFree={own && hasRole(me, 'staff')}
                  onFreed={() => afterFreed(loaded, setDone)}
                />
                <Card title='登记的资料'>
                  <Fact name='姓名' value={person.name} />
                  <Fact name='工号' value={person.employeeNo} />
                  <Fact name='手机' value={person.phoneMasked || '没有登记'} />
                  <Fact name='单位' value={person.unitName} />
                  {person.gender ? <Fact name='性别' value={genderWords[person.gender]} /> : null}
                  {own ? <View><Button id='edit' icon='pen' text='修改资料' label={`修改${person.name}的资料`} onTap={() => go('person-edit', person)} /></View> : null}
                </Card>
              </View>
              <MembershipCards person={person} units={units} mayEnd={own} onGrant={() => go('grant', person, tenant)} onChanged={put} />
            </View>
          </>
        )}
      </LoadedView>
    </Page>
  )
}

const afterFreed = async (loaded: Loaded<PersonData>, say: (words: string) => void) => {
  await loaded.reload()
  say('已解除绑定')
}

const Missing = () => (
  <Page title='职工'><Card><Empty icon='people' title='没有指明是谁' text='请从职工名册里打开一个人。' /></Card></Page>
)

/** One person of the roster: who it is, what can be done, since when which role counts. */
export default function PersonPage() {
  const { id, tenant } = useRouter().params
  return (
    <ForRoles wide title='职工' roles={['staff', 'station']}>
      {me => id ? <OnePerson me={me} id={id} tenant={tenant === me.tenantId ? undefined : tenant} /> : <Missing />}
    </ForRoles>
  )
}
