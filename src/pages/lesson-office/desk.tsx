import { View } from '@tarojs/components'
import { useState } from 'react'
import { lengthWords } from '../../../domain/lesson/length-words'
import { categoryWords, courseStateWords } from '../../../domain/lesson/words'
import { optionsOf } from '../../../domain/words'
import type { CourseCategory, CourseRow, CourseState } from '../../../types/lesson-course'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { ForRoles } from '../../components/for-roles'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { StateTag } from '../../components/state-tag'
import { Table, type Column } from '../../components/table'
import { SearchBox } from '../../components/text-field'
import { LoadedView } from '../../components/trouble'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'
import { LearnFigures } from './learn-figures'
import { mustWords } from './must-words'
import { NewCourse } from './new-course'
import { courseMeanings } from './state-meanings'
import './office.scss'

const columns: Column<CourseRow>[] = [
  { key: 'title', title: '课程', grow: 3, cell: c => c.title },
  { key: 'state', title: '状态', grow: 2, bare: true, cell: c => <StateTag text={courseStateWords[c.state]} meaning={courseMeanings[c.state]} /> },
  { key: 'category', title: '类别', cell: c => categoryWords[c.category] },
  { key: 'episodes', title: '课时', grow: 2, cell: c => `${c.episodes} 个${c.seconds > 0 ? ` · ${lengthWords(c.seconds)}` : ''}` },
  { key: 'instructor', title: '讲师', cell: c => c.instructorName || '—' },
  { key: 'must', title: '要求', grow: 2, cell: mustWords },
]

const to = (page: string) => () => void openPage(`/pages/lesson-office/${page}`)
const open = (staff: boolean) => (c: CourseRow) => to(`${c.state === 'draft' && staff ? 'edit' : 'course'}?id=${c._id}`)()

const Overview = () => {
  const loaded = useLoad(() => call('lessons', 'overview', {}), [])
  return (
    <LoadedView loaded={loaded} rows={2}>
      {o => (
        <View className='stack'>
          <LearnFigures o={o} />
          <Ways asks={o.asksWaiting} nominated={o.nominated} />
        </View>
      )}
    </LoadedView>
  )
}

const Ways = ({ asks, nominated }: { asks: number; nominated: number }) => (
  <Card flush>
    <View className='lesson-ways'>
      <ListRow text='学习统计' note='各单位、各门课程的完成情况' onTap={to('stats')} />
      <ListRow text='学员提问' note={asks > 0 ? `${asks} 个等回答` : '没有等回答的'} onTap={to('asks')} />
      <ListRow text='师资库' note={nominated > 0 ? `${nominated} 位推荐的等审核` : '讲师档案、推荐和审核'} onTap={to('instructors')} />
      <ListRow text='面授培训' note='扫码签到、录入名单、出勤' onTap={to('trainings')} />
      <ListRow text='证书' note='查找、撤销' onTap={to('certificates')} />
    </View>
  </Card>
)

const Desk = ({ me }: { me: Me }) => {
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<CourseState>()
  const [category, setCategory] = useState<CourseCategory>()
  const [adding, setAdding] = useState(false)
  const text = usePaused(typed)
  const pages = usePages(cursor => call('lessons', 'list', { text: text || undefined, state, category, cursor }), [me.personId, text, state, category])
  const staff = hasRole(me, 'staff')
  const narrowed = text !== '' || state !== undefined || category !== undefined
  return (
    <Page wide title='网上课堂管理' bar={staff ? <Button id='new-course' kind='main' wide icon='plus' text='新的课程' onTap={() => setAdding(true)} /> : undefined}>
      <View className='stack'>
        {staff ? <Overview /> : null}
        <SearchBox label='搜索课程名称' value={typed} onChange={setTyped} />
        <View className='wide-row'>
          <Filters label='状态' options={optionsOf(courseStateWords)} value={state} onChange={setState} />
          <Filters label='类别' options={optionsOf(categoryWords)} value={category} onChange={setCategory} />
        </View>
        <Card flush>
          <PagedList pages={pages} empty={narrowed ? <Empty icon='search' title='没有这样的课程' text='换个词，或者放宽条件。' /> : <Empty title='还没有课程' text='先建一门课程，上传视频或写一篇文章，审核通过后大家就能在“课堂”里学。' />}>
            {items => <Table label='课程' columns={columns} rows={items} keyOf={c => c._id} nameOf={c => `${c.title}，${courseStateWords[c.state]}`} onOpen={open(staff)} />}
          </PagedList>
        </Card>
      </View>
      {adding ? <NewCourse onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}

/** The office of the online class 网上课堂: figures, every course, and the ways to the rest. */
export default function DeskPage() {
  return <ForRoles wide title='网上课堂管理' roles={['staff', 'committee']}>{me => <Desk key={me.personId} me={me} />}</ForRoles>
}
