import { View } from '@tarojs/components'
import { useState } from 'react'
import { dimensionWords } from '../../../domain/survey/audience'
import type { CrossTable, Dimension, QuestionResult, Results } from '../../../types/survey-results'
import { role } from '../../components/aria'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { Sheet } from '../../components/sheet'
import { percentWords } from '../../components/survey-result'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

/** Numbers in a grid: rows are groups, columns answers; a suppressed row says so and nothing else. */
const Grid = ({ name, table }: { name: string; table: CrossTable }) => {
  const hasMean = table.total.mean !== null || table.rows.some(r => r.mean !== null)
  const cell = (n: number, whole: number) => `${n}（${percentWords(n, whole)}）`
  const line = (key: string, title: string, n: number | null, cells: readonly number[], mean: number | null) => (
    <View key={key} className='cross-row' {...role('row')}>
      <View className='cross-name' {...role('cell')}>{title}</View>
      <View className='cross-cell' {...role('cell')}>{n === null ? '不显示' : `${n} 人`}</View>
      {table.columns.map((c, i) => <View key={c.key} className='cross-cell' {...role('cell')}>{n === null ? '—' : cell(cells[i] ?? 0, n)}</View>)}
      {hasMean ? <View className='cross-cell' {...role('cell')}>{n === null || mean === null ? '—' : String(Math.round(mean * 100) / 100)}</View> : null}
    </View>
  )
  return (
    <View className='stack-tight'>
      {name ? <View className='strong'>{name}</View> : null}
      <View className='cross-scroll'>
        <View className='cross' {...role('table')} ariaLabel={name || '交叉表'}>
          <View className='cross-row cross-head' {...role('row')}>
            <View className='cross-name' {...role('columnheader')}>分组</View>
            <View className='cross-cell' {...role('columnheader')}>回答</View>
            {table.columns.map(c => <View key={c.key} className='cross-cell' {...role('columnheader')}>{c.name}</View>)}
            {hasMean ? <View className='cross-cell' {...role('columnheader')}>平均</View> : null}
          </View>
          {table.rows.map(r => line(r.group, r.name, r.n, r.cells, r.mean))}
          {line('total', '合计', table.total.n, table.total.cells, table.total.mean)}
        </View>
      </View>
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
                {cross.tables.map(t => <Grid key={t.name} name={t.name} table={t.table} />)}
                {cross.tables.some(t => t.table.rows.some(x => x.n === null))
                  ? <View className='note'>不显示的分组：不到 {cross.threshold} 人，或者显示出来就能用合计减出另一个小组。</View> : null}
              </View>
            )}
        </LoadedView>
      </View>
    </Sheet>
  )
}
