import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter, useUnload } from '@tarojs/taro'
import { useState } from 'react'
import { isOverdue } from '../../../domain/motion-now'
import { viewerOf } from '../../../domain/motion-viewer'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { Motion } from '../../../types/motion'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { fileItems } from '../../components/files'
import { ErrorState, Loading } from '../../components/feedback'
import { MotionTags, motionTitle } from '../../components/motion-row'
import { Notice } from '../../components/notice'
import { Notify } from '../../components/notify'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import type { Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { ActBar, MoreActs } from './act-bar'
import { buttonsOf, standing } from './acts'
import { MotionContent } from './content'
import { Cosigners } from './cosigners'
import { Decisions, Notes } from './handling'
import { justDone } from './just-done'
import { MeritLink } from './merit-link'
import { PapersCard } from './papers-card'
import { History, Stand } from './progress'
import { Replies } from './replies'
import { useMotionActs } from './use-motion-acts'
import { showPictures } from './pictures'

const Head = ({ motion, now }: { motion: Motion; now: number }) => (
  <View className='stack-tight'>
    <View className='wrap'>
      <MotionTags motion={{ ...motion, overdue: isOverdue(motion, now) }} />
      {motion.number ? <View className='note'>编号 {motion.number}</View> : null}
    </View>
    <View className='title' {...role('heading')}>{motionTitle(motion.title)}</View>
    <View className='note'>{motion.byDelegation ? `${motion.delegation} · ` : ''}{motion.proposerName}（{motion.delegation}） · {whenWords(motion.updatedAt, now)}</View>
  </View>
)

/** What a worker sees: how far it is, and where the words are once they are public. */
const Outline = ({ motion, tenant, now }: { motion: Motion; tenant?: string; now: number }) => (
  <>
    <Card title='到哪一步了'><Stand motion={motion} now={now} /></Card>
    <Card title='提案内容'>
      <View className='stack-tight'>
        <View className='body'>办结并由工会公开后，建议和答复在“公开的提案”里看。公开之前，内容由代表和承办部门看。</View>
        <View><Button text='看公开的提案' onTap={() => void openPage(`/pages/motions/published${tenant ? `?tenant=${tenant}` : ''}`)} /></View>
      </View>
    </Card>
    {motion.events.length > 0 ? <Card title='经过'><History motion={motion} now={now} /></Card> : null}
  </>
)

/** Everything there is to read, from where it stands to how it came there. */
const Body = ({ held, me, tenant, now }: { held: Output<'motions', 'get'>; me: Me; tenant?: string; now: number }) => {
  const { motion, pictures, files } = held
  const urls = pictures.map(p => p.url)
  if (held.withheld) return <Outline motion={motion} tenant={tenant} now={now} />
  return (
    <>
      <Card title='到哪一步了'><Stand motion={motion} now={now} /></Card>
      <Replies motion={motion} files={files} now={now} />
      <Decisions motion={motion} now={now} />
      <Card title='提案内容'><MotionContent text={motion} urls={urls} files={fileItems(motion.files, files)} onPreview={i => showPictures(urls, i)} /></Card>
      <Notes motion={motion} files={files} now={now} />
      {motion.cosigners.length > 0 ? <Cosigners motion={motion} now={now} /> : null}
      {motion.events.length > 0 ? <Card title='经过'><History motion={motion} now={now} /></Card> : null}
      {me.state === 'visitor' || motion.state === 'draft' ? null : <PapersCard motion={motion} tenant={tenant} />}
    </>
  )
}

interface DetailProps {
  me: Me
  id: string
  tenant?: string
  /** It was sent a moment ago. */
  sent: boolean
}

const Detail = ({ me, id, tenant, sent }: DetailProps) => {
  const { data, error, loading, reload, put } = useLoad(() => call('motions', 'get', { id, tenant }), [id, tenant])
  const acts = useMotionActs(id, motion => data && put({ ...data, motion }), () => void reload())
  const done = justDone.use()
  const [more, setMore] = useState(false)
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()))
  useUnload(() => justDone.set(undefined))
  const now = Date.now()
  if (!data) {
    return (
      <Page title='提案'>
        {loading || !error ? <Loading rows={5} /> : <ErrorState error={error} onRetry={() => void reload()} />}
      </Page>
    )
  }
  const { motion } = data
  const viewer = viewerOf(me)
  const buttons = buttonsOf(motion, viewer, now)
  const stand = standing(motion, viewer, now)
  const words = done?.id === id ? done.words : undefined
  return (
    <Page title='提案' bar={buttons.length > 0 ? <ActBar buttons={buttons} acts={acts} onMore={() => setMore(true)} /> : undefined}>
      <View className='stack'>
        {error ? <Notice meaning='attention' title='看到的可能不是最新的' text={error.message} act={<Button text='再试一次' icon='retry' onTap={() => void reload()} />} /> : null}
        {acts.error ? <Notice meaning='attention' title='没有办成' text={acts.error.message} /> : null}
        {words ? <Notice meaning='done' title={words} /> : sent && motion.state === 'cosigning' ? <Notice meaning='done' title='已发出' text={`${motion.cosigners.length} 位代表会在首页看到您的邀请。`} /> : null}
        <Head motion={motion} now={now} />
        {motion.proposerId === me.personId && (sent || words) ? <Notify of='motionFiled' text='答复时通知我' /> : null}
        {stand && !words ? <Notice {...stand} /> : null}
        <MeritLink motion={motion} viewer={viewer} />
        <Body held={data} me={me} tenant={tenant} now={now} />
      </View>
      {more ? <MoreActs buttons={buttons} acts={acts} onClose={() => setMore(false)} /> : null}
      {acts.question}
    </Page>
  )
}

export default function DetailPage() {
  const { id = '', tenant, sent } = useRouter().params
  return <SessionGate>{me => <Detail key={id} me={me} id={id} tenant={tenant} sent={sent === '1'} />}</SessionGate>
}
