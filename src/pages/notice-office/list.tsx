import { View } from '@tarojs/components'
import { useState } from 'react'
import { noticeKindWords, noticeStateWords } from '../../../domain/notice/words'
import { optionsOf } from '../../../domain/words'
import { whenWords } from '../../../domain/words-time'
import type { NoticeRow } from '../../../types/notice'
import type { NoticeKind } from '../../../types/notice-fields'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { ForRoles } from '../../components/for-roles'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { StateTag } from '../../components/state-tag'
import { Table, type Column } from '../../components/table'
import { SearchBox } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import type { Me } from '../../services/session'
import { usePages } from '../../services/use-pages'
import { NewSheet } from './new-sheet'
import { Reminders } from './reminders'
import { openNotice, stateMeanings } from './words'
import './office.scss'

const whenOf = (n: NoticeRow): string => {
  if (n.state === 'scheduled' && n.sendAt !== null) return `定于 ${whenWords(n.sendAt, Date.now())}`
  return whenWords(n.shownAt ?? n.createdAt, Date.now())
}

const columns: Column<NoticeRow>[] = [
  { key: 'title', title: '标题', grow: 4, cell: n => n.title },
  { key: 'state', title: '状态', grow: 2, bare: true, cell: n => <StateTag text={noticeStateWords[n.state]} meaning={stateMeanings[n.state]} /> },
  { key: 'kind', title: '类别', cell: n => noticeKindWords[n.kind] },
  { key: 'total', title: '人数', cell: n => n.total === null ? '未定' : `${n.total} 人` },
  { key: 'way', title: '方式', grow: 2, cell: n => n.message ? '通知＋微信' : '只在通知里' },
  { key: 'confirm', title: '已知悉', cell: n => n.mustConfirm ? '要确认' : '不用' },
  { key: 'from', title: '来源', cell: n => n.byHand ? '手写' : '自动' },
  { key: 'when', title: '时间', grow: 2, cell: whenOf },
]

type From = 'hand' | 'auto'
const sources: { value: From; text: string }[] = [{ value: 'hand', text: '手写的' }, { value: 'auto', text: '自动产生的' }]

const List = ({ me }: { me: Me }) => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const [kind, setKind] = useState<NoticeKind>()
  const [from, setFrom] = useState<From>()
  const [making, setMaking] = useState(false)
  const pages = usePages(cursor => call('notices', 'list', { text: text || undefined, kind, byHand: from === undefined ? undefined : from === 'hand', cursor }), [me.personId, text, kind, from])
  return (
    <Page wide title='发通知' bar={<Button id='new-notice' kind='main' wide icon='plus' text='新的通知' onTap={() => setMaking(true)} />}>
      <View className='stack'>
        <Reminders />
        <SearchBox label='搜索通知标题' value={typed} onChange={setTyped} />
        <View className='wide-row'>
          <Filters label='类别' options={optionsOf(noticeKindWords)} value={kind} onChange={setKind} />
          <Filters label='来源' options={sources} value={from} onChange={setFrom} />
        </View>
        <Card flush>
          <PagedList pages={pages} empty={<Empty title={text ? `没有标题里带“${text}”的通知` : '还没有通知'} text={text ? undefined : '写好以后先预演：看清发给谁、谁能收到微信提醒，再确认发送。'} />}>
            {items => <Table label='通知' columns={columns} rows={items} keyOf={n => n._id} nameOf={n => `${n.title}，${noticeStateWords[n.state]}`} onOpen={n => void openPage(openNotice(n))} />}
          </PagedList>
        </Card>
      </View>
      {making ? <NewSheet onClose={() => setMaking(false)} /> : null}
    </Page>
  )
}

/** Every notice 通知 of the enterprise, the newest first, written by hand or made by what happened. */
export default function ListPage() {
  return <ForRoles wide title='发通知' roles={['staff']}>{me => <List key={me.personId} me={me} />}</ForRoles>
}
