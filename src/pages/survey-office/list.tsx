import { View } from '@tarojs/components'
import { useState } from 'react'
import { surveyModeWords, surveyStateWords } from '../../../domain/survey/life'
import { whenWords } from '../../../domain/words-time'
import type { SurveyRow } from '../../../types/survey'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { ForRoles } from '../../components/for-roles'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { StateTag } from '../../components/state-tag'
import { Table, type Column } from '../../components/table'
import { SearchBox } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, type Me, type Role } from '../../services/session'
import { usePages } from '../../services/use-pages'
import { stateMeanings } from './state-meanings'
import './office.scss'

const columns: Column<SurveyRow>[] = [
  { key: 'title', title: '问卷', grow: 4, cell: s => s.title },
  { key: 'state', title: '状态', grow: 2, bare: true, cell: s => <StateTag text={surveyStateWords[s.state]} meaning={stateMeanings[s.state]} /> },
  { key: 'mode', title: '方式', cell: s => surveyModeWords[s.mode] },
  { key: 'questions', title: '题数', cell: s => `${s.questions} 题` },
  { key: 'expected', title: '请填', cell: s => s.state === 'draft' ? '未定' : `${s.expected} 人` },
  { key: 'ends', title: '截止', grow: 2, cell: s => s.endsAt === null ? '未定' : whenWords(s.endsAt, Date.now()) },
]

const open = (s: SurveyRow) => void openPage(`/pages/survey-office/${s.state === 'draft' ? 'edit' : 'survey'}?id=${s._id}`)
const add = () => void openPage('/pages/survey-office/new')

const List = ({ me }: { me: Me }) => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const staff = hasRole(me, 'staff')
  const pages = usePages(cursor => call('surveys', 'list', { text: text || undefined, cursor }), [me.personId, text])
  return (
    <Page wide title='问卷' bar={staff ? <Button id='new-survey' kind='main' wide icon='plus' text='新的问卷' onTap={add} /> : undefined}>
      <View className='stack'>
        <SearchBox label='搜索问卷标题' value={typed} onChange={setTyped} />
        <Card flush>
          <PagedList pages={pages} empty={<Empty title={text ? `没有标题里带“${text}”的问卷` : '还没有问卷'} text={staff ? '可以从“厂务公开评价”“食堂满意度”等现成的问卷开始改。' : '工会让您看结果的问卷会出现在这里。'} />}>
            {items => <Table label='问卷' columns={columns} rows={items} keyOf={s => s._id} nameOf={s => `${s.title}，${surveyStateWords[s.state]}`} onOpen={open} />}
          </PagedList>
        </Card>
      </View>
    </Page>
  )
}

const ROLES: Role[] = ['staff', 'leader']

/** Every survey 问卷 of the enterprise, the newest first. */
export default function ListPage() {
  return <ForRoles wide title='问卷' roles={ROLES}>{me => <List key={me.personId} me={me} />}</ForRoles>
}
