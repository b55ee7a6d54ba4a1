import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { MotionQueue, MotionRow as Row } from '../../../types/motion'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { TickRow } from '../../components/choice'
import { Empty } from '../../components/feedback'
import { ForRoles } from '../../components/for-roles'
import { dutyQueues, queuesFor, type DutyQueue } from '../../components/motion-queues'
import { deadlineWords, numberedTitle } from '../../components/motion-row'
import { MotionTable } from '../../components/motion-table'
import { Notify } from '../../components/notify'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { PickerRow } from '../../components/picker-row'
import { whenWords } from '../../../domain/words-time'
import { call } from '../../services/call'
import type { Me, Role } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { usePages, type Pages } from '../../services/use-pages'
import { BatchScreen } from './batch-screen'
import { QueueChoice } from './queue-choice'
import './office.scss'

/** The departments for which this person acts in a queue; of several, one can be looked at alone. */
const departmentsOf = (me: Me) => me.memberships.filter(m => m.role === 'handler').map(m => m.unitId)

const ALL = 'all'

interface ListProps {
  queue: DutyQueue
  pages: Pages<Row>
  chosen: readonly string[] | undefined
  onTick: (id: string, on: boolean) => void
}

/** Rows to open; or, while several are screened in one go, rows to tick. */
const List = ({ queue, pages, chosen, onTick }: ListProps) => (
  <Card flush>
    <PagedList pages={pages} empty={<Empty icon='done' title='现在没有等您办的提案' text={queue.empty} />}>
      {items => chosen === undefined ? <MotionTable rows={items} /> : (
        <View {...role('group')} ariaLabel={queue.text}>
          {items.map(m => {
            const on = chosen.includes(m._id)
            return (
              <TickRow
                key={m._id}
                text={numberedTitle(m)}
                note={[`${m.proposerName}（${m.delegation}）`, deadlineWords(m, Date.now()) ?? whenWords(m.updatedAt, Date.now())].join(' · ')}
                checked={on}
                disabled={!on && chosen.length >= MOST}
                onChange={tick => onTick(m._id, tick)}
              />
            )
          })}
        </View>
      )}
    </PagedList>
  </Card>
)

/** How many may be screened in one go (types/motion-acts.ts). */
const MOST = 50

const Queue = ({ queue, unitId, me }: { queue: DutyQueue; unitId: string | undefined; me: Me }) => {
  const pages = usePages(cursor => call('motions', 'queue', { queue: queue.queue, unitId, cursor }), [queue.queue, unitId, me.personId])
  const [chosen, setChosen] = useState<string[]>()
  // Two quick taps come before the page is drawn anew: each adds to what is chosen by then.
  const tick = (id: string, on: boolean) => setChosen((now = []) => on ? [...now, id] : now.filter(o => o !== id))
  const ids = chosen?.filter(id => pages.items.some(m => m._id === id))
  return (
    <View className='stack'>
      {queue.batch && pages.items.length > 1 ? (
        <View className='wrap'>
          <Button id='batch' text={chosen ? '不再批量审查' : '批量审查'} onTap={() => setChosen(chosen ? undefined : [])} />
          {chosen ? <Button text={ids?.length === pages.items.length ? '全部不选' : '全选'} onTap={() => setChosen(ids?.length === pages.items.length ? [] : pages.items.slice(0, MOST).map(m => m._id))} /> : null}
        </View>
      ) : null}
      {ids ? <BatchScreen rows={pages.items.filter(m => ids.includes(m._id))} onDone={() => { setChosen([]); void pages.reload() }} /> : null}
      <List queue={queue} pages={pages} chosen={ids} onTick={tick} />
    </View>
  )
}

const Queues = ({ me, first }: { me: Me; first: string | undefined }) => {
  const mine = queuesFor(me)
  const [queue, setQueue] = useState<MotionQueue>(mine.find(q => q.queue === first)?.queue ?? mine[0]!.queue)
  const departments = departmentsOf(me)
  const [unitId, setUnitId] = useState(ALL)
  const tree = useLoad(async () => departments.length > 1 ? call('members', 'units', {}) : undefined, [me.personId])
  const current = dutyQueues.find(q => q.queue === queue)!
  const byDepartment = current.roles.includes('handler') && departments.length > 1
  return (
    <Page title='办理提案' wide>
      <View className='queues'>
        <QueueChoice queues={mine} value={queue} onChange={setQueue} />
        <View className='stack'>
          {byDepartment ? (
            <PickerRow
              label='部门' empty='请选择部门' value={unitId} onChange={setUnitId}
              options={[{ value: ALL, text: `全部 ${departments.length} 个部门` }, ...departments.map(id => ({ value: id, text: tree.data?.units.find(u => u._id === id)?.name ?? '正在读取…' }))]}
            />
          ) : null}
          <Queue key={queue} queue={current} unitId={byDepartment && unitId !== ALL ? unitId : undefined} me={me} />
          {current.roles.includes('handler') ? <Notify quiet of='handler' text='有新交办或快到期时通知我' /> : null}
        </View>
      </View>
    </Page>
  )
}

const ROLES: Role[] = ['staff', 'committee', 'presidium', 'handler', 'leader']

/** What the union, the committee, a department or a leader has to do, one list at a time. */
export default function QueuesPage() {
  const { queue } = useRouter().params
  return <ForRoles title='办理提案' roles={ROLES}>{me => <Queues key={me.personId} me={me} first={queue} />}</ForRoles>
}
