import type { Reply } from '../../types/contract'
import { hostContext } from './cloud'
import { config } from './config'
import type { Served } from './serve'

export interface HttpEvent {
  path: string
  httpMethod: string
  headers?: Record<string, string | undefined>
  queryStringParameters?: Record<string, string>
  body?: string
  isBase64Encoded?: boolean
}

export interface HttpAnswer {
  statusCode: number
  headers: Record<string, string>
  body: string
}

const statusOf = (reply: Reply<unknown>) => {
  if (reply.ok) return 200
  if (reply.code === 'FAULT') return 500
  return reply.code === 'NOT_BOUND' ? 401 : 422
}

/** The same actions over the HTTP access service, for H5: identity is the session token, never anything from the host. */
export const serveHttp = ({ answer }: Served) => async (event: HttpEvent, context: unknown): Promise<HttpAnswer> => {
  const headers = corsHeaders()
  if (event.httpMethod === 'OPTIONS') return { statusCode: 204, headers, body: '' }
  if (event.httpMethod !== 'POST') return { statusCode: 405, headers, body: '' }
  const body = readBody(event)
  const token = header(event, 'authorization')?.match(/^Bearer ([\w-]{20,100})$/)?.[1]
  const { requestId } = hostContext(context)
  const reply: Reply<unknown> = body === undefined
    ? { ok: false, code: 'BAD_INPUT', message: '请求内容不是有效的 JSON', requestId }
    : await answer(body, { token }, requestId)
  return { statusCode: statusOf(reply), headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(reply) }
}

const header = (event: HttpEvent, name: string) =>
  Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1]

function readBody(event: HttpEvent): unknown {
  try {
    const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '')
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function corsHeaders(): Record<string, string> {
  const origin = config().ZDT_H5_ORIGIN
  return {
    'cache-control': 'no-store',
    ...(origin ? {
      'access-control-allow-origin': origin,
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-max-age': '600',
    } : {}),
  }
}
