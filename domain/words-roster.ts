import type { ImportPreview, ImportState, RosterImport } from '../types/roster-import'

/** States of a roster import 名册导入 as people say them. */
export const importStateWords: Record<ImportState, string> = {
  reading: '正在读取',
  ready: '等您确认',
  applied: '已生效',
  undone: '已撤销',
  dropped: '已放弃',
}

/** What a row of the workbook would do to the roster, what needs attention first. */
export const importPreviewWords: Record<ImportPreview, string> = {
  bad: '有问题',
  add: '新增',
  change: '变更',
  same: '不变',
}

type Counts = RosterImport['counts']

export const goodRows = (c: Counts): number => c.add + c.change + c.same

/** 共 300 行：297 行可导入（新增 250，变更 40，不变 7），3 行有问题 */
export const countsWords = (c: Counts): string => {
  const good = goodRows(c)
  return `共 ${good + c.bad} 行：${good} 行可导入（新增 ${c.add}，变更 ${c.change}，不变 ${c.same}）${c.bad > 0 ? `，${c.bad} 行有问题` : '，没有问题行'}`
}
