import type { Definition, Option, Question, QuestionKind, Section } from '../../types/survey-questions'
import { questionKindWords } from './questions'

/** The columns of the sheet that questions are written in; only the first two must be there. */
export const sheetColumns = {
  title: '题目', kind: '题型', required: '必答', options: '选项', columns: '列', note: '说明', section: '部分',
} as const
type Column = keyof typeof sheetColumns

export const MOST_SHEET_ROWS = 500

/** Something wrong with a row: `at` = 第 5 行, as the spreadsheet counts. */
export interface SheetProblem { at: string; message: string }

/** What was read; `rows`: in which row of the sheet each question stands, by its key. */
export interface SheetReading { definition: Definition; rows: Record<string, number>; problems: SheetProblem[] }

/** The rest is left to the common check, which knows the limits of each kind. */
class Wrong extends Error {}

const kinds = Object.fromEntries(Object.entries(questionKindWords).map(([kind, word]) => [word, kind as QuestionKind]))

function kindOf(word: string): QuestionKind {
  const kind = kinds[word] ?? kinds[word.replace(/题$/, '')]
  if (kind) return kind
  throw new Wrong(word ? `题型“${word}”不认识，可以填：${Object.keys(kinds).join('、')}` : '没有写题型')
}

const listOf = (cell: string): string[] => cell.split(/[\n；;|｜]/).map(part => part.trim()).filter(Boolean)
const keyed = (texts: readonly string[], prefix: string): Option[] => texts.map((text, i) => ({ key: `${prefix}${i + 1}`, text }))

function listed(cell: string, least: number, what: string): string[] {
  const found = listOf(cell)
  if (found.length >= least) return found
  throw new Wrong(`“${what}”里至少要写 ${least} 项，一行一项，或者用分号隔开`)
}

const OTHER = '其他'

function choiceOf(cell: string): { options: Option[]; other: boolean } {
  const all = listed(cell, 2, sheetColumns.options)
  return { options: keyed(all.filter(text => text !== OTHER), 'o'), other: all.includes(OTHER) }
}

function ratingOf(cell: string): { scale: 'stars' | 'ten' | 'nps'; most: number } {
  const text = cell.replace(/\s/g, '')
  if (/^(nps|推荐.*)$/i.test(text)) return { scale: 'nps', most: 10 }
  if (/^(10分|1[-–到~～]10分?)$/.test(text)) return { scale: 'ten', most: 10 }
  const stars = text === '' ? 5 : Number(/^(\d{1,2})星?$/.exec(text)?.[1])
  if (stars >= 3 && stars <= 10) return { scale: 'stars', most: stars }
  throw new Wrong(`评分题的“选项”写“5 星”（3 到 10）、“10 分”或“NPS”，现在是“${cell}”`)
}

function rangeOf(cell: string): { min: number; max: number; decimals: number; unit: string } {
  if (cell.trim() === '') return { min: 0, max: 100, decimals: 0, unit: '' }
  const found = /^(-?\d+(?:\.(\d{1,3}))?)\s*(?:-|–|—|~|～|到|至)\s*(-?\d+(?:\.(\d{1,3}))?)\s*(\D{0,10})$/.exec(cell.trim())
  if (!found) throw new Wrong(`数字题的“选项”写范围和单位，例如“0 到 100 分钟”，现在是“${cell}”`)
  const [, min, minDecimals = '', max, maxDecimals = '', unit = ''] = found
  return { min: Number(min), max: Number(max), decimals: Math.max(minDecimals.length, maxDecimals.length), unit: unit.trim() }
}

function requiredOf(cell: string, kind: QuestionKind): boolean {
  if (cell === '') return kind !== 'short' && kind !== 'long' && kind !== 'picture'
  if (cell === '是' || cell === '否') return cell === '是'
  throw new Wrong(`“必答”填“是”或“否”，现在是“${cell}”`)
}

type Cells = Record<Column, string>

function questionOf(cells: Cells, key: string): Question {
  const kind = kindOf(cells.kind)
  if (!cells.title) throw new Wrong('没有写题目')
  const base = { key, title: cells.title, note: cells.note, required: requiredOf(cells.required, kind), showIf: [], jumps: [] }
  switch (kind) {
    case 'single': return { kind, ...base, ...choiceOf(cells.options), shuffle: false, preset: null }
    case 'multiple': {
      const choice = choiceOf(cells.options)
      return { kind, ...base, ...choice, shuffle: false, min: 1, max: choice.options.length + (choice.other ? 1 : 0), preset: [] }
    }
    case 'rating': return { kind, ...base, ...ratingOf(cells.options), low: '', high: '', preset: null }
    case 'matrix': return { kind, ...base, rows: keyed(listed(cells.options, 1, sheetColumns.options), 'r'), columns: keyed(listed(cells.columns, 2, sheetColumns.columns), 'c') }
    case 'ranking': {
      const options = keyed(listed(cells.options, 2, sheetColumns.options), 'o')
      return { kind, ...base, options, top: options.length, shuffle: false }
    }
    case 'short':
    case 'long': return { kind, ...base, preset: '' }
    case 'number': return { kind, ...base, ...rangeOf(cells.options), preset: null }
    case 'date': return { kind, ...base, from: null, to: null, preset: null }
    case 'picture': return { kind, ...base, most: 3 }
    case 'consent': return { kind, ...base, text: cells.options }
  }
}

const at = (row: number) => `第 ${row} 行`

/** Where each column stands; the heads are the first row that has anything in it. */
function headsOf(rows: readonly (readonly string[])[]): { row: number; of: (cells: readonly string[]) => Cells } | undefined {
  const row = rows.findIndex(cells => cells.some(cell => cell.trim()))
  const names = (rows[row] ?? []).map(name => name.trim())
  const places = Object.fromEntries(Object.entries(sheetColumns).map(([column, name]) => [column, names.indexOf(name)])) as Record<Column, number>
  if (places.title < 0 || places.kind < 0) return undefined
  return { row, of: cells => Object.fromEntries(Object.entries(places).map(([column, place]) => [column, (cells[place] ?? '').trim()])) as Cells }
}

/** Questions 题目 written in a sheet, one a row; everything that is wrong is named by its row, and then nothing is to be used. */
export function readQuestionSheet(rows: readonly (readonly string[])[]): SheetReading {
  const heads = headsOf(rows)
  if (!heads) return { definition: { sections: [] }, rows: {}, problems: [{ at: at(1), message: `第一行要有“${sheetColumns.title}”和“${sheetColumns.kind}”两列，请用示例表格填写` }] }
  const sections: Section[] = []
  const problems: SheetProblem[] = []
  const placed: Record<string, number> = {}
  rows.forEach((row, i) => {
    if (i <= heads.row || row.every(cell => !cell.trim())) return
    const cells = heads.of(row)
    const key = `q${Object.keys(placed).length + 1}`
    placed[key] = i + 1
    if (sections.length === 0 || (cells.section && cells.section !== sections.at(-1)!.title)) sections.push({ key: `s${sections.length + 1}`, title: cells.section, note: '', questions: [] })
    try {
      sections.at(-1)!.questions.push(questionOf(cells, key))
    } catch (e) {
      if (!(e instanceof Wrong)) throw e
      problems.push({ at: at(i + 1), message: e.message })
    }
  })
  if (Object.keys(placed).length === 0) problems.push({ at: at(heads.row + 2), message: '表里还没有题目' })
  return { definition: { sections }, rows: placed, problems }
}
