import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { rangeOf } from './byte-range'
import { header, readBody, sendJson, sendText } from './reply'
import { StorageRefusal, type Storage } from './storage'

const LIST_LIMIT = 1024 * 1024

/** What the SDK asks of storage: `storage.*` actions. Undefined when the action is not known. */
export async function answerStorageAction(
  storage: Storage, action: string, body: Record<string, unknown>,
): Promise<Record<string, unknown> | undefined> {
  if (action === 'storage.getUploadMetadata') {
    const path = String(body['path'] ?? '')
    const { url, authorization } = storage.uploadTicket(path)
    const fileId = storage.fileId(path)
    return { data: { url, token: 'local', authorization, fileId, cosFileId: Buffer.from(fileId).toString('base64url') } }
  }
  if (action === 'storage.batchGetDownloadUrl') {
    const list = body['file_list'] as { fileid: string; max_age?: number }[]
    return { data: { download_list: await Promise.all(list.map(f => downloadEntry(storage, f.fileid, f.max_age))) } }
  }
  if (action === 'storage.batchDeleteFile') {
    const deleted: { fileID: string; code: string }[] = []
    for (const id of body['fileid_list'] as string[]) deleted.push(await deleteEntry(storage, id))
    return { data: { delete_list: deleted } }
  }
  return undefined
}

/** `PUT` and `GET /storage/files/<env>/<path>`: the signed addresses that tickets and temporary urls name. */
export async function answerSignedFile(storage: Storage, path: string, url: URL, req: IncomingMessage, res: ServerResponse) {
  if (req.method === 'PUT') return receiveSigned(storage, path, req, res)
  const allowed = storage.allows('get', path, Number(url.searchParams.get('t')), url.searchParams.get('sign') ?? '')
  const file = allowed ? await storage.find(path) : undefined
  if (!allowed) return sendJson(res, 403, { code: 'AccessDenied', message: 'the address has expired or was changed' })
  if (!file) return sendJson(res, 404, { code: 'STORAGE_FILE_NONEXIST', message: 'no such file' })
  const headers = {
    'content-type': file.type,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=600',
    // An uploaded page must not run with this server's origin.
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
  }
  // A film is watched from the middle: players ask for the bytes from there.
  const range = rangeOf(header(req, 'range'), file.size)
  if (range === null) return void res.writeHead(416, { 'content-range': `bytes */${file.size}` }).end()
  const { start, end } = range ?? { start: 0, end: file.size - 1 }
  res.writeHead(range ? 206 : 200, { ...headers, 'content-length': end - start + 1, ...(range ? { 'content-range': `bytes ${start}-${end}/${file.size}` } : {}) })
  if (req.method === 'HEAD') return res.end()
  await pipeline(storage.read(file, range), res).catch((error: NodeJS.ErrnoException) => {
    // Whoever seeks hangs up on the bytes that are on their way.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}

/** `POST /storage/upload?path=` and `/storage/urls`: what wx.cloud.uploadFile and getTempFileURL do in the mini-program. */
export async function answerClientStorage(storage: Storage, url: URL, req: IncomingMessage, res: ServerResponse) {
  const openid = header(req, 'x-local-openid')
  if (openid === undefined) return sendJson(res, 401, { errCode: -503002, errMsg: 'no X-Local-Openid: who uploads?' })
  if (url.pathname === '/storage/upload') {
    const path = url.searchParams.get('path') ?? ''
    const file = await storage.write(path, bytesOf(req), openid)
    return sendJson(res, 200, { fileID: storage.fileId(file.path), statusCode: 204, errMsg: 'cloud.uploadFile:ok' })
  }
  const { fileList } = JSON.parse((await readBody(req, LIST_LIMIT)).toString()) as
    { fileList: (string | { fileID: string; maxAge?: number })[] }
  const entries = await Promise.all(fileList.map(async item => {
    const { fileID, maxAge } = typeof item === 'string' ? { fileID: item } : item
    const { code, tempFileURL } = await downloadEntry(storage, fileID, maxAge)
    const ok = code === 'SUCCESS'
    return { fileID, tempFileURL, maxAge, status: ok ? 0 : 1, errMsg: ok ? 'ok' : code }
  }))
  return sendJson(res, 200, { fileList: entries, errMsg: 'cloud.getTempFileURL:ok' })
}

// A refusal in the middle of an upload must leave the connection usable, or the sender never reads why.
const bytesOf = (req: IncomingMessage) => req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>

/** Says in wx.cloud's shape why a file was refused. */
export function sendStorageRefusal(res: ServerResponse, refusal: StorageRefusal) {
  const [status, errCode] = refusal.code === 'EntityTooLarge' ? [413, -403001]
    : refusal.code === 'STORAGE_EXCEED_AUTHORITY' ? [403, -503002] : [400, -503001]
  sendJson(res, status, { errCode, errMsg: `${refusal.code}: ${refusal.message}` })
}

async function receiveSigned(storage: Storage, path: string, req: IncomingMessage, res: ServerResponse) {
  const [expires = '', signature = ''] = (header(req, 'authorization') ?? '').split('.')
  if (!storage.allows('put', path, Number(expires), signature)) {
    return sendXmlError(res, 403, 'AccessDenied', 'the upload ticket does not fit this path or has expired')
  }
  try {
    await storage.write(path, bytesOf(req))
    return sendText(res, 200, '', 'text/plain')
  } catch (error) {
    if (!(error instanceof StorageRefusal)) throw error
    return sendXmlError(res, 400, error.code, error.message)
  }
}

/** Object storage answers in XML, and the SDK reads exactly these four elements. */
function sendXmlError(res: ServerResponse, status: number, code: string, message: string) {
  const text = message.replace(/[<&>]/g, ' ')
  const error = `<Code>${code}</Code><Message>${text}</Message><RequestId>local</RequestId><TraceId>local</TraceId>`
  sendText(res, status, `<?xml version='1.0' encoding='utf-8' ?><Error>${error}</Error>`, 'application/xml')
}

async function downloadEntry(storage: Storage, fileID: string, maxAge?: number) {
  const path = storage.pathOf(fileID)
  if (path === undefined) return { fileID, tempFileURL: '', code: 'INVALID_PARAM' }
  if (!await storage.find(path)) return { fileID, tempFileURL: '', code: 'STORAGE_FILE_NONEXIST' }
  return { fileID, tempFileURL: storage.temporaryUrl(path, maxAge), code: 'SUCCESS' }
}

async function deleteEntry(storage: Storage, fileID: string) {
  const path = storage.pathOf(fileID)
  if (path === undefined) return { fileID, code: 'INVALID_PARAM' }
  return { fileID, code: await storage.remove(path) ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' }
}
