import { View } from '@tarojs/components'
import { useState } from 'react'
import { awardLevelWords, meritStateWords } from '../../../domain/motion-words'
import { optionsOf } from '../../../domain/words'
import type { Merit, MeritState } from '../../../types/motion-merits'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { ForRoles } from '../../components/for-roles'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { StateTag } from '../../components/state-tag'
import { Table, type Column } from '../../components/table'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, type Me, type Role } from '../../services/session'
import { usePages } from '../../services/use-pages'
import { meritMeanings, pointsWords } from './merit-words'

const columns: Column<Merit>[] = [
  { key: 'title', title: '案由', grow: 4, cell: m => [m.number, m.title].filter(Boolean).join(' ') },
  { key: 'state', title: '状态', grow: 2, bare: true, cell: m => <StateTag text={m.level ? `${meritStateWords[m.state]} ${awardLevelWords[m.level]}` : meritStateWords[m.state]} meaning={meritMeanings[m.state]} /> },
  { key: 'home', title: '单位', grow: 3, cell: m => m.homeName },
  { key: 'scored', title: '评分', grow: 2, cell: m => m.mean === null ? `${m.scored} 人` : `${pointsWords(m.mean)} 分（${m.scored} 人）` },
]

/** Only the jury has points of its own. */
const mine: Column<Merit> = { key: 'mine', title: '我的评分', cell: m => m.myScore === null ? '没有评' : `${m.myScore} 分` }

const states = optionsOf(meritStateWords)

const Merits = ({ me }: { me: Me }) => {
  const [state, setState] = useState<MeritState>()
  const pages = usePages(cursor => call('motions', 'merits', { state, cursor }), [state, me.personId])
  const office = hasRole(me, 'staff', 'station')
  return (
    <View className='stack'>
      <Filters label='状态' options={states} value={state} onChange={setState} />
      <Card flush>
        <PagedList
          pages={pages}
          empty={state
            ? <Empty icon='search' title={`没有“${meritStateWords[state]}”的提案`} text='看看别的状态。' />
            : <Empty title='还没有推荐参评的提案' text={office ? '在办结的提案里点“推荐参评优秀提案”，就会出现在这里，由提案委员会评分。' : '推荐参评的提案会出现在这里，请您评分。'} />}
        >
          {items => (
            <Table
              label='优秀提案' columns={hasRole(me, 'committee') ? [...columns, mine] : columns} rows={items} keyOf={m => m._id} nameOf={m => `${m.title}，${meritStateWords[m.state]}`}
              onOpen={m => void openPage(`/pages/motion-office/merit?id=${m._id}`)}
            />
          )}
        </PagedList>
      </Card>
    </View>
  )
}

const ROLES: Role[] = ['staff', 'station', 'committee', 'presidium', 'leader']

/** Motions put up as outstanding ones 优秀提案: from the nomination to the award. */
export default function MeritsPage() {
  return <ForRoles title='优秀提案' roles={ROLES}>{me => <Page title='优秀提案' wide><Merits me={me} /></Page>}</ForRoles>
}
