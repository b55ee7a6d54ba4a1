import { Refusal } from '../../domain/refusal'
import { typeOf } from '../../domain/attachments'
import { LARGEST_FILE, type Attachment } from '../../types/attachment'
import type { CloudApp } from './cloud'
import type { Me } from './identity'

/** Where a person's own uploads live in cloud storage: `<tenantId>/<personId>/…`. */
export const ownFolder = (me: Me): string => `${me.tenantId}/${me.person?._id ?? 'nobody'}/`

/** Refuses a file that the caller did not upload. */
export function demandOwnFiles(me: Me, fileIds: readonly string[], what = '图片', field = 'pictures'): void {
  const folder = ownFolder(me)
  const pathOf = (fileId: string) => fileId.replace(/^cloud:\/\/[^/]+\//, '')
  if (!fileIds.every(id => pathOf(id).startsWith(folder) && !id.includes('..'))) {
    throw new Refusal('NOT_ALLOWED', `有${what}不是您上传的，请删去后重新添加`, field)
  }
}

/**
 * Refuses attachments 附件 that the caller did not upload, that are not there (yet), that are larger than may be, or whose
 * name promises another kind of file than the one that was stored.
 */
export async function demandSoundFiles(app: CloudApp, me: Me, files: readonly Attachment[]): Promise<void> {
  if (files.length === 0) return
  const refuse = (words: string) => { throw new Refusal('BAD_INPUT', words, 'files') }
  demandOwnFiles(me, files.map(f => f.fileId), '附件', 'files')
  if (new Set(files.map(f => f.fileId)).size < files.length) refuse('同一个附件添加了两次，请去掉一个')
  for (const f of files) if (typeOf(f.name) !== typeOf(f.fileId)) refuse(`附件“${f.name}”的类型和内容不一致，请去掉后重新添加`)
  const { fileList } = await app.getFileInfo({ fileList: files.map(f => f.fileId) })
  for (const f of files) {
    const stored = fileList.find(s => s.fileID === f.fileId)
    if (stored?.code === 'STORAGE_FILE_NONEXIST') refuse(`附件“${f.name}”没有传完，请去掉后重新添加`)
    if ((stored?.size ?? 0) > LARGEST_FILE) refuse(`附件“${f.name}”超过 20 MB，请去掉，压缩后再添加`)
  }
}

/** As many files as storage answers for at once. */
const AT_ONCE = 50

/** Temporary addresses (about two hours) of files, in the order given; a file that is gone has an empty one. */
export async function temporaryUrls(app: CloudApp, fileIds: readonly string[]): Promise<{ fileId: string; url: string }[]> {
  if (fileIds.length === 0) return []
  const asked = [...new Set(fileIds)]
  const parts = Array.from({ length: Math.ceil(asked.length / AT_ONCE) }, (_, i) => asked.slice(i * AT_ONCE, (i + 1) * AT_ONCE))
  const answers = await Promise.all(parts.map(fileList => app.getTempFileURL({ fileList })))
  const urls = new Map(answers.flatMap(a => a.fileList).map(f => [f.fileID, f.tempFileURL]))
  return fileIds.map(fileId => ({ fileId, url: urls.get(fileId) ?? '' }))
}

/** A file's bytes; undefined when it is gone. @throws Refusal when it is larger than `most` bytes, before it is read whole. */
export async function readFile(app: CloudApp, fileId: string, most: number): Promise<Uint8Array | undefined> {
  const [{ url } = { url: '' }] = await temporaryUrls(app, [fileId])
  if (!url) return undefined
  const answer = await fetch(url)
  if (answer.status === 404 || answer.status === 403) return undefined
  if (!answer.ok || !answer.body) throw new Error(`cloud storage answered ${answer.status}`)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > most) throw new Refusal('TOO_BIG', `文件太大，最大 ${Math.floor(most / 1024 / 1024)} MB`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
