import { clockOf, dayOf } from '../../domain/calendar'
import { motionStateWords } from '../../domain/motion-graph'
import { UNRATED, ratingWords, replyCodeWords } from '../../domain/motion-words'
import { motionCategoryWords } from '../../domain/words'
import type { MotionDoc } from '../_kit/documents'
import { openBook, type Book, type SheetColumn } from './workbook'

const lastSigned = (m: MotionDoc) => m.replies.filter(r => r.signedAt !== null).at(-1)

const columns: (SheetColumn & { value: (m: MotionDoc) => string })[] = [
  { title: '编号', width: 12, value: m => m.number },
  { title: '案由', width: 40, value: m => m.title },
  { title: '类别', width: 12, value: m => (m.category ? motionCategoryWords[m.category] : '') },
  { title: '状态', width: 14, value: m => motionStateWords[m.state] },
  { title: '提案人', width: 10, value: m => m.proposerName },
  { title: '代表团', width: 18, value: m => m.delegation },
  { title: '附议人', width: 24, value: m => m.cosigners.filter(c => m.answers[c.personId]?.answer === 'accepted').map(c => c.name).join('、') },
  { title: '提交时间', width: 17, value: m => (m.submittedAt ? clockOf(m.submittedAt) : '') },
  { title: '主办部门', width: 16, value: m => m.lead?.name ?? '' },
  { title: '协办部门', width: 20, value: m => m.assist.map(u => u.name).join('、') },
  { title: '答复期限', width: 12, value: m => (m.due ? dayOf(m.due) : '') },
  { title: '办理结果', width: 12, value: m => { const r = lastSigned(m); return r ? `${r.code} ${replyCodeWords[r.code]}` : '' } },
  { title: '是否按期', width: 10, value: m => (m.onTime === null ? (m.overdueAt ? '逾期' : '') : m.onTime ? '按期' : '逾期') },
  { title: '评价', width: 12, value: m => m.ratings.filter(r => r.round === m.round).map(r => ratingWords[r.value]).join('、') || (m.closedAt && lastSigned(m) ? UNRATED : '') },
]

/** What the columns are made of; the long texts stay in the database. */
export const LIST_FIELDS = [
  '_id', 'updatedAt', 'number', 'title', 'category', 'state', 'proposerName', 'delegation', 'cosigners', 'answers', 'submittedAt', 'lead', 'assist',
  'due', 'replies', 'onTime', 'overdueAt', 'ratings', 'round', 'closedAt',
] as const

/** One motion of a list: its id and its cells. */
export type ListRow = [id: string, ...cells: string[]]

export const listRow = (m: MotionDoc): ListRow => [m._id, ...columns.map(c => c.value(m))]

export const openList = (): Promise<Book> => openBook('提案清单', columns)

/**
 * Adds rows that were gathered in the order of their last change, the last first: a motion that changed while the list was
 * gathered was met again further on, and only its newest row counts.
 */
export function addNewest(book: Book, gathered: readonly ListRow[], seen: Set<string>): void {
  const rows: string[][] = []
  for (const [id, ...cells] of [...gathered].reverse()) {
    if (seen.has(id)) continue
    seen.add(id)
    rows.push(cells)
  }
  book.add(rows)
}
