import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { noticeKindWords } from '../../../domain/notice/words'
import { optionsOf } from '../../../domain/words'
import { whenWords } from '../../../domain/words-time'
import type { MyNotice } from '../../../types/notice'
import type { NoticeKind } from '../../../types/notice-fields'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters, Tabs } from '../../components/filters'
import { Notify } from '../../components/notify'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { bindPath } from '../../components/places'
import { SessionGate } from '../../components/session-gate'
import { StateTag } from '../../components/state-tag'
import { Tap } from '../../components/tap'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import type { Me } from '../../services/session'
import { refreshUnread, unreadWords, useUnread } from '../../services/unread'
import { useAct } from '../../services/use-act'
import { usePages } from '../../services/use-pages'
import './notices.scss'

const TITLE = '通知'

type Which = 'all' | 'unread' | 'toConfirm'

const empties: Record<Which, { title: string; text?: string }> = {
  all: { title: '还没有通知', text: '开会、投票、提案答复、问卷等消息会出现在这里。' },
  unread: { title: '没有未读的通知', text: '都看过了。' },
  toConfirm: { title: '没有等您确认的通知' },
}

const Row = ({ n, now }: { n: MyNotice; now: number }) => {
  const unread = n.readAt === null
  const waits = n.mustConfirm && n.confirmedAt === null
  const note = [noticeKindWords[n.kind], whenWords(n.shownAt, now)].join(' · ')
  return (
    <View className='mail' {...role('listitem')}>
      <Tap className={`mail-open ${unread ? 'mail-new' : ''}`} label={[unread ? '未读' : '', n.title, note, waits ? '请确认已知悉' : ''].filter(Boolean).join('，')} onTap={() => void openPage(`/pages/notices/notice?id=${n._id}`)}>
        <View className='mail-dot' ariaHidden />
        <View className='mail-words'>
          <View className='mail-title two-lines'>{n.title}</View>
          <View className='note'>{unread ? '未读 · ' : ''}{note}</View>
          {waits ? <View className='mail-tag'><StateTag text='请确认已知悉' meaning='attention' /></View> : null}
        </View>
      </Tap>
    </View>
  )
}

const countOf = (text: string, n: number) => n > 0 ? `${text} ${unreadWords(n)}` : text

/** So many unread ones are summed up by kind. */
const MANY = 6

/** What is new, in one sentence for each kind: a tap shows those only. */
const Digest = ({ kinds, unread, onPick }: { kinds: Partial<Record<NoticeKind, number>>; unread: number; onPick: (kind: NoticeKind) => void }) => (
  <Card title={`${unreadWords(unread)} 条未读，分类看`}>
    <View className='wrap'>
      {optionsOf(noticeKindWords).filter(o => kinds[o.value]).map(o => <Button key={o.value} text={`${o.text} ${kinds[o.value]}`} label={`只看未读的${o.text}通知，${kinds[o.value]} 条`} onTap={() => onPick(o.value)} />)}
    </View>
  </Card>
)

const Inbox = ({ me, first }: { me: Me; first: Which }) => {
  const [which, setWhich] = useState<Which>(first)
  const [kind, setKind] = useState<NoticeKind>()
  const counts = useUnread()
  const pages = usePages(cursor => {
    if (cursor === undefined) void refreshUnread(true)
    return call('notices', 'inbox', { kind, which: which === 'all' ? undefined : which, cursor })
  }, [me.personId, which, kind])
  const newest = pages.items[0]?.shownAt
  const readAll = useAct(async (until: number) => {
    await call('notices', 'readAll', { until })
    await pages.reload()
  })
  const mayReadAll = counts.unread > 0 && which !== 'toConfirm' && kind === undefined && newest !== undefined
  return (
    <Page title={TITLE} bar={mayReadAll ? <Button id='read-all' wide text='全部标为已读' busy={readAll.busy} onTap={() => void readAll.run(newest)} /> : undefined}>
      <View className='stack'>
        <ActTrouble error={readAll.error} />
        <Card flush>
          <Tabs
            label={TITLE} value={which} onChange={setWhich}
            options={[{ value: 'all', text: '全部' }, { value: 'unread', text: countOf('未读', counts.unread) }, { value: 'toConfirm', text: countOf('待确认', counts.toConfirm) }]}
          />
        </Card>
        {counts.unread >= MANY && which === 'all' && kind === undefined ? (
          <Digest
            kinds={counts.kinds} unread={counts.unread}
            onPick={picked => {
              setWhich('unread')
              setKind(picked)
            }}
          />
        ) : <Filters label='类别' options={optionsOf(noticeKindWords)} value={kind} onChange={setKind} />}
        <Card flush>
          <PagedList pages={pages} empty={<Empty icon='done' {...empties[which]} />}>
            {items => <View {...role('list')}>{items.map(n => <Row key={n._id} n={n} now={Date.now()} />)}</View>}
          </PagedList>
        </Card>
        <Notify quiet of='inbox' text='会议、答复和问卷用微信提醒我' />
        <Card flush><ListRow text='通知设置和微信提醒' note='想收哪几类；用微信提醒您' onTap={() => void openPage('/pages/notices/preferences')} /></Card>
      </View>
    </Page>
  )
}

const Visitor = () => (
  <Page title={TITLE}>
    <Card><Empty icon='people' title='绑定身份以后才有通知' text='会议、投票、提案答复等消息会发给名册上的人。' act={<Button text='绑定身份' onTap={() => void openPage(bindPath)} />} /></Card>
  </Page>
)

const firstOf = (which: string): Which => which === 'unread' || which === 'toConfirm' ? which : 'all'

/** All that one has been told, the newest first. */
export default function InboxPage() {
  const { which = '' } = useRouter().params
  return <SessionGate>{me => me.state === 'visitor' ? <Visitor /> : <Inbox key={me.personId} me={me} first={firstOf(which)} />}</SessionGate>
}
