import { View } from '@tarojs/components'
import { role } from './aria'
import './grid.scss'

export interface GridProps {
  name: string
  /** What the rows are. */
  corner: string
  /** `label`: what a screen reader says instead; `strong`: the column that the others add up to. */
  columns: readonly { key: string; name: string; label?: string; strong?: true }[]
  rows: readonly { key: string; name: string; cells: readonly string[] }[]
  /** The names take the room that is left. */
  wideNames?: true
}

/** Numbers in a grid, the name of each row staying in sight. */
export const Grid = ({ name, corner, columns, rows, wideNames }: GridProps) => (
  <View className='grid-scroll'>
    <View className={wideNames ? 'grid grid-wide' : 'grid'} {...role('table')} ariaLabel={name}>
      <View className='grid-row grid-head' {...role('row')}>
        <View className='grid-name' {...role('columnheader')}>{corner}</View>
        {columns.map(c => <View key={c.key} className='grid-cell' {...role('columnheader')} ariaLabel={c.label}>{c.name}</View>)}
      </View>
      {rows.map(r => (
        <View key={r.key} className='grid-row' {...role('row')}>
          <View className='grid-name' {...role('cell')}>{r.name}</View>
          {columns.map((c, i) => <View key={c.key} className={c.strong ? 'grid-cell strong' : 'grid-cell'} {...role('cell')}>{r.cells[i]}</View>)}
        </View>
      ))}
    </View>
  </View>
)
