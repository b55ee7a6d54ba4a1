import { randomUUID } from 'node:crypto'
import { toBuffer } from 'qrcode'
import { LOCAL_APPID } from './invocation'

/** What a test or the developer page may set beforehand, since no real person or moderator is there to decide. */
export interface WxPresets {
  /** Phone codes and the number behind each; beside these, `phone:<number>` always stands for that number. */
  phones: Map<string, string>
  /** How many messages an openid still accepts from a template, by `openid\ntemplate`; unset = any number. */
  credits: Map<string, number>
  /** What to answer to the next messages to an openid, one code after another (0 = as usual): a refusal, a fault that passes. */
  answers: Map<string, number[]>
  /** Messages that WeChat took, by `openid\ntemplate`: however many calls are kept, this counts all. */
  taken: Map<string, number>
  /** Words that content security finds risky. */
  risky: Set<string>
  /** Errors to answer instead of working, by API name. */
  failures: Map<string, { errcode: number; errmsg: string }>
}

export type WxReply = { json: Record<string, unknown> } | { binary: Buffer; type: string }
type Params = Record<string, unknown>
type WxApi = (params: Params, presets: WxPresets) => WxReply | Promise<WxReply>

const fail = (errcode: number, errmsg: string): WxReply => ({ json: { errcode, errmsg } })
const ok = (more: Record<string, unknown> = {}): WxReply => ({ json: { errcode: 0, errmsg: 'ok', ...more } })
const text = (value: unknown): string => typeof value === 'string' ? value : ''

// WeChat's openids are 28 such characters; local ones are shorter, but what WeChat would call invalid stays invalid.
const isOpenid = (value: unknown) => /^[A-Za-z0-9_-]{1,64}$/.test(text(value))

/** Published limits of each kind of field in a subscribe message template. */
const FIELD_LIMITS: [RegExp, number][] = [
  [/^thing\d+$/, 20], [/^character_string\d+$/, 32], [/^number\d+$/, 32], [/^letter\d+$/, 32],
  [/^symbol\d+$/, 5], [/^phone_number\d+$/, 17], [/^car_number\d+$/, 8], [/^name\d+$/, 20], [/^phrase\d+$/, 5],
]

function badField(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || Object.keys(data).length === 0) return 'data'
  return Object.keys(data).find(key => {
    const value = (data as Record<string, { value?: unknown } | undefined>)[key]?.value
    const shown = typeof value === 'number' ? String(value) : text(value)
    const limit = FIELD_LIMITS.find(([name]) => name.test(key))?.[1]
    return shown === '' || (limit !== undefined && [...shown].length > limit)
  })
}

const subscribeMessage: WxApi = ({ touser, template_id, page, data }, presets) => {
  if (!isOpenid(touser)) return fail(40003, 'invalid openid')
  if (text(template_id) === '') return fail(40037, 'invalid template_id')
  if (page !== undefined && !/^[\w-]+(\/[\w-]+)*(\?.*)?$/.test(text(page))) return fail(41030, 'invalid page')
  const bad = badField(data)
  if (bad !== undefined) return fail(47003, `argument invalid! data.${bad}.value is empty or too long`)
  const code = presets.answers.get(text(touser))?.shift() ?? 0
  if (code !== 0) return fail(code, 'as preset')
  const key = `${text(touser)}\n${text(template_id)}`
  const left = presets.credits.get(key)
  if (left === 0) return fail(43101, 'user refuse to accept the msg')
  if (left !== undefined) presets.credits.set(key, left - 1)
  presets.taken.set(key, (presets.taken.get(key) ?? 0) + 1)
  return ok({ msgid: Date.now() })
}

const phoneNumber: WxApi = ({ code }, presets) => {
  const number = presets.phones.get(text(code)) ?? /^phone:(\d{5,15})$/.exec(text(code))?.[1]
  if (number === undefined) return fail(40029, 'invalid code')
  presets.phones.delete(text(code))
  return ok({
    phone_info: {
      phoneNumber: number, purePhoneNumber: number, countryCode: '86',
      watermark: { timestamp: Math.floor(Date.now() / 1000), appid: LOCAL_APPID },
    },
  })
}

const LABEL_PASS = 100
const LABEL_RISKY = 20001

const messageCheck: WxApi = ({ content, version, openid, scene }, presets) => {
  if (text(content) === '') return fail(44002, 'empty post data')
  const keyword = [...presets.risky].find(word => text(content).includes(word))
  // The first version has no verdict in its answer, only this error.
  if (version !== 2) return keyword === undefined ? ok() : fail(87014, 'risky content')
  if (!isOpenid(openid)) return fail(40003, 'invalid openid')
  if (typeof scene !== 'number' || scene < 1 || scene > 4) return fail(40097, 'invalid args')
  const verdict = keyword === undefined ? { suggest: 'pass', label: LABEL_PASS } : { suggest: 'risky', label: LABEL_RISKY }
  const detail = keyword === undefined ? { strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }
    : { strategy: 'keyword', errcode: 0, ...verdict, level: 90, keyword }
  return ok({ result: verdict, detail: [detail], trace_id: randomUUID() })
}

const mediaCheck: WxApi = ({ media_url, media_type, version, openid, scene }) => {
  if (!/^https?:\/\//.test(text(media_url))) return fail(44002, 'empty media_url')
  if (media_type !== 1 && media_type !== 2) return fail(40097, 'invalid args')
  if (version !== 2 || typeof scene !== 'number') return fail(40097, 'invalid args')
  if (!isOpenid(openid)) return fail(40003, 'invalid openid')
  return ok({ trace_id: randomUUID() })
}

const unlimitedCode: WxApi = async ({ scene, page, width }) => {
  if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]{1,32}$/.test(text(scene))) {
    return fail(40169, 'invalid length for scene, or the data is not json string')
  }
  if (page !== undefined && !/^[\w-]+(\/[\w-]+)*$/.test(text(page))) return fail(41030, 'invalid page')
  const pixels = typeof width === 'number' ? Math.min(1280, Math.max(280, width)) : 430
  // Without a filter a picture takes a tenth of the time; under jest that is seconds.
  const png = { type: 'png' as const, width: pixels, rendererOpts: { deflateLevel: 9, filterType: 0 } }
  return { binary: await toBuffer(text(scene), png), type: 'image/png' }
}

/** The open API calls that exist here, each with the answers and errors of WeChat's own. */
export const WX_APIS: Record<string, WxApi> = {
  'subscribeMessage.send': subscribeMessage,
  'phonenumber.getPhoneNumber': phoneNumber,
  'security.msgSecCheck': messageCheck,
  'security.mediaCheckAsync': mediaCheck,
  'wxacode.getUnlimited': unlimitedCode,
}
