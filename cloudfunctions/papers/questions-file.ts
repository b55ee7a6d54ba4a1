import { Refusal } from '../../domain/refusal'
import type { CloudApp } from '../_kit/cloud'
import { demandOwnFiles, readFile } from '../_kit/files'
import type { Me } from '../_kit/identity'

const FILE_BYTES = 2 * 1024 * 1024

/** The bytes of a file of questions that the caller uploaded; `field` = where it stands in the input. One round trip. */
export async function questionsFile(app: CloudApp, me: Me, file: string, field: string): Promise<Uint8Array> {
  demandOwnFiles(me, [file], '文件', field)
  const bytes = await readFile(app, file, FILE_BYTES)
  if (!bytes) throw new Refusal('BAD_FILE', '文件没有传完，请重新选择')
  return bytes
}
