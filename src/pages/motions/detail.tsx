import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ErrorState, Loading } from '../../components/feedback'
import { MotionTag, motionTitle } from '../../components/motion-row'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { role } from '../../components/aria'
import { call } from '../../services/call'
import { hasRole, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { whenWords } from '../../../domain/words-time'
import type { Motion } from '../../../types/motion'
import { openActs, standing } from './acts'
import { MotionContent } from './content'
import { Cosigners } from './cosigners'
import { History, Stand } from './progress'
import { useMotionActs } from './use-motion-acts'
import { showPictures } from './use-pictures'

const Head = ({ motion, now }: { motion: Motion; now: number }) => (
  <View className='stack-tight'>
    <View><MotionTag state={motion.state} /></View>
    <View className='title' {...role('heading')}>{motionTitle(motion.title)}</View>
    <View className='note'>{motion.proposerName}（{motion.delegation}） · {whenWords(motion.updatedAt, now)}</View>
  </View>
)

interface DetailProps {
  me: Me
  id: string
  tenant?: string
  /** It was sent a moment ago. */
  sent: boolean
}

const Detail = ({ me, id, tenant, sent }: DetailProps) => {
  const { data, error, loading, reload, put } = useLoad(() => call('motions', 'get', { id, tenant }), [id, tenant])
  const acts = useMotionActs(id, motion => data && put({ motion, pictures: data.pictures }), () => void reload())
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()))
  const now = Date.now()
  if (!data) {
    return (
      <Page title='提案'>
        {loading || !error ? <Loading rows={5} /> : <ErrorState error={error} onRetry={() => void reload()} />}
      </Page>
    )
  }
  const { motion, pictures } = data
  const personId = hasRole(me, 'delegate') ? me.personId : undefined
  const open = openActs(motion, personId)
  const stand = standing(motion, personId)
  const urls = pictures.map(p => p.url)
  // The most wanted comes first in the list and last in the bar, nearest to the thumb.
  const bar = open.length === 0 ? undefined : [...open].reverse().map(a => (
    <Button
      key={a.act} id={a.act} wide
      kind={a === open[0] && !a.danger ? 'main' : 'quiet'}
      text={a.label}
      busy={acts.running === a.act}
      busyText={acts.slow ? '正在办，请稍等…' : '正在办…'}
      disabled={acts.running !== undefined && acts.running !== a.act}
      onTap={() => acts.begin(a)}
    />
  ))
  return (
    <Page title='提案' bar={bar}>
      <View className='stack'>
        {error ? <Notice meaning='attention' title='看到的可能不是最新的' text={error.message} act={<Button text='再试一次' icon='retry' onTap={() => void reload()} />} /> : null}
        {acts.error ? <Notice meaning='attention' title='没有办成' text={acts.error.message} /> : null}
        {acts.done ? <Notice meaning='done' title={acts.done} /> : sent && motion.state === 'cosigning' ? <Notice meaning='done' title='已发出' text={`${motion.cosigners.length} 位代表会在首页看到您的邀请。`} /> : null}
        <Head motion={motion} now={now} />
        {stand && !acts.done ? <Notice {...stand} /> : null}
        <Card title='到哪一步了'><Stand motion={motion} now={now} /></Card>
        {motion.cosigners.length > 0 ? <Cosigners motion={motion} now={now} /> : null}
        <Card title='提案内容'><MotionContent text={motion} urls={urls} onPreview={i => showPictures(urls, i)} /></Card>
        {motion.events.length > 0 ? <Card title='经过'><History motion={motion} now={now} /></Card> : null}
      </View>
      {acts.question}
    </Page>
  )
}

export default function DetailPage() {
  const { id = '', tenant, sent } = useRouter().params
  return <SessionGate>{me => <Detail key={id} me={me} id={id} tenant={tenant} sent={sent === '1'} />}</SessionGate>
}
