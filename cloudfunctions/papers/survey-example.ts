import { MOST_SHEET_ROWS, sheetColumns } from '../../domain/survey/sheet'
import { exampleBook } from './example-book'

type Column = keyof typeof sheetColumns

const columns: { column: Column; width: number; how: string }[] = [
  { column: 'title', width: 34, how: '必填，最多 200 个字' },
  { column: 'kind', width: 8, how: '必填：单选、多选、评分、矩阵、排序、填空、问答、数字、日期、图片、同意书' },
  { column: 'required', width: 6, how: '填“是”或“否”；空着时，填空、问答和图片不必答，其余必答' },
  { column: 'options', width: 40, how: '一行一项，或者用分号隔开。单选、多选里写“其他”，就可以自己填写；评分写“5 星”“10 分”或“NPS”；矩阵写每一行；数字写范围和单位；同意书写要同意的内容' },
  { column: 'columns', width: 24, how: '只有矩阵题填：每一列，用分号隔开' },
  { column: 'note', width: 20, how: '题目下面的小字，可不填' },
  { column: 'section', width: 14, how: '这一题属于哪一部分，可不填；和上一题相同时也可不填' },
]

const examples: Partial<Record<Column, string>>[] = [
  { section: '食堂', title: '您多久在食堂吃一次饭？', kind: '单选', required: '是', options: '每天；每周几次；很少；不去' },
  { title: '您看重哪些方面？', kind: '多选', options: '口味；价格；卫生；其他', note: '可以多选' },
  { title: '您给食堂打几颗星？', kind: '评分', options: '5 星' },
  { title: '请评价下面几项', kind: '矩阵', options: '早餐；午餐；夜班餐', columns: '满意；基本满意；不满意' },
  { title: '最想先改进哪一项？请排序', kind: '排序', options: '菜品；排队；环境' },
  { section: '您的情况', title: '您在哪个班组？', kind: '填空' },
  { title: '您到食堂要走几分钟？', kind: '数字', required: '否', options: '0 到 60 分钟' },
  { title: '您最近一次上夜班是哪天？', kind: '日期', required: '否' },
  { title: '可以拍张照片', kind: '图片', note: '保密问卷不能有图片题' },
  { title: '您还有什么建议？', kind: '问答' },
  { title: '填写说明', kind: '同意书', options: '我知道回答只用于改进食堂。' },
]

const rules = [
  '第一张工作表里一行一题，标题行不要改名；例子可以改，也可以整行删去。',
  '显示条件和跳转不在表格里，导入以后在编辑页面里加。',
  `一次最多 100 道题，表格不超过 ${MOST_SHEET_ROWS} 行。有问题的行会逐行说明，改好以后再导入；有问题时什么也不会保存。`,
]

/** The workbook that questions of a survey are written in. */
export const surveyExample = () => exampleBook({
  fileName: '问卷题目示例.xlsx', columns: columns.map(c => ({ ...c, title: sheetColumns[c.column] })), examples: examples.map(e => columns.map(c => e[c.column] ?? '')), rules,
})
