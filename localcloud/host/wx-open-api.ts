import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { InvocationRecord } from './invocation'
import { openApiReply, readOpenApiRequest } from './protobuf'
import { WX_APIS, type WxPresets, type WxReply } from './wx-apis'

/** One call of the WeChat open API, as it was asked and answered. */
export interface WxCall {
  time: string
  api: string
  params: Record<string, unknown>
  /** The JSON answer; for a picture its type and size. */
  answer: Record<string, unknown>
  function: string | undefined
  requestId: string | undefined
}

const NOT_FOUND = -604100
const NO_PERMISSION = -604101
const KEPT_CALLS = 2_000

/** WeChat's side of one environment: answers as WeChat does, and remembers what it was asked. */
export class WxOpenApi {
  readonly calls: WxCall[] = []
  readonly presets: WxPresets = { phones: new Map(), credits: new Map(), answers: new Map(), taken: new Map(), risky: new Set(), failures: new Map() }

  constructor(private readonly functions: string | undefined) {}

  /** `wx.openApi`: protobuf in, protobuf out, as wx-server-sdk and `callCompatibleWxOpenApi` speak it. */
  async answerProtobuf(api: string, request: Buffer, call: InvocationRecord | undefined): Promise<Buffer> {
    const result = await this.answer(api, readOpenApiRequest(request), call)
    if ('refused' in result) return openApiReply(Buffer.alloc(0), 'application/json', result.refused)
    if ('binary' in result) return openApiReply(result.binary, result.type)
    return openApiReply(Buffer.from(JSON.stringify(result.json)), 'application/json; charset=UTF-8')
  }

  /** `wx.api`: JSON both ways, as `callWxOpenApi` speaks it. A picture travels as base64. */
  async answerJson(api: string, request: unknown, call: InvocationRecord | undefined): Promise<Record<string, unknown>> {
    const params = typeof request === 'string' && request !== '' ? JSON.parse(request) : request ?? {}
    const result = await this.answer(api, params as Record<string, unknown>, call)
    if ('refused' in result) {
      return { code: 'WX_OPENAPI_FAILED', message: `errCode: ${result.refused} | function has no permission to call this API` }
    }
    const body = 'binary' in result
      ? { errcode: 0, errmsg: 'ok', contentType: result.type, buffer: result.binary.toString('base64') }
      : result.json
    return { data: { responseData: JSON.stringify(body) } }
  }

  private async answer(
    api: string, params: Record<string, unknown>, call: InvocationRecord | undefined,
  ): Promise<WxReply | { refused: number }> {
    const result = await this.decide(api, params, call)
    this.calls.push({
      time: new Date().toISOString(), api, params, answer: summary(result),
      function: call?.function, requestId: call?.requestId,
    })
    if (this.calls.length > KEPT_CALLS) this.calls.shift()
    return result
  }

  private async decide(
    api: string, params: Record<string, unknown>, call: InvocationRecord | undefined,
  ): Promise<WxReply | { refused: number }> {
    const run = WX_APIS[api]
    if (!run) return { refused: NOT_FOUND }
    // WeChat gives its token to functions only, and only for what the function's config.json declares.
    if (!call || !await this.isDeclared(api, call.function)) return { refused: NO_PERMISSION }
    const failure = this.presets.failures.get(api)
    return failure ? { json: failure } : run(params, this.presets)
  }

  private async isDeclared(api: string, name: string): Promise<boolean> {
    if (!this.functions) return false
    try {
      const config = JSON.parse(await readFile(join(this.functions, name, 'config.json'), 'utf8')) as
        { permissions?: { openapi?: string[] } }
      return config.permissions?.openapi?.includes(api) ?? false
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw error
    }
  }
}

function summary(result: WxReply | { refused: number }): Record<string, unknown> {
  if ('refused' in result) return { errcode: result.refused }
  if ('binary' in result) return { contentType: result.type, bytes: result.binary.length }
  return result.json
}
