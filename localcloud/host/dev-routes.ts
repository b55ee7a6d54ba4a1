import type { IncomingMessage, ServerResponse } from 'node:http'
import { devPage } from './dev-page'
import type { Environment } from './environment'
import { readBody, sendJson, sendText } from './reply'

const BODY_LIMIT = 1024 * 1024

/** What `POST /dev/wx` may set, for tests that run in another process than the local cloud. */
interface PresetsInput {
  phones?: Record<string, string>
  credits?: { openid: string; template: string; left: number }[]
  answers?: { openid: string; codes: number[] }[]
  risky?: string[]
  failures?: Record<string, { errcode: number; errmsg: string }>
}

/** The developer page and the little it needs: firing a timer, presetting WeChat's answers, what was sent. */
export async function answerDev(
  environments: Environment[], tail: string, url: URL, req: IncomingMessage, res: ServerResponse,
) {
  const id = url.searchParams.get('env')
  const env = id === null ? environments[0]! : environments.find(e => e.id === id)
  if (!env) return sendJson(res, 404, { errCode: -501005, errMsg: `no environment ${id}` })
  if (tail === '' && req.method === 'GET') {
    return sendText(res, 200, await devPage(environments), 'text/html; charset=utf-8', { 'cache-control': 'no-store' })
  }
  if (tail === 'wx' && req.method === 'GET') return sendJson(res, 200, env.wx.calls)
  if (tail === 'wx' && req.method === 'POST') {
    preset(env, JSON.parse((await readBody(req, BODY_LIMIT)).toString('utf8')) as PresetsInput)
    return sendJson(res, 200, { ok: true })
  }
  if (tail === 'fire' && req.method === 'POST') {
    const name = url.searchParams.get('function') ?? ''
    const { fault, requestId } = await env.fire(name, url.searchParams.get('trigger') ?? name)
    return sendJson(res, fault ? 500 : 200, { ok: !fault, error: fault && `${fault.code}: ${fault.message}`, requestId })
  }
  return sendJson(res, 404, { errCode: -501000, errMsg: `no /dev/${tail}` })
}

function preset({ wx: { presets } }: Environment, input: PresetsInput) {
  for (const [code, number] of Object.entries(input.phones ?? {})) presets.phones.set(code, number)
  for (const { openid, template, left } of input.credits ?? []) presets.credits.set(`${openid}\n${template}`, left)
  for (const { openid, codes } of input.answers ?? []) presets.answers.set(openid, [...codes])
  for (const word of input.risky ?? []) presets.risky.add(word)
  for (const [api, failure] of Object.entries(input.failures ?? {})) presets.failures.set(api, failure)
}
