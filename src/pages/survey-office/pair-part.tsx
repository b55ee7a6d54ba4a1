import { View } from '@tarojs/components'
import { useState } from 'react'
import { percentWords } from '../../../domain/percent'
import { pairKey } from '../../../domain/survey/pairs'
import type { Pair, PairTable, Results } from '../../../types/survey-results'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Grid } from '../../components/grid'
import { Sheet } from '../../components/sheet'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

const HIDDEN = '不显示'

const PairGrid = ({ table, name }: { table: PairTable; name: string }) => {
  const people = (n: number | null) => n === null ? HIDDEN : `${n} 人`
  const rows = table.rows.map(r => ({
    key: r.key, name: r.name, cells: [people(r.n), ...r.cells.map(n => n === null ? '—' : r.n ? `${n}（${percentWords(n, r.n)}）` : String(n))],
  }))
  const total = { key: 'total', name: '合计', cells: [people(table.n), ...table.columns.map(c => people(c.n))] }
  return <Grid name={name} corner='' columns={[{ key: 'people', name: '人数' }, ...table.columns]} rows={[...rows, total]} />
}

const PairSheet = ({ id, pair, name, onClose }: { id: string; pair: Pair; name: string; onClose: () => void }) => {
  const loaded = useLoad(() => call('surveys', 'pair', { id, pair }), [id, pairKey(pair)])
  return (
    <Sheet title={name} onClose={onClose}>
      <LoadedView loaded={loaded} rows={4}>
        {({ table, threshold }) => table
          ? (
            <View className='stack'>
              <PairGrid table={table} name={name} />
              {[...table.rows, ...table.columns].some(g => g.n === null) ? <View className='note'>不显示的答案：不到 {threshold} 人选，或者显示出来就能推算出另一个。</View> : null}
            </View>
          )
          : <Empty icon='people' title={`人数＜${threshold}，不显示`} />}
      </LoadedView>
    </Sheet>
  )
}

/** The tables of two questions that were asked for before publishing. */
export const PairPart = ({ results }: { results: Results }) => {
  const [open, setOpen] = useState<Pair>()
  const titleOf = (key: string) => results.questions.find(q => q.key === key)?.title ?? ''
  const nameOf = (p: Pair) => `${titleOf(p.rows)} × ${titleOf(p.columns)}`
  if (results.why || results.pairs.length === 0) return null
  return (
    <Card title='两题交叉表' flush>
      {results.pairs.map(p => <ListRow key={pairKey(p)} text={nameOf(p)} onTap={() => setOpen(p)} />)}
      {open ? <PairSheet id={results.id} pair={open} name={nameOf(open)} onClose={() => setOpen(undefined)} /> : null}
    </Card>
  )
}
