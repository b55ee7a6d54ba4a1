import { View } from '@tarojs/components'
import { useState } from 'react'
import { surveyStateWords } from '../../../domain/survey/life'
import { motionTitle } from '../../components/motion-row'
import { whenWords } from '../../../domain/words-time'
import { role } from '../../components/aria'
import { ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { PagedList } from '../../components/paged-list'
import { SearchBox } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { usePages, type ListPage } from '../../services/use-pages'

interface Row { id: string; text: string; note: string; page: string }

/** `page`: where it is looked at. */
interface PickProps { onPick: (id: string, page: string) => void }

/** One thing out of a list, searched where the list can be. */
const Pick = ({ load, search, none, onPick }: PickProps & { load: (text: string | undefined, cursor?: string) => Promise<ListPage<Row>>; search?: string; none: string }) => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const pages = usePages(cursor => load(text || undefined, cursor), [text])
  return (
    <View className='stack'>
      {search ? <SearchBox label={search} value={typed} onChange={setTyped} /> : null}
      <PagedList pages={pages} empty={<Empty icon='search' title={text ? `没有找到“${text}”` : none} />}>
        {rows => <View {...role('list')}>{rows.map(r => <ListRow key={r.id} short text={r.text} note={r.note} go='选这个' onTap={() => onPick(r.id, r.page)} />)}</View>}
      </PagedList>
    </View>
  )
}

const sessions = async (_text: string | undefined, cursor?: string): Promise<ListPage<Row>> => {
  const { items, next } = await call('congress', 'sessions', { cursor })
  return { next, items: items.filter(s => !s.rehearsal).map(s => ({ id: s._id, text: s.title, note: whenWords(s.startsAt, Date.now()), page: 'congress/session' })) }
}

const motions = async (text: string | undefined, cursor?: string): Promise<ListPage<Row>> => {
  const { items, next } = await call('motions', 'list', { text, cursor })
  return { next, items: items.map(m => ({ id: m._id, text: motionTitle(m.title), note: [m.number, m.proposerName].filter(Boolean).join(' · '), page: 'motions/detail' })) }
}

const surveys = async (text: string | undefined, cursor?: string): Promise<ListPage<Row>> => {
  const { items, next } = await call('surveys', 'list', { text, cursor })
  return { next, items: items.filter(s => s.state !== 'draft').map(s => ({ id: s._id, text: s.title, note: surveyStateWords[s.state], page: s.mode === 'anonymous' ? 'ballot/survey' : 'surveys/answer' })) }
}

const courses = async (text: string | undefined, cursor?: string): Promise<ListPage<Row>> => {
  const { items, next } = await call('lessons', 'list', { text, state: 'published', cursor })
  return { next, items: items.map(c => ({ id: c._id, text: c.title, note: c.instructorName, page: 'lessons/course' })) }
}

export const SessionPick = (p: PickProps) => <Pick {...p} load={sessions} none='还没有会议' />
export const MotionPick = (p: PickProps) => <Pick {...p} load={motions} search='搜索案由' none='还没有提案' />
export const SurveyPick = (p: PickProps) => <Pick {...p} load={surveys} search='搜索问卷标题' none='还没有发布的问卷' />
export const CoursePick = (p: PickProps) => <Pick {...p} load={courses} search='搜索课程' none='还没有发布的课程' />
