import type { Gender, SeatKind } from '../types/member'

type Checked<T> = { value: T } | { problem: string }

/** Full-width letters and digits, odd blanks and invisible marks are mended without a word: they are how tables get typed. */
export const cleanText = (cell: string): string =>
  cell.normalize('NFKC').replace(/[\p{Cf}\p{Cc}]/gu, c => (/\s/.test(c) ? ' ' : '')).replace(/\s+/g, ' ').trim()

/** `张 三` set apart for looks is 张三; blanks between Latin words stay. */
export function cleanName(text: string): Checked<string> {
  const name = /^[\p{Script=Han}\s·]+$/u.test(text) ? text.replace(/\s/g, '') : text
  if (!name) return { problem: '缺少姓名' }
  if (name.length > 40) return { problem: '姓名超过 40 个字' }
  if (/^[=+\-@]/.test(name)) return { problem: '姓名不能以 = + - @ 开头' }
  return { value: name }
}

/** A number that Excel kept as a number: `10021.0` and `1.3800000021E10` mean their whole numbers. */
const wholeNumber = (text: string) =>
  (/^\d+(\.\d+)?E\+?\d+$/i.test(text) || /^\d+\.0+$/.test(text) ? Number(text).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 0 }) : text)

export function cleanEmployeeNo(text: string): Checked<string> {
  const no = wholeNumber(text.replace(/\s/g, '')).toUpperCase()
  if (!no) return { problem: '缺少工号' }
  return /^[A-Z0-9-]{1,20}$/.test(no) ? { value: no } : { problem: '工号应由 1 到 20 位字母、数字或短横线组成' }
}

/** null = blank. */
export function cleanPhone(text: string): Checked<string | null> {
  if (!text) return { value: null }
  const digits = wholeNumber(text.replace(/[\s-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, ''))
  return /^1[3-9]\d{9}$/.test(digits) ? { value: digits } : { problem: '手机号不对，应为 11 位数字' }
}

const YES = ['是', '√', '✓', '✔', '1', 'Y', 'YES', 'TRUE', '对', '代表', '正式代表']
const NO = ['否', '×', '✗', 'X', '0', 'N', 'NO', 'FALSE', '无', '不是', '非代表', '非']

/** null = the cell is blank. */
export function genderOf(text: string): { value: Gender | null } | { problem: string } {
  if (!text) return { value: null }
  const gender = ({ 女: 'woman', 女性: 'woman', 男: 'man', 男性: 'man' } as const)[text]
  return gender ? { value: gender } : { problem: '“性别”应填“男”或“女”，不登记就空着' }
}

/** true, false, null for a blank, undefined for anything else. */
export function yesNo(text: string): boolean | null | undefined {
  if (!text) return null
  const word = text.toUpperCase()
  return YES.includes(word) ? true : NO.includes(word) ? false : undefined
}

const seatKinds: Record<SeatKind, string[]> = {
  worker: ['一线职工', '一线', '一线工人', '工人', '职工'],
  technical: ['科技人员', '技术人员', '科技', '技术', '专业技术人员'],
  manager: ['管理人员', '管理', '一般管理人员'],
  leader: ['领导干部', '领导', '中层以上领导', '中高层管理人员'],
  other: ['其他', '其它'],
}

/** null for a blank, undefined for a word that is no kind of delegate. */
export function seatKindOf(text: string): SeatKind | null | undefined {
  if (!text) return null
  return (Object.keys(seatKinds) as SeatKind[]).find(kind => seatKinds[kind].includes(text.replace(/\s/g, '')))
}
