import { Refusal } from '../../domain/refusal'
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

/** Temporary addresses (about two hours) of files, in the order given; a file that is gone has an empty one. */
export async function temporaryUrls(app: CloudApp, fileIds: readonly string[]): Promise<{ fileId: string; url: string }[]> {
  if (fileIds.length === 0) return []
  const { fileList } = await app.getTempFileURL({ fileList: [...fileIds] })
  const urls = new Map(fileList.map(f => [f.fileID, f.tempFileURL]))
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
