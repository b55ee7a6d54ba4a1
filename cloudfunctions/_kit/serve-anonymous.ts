import { Refusal } from '../../domain/refusal'
import type { Reply } from '../../types/contract'
import { hostContext, openCloud, type CloudApp } from './cloud'
import { logFault } from './log'
import type { HttpAnswer, HttpEvent } from './serve-http'
import { openStore, type Store } from './store'

/** A request of somebody who is nobody: the whole platform's store, and the path behind the function's own route. */
export interface Anonymous {
  method: 'GET' | 'POST'
  path: string
  /** The body as it came, for whoever checks a keyed hash over it. */
  text: string
  body: unknown
  header(name: string): string | undefined
  store: Store
  app: CloudApp
}

/** Any page may ask: there is nothing here that depends on who does. */
const HEADERS = {
  'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type', 'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-max-age': '600', 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8',
}

/** Whoever sends one of these says who they are, and would be linked to what they send. */
const TELLTALES = ['authorization', 'cookie', 'x-wx-openid', 'x-wx-unionid', 'x-wx-from-openid', 'x-tcb-user-id']

const answer = (statusCode: number, reply: Reply<unknown>): HttpAnswer => ({ statusCode, headers: HEADERS, body: JSON.stringify(reply) })

export interface AnonymousRoute {
  /** The route in cloudbaserc.json. */
  route: string
  /** The largest body that is looked at, in characters. */
  largest: number
  run(request: Anonymous): Promise<unknown>
}

/**
 * An HTTP entry that knows nobody and remembers nothing of who asked: no act is logged, and a request that carries an
 * identity is refused unread. A fault is logged without the request's number, which the platform keeps with an address.
 */
export const serveAnonymous = ({ route, largest, run }: AnonymousRoute) => async (event: HttpEvent, context: unknown): Promise<HttpAnswer> => {
  const method = event?.httpMethod
  if (method === 'OPTIONS') return { statusCode: 204, headers: HEADERS, body: '' }
  const { requestId, openid } = hostContext(context)
  try {
    if (method !== 'GET' && method !== 'POST') throw new Refusal('BAD_INPUT', '这个地址只接受投票程序的请求')
    const names = Object.keys(event.headers ?? {}).map(name => name.toLowerCase())
    if (openid || names.some(name => TELLTALES.includes(name))) throw new Refusal('IDENTIFIED', '这里不接受带有身份的请求，您的票没有送出。请用小程序里的投票页面投票')
    // Papers and ballots are inserted under ids of their own: sent twice they are there once.
    const app = openCloud(requestId, { keepalive: true })
    const data = await run({ method, path: pathBehind(event.path, route), ...bodyOf(event, method, largest), header: headersOf(event), store: openStore(app, { tenantId: null }), app })
    return answer(200, { ok: true, data })
  } catch (e) {
    if (e instanceof Refusal) return answer(e.code === 'TOO_LARGE' ? 413 : 422, { ok: false, code: e.code, message: e.message })
    logFault({ area: route, action: 'anonymous', requestId: '', error: e })
    return answer(500, { ok: false, code: 'FAULT', message: '服务器出了问题，这次没有办成。手机会自动重试，已经保存的内容不会丢' })
  }
}

const pathBehind = (path: string, route: string) => {
  const at = path.indexOf(route)
  return (at < 0 ? path : path.slice(at + route.length)).replace(/^\//, '').replace(/\/$/, '')
}

const headersOf = (event: HttpEvent) => (wanted: string) =>
  Object.entries(event.headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1]

function bodyOf(event: HttpEvent, method: string, largest: number): { text: string; body: unknown } {
  if (method === 'GET') return { text: '', body: undefined }
  const raw = event.body ?? ''
  const encoded = event.isBase64Encoded === true
  if (raw.length > (encoded ? Math.ceil((largest * 4) / 3) : largest)) throw new Refusal('TOO_LARGE', '内容太长，没有受理')
  const text = encoded ? Buffer.from(raw, 'base64').toString() : raw
  try {
    return { text, body: JSON.parse(text) }
  } catch {
    throw new Refusal('BAD_INPUT', '请求内容不是有效的 JSON')
  }
}
