import writeWorkbook from 'write-excel-file/universal'
import { clockOf, dayOf } from '../../domain/calendar'
import { motionStateWords } from '../../domain/motion-graph'
import { UNRATED, ratingWords, replyCodeWords } from '../../domain/motion-words'
import { motionCategoryWords } from '../../domain/words'
import type { MotionDoc } from '../_kit/documents'

/** A cell that a spreadsheet could take for a formula gets an apostrophe before it, as people write it themselves. */
export const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const lastSigned = (m: MotionDoc) => m.replies.filter(r => r.signedAt !== null).at(-1)

const columns: { title: string; width: number; value: (m: MotionDoc) => string }[] = [
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

/** The list as a workbook, base64. Everything is text: a number such as 6-2-017 must not become a date. */
export async function listOf(motions: readonly MotionDoc[]): Promise<string> {
  const head = columns.map(c => ({ value: c.title, fontWeight: 'bold' as const }))
  const rows = motions.map(m => columns.map(c => ({ value: harmless(c.value(m)), type: String })))
  const blob = await writeWorkbook([head, ...rows], { columns: columns.map(c => ({ width: c.width })), sheet: '提案清单', stickyRowsCount: 1 }).toBlob()
  return Buffer.from(await blob.arrayBuffer()).toString('base64')
}
