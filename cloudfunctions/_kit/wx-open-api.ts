import type { CloudApp } from './cloud'

/** WeChat answered with an error code (43101 refused by the user, 87014 risky content, -604101 permission missing …). */
export class WxApiError extends Error {
  /** `answered`: WeChat itself said so. Otherwise something between did, and the call may have had its effect. */
  constructor(readonly api: string, readonly errcode: number, message: string, readonly answered = true) {
    super(`${api}: ${errcode} ${message}`)
    this.name = 'WxApiError'
  }
}

type Json = Record<string, unknown>

/** The gateway's own codes for what it never passed on: no such API, no permission. After any other of its codes WeChat may have acted. */
const NOT_PASSED_ON = new Set([-604100, -604101])

/**
 * Calls one WeChat open API through the SDK's protobuf route, the one that WeChat's own wx-server-sdk takes.
 * Answers the JSON reply, or the bytes when WeChat sends a picture.
 */
async function callWx(app: CloudApp, api: string, data: Json): Promise<{ json?: Json; bytes?: Buffer }> {
  const sdk = app as unknown as { callCompatibleWxOpenApi(o: { apiName: string; requestData: Buffer }): Promise<unknown> }
  const raw = await sdk.callCompatibleWxOpenApi({ apiName: api, requestData: encodeRequest(data) })
  if (!Buffer.isBuffer(raw)) throw failure(api, raw as Json)
  const reply = decodeReply(raw)
  if (!reply) throw failure(api, JSON.parse(raw.toString()) as Json)
  if (reply.errorCode) throw new WxApiError(api, reply.errorCode, 'refused by the WeChat gateway', NOT_PASSED_ON.has(reply.errorCode))
  if (!/json|text\/plain/.test(reply.contentType)) return { bytes: reply.data }
  const json = JSON.parse(reply.data.toString()) as Json
  if (json.errcode) throw failure(api, json)
  return { json }
}

const failure = (api: string, reply: Json) =>
  new WxApiError(api, Number(reply.errcode ?? -1), String(reply.errmsg ?? reply.message ?? reply.code ?? 'no answer'), reply.errcode !== undefined)

/** The phone number behind a `getPhoneNumber` code; undefined when the code is used up or false (40029, 40163). */
export async function phoneOf(app: CloudApp, code: string): Promise<string | undefined> {
  try {
    const { json } = await callWx(app, 'phonenumber.getPhoneNumber', { code })
    return (json?.phone_info as { purePhoneNumber?: string } | undefined)?.purePhoneNumber
  } catch (e) {
    if (e instanceof WxApiError && [40029, 40163, 40013].includes(e.errcode)) return undefined
    throw e
  }
}

/** A mini-program code (PNG or JPEG bytes) that opens `page` with `scene` (≤ 32 visible characters). */
export async function miniProgramCode(app: CloudApp, page: string, scene: string): Promise<Buffer> {
  const { bytes } = await callWx(app, 'wxacode.getUnlimited', { scene, page, check_path: false })
  if (!bytes) throw new WxApiError('wxacode.getUnlimited', -1, 'no picture in the answer')
  return bytes
}

/** Is the text fit to be shown to others? Needs an openid that used the mini-program within two hours; ≤ 2500 characters. */
export async function textIsFit(app: CloudApp, openid: string, content: string): Promise<boolean> {
  const { json } = await callWx(app, 'security.msgSecCheck', { version: 2, scene: 2, openid, content: content.slice(0, 2500) })
  return (json?.result as { suggest?: string } | undefined)?.suggest !== 'risky'
}

export interface SubscribeMessage {
  openid: string
  templateId: string
  /** What a tap opens, `pages/motions/detail?id=…`. */
  page: string
  data: Record<string, { value: string }>
}

/** Sends one subscription message 订阅消息 and answers WeChat's code, 0 = sent. @throws Error when nobody knows whether it was sent */
export async function sendSubscribeMessage(app: CloudApp, { openid, templateId, page, data }: SubscribeMessage): Promise<number> {
  try {
    await callWx(app, 'subscribeMessage.send', { touser: openid, template_id: templateId, page, data, lang: 'zh_CN' })
    return 0
  } catch (e) {
    if (e instanceof WxApiError && e.answered) return e.errcode
    throw e
  }
}

/** Protobuf CommApiData {1: apiType 0, 2: {1: [{1: key, 2: value}]}}: three fields do not earn a library of 1 MB. */
function encodeRequest(data: Json): Buffer {
  const pairs = Object.entries(data).map(([key, value]) =>
    field(1, Buffer.concat([field(1, Buffer.from(key)), field(2, Buffer.from(JSON.stringify(value)))])))
  return Buffer.concat([Buffer.from([0x08, 0x00]), field(2, Buffer.concat(pairs))])
}

const field = (no: number, bytes: Buffer) => Buffer.concat([Buffer.from([(no << 3) | 2]), varint(bytes.length), bytes])

const varint = (n: number) => {
  const out: number[] = []
  for (; n > 0x7f; n >>>= 7) out.push((n & 0x7f) | 0x80)
  return Buffer.from([...out, n])
}

/** Protobuf CommOpenApiResp {1: bytes, 2: content type, 3: error code}; undefined = not that message (then it is JSON). */
function decodeReply(raw: Buffer): { data: Buffer; contentType: string; errorCode: number } | undefined {
  const reply: { data: Buffer; contentType: string; errorCode: number } = { data: Buffer.alloc(0), contentType: '', errorCode: 0 }
  let at = 0
  const read = () => {
    let n = 0
    for (let shift = 0; ; shift += 7) {
      const byte = raw[at++]
      if (byte === undefined) return NaN
      // A negative int32 comes as ten bytes; only the low 32 bits count, and more would cost a double its exactness.
      if (shift < 35) n += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return n
    }
  }
  while (at < raw.length) {
    const tag = read()
    const value = read()
    if ((tag & 7) === 0) { if (tag >> 3 === 3) reply.errorCode = value | 0; continue }
    if ((tag & 7) !== 2 || !(at + value <= raw.length)) return undefined
    const bytes = raw.subarray(at, (at += value))
    if (tag >> 3 === 1) reply.data = bytes
    if (tag >> 3 === 2) reply.contentType = bytes.toString().trim()
  }
  return reply
}
