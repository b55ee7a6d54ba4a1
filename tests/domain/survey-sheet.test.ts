import { checkDefinition } from '../../domain/survey/logic'
import { questionsOf } from '../../domain/survey/questions'
import { readQuestionSheet } from '../../domain/survey/sheet'

const HEADS = ['题目', '题型', '必答', '选项', '列', '说明', '部分']
const read = (...rows: string[][]) => readQuestionSheet([HEADS, ...rows])
const only = (...cells: string[]) => {
  const { definition, problems } = read(cells)
  expect(problems).toEqual([])
  expect(checkDefinition(definition)).toEqual([])
  return questionsOf(definition)[0]!
}
const wrong = (...cells: string[]) => read(cells).problems.map(p => `${p.at}：${p.message}`).join()

test('each kind as it is written', () => {
  expect(only('您上夜班吗', '单选', '是', '上；不上;其他')).toMatchObject({ kind: 'single', required: true, options: [{ key: 'o1', text: '上' }, { key: 'o2', text: '不上' }], other: true })
  expect(only('看重什么', '多选题', '', '口味\n价格\n卫生')).toMatchObject({ kind: 'multiple', min: 1, max: 3, other: false })
  expect([only('打分', '评分'), only('打分', '评分', '', '7 星'), only('打分', '评分', '', '10分'), only('打分', '评分', '', 'nps')]).toMatchObject([{ scale: 'stars', most: 5 }, { scale: 'stars', most: 7 }, { scale: 'ten' }, { scale: 'nps' }])
  expect(only('评价', '矩阵', '', '早餐；午餐', '好；不好')).toMatchObject({ rows: [{ key: 'r1' }, { key: 'r2' }], columns: [{ key: 'c1', text: '好' }, { key: 'c2' }] })
  expect(only('排序', '排序', '', '甲|乙|丙')).toMatchObject({ top: 3 })
  expect([only('一行', '填空'), only('几行', '问答', '是'), only('拍照', '图片')]).toMatchObject([{ required: false }, { required: true }, { required: false }])
  expect([only('几分钟', '数字', '', '0.5 到 60 分钟'), only('几度', '数字', '', '-20–40'), only('多少', '数字')]).toMatchObject([{ min: 0.5, max: 60, decimals: 1, unit: '分钟' }, { min: -20, max: 40, unit: '' }, { min: 0, max: 100 }])
  expect(only('哪天', '日期', '', '', '', '大概就行')).toMatchObject({ kind: 'date', note: '大概就行' })
  expect(only('同意', '同意书', '', '我同意')).toMatchObject({ text: '我同意' })
})

test('sections, empty rows and columns in any order; the row of each question is kept', () => {
  const { definition, rows, problems } = readQuestionSheet([
    ['', ''], ['题型', '编号', '题目', '部分'], ['填空', '1', '甲', '开头'], ['', '', '', ''], ['填空', '2', '乙', ''], ['填空', '3', '丙', '结尾'], ['填空', '4', '丁', '结尾'],
  ])
  expect(problems).toEqual([])
  expect(definition.sections.map(s => [s.key, s.title, s.questions.map(q => q.title).join('')])).toEqual([['s1', '开头', '甲乙'], ['s2', '结尾', '丙丁']])
  expect(rows).toEqual({ q1: 3, q2: 5, q3: 6, q4: 7 })
})

test('what is wrong is named by its row, all of it at once', () => {
  expect(readQuestionSheet([]).problems).toMatchObject([{ at: '第 1 行' }])
  expect(readQuestionSheet([['问题', '类型'], ['甲', '填空']]).problems[0]!.message).toContain('“题目”和“题型”')
  expect(read().problems).toEqual([{ at: '第 2 行', message: '表里还没有题目' }])
  expect(wrong('甲', '投票')).toContain('第 2 行：题型“投票”不认识，可以填：单选')
  expect(wrong('甲', '单选', '也许', '上；不上')).toContain('“必答”填“是”或“否”')
  expect(wrong('甲', '单选', '', '只有一个')).toContain('至少要写 2 项')
  expect(wrong('', '填空')).toContain('没有写题目')
  for (const bad of ['2 星', '11 星', '很多']) expect(wrong('甲', '评分', '', bad)).toContain(bad)
  expect(wrong('甲', '数字', '', '很多')).toContain('0 到 100 分钟')
  expect(wrong('甲', '矩阵', '', '早餐')).toContain('“列”里至少要写 2 项')
  expect(read(['甲', '投票'], ['乙', '填空'], ['丙', '']).problems.map(p => p.at)).toEqual(['第 2 行', '第 4 行'])
})
