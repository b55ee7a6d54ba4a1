import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { noticeKindWords } from '../../../domain/notice/words'
import { whenWords } from '../../../domain/words-time'
import type { MyNotice } from '../../../types/notice'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { linkVerb, openLink } from '../../components/notice-link'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { StateTag } from '../../components/state-tag'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { refreshUnread } from '../../services/unread'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'

const TITLE = '通知'

const Body = ({ n, now }: { n: MyNotice; now: number }) => (
  <>
    <View className='stack-tight'>
      {n.mustConfirm ? <View className='wrap'><StateTag text={n.confirmedAt === null ? '请确认已知悉' : '已知悉'} meaning={n.confirmedAt === null ? 'attention' : 'done'} /></View> : null}
      <View className='title' {...role('heading')}>{n.title}</View>
      <View className='note'>{[noticeKindWords[n.kind], n.by, whenWords(n.shownAt, now)].filter(Boolean).join(' · ')}</View>
    </View>
    {n.text ? <Card><View className='body written'>{n.text}</View></Card> : null}
    {n.mustConfirm && n.confirmedAt !== null ? <Notice meaning='done' title='您已确认知悉' text={whenWords(n.confirmedAt, now)} /> : null}
  </>
)

const Whole = ({ id }: { id: string }) => {
  const loaded = useLoad(async () => {
    const notice = await call('notices', 'open', { id })
    void refreshUnread(true)
    return notice
  }, [id])
  const confirm = useAct(async () => {
    loaded.put(await call('notices', 'confirm', { id }))
    await refreshUnread(true)
  })
  const n = loaded.data
  const waits = n?.mustConfirm === true && n.confirmedAt === null
  const link = n?.link
  const bar = n && (waits || link) ? (
    <>
      {link ? <Button id='link' wide kind={waits ? 'quiet' : 'main'} text={linkVerb(link)} onTap={() => openLink(link)} /> : null}
      {waits ? <Button id='confirm' wide kind='main' text='已知悉' busy={confirm.busy} busyText='正在确认…' onTap={() => void confirm.run()} /> : null}
    </>
  ) : undefined
  return (
    <Page title={TITLE} bar={bar}>
      <LoadedView loaded={loaded} rows={4}>
        {notice => (
          <>
            <ActTrouble error={confirm.error} />
            <Body n={notice} now={Date.now()} />
          </>
        )}
      </LoadedView>
    </Page>
  )
}

/** One notice: what it says, the way to what it is about, and 已知悉 where that is asked for. */
export default function NoticePage() {
  const { id = '' } = useRouter().params
  return <SessionGate>{() => <Whole key={id} id={id} />}</SessionGate>
}
