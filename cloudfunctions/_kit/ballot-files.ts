import type { CloudApp } from './cloud'
import type { BallotRoundDoc } from './documents'
import { readFile } from './files'

const LARGEST = 200_000_000

/** Puts a list of a round into cloud storage; the same content has the same place, so that a repeat changes nothing. */
export async function putText(app: CloudApp, { tenantId, _id }: Pick<BallotRoundDoc, 'tenantId' | '_id'>, name: string, text: string): Promise<string> {
  return (await app.uploadFile({ cloudPath: `${tenantId}/ballots/${_id}/${name}`, fileContent: Buffer.from(text) })).fileID
}

/** Lines kept in cloud storage. @throws when the file is gone: a round cannot be counted without it. */
export async function readLines(app: CloudApp, fileId: string): Promise<string[]> {
  const bytes = await readFile(app, fileId, LARGEST)
  if (!bytes) throw new Error('a file of a ballot is gone from cloud storage')
  return JSON.parse(Buffer.from(bytes).toString()) as string[]
}
