import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import { role } from '../../components/aria'
import { Card, Fact, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { SessionGate } from '../../components/session-gate'
import { Sheet } from '../../components/sheet'
import { call } from '../../services/call'
import { usePages } from '../../services/use-pages'

type Public = Output<'motions', 'published'>['items'][number]

const One = ({ motion, onClose }: { motion: Public; onClose: () => void }) => (
  <Sheet title={motion.title} onClose={onClose}>
    <View className='stack'>
      <View>
        {motion.number ? <Fact name='编号' value={motion.number} /> : null}
        <Fact name='提案人' value={motion.proposer ?? '不公布姓名'} />
        {motion.leadName ? <Fact name='承办部门' value={motion.leadName} /> : null}
        <Fact name='公开时间' value={whenWords(motion.at, Date.now())} />
      </View>
      <View><View className='note' {...role('heading')}>建议</View><View className='body written'>{motion.proposal}</View></View>
      <View><View className='note' {...role('heading')}>答复</View><View className='body written'>{motion.reply}</View></View>
    </View>
  </Sheet>
)

const List = ({ tenant }: { tenant?: string }) => {
  const pages = usePages(cursor => call('motions', 'published', { tenant, cursor }), [tenant])
  const [open, setOpen] = useState<Public>()
  return (
    <>
      <Card flush>
        <PagedList pages={pages} empty={<Empty title='还没有公开的提案' text='办结的提案由工会公开后，建议和答复会出现在这里。' />}>
          {items => (
            <View {...role('list')}>
              {items.map(m => <ListRow key={m._id} short text={m.title} note={[m.number, m.leadName, whenWords(m.at, Date.now())].filter(Boolean).join(' · ')} onTap={() => setOpen(m)} />)}
            </View>
          )}
        </PagedList>
      </Card>
      {open ? <One motion={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}

/** What everybody may read of finished motions 公开. */
export default function Published() {
  const { tenant } = useRouter().params
  return <Page title='公开的提案'><SessionGate>{() => <List tenant={tenant} />}</SessionGate></Page>
}
