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
import { mustWords } from './must-words'
import { CourseFigures, share } from './stats-part'
import './office.scss'

type Row = LearnOverview['byCourse'][number]

const TITLE = '学习统计'
const LIVE_MS = 30_000

type UnitRow = LearnOverview['byUnit'][number]

const of = (part: number, whole: number) => `${countWords(part)} / ${countWords(whole)}，${share(part, whole)}`

const unitColumns: Column<UnitRow>[] = [
  { key: 'name', title: '单位', grow: 3, cell: u => u.name },
  { key: 'must', title: '必修学完', grow: 3, cell: u => u.must.expected > 0 ? of(u.must.completed, u.must.expected) : '—' },
  { key: 'all', title: '全部学完', grow: 3, cell: u => of(u.completed, u.expected) },
  { key: 'learners', title: '学习', grow: 2, cell: u => `${countWords(u.learners)} 人次` },
  { key: 'hits', title: '点击', cell: u => `${countWords(u.hits)} 次` },
]

const columns: Column<Row>[] = [
  { key: 'title', title: '课程', grow: 4, cell: c => c.title },
  { key: 'must', title: '要求', grow: 3, cell: mustWords },
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
          {o.byUnit.length === 0 ? null : (
            <Card title='各单位完成情况' flush>
              <Table label='各单位完成情况' columns={unitColumns} rows={o.byUnit} keyOf={u => u.group} nameOf={u => u.name} />
              <View className='card-body note'>按人次算：一个人要学两门课，算两人次。应学人数是课程发布时的人数。</View>
            </Card>
          )}
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
  return <LoadedView loaded={loaded} rows={6}>{stats => <View className='stack'><View className='stack-tight'><View className='title'>{stats.title}</View><View className='note'>{mustWords(stats)}</View></View><CourseFigures stats={stats} /></View>}</LoadedView>
}

/** What has been learned, for those who only look: the whole enterprise, then a course. */
export default function StatsPage() {
  const { id } = useRouter().params
  return <ForRoles wide title={TITLE} roles={['staff', 'leader']}>{() => <Page wide title={TITLE}>{id ? <One key={id} id={id} /> : <All />}</Page>}</ForRoles>
}
