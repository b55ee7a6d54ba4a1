import { View } from '@tarojs/components'
import { useState } from 'react'
import { whenWords } from '../../../domain/words-time'
import { role } from '../../components/aria'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { PagedList } from '../../components/paged-list'
import { call } from '../../services/call'
import { usePages } from '../../services/use-pages'

type Which = 'read' | 'confirmed' | 'unread'

const empties: Record<Which, string> = { read: '还没有人看过', confirmed: '还没有人确认', unread: '都看过了' }

const said = (r: { readAt: number | null; confirmedAt: number | null }): string =>
  [r.readAt === null ? '' : `${whenWords(r.readAt, Date.now())} 看过`, r.confirmedAt === null ? '' : `${whenWords(r.confirmedAt, Date.now())} 确认`].filter(Boolean).join('，')

/** Who has read it, confirmed it, or not. */
export const ReadersPart = ({ id, mustConfirm }: { id: string; mustConfirm: boolean }) => {
  const [which, setWhich] = useState<Which>('unread')
  const pages = usePages(cursor => call('notices', 'readers', { id, which, cursor }), [id, which])
  const options: { value: Which; text: string }[] = [{ value: 'unread', text: '没看过' }, { value: 'read', text: '看过' }, ...(mustConfirm ? [{ value: 'confirmed' as const, text: '已确认知悉' }] : [])]
  return (
    <Card flush>
      <Tabs label='谁看过' options={options} value={which} onChange={setWhich} />
      <PagedList pages={pages} empty={<Empty icon='people' title={empties[which]} />}>
        {items => <View {...role('list')}>{items.map(r => <ListRow key={r.personId} text={r.name} note={[r.unitName, r.employeeNo && `工号 ${r.employeeNo}`, said(r)].filter(Boolean).join(' · ')} />)}</View>}
      </PagedList>
    </Card>
  )
}
