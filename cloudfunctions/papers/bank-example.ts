import { MOST_BANK_ROWS } from '../../domain/lesson/bank-rows'
import { exampleBook } from './example-book'

const columns = [
  { title: '题型', width: 8, how: '单选、多选或判断；空着时看答案：一个字母是单选，几个字母是多选' },
  { title: '题目', width: 44, how: '必填，最多 500 个字' },
  { title: '选项A', width: 18, how: '单选、多选至少填两个选项，从 A 起依次填；判断题不填' },
  { title: '选项B', width: 18, how: '' },
  { title: '选项C', width: 18, how: '' },
  { title: '选项D', width: 18, how: '选项再多，就在右边接着加“选项E”“选项F”等列，最多到“选项J”' },
  { title: '答案', width: 8, how: '必填：选项的字母，例如 A 或 ABD；判断题写“对”或“错”' },
  { title: '解析', width: 44, how: '交卷后给学员看，可不填' },
]

const examples = [
  ['单选', '职工代表大会每年至少召开几次？', '一次', '两次', '四次', '', 'A', '《企业民主管理规定》第八条。'],
  ['多选', '职工代表有哪些权利？', '选举权', '被选举权', '表决权', '提案权', 'ABCD', ''],
  ['判断', '提案可以匿名提出。', '', '', '', '', '错', '提案要写明提案人和附议人。'],
]

const rules = [
  '第一张工作表里一行一题，标题行不要改名；列的先后可以换；例子可以改，也可以整行删去。',
  `一个表格最多 ${MOST_BANK_ROWS} 题。有问题的行会逐行说明，其余的照常导入。`,
]

/** The workbook that questions of the bank 题库 are written in. */
export const bankExample = () => exampleBook({ fileName: '题库示例.xlsx', columns, examples, rules })
