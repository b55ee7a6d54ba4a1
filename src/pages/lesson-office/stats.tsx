import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { LearnOverview } from '../../../types/lesson-stats'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { ForRoles } from '../../components/for-roles'
import { Page } from '../../components/page'
import { Table, type Column } from '../../components/table'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useLoad } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'
import { countWords } from './figures'
import { LearnFigures } from './learn-figures'
import { CourseFigures, share } from './stats-part'
import './office.scss'

type Row = LearnOverview['byCourse'][number]

const TITLE = '学习统计'
const LIVE_MS = 30_000

const columns: Column<Row>[] = [
  { key: 'title', title: '课程', grow: 4, cell: c => c.title },
  { key: 'completed', title: '学完', grow: 2, cell: c => `${countWords(c.completed)} 人，${share(c.completed, c.expected)}` },
  { key: 'expected', title: '应学', cell: c => `${countWords(c.expected)} 人` },
  { key: 'learners', title: '学习', cell: c => `${countWords(c.learners)} 人` },
  { key: 'hits', title: '点击', cell: c => `${countWords(c.hits)} 次` },
]

const open = (c: Row) => void openPage(`/pages/lesson-office/stats?id=${c.id}`)

const All = () => {
  const loaded = useLoad(() => call('lessons', 'overview', {}), [])
  usePoll(loaded, LIVE_MS)
  return (
    <LoadedView loaded={loaded} rows={6}>
      {o => (
        <View className='stack'>
          <LearnFigures o={o} />
          <Card title={`各门课程，共 ${o.courses} 门 ${o.episodes} 课时`} flush>
            {o.byCourse.length === 0 ? <Empty title='还没有发布过课程' text='工会发布课程、有人学习以后，这里就有数。' />
              : <Table label='各门课程' columns={columns} rows={o.byCourse} keyOf={c => c.id} nameOf={c => `${c.title}，学完 ${c.completed} 人，看统计`} onOpen={open} />}
          </Card>
        </View>
      )}
    </LoadedView>
  )
}

const One = ({ id }: { id: string }) => {
  const loaded = useLoad(() => call('lessons', 'stats', { id }), [id])
  usePoll(loaded, LIVE_MS)
  return <LoadedView loaded={loaded} rows={6}>{stats => <View className='stack'><View className='title'>{stats.title}</View><CourseFigures stats={stats} /></View>}</LoadedView>
}

/** What has been learned, for those who only look: the whole enterprise, then a course. */
export default function StatsPage() {
  const { id } = useRouter().params
  return <ForRoles wide title={TITLE} roles={['staff', 'leader']}>{() => <Page wide title={TITLE}>{id ? <One key={id} id={id} /> : <All />}</Page>}</ForRoles>
}
