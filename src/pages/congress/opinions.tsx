import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { whenWords } from '../../../domain/words-time'
import type { Opinion } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { writeOpinion } from '../../components/congress-links'
import { Empty } from '../../components/feedback'
import { PagedList } from '../../components/paged-list'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { StateTag } from '../../components/state-tag'
import { call } from '../../services/call'
import { useMe, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'
import { mayOpine } from './standing'
import './congress.scss'

const TITLE = '讨论意见'

const One = ({ opinion, about, now }: { opinion: Opinion; about: string | undefined; now: number }) => (
  <View className='opinion stack-tight' {...role('listitem')}>
    <View className='wrap'>
      <StateTag text={opinion.answer ? '已答复' : '等待答复'} meaning={opinion.answer ? 'done' : 'waiting'} />
      <View className='note'>{opinion.by}（{opinion.delegation}） · {whenWords(opinion.at, now)}</View>
    </View>
    {about ? <View className='note'>关于：{about}</View> : null}
    <View className='body written'>{opinion.text}</View>
    {opinion.answer ? (
      <View className='opinion-answer stack-tight'>
        <View className='note'>{opinion.answer.by} 答复 · {whenWords(opinion.answer.at, now)}</View>
        <View className='body written'>{opinion.answer.text}</View>
      </View>
    ) : null}
  </View>
)

const Opinions = ({ me, id }: { me: Me; id: string }) => {
  const pages = usePages(cursor => call('congress', 'opinions', { sessionId: id, cursor }), [id])
  // Only for the matters' names and for the act; the opinions themselves do not wait for it.
  const { data } = useLoad(() => call('congress', 'session', { id }), [id])
  const titleOf = (matterId: string | null) => data?.matters.find(m => m._id === matterId)?.title
  const now = Date.now()
  return (
    <Page title={TITLE} bar={data && mayOpine(data, me) ? <Button id='opine' kind='main' wide icon='pen' text='提意见' onTap={() => writeOpinion(id)} /> : undefined}>
      <Card flush>
        <PagedList pages={pages} empty={<Empty title='还没有意见' text='代表对议题的意见和工会的答复，会出现在这里。' />}>
          {items => <View {...role('list')}>{items.map(o => <One key={o._id} opinion={o} about={titleOf(o.matterId)} now={now} />)}</View>}
        </PagedList>
      </Card>
    </Page>
  )
}

/** Opinions from the delegations' discussion 讨论意见, with their answers. */
export default function OpinionsPage() {
  const { id = '' } = useRouter().params
  const { me } = useMe()
  return me ? <Opinions key={id} me={me} id={id} /> : <Page title={TITLE}><SessionGate>{() => null}</SessionGate></Page>
}
