import { View } from '@tarojs/components'
import { role } from '../../components/aria'

export interface GridProps {
  name: string
  /** What the rows are. */
  corner: string
  columns: readonly { key: string; name: string }[]
  rows: readonly { key: string; name: string; cells: readonly string[] }[]
}

/** Numbers in a grid, the name of each row staying in sight. */
export const Grid = ({ name, corner, columns, rows }: GridProps) => (
  <View className='cross-scroll'>
    <View className='cross' {...role('table')} ariaLabel={name}>
      <View className='cross-row cross-head' {...role('row')}>
        <View className='cross-name' {...role('columnheader')}>{corner}</View>
        {columns.map(c => <View key={c.key} className='cross-cell' {...role('columnheader')}>{c.name}</View>)}
      </View>
      {rows.map(r => (
        <View key={r.key} className='cross-row' {...role('row')}>
          <View className='cross-name' {...role('cell')}>{r.name}</View>
          {columns.map((c, i) => <View key={c.key} className='cross-cell' {...role('cell')}>{r.cells[i]}</View>)}
        </View>
      ))}
    </View>
  </View>
)
