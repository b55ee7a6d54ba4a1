import { View } from '@tarojs/components'
import { useState } from 'react'
import { instructorStateWords } from '../../../domain/lesson/words'
import { optionsOf } from '../../../domain/words'
import type { Instructor, InstructorState } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { ForRoles } from '../../components/for-roles'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { StateTag } from '../../components/state-tag'
import { Table, type Column } from '../../components/table'
import { SearchBox } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { usePages } from '../../services/use-pages'
import { InstructorSheet } from './instructor-sheet'
import { InstructorView, starsWords } from './instructor-view'
import { instructorMeanings } from './state-meanings'
import './office.scss'

const columns: Column<Instructor>[] = [
  { key: 'name', title: '姓名', grow: 2, cell: i => i.name },
  { key: 'state', title: '状态', grow: 2, bare: true, cell: i => <StateTag text={instructorStateWords[i.state]} meaning={instructorMeanings[i.state]} /> },
  { key: 'unit', title: '单位', grow: 2, cell: i => i.unitName || '外请' },
  { key: 'field', title: '专长', grow: 3, cell: i => i.field },
  { key: 'lessons', title: '课时', cell: i => `${i.lessons} 个` },
  { key: 'stars', title: '评分', grow: 2, cell: starsWords },
]

const Pool = ({ me }: { me: Me }) => {
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<InstructorState>()
  const [sheet, setSheet] = useState<'new' | { look: Instructor } | { edit: Instructor }>()
  const [done, setDone] = useState<string>()
  const text = usePaused(typed)
  const pages = usePages(cursor => call('lessons', 'instructorPool', { state, text: text || undefined, cursor }), [me.personId, state, text])
  const close = () => setSheet(undefined)
  const finish = (words: string) => {
    close()
    setDone(words)
    void pages.reload()
  }
  return (
    <Page wide title='师资库' bar={<Button id='new-instructor' kind='main' wide icon='plus' text='添加讲师' onTap={() => setSheet('new')} />}>
      <View className='stack'>
        {done ? <Notice meaning='done' title={done} /> : null}
        <SearchBox label='搜索姓名、专长' value={typed} onChange={setTyped} />
        <Filters label='状态' options={optionsOf(instructorStateWords)} value={state} onChange={setState} />
        <Card flush>
          <PagedList pages={pages} empty={<Empty icon='people' title={text || state ? '没有这样的讲师' : '师资库还是空的'} text={text || state ? '换个词，或者放宽条件。' : '可以直接添加讲师；大家也可以在“课堂”里推荐，推荐的在这里审核。'} />}>
            {items => <Table label='讲师' columns={columns} rows={items} keyOf={i => i._id} nameOf={i => `${i.name}，${instructorStateWords[i.state]}`} onOpen={look => setSheet({ look })} />}
          </PagedList>
        </Card>
      </View>
      {sheet === 'new' ? <InstructorSheet me={me} onClose={close} onSaved={i => finish(`${i.name}已入库`)} /> : null}
      {typeof sheet === 'object' && 'edit' in sheet ? <InstructorSheet me={me} instructor={sheet.edit} onClose={close} onSaved={i => finish(`${i.name}的档案已保存`)} /> : null}
      {typeof sheet === 'object' && 'look' in sheet ? <InstructorView instructor={sheet.look} onClose={close} onEdit={() => setSheet({ edit: sheet.look })} onDone={finish} /> : null}
    </Page>
  )
}

/** The pool of instructors 师资库: profiles, nominations to be decided, ratings. */
export default function InstructorsPage() {
  return <ForRoles wide title='师资库' roles={['staff']}>{me => <Pool key={me.personId} me={me} />}</ForRoles>
}
