import { strFromU8, unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { Refusal } from '../../domain/refusal'

/** The first sheet of a workbook: its cells as text, and its merged ranges, all counted from 0. */
export interface ReadSheet { rows: string[][]; merges: { top: number; left: number; bottom: number; right: number }[] }

/** `what` the sheet holds, as people call it: 职工名册; `most` rows that it may have. */
export interface Expected { what: string; most: number }

/** What a workbook may weigh once unpacked; a roster of 20,000 rows is about 8 MB. */
const UNPACKED_BYTES = 80 * 1024 * 1024
const ENTRIES = 2000

const refused = (message: string) => new Refusal('BAD_FILE', message)

/**
 * Reads the first sheet of an .xlsx file as text, with its merged ranges (which the library does not tell).
 * @throws Refusal that says in Chinese why the whole file cannot be read.
 */
export async function readWorkbook(bytes: Uint8Array, { what, most }: Expected): Promise<ReadSheet> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw refused('这是旧格式（.xls）或加了密码的文件。请在 Excel 里去掉密码，另存为“Excel 工作簿（.xlsx）”后再导入')
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw refused('这不是 Excel 工作簿（.xlsx）。请用模板填写，或在 Excel 里另存为 .xlsx')
  const merges = readMerges(bytes, what)
  const rows = await readRows(bytes)
  // Nobody types so many blank rows: what lies below is formatting, and what lies above is told to the reader of the rows.
  if (rows.length > most * 5) throw refused(`表格行数太多。请把${what}复制到新的工作簿里再导入`)
  return { rows, merges }
}

async function readRows(bytes: Uint8Array): Promise<string[][]> {
  try {
    // Numbers stay as they are written: a long 工号 must not lose digits.
    const rows = await readSheet<string>(new Uint8Array(bytes).buffer, 1, { parseNumber: text => text })
    return rows.map(row => row.map(textOf))
  } catch (e) {
    const at = e instanceof Error ? /at row (\d+), col (\d+)/.exec(e.message) : null
    if (at) throw refused(`第 ${at[1]} 行第 ${at[2]} 列的单元格已损坏，请在 Excel 里重新填写这一格`)
    // On broken XML the library fails in many ways, TypeErrors among them; it reads nothing but the file.
    throw damaged()
  }
}

const damaged = () => refused('这个工作簿已损坏，读不出来。请在 Excel 里打开并另存一份后再导入')

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell)
}

/** Looks into the archive before anything is unpacked: an archive that claims little cannot unpack into more. */
function readMerges(bytes: Uint8Array, what: string): ReadSheet['merges'] {
  let total = 0
  let entries = 0
  let files: Record<string, Uint8Array>
  try {
    unzipSync(bytes, { filter: f => { total += f.originalSize; entries++; return false } })
    if (total > UNPACKED_BYTES || entries > ENTRIES) throw refused(`文件展开后太大。请把${what}复制到新的工作簿里再导入`)
    files = unzipSync(bytes, { filter: f => /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(f.name) })
  } catch (e) {
    throw e instanceof Refusal ? e : damaged()
  }
  const text = (name: string) => (files[name] ? strFromU8(files[name]) : '')
  const first = /<(?:\w+:)?sheet\s[^>]*?r:id="([^"]+)"/.exec(text('xl/workbook.xml'))?.[1]
  const relation = [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\s[^>]*>/g)].find(m => first && m[0].includes(`Id="${first}"`))?.[0]
  const target = relation && /Target="([^"]+)"/.exec(relation)?.[1]
  const sheet = text(target?.startsWith('/') ? target.slice(1) : `xl/${target}`)
  return [...sheet.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)]
    .map(([, left, top, right, bottom]) => ({ top: Number(top) - 1, left: column(left!), bottom: Number(bottom) - 1, right: column(right!) }))
}

const column = (letters: string) => [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1
