import { readBankText, type ReadBank } from './bank-text'

const HEADS = { kind: /^题型$/, text: /^题目|^题干/, right: /答案/, why: /解析/, option: /^选项\s*[A-J]?|^[A-J]$/i } as const

const LETTERS = 'ABCDEFGHIJ'

/** Cells of rows copied out of a sheet; a cell with a line break in it comes in quotes. */
export function cellsOf(copied: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare, end] of copied.replace(/\r/g, '').matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g)) {
    rows[rows.length - 1]!.push((quoted?.replace(/""/g, '"') ?? bare ?? '').replace(/\n/g, ' ').trim())
    if (end === '\n') rows.push([])
    if (end === '') break
  }
  return rows
}

/**
 * Reads questions copied out of a table: its first row names the columns 题型, 题目, 选项A, 选项B…, 答案, 解析 in any order;
 * 题型 and 解析 may be missing. Problems are named by the row of what was pasted, the head being row 1.
 */
export function readBankRows(copied: string, episode: string | null): ReadBank {
  const [head = [], ...rows] = cellsOf(copied)
  const at = (name: RegExp) => head.findIndex(h => name.test(h))
  const [kind, text, right, why] = [at(HEADS.kind), at(HEADS.text), at(HEADS.right), at(HEADS.why)]
  const options = head.flatMap((h, i) => HEADS.option.test(h) ? [i] : [])
  if (text < 0 || right < 0) return { questions: [], problems: [{ line: 1, message: '第一行应是表头，至少要有“题目”“选项A”“选项B”“答案”这几列' }] }
  const found: ReadBank = { questions: [], problems: [] }
  rows.forEach((cells, i) => {
    const cell = (c: number) => c < 0 ? '' : cells[c] ?? ''
    if (cells.every(c => c === '')) return
    const given = options.map(cell)
    const written = given.slice(0, given.reduce((last, o, n) => o ? n + 1 : last, 0))
    const line = i + 2
    if (!cell(text)) return void found.problems.push({ line, message: '“题目”是空的' })
    if (written.includes('')) return void found.problems.push({ line, message: `选项 ${LETTERS[written.indexOf('')]} 是空的，后面却还有选项` })
    const sort = /^(单选|多选|判断)/.exec(cell(kind))?.[1]
    const lines = [
      `${sort ? `[${sort}]` : ''}${cell(text)}`, ...written.map((o, n) => `${LETTERS[n]}. ${o}`), `答案：${cell(right)}`, ...(cell(why) ? [`解析：${cell(why)}`] : []),
    ]
    const one = readBankText(sort === '判断' ? lines.filter(l => !/^[A-J]\. /.test(l)).join('\n') : lines.join('\n'), episode)
    found.questions.push(...one.questions)
    found.problems.push(...one.problems.map(p => ({ line, message: p.message })))
  })
  return found
}

/** What was pasted, either way: rows of a table have tabs between their cells. */
export const readBank = (pasted: string, episode: string | null): ReadBank =>
  pasted.split('\n', 1)[0]!.includes('\t') ? readBankRows(pasted, episode) : readBankText(pasted, episode)

/** An example that reads, in the form in which questions are pasted. */
export const bankExample = `1. 职工代表大会每年至少召开几次？
A. 一次
B. 两次
C. 四次
答案：A
解析：《企业民主管理规定》第八条。

2. [多选] 职工代表有哪些权利？
A. 选举权
B. 表决权
C. 提案权
答案：ABC

3. 提案可以匿名提出。
答案：错`
