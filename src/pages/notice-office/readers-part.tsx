import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { Notice } from '../../components/notice'
import { PagedList } from '../../components/paged-list'
import { RemindButton } from '../../components/remind'
import { SearchBox } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'
import type { Progress } from './progress-part'

type Which = 'read' | 'confirmed' | 'unread' | 'unconfirmed'

const empties: Record<Which, string> = { read: '还没有人看过', confirmed: '还没有人确认', unread: '都看过了', unconfirmed: '都确认了' }

const names: Record<Which, string> = { unread: '没看过', read: '看过', confirmed: '已确认知悉', unconfirmed: '没确认' }

type Row = Output<'notices', 'readers'>['items'][number]

const said = (r: { readAt: number | null; confirmedAt: number | null }): string =>
  [r.readAt === null ? '' : `${whenWords(r.readAt, Date.now())} 看过`, r.confirmedAt === null ? '' : `${whenWords(r.confirmedAt, Date.now())} 确认`].filter(Boolean).join('，')

/** As far as anybody reads a list that was copied. */
const MOST_COPIED = 2000

const allOf = async (id: string, which: Which): Promise<{ rows: Row[]; whole: boolean }> => {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await call('notices', 'readers', { id, which, cursor })
    rows.push(...page.items)
    cursor = page.next
  } while (cursor !== undefined && rows.length < MOST_COPIED)
  return { rows, whole: cursor === undefined }
}

const countsOf = ({ total, read, confirmed }: Progress): Record<Which, number> => ({ read, confirmed, unread: Math.max(0, total - read), unconfirmed: Math.max(0, total - confirmed) })

/** Who has read it, confirmed it, or not. */
export const ReadersPart = ({ id, title, mustConfirm, progress }: { id: string; title: string; mustConfirm: boolean; progress: Progress }) => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const [which, setWhich] = useState<Which>('unread')
  const [copied, setCopied] = useState<string>()
  const copy = useAct(async () => {
    const { rows, whole } = await allOf(id, which)
    await Taro.setClipboardData({ data: [`${title} · ${names[which]} ${rows.length} 人`, ...rows.map(r => [r.name, r.unitName, r.employeeNo].join('\t'))].join('\n') })
    setCopied(`已复制${whole ? '' : '前面'} ${rows.length} 人的名单，可以粘贴到微信或表格里，也可以打印出来张贴`)
  })
  const pages = usePages(cursor => call('notices', 'readers', { id, which, text: text || undefined, cursor }), [id, which, text])
  // Asked anew with each list: people read on while this page is open.
  const { data = progress } = useLoad(() => call('notices', 'progress', { id }), [id, which])
  const counts = countsOf(data)
  const shown: Which[] = mustConfirm ? ['unread', 'unconfirmed', 'confirmed'] : ['unread', 'read']
  return (
    <View className='stack'>
      {copied ? <Notice meaning='done' title={copied} /> : null}
      <ActTrouble error={copy.error} />
      {which === 'unconfirmed' ? <RemindButton of={`unconfirmed.${id}`} text='提醒没确认的人' /> : null}
      <View><Button id='copy-readers' text={`复制名单：${names[which]}`} busy={copy.busy} busyText='正在取名单…' onTap={() => void copy.run()} /></View>
      <SearchBox label='搜索姓名或工号' value={typed} onChange={setTyped} />
      <Card flush>
        <Tabs label='谁看过' options={shown.map(value => ({ value, text: `${names[value]} ${counts[value]} 人` }))} value={which} onChange={setWhich} />
        <PagedList pages={pages} empty={<Empty icon={text ? 'search' : 'people'} title={text ? `${names[which]}的人里没有“${text}”` : empties[which]} />}>
          {items => <View {...role('list')}>{items.map(r => <ListRow key={r.personId} text={r.name} note={[r.unitName, r.employeeNo && `工号 ${r.employeeNo}`, said(r)].filter(Boolean).join(' · ')} />)}</View>}
        </PagedList>
      </Card>
    </View>
  )
}
