import { Refusal } from '../../domain/refusal'
import type { CloudApp } from './cloud'
import type { Me } from './identity'

/** Where a person's own uploads live in cloud storage: `<tenantId>/<personId>/…`. */
export const ownFolder = (me: Me): string => `${me.tenantId}/${me.person?._id ?? 'nobody'}/`

/** Refuses a file that the caller did not upload. */
export function demandOwnFiles(me: Me, fileIds: readonly string[]): void {
  const folder = ownFolder(me)
  const pathOf = (fileId: string) => fileId.replace(/^cloud:\/\/[^/]+\//, '')
  if (!fileIds.every(id => pathOf(id).startsWith(folder) && !id.includes('..'))) {
    throw new Refusal('NOT_ALLOWED', '有图片不是您上传的，请删去后重新添加', 'pictures')
  }
}

/** Temporary addresses (about two hours) of files, in the order given; a file that is gone has an empty one. */
export async function temporaryUrls(app: CloudApp, fileIds: readonly string[]): Promise<{ fileId: string; url: string }[]> {
  if (fileIds.length === 0) return []
  const { fileList } = await app.getTempFileURL({ fileList: [...fileIds] })
  const urls = new Map(fileList.map(f => [f.fileID, f.tempFileURL]))
  return fileIds.map(fileId => ({ fileId, url: urls.get(fileId) ?? '' }))
}
