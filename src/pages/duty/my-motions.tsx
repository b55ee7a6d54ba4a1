import { View } from '@tarojs/components'
import { useState } from 'react'
import { role } from '../../components/aria'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { unsentDrafts } from '../../components/motion-draft'
import { MotionRow } from '../../components/motion-row'
import { PagedList } from '../../components/paged-list'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { usePages } from '../../services/use-pages'

type Which = 'proposed' | 'asked' | 'open'

const tabs: { value: Which; text: string }[] = [{ value: 'proposed', text: '我提的' }, { value: 'asked', text: '请我附议的' }, { value: 'open', text: '征集附议' }]

const empties: Record<Which, { title: string; text: string }> = {
  proposed: { title: '您还没有提过提案', text: '发现了问题、有了办法，就写下来。写的时候随时自动保存，可以分几次写完。' },
  asked: { title: '还没有人请您附议', text: '别的代表邀请您附议时，会出现在这里和首页。' },
  open: { title: '现在没有公开征集附议的提案', text: '代表让大家都能看到的提案会出现在这里，您赞成的话可以主动附议。' },
}

const List = ({ which, active, me, now }: { which: Which; active: boolean; me: Me; now: number }) => {
  const pages = usePages(cursor => which === 'open' ? call('motions', 'queue', { queue: 'open', cursor }) : call('motions', 'mine', { which, cursor }), [me.personId], active)
  if (!active) return null
  const local = which === 'proposed' ? unsentDrafts(me, pages.items.map(m => m._id)) : []
  return (
    <View>
      {local.map(m => <MotionRow key={m._id} motion={m} now={now} />)}
      <PagedList pages={pages} empty={local.length > 0 ? null : <Empty {...empties[which]} />}>
        {items => <View {...role('list')}>{items.map(m => <MotionRow key={m._id} motion={m} now={now} who={which !== 'proposed'} />)}</View>}
      </PagedList>
    </View>
  )
}

/** A delegate's motions, those that one was asked to co-sign, and those open to every delegate 附议广场. */
export const MyMotions = ({ me, now }: { me: Me; now: number }) => {
  const [which, setWhich] = useState<Which>('proposed')
  return (
    <Card flush>
      <Tabs label='提案' options={tabs} value={which} onChange={setWhich} />
      <List which='proposed' active={which === 'proposed'} me={me} now={now} />
      <List which='asked' active={which === 'asked'} me={me} now={now} />
      <List which='open' active={which === 'open'} me={me} now={now} />
    </Card>
  )
}
