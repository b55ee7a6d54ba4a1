import { View } from '@tarojs/components'
import { useState } from 'react'
import { percentWords } from '../../../domain/percent'
import { dimensionWords } from '../../../domain/survey/audience'
import type { CrossTable, Dimension, QuestionResult, Results } from '../../../types/survey-results'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { Grid } from '../../components/grid'
import { Sheet } from '../../components/sheet'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

/** A suppressed row says so and nothing else. */
const CrossGrid = ({ name, table }: { name: string; table: CrossTable }) => {
  const hasMean = table.total.mean !== null || table.rows.some(r => r.mean !== null)
  const line = (key: string, title: string, n: number | null, counts: readonly number[], mean: number | null) => ({
    key, name: title, cells: [
      n === null ? '不显示' : `${n} 人`,
      ...table.columns.map((_, i) => n === null ? '—' : `${counts[i] ?? 0}（${percentWords(counts[i] ?? 0, n)}）`),
      n === null || mean === null ? '—' : String(Math.round(mean * 100) / 100),
    ],
  })
  return (
    <View className='stack-tight'>
      {name ? <View className='strong'>{name}</View> : null}
      <Grid
        name={name || '交叉表'} corner='分组' columns={[{ key: 'people', name: '回答' }, ...table.columns, ...(hasMean ? [{ key: 'mean', name: '平均' }] : [])]}
        rows={[...table.rows.map(r => line(r.group, r.name, r.n, r.cells, r.mean)), line('total', '合计', table.total.n, table.total.cells, table.total.mean)]}
      />
    </View>
  )
}

/** A question across the groups 交叉表. */
export const CrossSheet = ({ results, r, onClose }: { results: Results; r: QuestionResult; onClose: () => void }) => {
  const [by, setBy] = useState<Dimension>(results.groups[0]!.by)
  const loaded = useLoad(() => call('surveys', 'cross', { id: results.id, question: r.key, by }), [by, r.key])
  return (
    <Sheet title={r.title} onClose={onClose}>
      <View className='stack'>
        {results.groups.length > 1 ? <Tabs label='按什么分' options={results.groups.map(g => ({ value: g.by, text: dimensionWords[g.by] }))} value={by} onChange={setBy} /> : null}
        <LoadedView loaded={loaded} rows={4}>
          {cross => cross.why || cross.tables.length === 0
            ? <Empty icon='people' title={`人数＜${cross.threshold}，不显示`} />
            : (
              <View className='stack'>
                {cross.tables.map(t => <CrossGrid key={t.name} name={t.name} table={t.table} />)}
                {cross.tables.some(t => t.table.rows.some(x => x.n === null))
                  ? <View className='note'>不显示的分组：不到 {cross.threshold} 人，或者显示出来就能用合计减出另一个小组。</View> : null}
              </View>
            )}
        </LoadedView>
      </View>
    </Sheet>
  )
}
