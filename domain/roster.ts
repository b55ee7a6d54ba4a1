import type { Gender, Seat, SeatKind } from '../types/member'
import type { UnitKind } from '../types/unit'
import { cleanEmployeeNo, cleanName, cleanPhone, cleanText, genderOf, seatKindOf, yesNo } from './roster-cells'

/** A workbook's sheet as text: `rows[0]` is Excel's row 1. */
export interface RosterSheet {
  rows: readonly (readonly string[])[]
  /** Merged ranges; all four numbers count from 0 and are inclusive. */
  merges: readonly { top: number; left: number; bottom: number; right: number }[]
}

export interface RosterUnit {
  _id: string
  parentId: string | null
  path: readonly string[]
  kind: UnitKind
  name: string
}

/** What a good row states. null = the row does not state it (blank cell, no such column): whoever is there keeps theirs. */
export interface RosterEntry {
  name: string
  employeeNo: string
  phone: string | null
  unitId: string | null
  gender: Gender | null
  /** Blank texts inside a seat are "not stated", too. */
  seat: Partial<Seat> | 'none' | null
}

/** One row as read: an entry, or what is wrong with it. */
export interface RosterReading {
  /** The number that Excel shows. */
  row: number
  name: string
  employeeNo: string
  unit: string
  entry: RosterEntry | null
  problems: string[]
}

export const MAX_ROSTER_ROWS = 20_000
const HEADING_ROWS = 10

/** Columns by the headings that union offices use; blanks inside a heading do not count. */
const headings = {
  name: ['姓名', '职工姓名', '名字'],
  employeeNo: ['工号', '职工号', '员工编号', '员工号', '人员编号', '职工编号'],
  phone: ['手机', '手机号', '手机号码', '联系电话', '电话', '移动电话'],
  unit: ['单位', '部门', '所在单位', '分厂', '单位名称', '所属单位'],
  team: ['班组', '所在班组', '班组名称'],
  delegate: ['是否代表', '职工代表', '是否职工代表'],
  term: ['届', '届次'],
  delegation: ['代表团', '代表团(组)', '代表组'],
  district: ['选区', '选举单位'],
  kind: ['类别', '代表类别', '人员类别'],
  gender: ['性别'],
} as const
export type RosterColumn = keyof typeof headings

type Columns = Partial<Record<RosterColumn, number>>

/** Reads a roster workbook: the whole file is refused with a `problem`, or every row that is not blank is answered. */
export function readRoster(sheet: RosterSheet, units: readonly RosterUnit[]): { problem: string } | { readings: RosterReading[] } {
  const head = findHeading(sheet)
  if ('problem' in head) return head
  const { columns, at } = head
  const merged = mergedCells(sheet, columns, at)
  const find = unitFinder(units)
  const readings: RosterReading[] = []
  for (let i = at + 1; i < sheet.rows.length; i++) {
    const cell = (column: RosterColumn) => cleanText(sheet.rows[i]?.[columns[column] ?? -1] ?? '')
    const blank = Object.keys(columns).every(c => cell(c as RosterColumn) === '')
    if (blank && !merged.has(i)) continue
    if (readings.length === MAX_ROSTER_ROWS) return { problem: `一次最多导入 ${MAX_ROSTER_ROWS} 人，请把文件拆成几份` }
    readings.push(readRow(i + 1, cell, columns, find, merged.get(i)))
  }
  if (readings.length === 0) return { problem: '标题行下面没有任何职工，请填写后再导入' }
  nameDuplicates(readings)
  return { readings }
}

function findHeading({ rows }: RosterSheet): { columns: Columns; at: number } | { problem: string } {
  let best: { columns: Columns; at: number } | undefined
  for (let at = 0; at < Math.min(rows.length, HEADING_ROWS); at++) {
    const columns: Columns = {}
    for (const [column, names] of Object.entries(headings) as [RosterColumn, readonly string[]][]) {
      const found = rows[at]!.flatMap((text, c) => (names.includes(cleanText(text).replace(/\s/g, '')) ? [c] : []))
      if (found.length > 1) return { problem: `第 ${at + 1} 行有 ${found.length} 列都是“${names[0]}”，请只留一列` }
      if (found.length === 1) columns[column] = found[0]
    }
    if (Object.keys(columns).length > Object.keys(best?.columns ?? {}).length) best = { columns, at }
  }
  const missing = (['name', 'employeeNo', 'unit'] as const).filter(c => best?.columns[c] === undefined).map(c => `“${headings[c][0]}”`)
  if (!best || missing.length) return { problem: `没有找到${missing.join('、')}列。请照模板填写标题行，或把它移到前 ${HEADING_ROWS} 行` }
  return best
}

/** Rows below the heading in which a merged range covers a column that is read, with the range's name. */
function mergedCells({ merges }: RosterSheet, columns: Columns, heading: number): Map<number, string> {
  const read = Object.values(columns)
  const found = new Map<number, string>()
  for (const { top, left, bottom, right } of merges) {
    if (!read.some(c => left <= c && c <= right)) continue
    for (let row = Math.max(top, heading + 1); row <= bottom; row++) found.set(row, `${cellName(top, left)}:${cellName(bottom, right)}`)
  }
  return found
}

function cellName(row: number, column: number): string {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return `${letters}${row + 1}`
}

type FindUnit = (unit: string, team: string) => { id: string | null } | { problem: string }

function readRow(row: number, cell: (c: RosterColumn) => string, columns: Columns, find: FindUnit, mergedRange?: string): RosterReading {
  const problems: string[] = []
  const checked = <T>(result: { value: T } | { problem: string }): T | undefined => {
    if ('value' in result) return result.value
    problems.push(result.problem)
    return undefined
  }
  if (mergedRange) problems.push(`有合并单元格（${mergedRange}），请取消合并，每行各填一人`)
  const name = checked(cleanName(cell('name')))
  const employeeNo = checked(cleanEmployeeNo(cell('employeeNo')))
  const phone = checked(cleanPhone(cell('phone')))
  const unit = find(cell('unit'), cell('team'))
  if ('problem' in unit) problems.push(unit.problem)
  const seat = checked(readSeat(cell, columns))
  const gender = checked(genderOf(cell('gender')))
  const complete = problems.length === 0 && name !== undefined && employeeNo !== undefined && phone !== undefined && seat !== undefined && gender !== undefined && 'id' in unit
  return {
    row,
    name: name ?? cell('name').slice(0, 40),
    employeeNo: employeeNo ?? cell('employeeNo').slice(0, 20),
    unit: [cell('unit'), cell('team')].filter(Boolean).join(' ').slice(0, 80),
    entry: complete ? { name, employeeNo, phone, unitId: unit.id, gender, seat } : null,
    problems,
  }
}

function readSeat(cell: (c: RosterColumn) => string, columns: Columns): { value: RosterEntry['seat'] } | { problem: string } {
  const texts = { term: cell('term'), delegation: cell('delegation'), district: cell('district') }
  const stated = columns.delegate === undefined ? (texts.delegation ? true : null) : yesNo(cell('delegate'))
  if (stated === undefined) return { problem: '“是否代表”应填“是”或“否”' }
  if (stated === null) return { value: null }
  if (!stated) return { value: 'none' }
  const kind: SeatKind | null | undefined = seatKindOf(cell('kind'))
  if (kind === undefined) return { problem: `不认识代表类别“${cell('kind').slice(0, 20)}”，应填一线职工、科技人员、管理人员、领导干部或其他` }
  if (texts.term.length > 20 || texts.delegation.length > 40 || texts.district.length > 40) return { problem: '届、代表团或选区的名称太长' }
  return { value: { ...Object.fromEntries(Object.entries(texts).filter(([, v]) => v)), ...(kind ? { kind } : {}) } }
}

const unitKey = (name: string) => name.replace(/\s/g, '').toUpperCase()

/** Finds a unit by the names in a row; a team's name may be used again under another unit. */
function unitFinder(units: readonly RosterUnit[]): FindUnit {
  const byName = new Map<string, RosterUnit[]>()
  for (const u of units) byName.set(unitKey(cleanText(u.name)), [...(byName.get(unitKey(cleanText(u.name))) ?? []), u])
  const named = (name: string) => byName.get(unitKey(name)) ?? []
  const only = (found: RosterUnit[], what: string): { id: string | null } | { problem: string } => {
    if (found.length === 1) return { id: found[0]!._id }
    return { problem: found.length ? `有 ${found.length} 个${what}，请先在“单位”里改成不同的名称` : `没有${what}，请核对名称，或先在“单位”里新增` }
  }
  return (unit, team) => {
    if (!unit && !team) return { id: null }
    const parents = named(unit).filter(u => u.kind !== 'team')
    if (!team) return only(parents.length ? parents : named(unit), `单位“${unit.slice(0, 40)}”`)
    const above = unit ? only(parents, `单位“${unit.slice(0, 40)}”`) : { id: null }
    if ('problem' in above) return above
    const teams = named(team).filter(u => u.kind === 'team' && (above.id === null || u.path.includes(above.id)))
    return only(teams, `班组“${team.slice(0, 40)}”`)
  }
}

/** Which of two rows with one 工号 is right nobody but the union office knows: both are bad. */
function nameDuplicates(readings: RosterReading[]): void {
  const rows = new Map<string, number[]>()
  for (const r of readings) if (r.employeeNo) rows.set(r.employeeNo, [...(rows.get(r.employeeNo) ?? []), r.row])
  for (const r of readings) {
    const same = rows.get(r.employeeNo) ?? []
    if (same.length < 2) continue
    const others = same.filter(n => n !== r.row)
    r.entry = null
    r.problems.push(`工号 ${r.employeeNo} 重复：第 ${others.slice(0, 5).join('、')} 行${others.length > 5 ? '等' : ''}也是这个工号`)
  }
}
