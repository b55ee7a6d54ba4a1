import writeWorkbook from 'write-excel-file/universal'
import { harmless } from './workbook'

export interface ExampleBook {
  fileName: string
  /** `how` = how the column is filled in; '' = as the one before. */
  columns: readonly { title: string; width: number; how: string }[]
  /** Rows in the order of the columns; '' = left empty. */
  examples: readonly (readonly string[])[]
  rules: readonly string[]
}

const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const })
const text = (value: string) => (value === '' ? null : { value: harmless(value), type: String, wrap: true })

/** The workbook that questions are written in: a sheet with an example of each kind, and one that says how. */
export async function exampleBook({ fileName, columns, examples, rules }: ExampleBook): Promise<{ fileName: string; base64: string }> {
  const book = writeWorkbook([
    { sheet: '题目', columns: columns.map(c => ({ width: c.width })), data: [columns.map(c => bold(c.title)), ...examples.map(e => e.map(text))] },
    { sheet: '填写说明', columns: [{ width: 10 }, { width: 90 }], data: [
      [bold('列'), bold('怎样填')], ...columns.filter(c => c.how).map(c => [text(c.title), text(c.how)]), ...rules.map((rule, i) => [text(`说明 ${i + 1}`), text(rule)]),
    ] },
  ])
  return { fileName, base64: Buffer.from(await (await book.toBlob()).arrayBuffer()).toString('base64') }
}
