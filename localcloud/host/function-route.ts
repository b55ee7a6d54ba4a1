import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Environment } from './environment'
import type { CallResult } from './functions'
import { BodyTooLarge, header, readBody, sendJson, sendText } from './reply'

const BODY_LIMIT = 6 * 1024 * 1024
const OPENID = /^[A-Za-z0-9_-]{1,64}$/

/** HTTP status and wx.cloud error code for what can go wrong with a call. */
const ERRORS: Record<string, [status: number, errCode: number]> = {
  FUNCTION_NOT_FOUND: [404, -501000],
  RequestTooLarge: [413, -504001],
  FUNCTIONS_TIME_LIMIT_EXCEEDED: [504, -504003],
}

/**
 * `POST /functions/<name>`: what wx.cloud.callFunction does in the mini-program. The body is the event, the
 * answer is `result`; an error is `{errCode, errMsg}`.
 */
export async function answerFunctionCall(env: Environment, name: string, req: IncomingMessage, res: ServerResponse) {
  const openid = header(req, 'x-local-openid')
  if (openid !== undefined && !OPENID.test(openid)) {
    return sendJson(res, 400, { errCode: -401002, errMsg: 'X-Local-Openid: letters, digits, _ and - only, 64 at most' })
  }
  const event = await readEvent(req)
  if ('errMsg' in event) return sendJson(res, event.status, { errCode: event.errCode, errMsg: event.errMsg })
  const result = await env.functions.invoke(name, event.json, { source: 'client', ...(openid === undefined ? {} : { openid }) })
  return sendResult(res, result)
}

async function readEvent(req: IncomingMessage): Promise<{ json: string } | { status: number; errCode: number; errMsg: string }> {
  try {
    const json = (await readBody(req, BODY_LIMIT)).toString('utf8') || '{}'
    JSON.parse(json)
    return { json }
  } catch (error) {
    if (error instanceof BodyTooLarge) return { status: 413, errCode: -504001, errMsg: 'RequestTooLarge: the event is larger than 6 MB' }
    if (error instanceof SyntaxError) return { status: 400, errCode: -401002, errMsg: 'the body is not JSON' }
    throw error
  }
}

function sendResult(res: ServerResponse, { json, fault, requestId, trips }: CallResult) {
  const headers = { 'x-request-id': requestId, 'x-local-trips': String(trips) }
  if (json !== undefined) return sendText(res, 200, json, 'application/json; charset=utf-8', headers)
  const { code, message } = fault ?? { code: 'SYS_ERR', message: '' }
  const [status, errCode] = ERRORS[code] ?? [500, -504002]
  return sendJson(res, status, { errCode, errMsg: `cloud.callFunction:fail ${code}: ${message}`, requestId }, headers)
}
