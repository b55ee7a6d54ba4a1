import writeWorkbook from 'write-excel-file/node'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { TestCloud } from './cloud'

export const HEADINGS = ['姓名', '工号', '手机', '单位', '班组', '是否代表', '届', '代表团', '选区', '类别']

export type Cell = string | number

/** An .xlsx file as a union office would have it; `merges` are names like `B2:B3`. */
export async function workbook(rows: Cell[][], { headings = HEADINGS as Cell[], merges = [] as string[] } = {}): Promise<Buffer> {
  const cell = (value: Cell) => (value === '' ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String })
  const bytes = await writeWorkbook([headings, ...rows].map(r => r.map(cell))).toBuffer()
  if (merges.length === 0) return bytes
  const files = unzipSync(bytes)
  const sheet = Object.keys(files).find(name => name.startsWith('xl/worksheets/sheet'))!
  const cells = `<mergeCells count="${merges.length}">${merges.map(m => `<mergeCell ref="${m}"/>`).join('')}</mergeCells>`
  files[sheet] = strToU8(strFromU8(files[sheet]!).replace('</sheetData>', `</sheetData>${cells}`))
  return Buffer.from(zipSync(files))
}

/** Uploads as a browser does, with a ticket; answers the file's id. */
export async function upload(t: TestCloud, openid: string, bytes: Buffer, path = 'roster.xlsx'): Promise<string> {
  const ticket = await t.call(openid, 'members', 'uploadTicket', { path })
  const put = await fetch(ticket.url, { method: 'PUT', headers: ticket.headers, body: new Uint8Array(bytes) })
  if (!put.ok) throw new Error(`upload: ${put.status} ${await put.text()}`)
  return ticket.fileId
}

/** Uploads and stages a workbook until its preview is complete (or the file is refused). */
export async function staged(t: TestCloud, openid: string, id: string, bytes: Buffer) {
  const file = await upload(t, openid, bytes, `${id}.xlsx`)
  await t.call(openid, 'members', 'importStart', { id, file, fileName: '名册.xlsx' })
  return settled(t, openid, id)
}

/** Calls for work, as the page does, until nothing is outstanding. */
export async function settled(t: TestCloud, openid: string, id: string) {
  for (;;) {
    const doc = await t.call(openid, 'members', 'importWork', { id })
    if (doc.settled) return doc
  }
}

export async function applied(t: TestCloud, openid: string, id: string, bytes: Buffer) {
  const ready = await staged(t, openid, id, bytes)
  await t.call(openid, 'members', 'importApply', { id, rev: ready.rev })
  return settled(t, openid, id)
}
