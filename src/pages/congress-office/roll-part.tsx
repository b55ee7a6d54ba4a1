import { View } from '@tarojs/components'
import { useState } from 'react'
import { attendanceWords } from '../../../domain/congress/words'
import { timeWords } from '../../../domain/words-time'
import type { Input } from '../../../types/api'
import type { RollRow } from '../../../types/congress-session'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { TickRow } from '../../components/choice'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { Notice } from '../../components/notice'
import { PagedList } from '../../components/paged-list'
import { Table, type Column } from '../../components/table'
import { SearchBox } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { usePages } from '../../services/use-pages'
import { AttendanceCard, useScreen } from './attendance'
import { RollPerson } from './roll-person'
import { isChair, isOffice, isOver, type PartProps } from './session-part'

type Show = Input<'congress', 'roll'>['show']

const shows: { value: Exclude<Show, 'all'>; text: string }[] = [{ value: 'present', text: '在场' }, { value: 'absent', text: '不在场' }, { value: 'observers', text: '列席' }]

export const lastMark = (r: RollRow): string => {
  const last = r.marks[r.marks.length - 1]
  return last ? `${timeWords(last.at)} ${attendanceWords[last.act]}` : '没有签到'
}

const columns: Column<RollRow>[] = [
  { key: 'name', title: '姓名', grow: 2, cell: r => r.name },
  { key: 'delegation', title: '代表团', grow: 3, cell: r => r.delegation || '' },
  { key: 'present', title: '在场', grow: 2, cell: r => r.present ? '在场' : '不在场' },
  { key: 'mark', title: '最近', grow: 3, bare: true, cell: lastMark },
]

const MOST = 500

/** Names ticked by staff at the desk 点名签到, many in one go. */
const TickBar = ({ id, chosen, onDone }: { id: string; chosen: readonly string[]; onDone: (words: string) => void }) => {
  const [key, setKey] = useState<string>()
  const tick = useAct(async (act: 'in' | 'leave') => {
    const held = key ?? await newId()
    setKey(held)
    const { items } = await call('congress', 'tick', { id, personIds: [...chosen], act, key: held })
    setKey(undefined)
    onDone(act === 'in' ? `已为 ${items.length} 人签到` : `已记 ${items.length} 人离场`)
  })
  return (
    <View className='stack-tight'>
      <ActTrouble error={tick.error} />
      <View className='wrap'>
        <Button id='tick-in' kind='main' text={`${chosen.length} 人签到`} disabled={chosen.length === 0} busy={tick.busy} onTap={() => void tick.run('in')} />
        <Button id='tick-leave' text={`${chosen.length} 人离场`} disabled={chosen.length === 0} busy={tick.busy} onTap={() => void tick.run('leave')} />
      </View>
    </View>
  )
}

const List = ({ p, onDone }: { p: PartProps; onDone: () => void }) => {
  const { session } = p.view
  const [show, setShow] = useState<Exclude<Show, 'all'>>()
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const [ticking, setTicking] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const [open, setOpen] = useState<RollRow>()
  const [done, setDone] = useState<string>()
  const pages = usePages(cursor => call('congress', 'roll', { id: session._id, show: show ?? 'all', text: text || undefined, cursor }), [session._id, show, text, session.rollCount])
  const finish = (words: string) => {
    setDone(words)
    setChosen([])
    void pages.reload()
    onDone()
  }
  const live = isOffice(p.me) && !isOver(p.view)
  const shown = pages.items.map(r => r.personId)
  return (
    <View className='stack'>
      {done ? <Notice meaning='done' title={done} /> : null}
      <SearchBox label='搜索姓名' value={typed} onChange={setTyped} />
      <Filters label='显示' options={shows} value={show} onChange={setShow} />
      {live ? (
        <View className='wrap'>
          <Button id='ticking' text={ticking ? '不再点名' : '点名签到'} onTap={() => { setTicking(!ticking); setChosen([]) }} />
          {ticking ? <Button text={chosen.length === shown.length ? '全部不选' : '全选'} onTap={() => setChosen(chosen.length === shown.length ? [] : shown.slice(0, MOST))} /> : null}
        </View>
      ) : null}
      {ticking ? <TickBar id={session._id} chosen={chosen} onDone={finish} /> : null}
      <Card flush>
        <PagedList pages={pages} empty={<Empty icon='people' title={text || show ? '没有这样的人' : '名单还没有定'} text={text || show ? undefined : '进入预备会议时定下代表名单。'} />}>
          {rows => ticking
            ? <View>{rows.map(r => <TickRow key={r.personId} text={r.name} note={[r.delegation, lastMark(r)].filter(Boolean).join(' · ')} checked={chosen.includes(r.personId)} onChange={on => setChosen(on ? [...chosen, r.personId] : chosen.filter(x => x !== r.personId))} />)}</View>
            : <Table label='名单' columns={columns} rows={rows} keyOf={r => r.personId} nameOf={r => `${r.name}，${r.present ? '在场' : '不在场'}`} onOpen={live ? setOpen : undefined} />}
        </PagedList>
      </Card>
      {open ? <RollPerson key={open.personId} sessionId={session._id} row={open} onClose={() => setOpen(undefined)} onDone={words => { setOpen(undefined); finish(words) }} /> : null}
    </View>
  )
}

/** The frozen roll and who of it is in the hall. */
export const RollPart = (p: PartProps) => {
  const { session } = p.view
  const screen = useScreen(session._id, session.rollCount > 0)
  if (session.rollCount === 0) return <Card><Empty icon='people' title='名单还没有定' text='进入预备会议时定下代表名单，那时起可以签到。' /></Card>
  return (
    <View className='stack'>
      <AttendanceCard p={p} screen={screen} chair={isChair(p.me, p.view)} />
      <List p={p} onDone={() => void screen.reload()} />
    </View>
  )
}
