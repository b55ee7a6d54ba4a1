import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Unit } from '../../../types/unit'
import { role } from '../../components/aria'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { PagedList } from '../../components/paged-list'
import { RemindButton } from '../../components/remind'
import { LoadedView } from '../../components/trouble'
import { UnitFilter } from '../../components/unit-field'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'

type Which = 'no' | 'yes'

const List = ({ id, units, open }: { id: string; units: readonly Unit[]; open: boolean }) => {
  const [which, setWhich] = useState<Which>('no')
  const [unitId, setUnit] = useState<string>()
  const pages = usePages(cursor => call('surveys', 'people', { id, answered: which === 'yes', unitId, cursor }), [id, which, unitId])
  return (
    <View className='stack'>
      {which === 'no' && open ? <RemindButton of={`unanswered.${id}`} text='催没有填的人' /> : null}
      <UnitFilter label='单位' units={units} value={unitId} onChange={setUnit} />
      <Card flush>
        <Tabs label='名单' options={[{ value: 'no', text: '还没填的' }, { value: 'yes', text: '已经填的' }]} value={which} onChange={setWhich} />
        <PagedList pages={pages} empty={<Empty icon='people' title={which === 'no' ? '没有还没填的人' : '还没有人填'} />}>
          {items => <View {...role('list')}>{items.map(p => <ListRow key={p.personId} text={p.name} note={`${p.unitName} · 工号 ${p.employeeNo}`} />)}</View>}
        </PagedList>
      </Card>
      <View className='note'>名单只说谁填了、谁没填；保密问卷里看不到谁填了什么。</View>
    </View>
  )
}

/** Who has answered and who has not, to remind people 催办. */
export const PeoplePart = ({ id, open }: { id: string; open: boolean }) => {
  const loaded = useLoad(() => call('members', 'units', {}), [])
  return <LoadedView loaded={loaded} rows={4}>{({ units }) => <List id={id} units={units} open={open} />}</LoadedView>
}
