import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../types/api'
import type { Round } from '../../../types/congress-round'
import { Button } from '../../components/button'
import { Sheet } from '../../components/sheet'
import { Table, type Column } from '../../components/table'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

type Lists = Output<'congress', 'ballotLists'>
interface Row { seat: string; name: string; delegation: string; key: string; issued: string }

const keyWords: Record<Lists['present'][number]['key'], string> = { phone: '手机', booth: '写票处', none: '没有登记' }

const issuedWords = (found: Lists['issued'][number] | undefined): string => {
  if (!found) return '没有领'
  return found.channel === 'paper' ? '纸质票' : '已领'
}

const rowsOf = ({ present, issued }: Lists): Row[] => {
  const bySeat = new Map(issued.map(i => [i.seat, i]))
  return present.map(p => ({ ...p, key: keyWords[p.key], issued: issuedWords(bySeat.get(p.seat)) }))
}

const columns: Column<Row>[] = [
  { key: 'name', title: '姓名', grow: 2, cell: r => r.name },
  { key: 'delegation', title: '代表团', grow: 3, cell: r => r.delegation },
  { key: 'key', title: '登记', grow: 2, cell: r => r.key },
  { key: 'issued', title: '领票', grow: 2, cell: r => r.issued },
]

const Shown = ({ round }: { round: Round }) => {
  const loaded = useLoad(() => call('congress', 'ballotLists', { roundId: round._id }), [round._id])
  return (
    <LoadedView loaded={loaded} rows={5}>
      {lists => (
        <View className='stack'>
          <View className='body'>{`签到名册 ${lists.present.length} 人，领票名单 ${lists.issued.length} 人。请和会场里的人对一对：不在场的人不应该在名单上。`}</View>
          <Table label='签到和领票名单' columns={columns} rows={rowsOf(lists)} keyOf={r => r.seat} nameOf={r => `${r.name}，${r.issued}`} />
        </View>
      )}
    </LoadedView>
  )
}

/** The two public lists 签到名册 and 领票名单, side by side. */
export const BallotLists = ({ round }: { round: Round }) => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button id='lists' text='签到和领票名单' onTap={() => setOpen(true)} />
      {open ? <Sheet title='签到和领票名单' onClose={() => setOpen(false)}><Shown round={round} /></Sheet> : null}
    </>
  )
}
