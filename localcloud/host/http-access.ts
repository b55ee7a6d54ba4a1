import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Environment } from './environment'
import { LOCAL_APPID } from './invocation'
import { BodyTooLarge, header, readBody, sendJson, sendText } from './reply'

const TEXT_LIMIT = 100 * 1024
const BINARY_LIMIT = 6 * 1024 * 1024
const TEXT_TYPE = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded)|[^;]*\+(json|xml))/i

/** Headers that only the gateway may set; what a caller writes there must not reach a function. */
const STRIPPED = ['x-local-openid', 'x-local-env', 'connection', 'transfer-encoding']

/** The function behind an HTTP access route, the most exact route first. */
export function routedFunction(env: Environment, path: string): string | undefined {
  const fits = env.deploy.routes.filter(r => path === r.path || path.startsWith(`${r.path.replace(/\/$/, '')}/`))
  return fits.sort((a, b) => b.path.length - a.path.length)[0]?.function
}

/** HTTP access 访问服务: turns a request into an event and the function's reply into a response. Nobody is known here. */
export async function answerHttpAccess(
  env: Environment, name: string, path: string, url: URL, req: IncomingMessage, res: ServerResponse,
) {
  const isText = TEXT_TYPE.test(header(req, 'content-type') ?? 'text/plain')
  let body: Buffer
  try {
    body = await readBody(req, isText ? TEXT_LIMIT : BINARY_LIMIT)
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error
    return sendJson(res, 413, { code: 'EXCEED_MAX_PAYLOAD_SIZE', message: `Request body exceeds ${error.limit} bytes` })
  }
  const event = {
    path,
    httpMethod: req.method,
    headers: Object.fromEntries(Object.entries(req.headers).filter(([key]) => !STRIPPED.includes(key))),
    queryStringParameters: Object.fromEntries(url.searchParams),
    requestContext: { appId: LOCAL_APPID, envId: env.id },
    body: isText ? body.toString('utf8') : body.toString('base64'),
    isBase64Encoded: !isText,
  }
  const { json, fault, requestId, trips } = await env.functions.invoke(name, JSON.stringify(event), { source: 'http' })
  const headers = { 'x-request-id': requestId, 'x-local-trips': String(trips) }
  if (json === undefined) {
    const status = fault?.code === 'FUNCTIONS_TIME_LIMIT_EXCEEDED' ? 504 : fault?.code === 'FUNCTION_NOT_FOUND' ? 404 : 500
    return sendJson(res, status, { code: fault?.code, message: fault?.message, requestId }, headers)
  }
  return sendIntegrated(res, JSON.parse(json), headers)
}

interface IntegratedReply {
  statusCode: number
  headers?: OutgoingHttpHeaders
  body?: unknown
  isBase64Encoded?: boolean
}

const isIntegrated = (reply: unknown): reply is IntegratedReply =>
  typeof reply === 'object' && reply !== null && typeof (reply as IntegratedReply).statusCode === 'number'

function sendIntegrated(res: ServerResponse, reply: unknown, extra: OutgoingHttpHeaders) {
  if (!isIntegrated(reply)) return sendJson(res, 200, reply, extra)
  const { statusCode, headers = {}, body = '', isBase64Encoded } = reply
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const bytes = isBase64Encoded ? Buffer.from(text, 'base64') : Buffer.from(text)
  const lower = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]))
  const type = String(lower['content-type'] ?? (typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'))
  return sendText(res, statusCode, bytes, type, { ...lower, ...extra, 'content-length': bytes.length, 'content-type': type })
}
