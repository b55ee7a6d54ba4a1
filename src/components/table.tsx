import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { role } from './aria'
import { Tap } from './tap'
import './table.scss'

export interface Column<T> {
  key: string
  title: string
  /** The cell; a plain text or a small component. */
  cell: (row: T) => ReactNode
  /** Share of the width, 1 by default. */
  grow?: number
  /** On a phone the first column is the card's sentence; others show "title: cell" unless bare. */
  bare?: boolean
}

export interface TableProps<T> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  /** Opens the row; its name for screen readers. */
  onOpen?: (row: T) => void
  nameOf: (row: T) => string
  /** Acts at the end of a row, small Buttons. */
  acts?: (row: T) => ReactNode
}

const Cells = <T,>({ columns, row }: { columns: readonly Column<T>[]; row: T }) => (
  <>
    {columns.map((c, i) => (
      <View key={c.key} className={`table-cell table-grow-${c.grow ?? 1} ${i === 0 ? 'table-first' : ''}`}>
        {i === 0 || c.bare ? null : <View className='table-name'>{c.title}</View>}
        <View className='table-value'>{c.cell(row)}</View>
      </View>
    ))}
  </>
)

/** A table where there is room (960 px), cards where there is not. */
export const Table = <T,>({ label, columns, rows, keyOf, onOpen, nameOf, acts }: TableProps<T>) => (
  <View className='table' {...role('list')} ariaLabel={label}>
    <View className='table-head' ariaHidden>
      <View className='table-cells'>
        {columns.map(c => <View key={c.key} className={`table-cell table-grow-${c.grow ?? 1}`}>{c.title}</View>)}
      </View>
      {acts ? <View className='table-acts'>操作</View> : null}
    </View>
    {rows.map(row => (
      <View key={keyOf(row)} className='table-row' {...role('listitem')}>
        {onOpen
          ? <Tap className='table-cells' label={nameOf(row)} onTap={() => onOpen(row)}><Cells columns={columns} row={row} /></Tap>
          : <View className='table-cells'><Cells columns={columns} row={row} /></View>}
        {acts ? <View className='table-acts wrap'>{acts(row)}</View> : null}
      </View>
    ))}
  </View>
)
