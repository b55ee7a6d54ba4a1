import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { learnFilterWords, learnStateWords } from '../../../domain/lesson/words'
import { whenWords } from '../../../domain/words-time'
import type { Episode } from '../../../types/lesson-course'
import type { LearnFilter, LearnerRow } from '../../../types/lesson-stats'
import type { Unit } from '../../../types/unit'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { Notice } from '../../components/notice'
import { PagedList } from '../../components/paged-list'
import { RemindButton } from '../../components/remind'
import { Sheet } from '../../components/sheet'
import { StateTag, type Meaning } from '../../components/state-tag'
import { StatusLine } from '../../components/status-line'
import { Table, type Column } from '../../components/table'
import { gathered } from '../../components/take-list'
import { TakePaper } from '../../components/take-paper'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { UnitFilter } from '../../components/unit-field'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'

type Quizzes = readonly Pick<Episode, 'key' | 'title'>[]

const meanings: Record<LearnerRow['state'], Meaning> = { notStarted: 'plain', learning: 'waiting', finished: 'done' }

const columns: Column<LearnerRow>[] = [
  { key: 'name', title: '姓名', grow: 2, cell: p => p.name },
  { key: 'state', title: '状态', grow: 2, bare: true, cell: p => <StateTag text={learnStateWords[p.state]} meaning={meanings[p.state]} /> },
  { key: 'unit', title: '单位', grow: 3, cell: p => p.unitName },
  { key: 'no', title: '工号', cell: p => p.employeeNo },
  { key: 'percent', title: '进度', cell: p => `${p.percent}%` },
  { key: 'last', title: '最近学习', grow: 2, cell: p => p.lastAt === null ? '—' : whenWords(p.lastAt, Date.now()) },
]

const filters: LearnFilter[] = ['unfinished', 'notStarted', 'finished', 'all']

/** As far as anybody reads a list that was copied; the workbook holds all. */
const MOST_COPIED = 1000

const More = ({ person, courseId, quizzes, onClose }: { person: LearnerRow; courseId: string; quizzes: Quizzes; onClose: (words?: string) => void }) => {
  const give = useAct(async (episode: string) => {
    await call('lessons', 'moreTries', { courseId, episode, personId: person.personId })
    onClose(`已给${person.name}加了测验次数`)
  })
  return (
    <Sheet title={`再给${person.name}几次测验机会`} onClose={() => onClose()}>
      <View className='stack'>
        <ActTrouble error={give.error} />
        <View className='body'>选一个课时。次数用完的人可以重新考。</View>
        <View>{quizzes.map(q => <ListRow key={q.key} text={q.title} go='再给' onTap={() => void give.run(q.key)} />)}</View>
      </View>
    </Sheet>
  )
}

interface PeoplePartProps {
  id: string
  title: string
  quizzes: Quizzes
  /** It must be learned, and can be. */
  due: boolean
}

const List = ({ id, title, quizzes, due, units }: PeoplePartProps & { units: readonly Unit[] }) => {
  const [show, setShow] = useState<LearnFilter>('unfinished')
  const [unitId, setUnit] = useState<string>()
  const [more, setMore] = useState<LearnerRow>()
  const [done, setDone] = useState<string>()
  const pages = usePages(cursor => call('lessons', 'people', { id, show, unitId, cursor }), [id, show, unitId])
  // A page may hold nobody of the wanted kind and still have a next.
  const barren = pages.items.length === 0 && !pages.ended && !pages.loading && !pages.refreshing && !pages.loadingMore && !pages.error
  const { more: further } = pages
  useEffect(() => { if (barren) void further() }, [barren, further])
  const copy = useAct(async () => {
    const rows: LearnerRow[] = []
    let cursor: string | undefined
    do {
      const page = await call('lessons', 'people', { id, show, unitId, cursor })
      rows.push(...page.items)
      cursor = page.next
    } while (cursor !== undefined && rows.length < MOST_COPIED)
    await Taro.setClipboardData({ data: [`${title} · ${learnFilterWords[show]} ${rows.length} 人`, ...rows.map(p => `${p.name}\t${p.unitName}\t${p.employeeNo}`)].join('\n') })
    setDone(`已复制 ${rows.length} 人的名单，可以粘贴到微信或表格里${cursor === undefined ? '' : '；更多的请导出 Excel'}`)
  })
  const key = useRef<Promise<string>>()
  const list = async (say: (words: string) => void) => {
    const begun = await (key.current ??= newId())
    const paper = await gathered(() => call('papers', 'lessonList', { id, show, unitId, key: `${begun}_${show}` }), '人', say)
    // Asked for once more, it is a new list of how things are then.
    key.current = undefined
    return paper
  }
  return (
    <View className='stack'>
      {done ? <Notice meaning='done' title={done} /> : null}
      <ActTrouble error={copy.error} />
      {due && show === 'unfinished' ? <RemindButton of={`unfinished.${id}`} text={unitId === undefined ? '催没有学完的人' : '催全部单位没有学完的人'} /> : null}
      <View className='wide-row'>
        <UnitFilter label='单位' units={units} value={unitId} onChange={setUnit} />
        <View className='wrap'>
          <Button id='copy-people' text='复制名单' busy={copy.busy} busyText='正在取名单…' onTap={() => void copy.run()} />
          <TakePaper id='lesson-list' text={`导出${learnFilterWords[show]}（Excel）`} ask={list} />
        </View>
      </View>
      <Card flush>
        <Tabs label='名单' options={filters.map(f => ({ value: f, text: learnFilterWords[f] }))} value={show} onChange={setShow} />
        <PagedList pages={pages} empty={pages.ended ? <Empty icon='people' title={show === 'unfinished' ? '没有未学完的人' : '没有这样的人'} /> : <View className='card-body'><StatusLine meaning='waiting' text='正在往后找…' /></View>}>
          {items => (
            <Table
              label='学员' columns={columns} rows={items} keyOf={p => p.personId} nameOf={p => p.name}
              acts={quizzes.length > 0 ? p => p.state !== 'learning' ? null : <Button text='加测验次数' label={`给${p.name}加测验次数`} onTap={() => setMore(p)} /> : undefined}
            />
          )}
        </PagedList>
      </Card>
      {more ? (
        <More
          person={more} courseId={id} quizzes={quizzes}
          onClose={words => {
            setMore(undefined)
            if (words) setDone(words)
          }}
        />
      ) : null}
    </View>
  )
}

/** Who has learned a course and who has not, to remind people 催学. */
export const PeoplePart = (props: PeoplePartProps) => {
  const loaded = useLoad(() => call('members', 'units', {}), [])
  return <LoadedView loaded={loaded} rows={4}>{({ units }) => <List {...props} units={units} />}</LoadedView>
}
