import * as z from 'zod/mini'
import { Id, Instant } from './common'

/**
 * What became of one recipient. By subscription message: waiting 等待, sending 发送中 (on record before WeChat is asked), sent
 * 已发送, refused 用户拒收 (43101), failed 失败, unknown 不明 (its worker died midway: never sent again). Inbox only: noCredit
 * 无订阅次数, unbound 未绑定微信, muted 本人不要这类消息. stopped: the notice was cancelled or its template withdrawn before.
 */
export const SendState = z.enum(['waiting', 'sending', 'sent', 'refused', 'failed', 'unknown', 'noCredit', 'unbound', 'muted', 'stopped'])
export type SendState = z.infer<typeof SendState>

/** How many there are of each; what is not there is none. */
export const SendCounts = z.partialRecord(SendState, z.int())
export type SendCounts = z.infer<typeof SendCounts>

/**
 * What a plan found: everybody counted once. `message` = who will be sent one, the others have the inbox only, and why. `hidden`:
 * so many do not want this kind in their inbox either, and will not see it there.
 */
export const Planned = z.object({ at: Instant, total: z.int(), hidden: z.optional(z.int()), message: z.int(), noCredit: z.int(), unbound: z.int(), muted: z.int() })
export type Planned = z.infer<typeof Planned>

/** One recipient in the result. `code`: WeChat's error; `reason`: the same in words; `tries`: how often it was tried in vain. */
export const Sending = z.object({
  personId: Id, name: z.string(), employeeNo: z.string(), unitName: z.string(), state: SendState, code: z.nullable(z.int()), reason: z.string(), tries: z.int(),
})
export type Sending = z.infer<typeof Sending>

/** What a person answered to the request 订阅授权: filter = WeChat left the template out. */
export const Consent = z.enum(['accept', 'reject', 'ban', 'filter'])
export type Consent = z.infer<typeof Consent>
