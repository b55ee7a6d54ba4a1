import { View } from '@tarojs/components'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty, Progress } from '../../components/feedback'
import { StateTag } from '../../components/state-tag'
import { Table, type Column } from '../../components/table'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useLoad } from '../../services/use-load'
import { isOffice, isOver, type PartProps } from './session-part'

type Papers = Output<'congress', 'papers'>
type Paper = Papers['items'][number]

const open = (session: string, id?: string) => void openPage(`/pages/congress-office/paper?session=${session}${id ? `&id=${id}` : ''}`)

const columns = (delegates: number, matterOf: (id: string | null) => string): Column<Paper>[] => [
  { key: 'title', title: '文件', grow: 4, cell: p => p.title },
  { key: 'matter', title: '议题', grow: 3, cell: p => matterOf(p.matterId) || '整个会议' },
  { key: 'delivered', title: '送达', grow: 3, bare: true, cell: p => p.deliveredAt === null ? <StateTag text='没有送达' meaning='attention' /> : `${whenWords(p.deliveredAt, Date.now())} 送达` },
  { key: 'readers', title: '已阅', grow: 2, cell: p => p.deliveredAt === null ? '—' : `${p.readers} / ${delegates} 人` },
  { key: 'files', title: '附件', cell: p => p.files.length > 0 ? `${p.files.length} 个` : '无' },
]

/** The papers of a session: delivered to each delegate, with proof of reading 阅知. */
export const PapersPart = ({ me, view }: PartProps) => {
  const { session, matters } = view
  const loaded = useLoad(() => call('congress', 'papers', { sessionId: session._id }), [session._id])
  const matterOf = (id: string | null) => matters.find(m => m._id === id)?.title ?? ''
  return (
    <View className='stack'>
      <LoadedView loaded={loaded}>
        {({ items, delegates }) => (
          <View className='stack'>
            {items.some(p => p.deliveredAt !== null) ? (
              <Card title='阅知'>
                <Progress label='全部文件的阅知人次' done={items.reduce((sum, p) => sum + p.readers, 0)} total={items.filter(p => p.deliveredAt !== null).length * delegates} />
              </Card>
            ) : null}
            <Card flush>
              {items.length === 0
                ? <Empty title='还没有会议文件' text='工作报告、草案、述职报告：写好后送达代表，代表读完会留下阅知记录。' />
                : <Table label='会议文件' columns={columns(delegates, matterOf)} rows={items} keyOf={p => p._id} nameOf={p => p.title} onOpen={p => open(session._id, p._id)} />}
            </Card>
          </View>
        )}
      </LoadedView>
      {isOffice(me) && !isOver(view) ? <View><Button id='new-paper' kind='main' icon='plus' text='新的文件' onTap={() => open(session._id)} /></View> : null}
    </View>
  )
}
