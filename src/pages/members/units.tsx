import { useState } from 'react'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { unitKindWords } from '../../../domain/words'
import { dayWords } from '../../../domain/words-time'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { TickRow } from '../../components/choice'
import { Empty } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { Icon } from '../../components/icon'
import { StateTag } from '../../components/state-tag'
import { Tap } from '../../components/tap'
import { SearchBox } from '../../components/text-field'
import { role } from '../../components/aria'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { ForRoles } from '../../components/for-roles'
import { LoadedView } from '../../components/trouble'
import { UnitSheet } from './unit-sheet'
import { unitRows, type UnitRow } from '../../components/unit-tree'
import './members.scss'

const DEEPEST = 4

const noteOf = (unit: Unit) => [unitKindWords[unit.kind], unit.code ? `单位代码 ${unit.code}` : ''].filter(Boolean).join(' · ')

const Row = ({ row: { unit, depth }, onOpen }: { row: UnitRow; onOpen: () => void }) => (
  <View className='unit-row' {...role('listitem')}>
    <Tap className={`unit-open unit-depth-${Math.min(depth, DEEPEST)}`} label={`${unit.name}，${noteOf(unit)}${unit.closedOn ? '，已停用' : ''}`} onTap={onOpen}>
      <View className='row-words'>
        <View className='row-text'>{unit.name}</View>
        <View className='note'>{noteOf(unit)}</View>
        {unit.closedOn ? <View className='row-tag'><StateTag text={`${dayWords(unit.closedOn)}停用`} meaning='refused' /></View> : null}
      </View>
      <View className='row-arrow'><Icon name='next' /></View>
    </Tap>
  </View>
)

const Tree = ({ units, onOpen }: { units: readonly Unit[]; onOpen: (unit: Unit) => void }) => {
  const [typed, setTyped] = useState('')
  const [closed, setClosed] = useState(false)
  const text = typed.trim()
  const rows = unitRows(units).filter(r => (closed || r.unit.closedOn === null) && r.unit.name.includes(text))
  return (
    <View className='stack'>
      <SearchBox label='搜索单位名称' value={typed} onChange={setTyped} />
      {units.some(u => u.closedOn !== null) ? <TickRow text='也显示已停用的' checked={closed} onChange={setClosed} /> : null}
      <Card flush>
        {rows.length === 0
          ? <Empty icon='search' title='没有找到这样的单位' act={<Button id='clear' text='清除搜索词' onTap={() => setTyped('')} />} />
          : <View {...role('list')} ariaLabel='单位'>{rows.map(r => <Row key={r.unit._id} row={text ? { ...r, depth: 0 } : r} onOpen={() => onOpen(r.unit)} />)}</View>}
      </Card>
    </View>
  )
}

const Units = ({ me }: { me: Me }) => {
  const loaded = useLoad(() => call('members', 'units', {}), [me.tenantId])
  const [open, setOpen] = useState<Unit>()
  const [done, setDone] = useState<string>()
  usePullDownRefresh(() => void loaded.reload().then(() => Taro.stopPullDownRefresh()))
  return (
    <Page title='单位' wide>
      <View className='stack'>
        {done ? <Notice meaning='done' title={done} /> : null}
        <LoadedView loaded={loaded} rows={6}>
          {({ units }) => <Tree units={units} onOpen={setOpen} />}
        </LoadedView>
      </View>
      {open ? (
        <UnitSheet
          key={open._id} me={me} unit={open}
          onClose={() => setOpen(undefined)}
          onDone={words => {
            setOpen(undefined)
            setDone(words)
            void loaded.reload()
          }}
        />
      ) : null}
    </Page>
  )
}

/** The tree of units, to add to, rename and close. */
export default function UnitsPage() {
  return <ForRoles wide title='单位' roles={['staff', 'station']}>{me => <Units me={me} />}</ForRoles>
}
