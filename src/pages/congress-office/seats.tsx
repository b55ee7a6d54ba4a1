import { View } from '@tarojs/components'
import { useState } from 'react'
import { seatKindWords } from '../../../domain/words'
import { dayWords } from '../../../domain/words-time'
import type { SeatRow, Term } from '../../../types/congress-term'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Table, type Column } from '../../components/table'
import { SearchBox } from '../../components/text-field'
import { SeatEndSheet } from './seat-end-sheet'
import { seatEndWords } from './words'

const columns: Column<SeatRow>[] = [
  { key: 'name', title: '姓名', grow: 2, cell: s => s.name },
  { key: 'delegation', title: '代表团', grow: 3, cell: s => s.delegation },
  { key: 'kind', title: '类别', grow: 2, cell: s => seatKindWords[s.kind] },
  { key: 'unit', title: '单位', grow: 2, cell: s => s.unitName },
  { key: 'from', title: '资格', grow: 4, cell: s => `${dayWords(s.from)}起${s.to ? `，到 ${dayWords(s.to)}` : ''}` },
]

/** Beyond this many one searches. */
const SHOWN = 60

export interface SeatsProps {
  term: Term
  seats: readonly SeatRow[]
  onDone: () => void
}

/** Everybody with a seat in this term; a seat ends by recall 罢免, resignation 辞职 or leaving the unit 调离. */
export const Seats = ({ term, seats, onDone }: SeatsProps) => {
  const [typed, setTyped] = useState('')
  const [ending, setEnding] = useState<SeatRow>()
  const [done, setDone] = useState<string>()
  const text = typed.trim()
  const found = seats.filter(s => s.name.includes(text) || s.delegation.includes(text))
  return (
    <View className='stack'>
      {done ? <Notice meaning='done' title={done} /> : null}
      <SearchBox label='搜索代表姓名或代表团' value={typed} onChange={setTyped} />
      <Card flush>
        {found.length === 0
          ? <Empty icon='people' title={text ? `没有找到“${text}”` : '还没有代表'} text={text ? '换个词再找。' : '登记选区的选举结果，当选的人就会出现在这里。'} />
          : (
            <Table
              label='代表' columns={columns} rows={found.slice(0, SHOWN)} keyOf={s => s.personId} nameOf={s => s.name}
              acts={s => s.to ? <View className='note'>已终止</View> : <Button text='终止资格' label={`终止${s.name}的代表资格`} onTap={() => setEnding(s)} />}
            />
          )}
      </Card>
      {found.length > SHOWN ? <View className='note'>还有 {found.length - SHOWN} 人，请输入姓名或代表团查找。</View> : null}
      {term.ends.length > 0 ? (
        <Card title='终止的资格' flush>
          {term.ends.map(e => (
            <View key={e.id} className='finding'>
              <View className='finding-words'>
                <View className='body'>{dayWords(e.on)} {e.name}：{seatEndWords[e.why]}</View>
                <View className='note'>{e.sentence}</View>
              </View>
            </View>
          ))}
        </Card>
      ) : null}
      {ending ? (
        <SeatEndSheet
          key={ending.personId} term={term} seat={ending} onClose={() => setEnding(undefined)}
          onDone={words => { setEnding(undefined); setDone(words); onDone() }}
        />
      ) : null}
    </View>
  )
}
