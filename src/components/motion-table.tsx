import type { ReactNode } from 'react'
import { motionStateWords } from '../../domain/motion-graph'
import { motionCategoryWords } from '../../domain/words'
import { whenWords } from '../../domain/words-time'
import type { MotionRow } from '../../types/motion'
import { openPage } from '../services/open-page'
import { MotionTags, deadlineWords, motionTitle, numberedTitle } from './motion-row'
import { Table, type Column } from './table'

const columns = (now: number): Column<MotionRow>[] => [
  { key: 'title', title: '案由', grow: 4, cell: numberedTitle },
  { key: 'state', title: '状态', grow: 2, cell: m => <MotionTags motion={m} />, bare: true },
  { key: 'category', title: '类别', cell: m => m.category ? motionCategoryWords[m.category] : '' },
  { key: 'by', title: '提案人', grow: 3, cell: m => `${m.proposerName}（${m.delegation}）` },
  { key: 'when', title: '现在', grow: 3, cell: m => deadlineWords(m, now) ?? `${whenWords(m.updatedAt, now)}有变化`, bare: true },
]

export interface MotionTableProps {
  rows: readonly MotionRow[]
  tenant?: string
  acts?: (row: MotionRow) => ReactNode
}

/** Motions as a table where there is room, as cards where there is not; a row opens the motion. */
export const MotionTable = ({ rows, tenant, acts }: MotionTableProps) => (
  <Table
    label='提案'
    columns={columns(Date.now())}
    rows={rows}
    keyOf={m => m._id}
    nameOf={m => `${motionTitle(m.title)}，${motionStateWords[m.state]}，${m.proposerName}`}
    onOpen={m => void openPage(`/pages/motions/detail?id=${m._id}${tenant ? `&tenant=${tenant}` : ''}`)}
    acts={acts}
  />
)
