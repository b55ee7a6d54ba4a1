import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Output } from '../../../types/api'
import { whenWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { PagedList } from '../../components/paged-list'
import { Page } from '../../components/page'
import { Table, type Column } from '../../components/table'
import { call } from '../../services/call'
import { usePages } from '../../services/use-pages'
import { ForRoles } from '../../components/for-roles'
import { SettleErasure } from './settle-erasure'
import './members.scss'

export type ErasureRequest = Output<'members', 'erasures'>['items'][number]

const TITLE = '注销申请'

const columns = (now: number): Column<ErasureRequest>[] => [
  { key: 'name', title: '姓名', cell: r => r.person.name },
  { key: 'no', title: '工号', cell: r => r.person.employeeNo },
  { key: 'unit', title: '单位', grow: 2, cell: r => r.person.unitName },
  { key: 'reason', title: '理由', grow: 3, cell: r => r.reason || '没有写' },
  { key: 'when', title: '申请时间', grow: 2, cell: r => whenWords(r.askedAt, now) },
]

const Erasures = () => {
  const pages = usePages(cursor => call('members', 'erasures', { cursor }), [])
  const [open, setOpen] = useState<{ request: ErasureRequest; erase: boolean }>()
  const [done, setDone] = useState<string>()
  return (
    <Page title={TITLE} wide>
      <View className='stack'>
        <View className='body'>职工有权要求删去自己的信息。同意以后，姓名、工号、手机号和身份会被删去，不能恢复；不同意时要写明理由告诉本人。</View>
        {done ? <Notice meaning='done' title={done} /> : null}
        <Card flush>
          <PagedList pages={pages} empty={<Empty icon='done' title='没有要办的注销申请' text='有职工申请注销时，会出现在这里。' />}>
            {items => (
              <Table
                label={TITLE} columns={columns(Date.now())} rows={items} keyOf={r => r.person._id} nameOf={r => r.person.name}
                acts={r => (
                  <>
                    <Button text='同意' label={`同意${r.person.name}注销`} onTap={() => setOpen({ request: r, erase: true })} />
                    <Button text='不同意' label={`不同意${r.person.name}注销`} onTap={() => setOpen({ request: r, erase: false })} />
                  </>
                )}
              />
            )}
          </PagedList>
        </Card>
      </View>
      {open ? (
        <SettleErasure
          {...open}
          onClose={() => setOpen(undefined)}
          onSettled={words => {
            setOpen(undefined)
            setDone(words)
            void pages.reload()
          }}
        />
      ) : null}
    </Page>
  )
}

/** Requests to be forgotten, to be granted or declined by the union office. */
export default function ErasuresPage() {
  return <ForRoles wide title={TITLE} roles={['staff', 'station']}>{() => <Erasures />}</ForRoles>
}
