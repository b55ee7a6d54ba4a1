import { bankExample, cellsOf, readBank, readBankRows } from '../../domain/lesson/bank-rows'
import { readBankText } from '../../domain/lesson/bank-text'
import { promptsIn, usualPrompts, freshKey, moved, emptyEpisode } from '../../src/pages/lesson-office/episodes'

const HEAD = '题型\t题目\t选项A\t选项B\t选项C\t答案\t解析'

test('the example reads as it stands', () => {
  const { questions, problems } = readBank(bankExample, 'e1')
  expect(problems).toEqual([])
  expect(questions.map(q => [q.kind, q.right, q.episode])).toEqual([['single', [0], 'e1'], ['multiple', [0, 1, 2], 'e1'], ['judge', [1], 'e1']])
  expect(questions[0]!.explanation).toBe('《企业民主管理规定》第八条。')
})

test('rows of a sheet: columns by their names in any order, quoted cells, empty rows', () => {
  const rows = [
    HEAD, '单选\t多久一次？\t每年\t每月\t\tA\t第八条', '', '多选题\t"有哪些\n权利？"\t选举权\t"表决""权"\t提案权\tabc\t', '判断\t可以匿名\t\t\t\t错\t',
  ].join('\r\n')
  const { questions, problems } = readBank(rows, null)
  expect(problems).toEqual([])
  expect(questions).toEqual([
    { episode: null, kind: 'single', text: '多久一次？', options: ['每年', '每月'], right: [0], explanation: '第八条' },
    { episode: null, kind: 'multiple', text: '有哪些 权利？', options: ['选举权', '表决"权', '提案权'], right: [0, 1, 2], explanation: '' },
    { episode: null, kind: 'judge', text: '可以匿名', options: ['对', '错'], right: [1], explanation: '' },
  ])
  expect(readBankRows('答案\t选项A\t选项B\t题目\nB\t是\t不是\t哪个', null).questions[0]).toMatchObject({ text: '哪个', right: [1] })
})

test.each([
  ['单选\t缺一个选项\t甲\t\t丙\tC\t', '选项 B 是空的，后面却还有选项'],
  ['单选\t\t甲\t乙\t\tA\t', '“题目”是空的'],
  ['单选\t没有答案\t甲\t乙\t\t\t', '没有“答案：”这一行'],
  ['单选\t答案不在\t甲\t乙\t\tC\t', '标出的正确答案没有对应的选项'],
  ['单选\t两个答案\t甲\t乙\t\tAB\t', '单选题和判断题只有一个正确答案'],
  ['多选\t一个答案\t甲\t乙\t\tA\t', '多选题至少有两个正确答案'],
  ['单选\t答案不是字母\t甲\t乙\t\t甲\t', '“答案”应写选项的字母（例如 A 或 ABD），判断题写“对”或“错”'],
])('a row that cannot be asked is named and the others stay: %s', (row, message) => {
  expect(readBank([HEAD, row, '判断\t别的题\t\t\t\t对\t'].join('\n'), null)).toMatchObject({ questions: [{ text: '别的题' }], problems: [{ line: 2, message }] })
})

test('a table without a head is told what is missing; nothing pasted is nothing wrong', () => {
  expect(readBank('单选\t多久\t每年\t每月\tA', null).problems[0]!.message).toMatch(/^第一行应是表头/)
  expect(readBank('', null)).toEqual({ questions: [], problems: [] })
  expect(readBankText('只有题目没有答案', null).problems).toEqual([{ line: 1, message: '没有“答案：”这一行' }])
  expect(cellsOf('a\tb\n')).toEqual([['a', 'b'], ['']])
})

test('places in a film as they are written', () => {
  expect(promptsIn('2:30、10:00 1:02:03')).toEqual([150, 600, 3723])
  expect(promptsIn('５：００，2:30；2:30')).toEqual([150, 300])
  expect(promptsIn('')).toEqual([])
  expect([promptsIn('2.30'), promptsIn('150'), promptsIn('2:99')]).toEqual([undefined, undefined, undefined])
  expect([usualPrompts(331), usualPrompts(310), usualPrompts(930)]).toEqual([[300], [], [300, 600]])
})

test('episodes keep their keys when they move; a new one takes a key that none has', () => {
  const [a, b] = [emptyEpisode('e1', 'video'), emptyEpisode('e2', 'pdf')]
  expect(moved([a, b], 'e2', -1)).toEqual([b, a])
  expect(moved([a, b], 'e2', 1)).toEqual([a, b])
  const numbers = [0, 0.5]
  expect(freshKey(['e1'], () => numbers.shift()!)).toBe('e500000')
})
