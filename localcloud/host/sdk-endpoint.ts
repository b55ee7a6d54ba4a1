import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { Environment } from './environment'
import type { InvocationRecord } from './invocation'
import { BodyTooLarge, readBody, sendJson, sendText } from './reply'
import { StorageRefusal } from './storage'
import { answerStorageAction } from './storage-routes'

// A document may have 16 MB; its JSON with type marks is larger.
const BODY_LIMIT = 48 * 1024 * 1024

type Body = Record<string, unknown>
const failure = (code: string, message: string) => ({ code, message })

/** `POST /admin`: what `@cloudbase/node-sdk` sends. Always HTTP 200; a `code` in the body means an error. */
export async function answerSdk(
  pick: (env: string) => Environment | undefined, url: URL, req: IncomingMessage, res: ServerResponse,
) {
  const requestId = randomUUID()
  const reply = await answer(pick, url, req).catch((error: unknown) => {
    if (error instanceof StorageRefusal) return failure(error.code, error.message)
    if (error instanceof BodyTooLarge) return failure('EXCEED_REQUEST_LIMIT', error.message)
    process.stderr.write(`local cloud: request ${requestId} failed: ${error instanceof Error ? error.stack : error}\n`)
    return failure('SYS_ERR', error instanceof Error ? error.message : String(error))
  })
  if (Buffer.isBuffer(reply)) sendText(res, 200, reply, 'application/octet-stream')
  else sendJson(res, 200, { requestId, ...reply })
}

async function answer(
  pick: (env: string) => Environment | undefined, url: URL, req: IncomingMessage,
): Promise<Body | Buffer> {
  const { fields: body, binary } = await readFields(req)
  const name = String(body['envName'] || url.searchParams.get('env') || '')
  const env = pick(name)
  if (!env) return failure('INVALID_ENV', `no environment ${JSON.stringify(name)} here`)
  const action = String(body['action'])
  const call = env.functions.byToken(body['wxCloudApiToken'] || body['tcb_sessionToken'])
  if (action.startsWith('database.')) {
    if (call) call.trips += 1
    env.trips.add(url.searchParams.get('seqId') ?? '')
    return env.db.handle(action, body)
  }
  const known = action.startsWith('storage.') ? await answerStorageAction(env.storage, action, body)
    : await answerOther(env, action, body, binary, call)
  return known ?? failure('INVALID_PARAM', `the local cloud does not know the action ${action}`)
}

async function answerOther(
  env: Environment, action: string, body: Body, binary: Map<string, Buffer>, call: InvocationRecord | undefined,
): Promise<Body | Buffer | undefined> {
  const api = String(body['apiName'])
  if (action === 'functions.invokeFunction') return invoke(env, body, call)
  if (action === 'wx.api') return env.wx.answerJson(api, body['requestData'], call)
  if (action === 'wx.openApi') return env.wx.answerProtobuf(api, binary.get('requestData') ?? Buffer.alloc(0), call)
  return undefined
}

/** A function that calls another passes on who called it; any other program has nobody to pass on. */
async function invoke(env: Environment, body: Body, call: InvocationRecord | undefined): Promise<Body> {
  const event = String(body['request_data'] || '{}')
  const openid = call?.caller.openid
  const result = await env.functions.invoke(String(body['function_name']), event, {
    source: 'function', ...(openid === undefined ? {} : { openid }),
  })
  if (result.fault) return failure(result.fault.code, result.fault.message)
  return { requestId: result.requestId, data: { response_data: result.json } }
}

async function readFields(req: IncomingMessage): Promise<{ fields: Body; binary: Map<string, Buffer> }> {
  const bytes = await readBody(req, BODY_LIMIT)
  const type = req.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) {
    return { fields: JSON.parse(bytes.toString('utf8')) as Body, binary: new Map() }
  }
  const binary = await readMultipart(req, bytes)
  return { fields: Object.fromEntries([...binary].map(([key, value]) => [key, value.toString('utf8')])), binary }
}

/** The parts as bytes: the SDK sends a protobuf message as a part without a file name, which is not text. */
function readMultipart(req: IncomingMessage, bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, Buffer>()
    const parser = new Busboy({
      headers: req.headers as BusboyHeaders,
      isPartAFile: () => true,
      limits: { fileSize: BODY_LIMIT },
    })
    parser.on('file', (name, stream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => parts.set(name, Buffer.concat(chunks)))
    })
    parser.on('finish', () => resolve(parts))
    parser.on('error', reject)
    parser.end(bytes)
  })
}
