/** What an answer of WeChat's to a subscription message means. */
export type Outcome = 'sent' | 'refused' | 'unbound' | 'retry' | 'failed' | 'withdrawn'

/** Refused by the person, or no credit left: never tried again, and the ledger stands at nothing. */
export const REFUSED = 43101

/** No such account any more. */
export const UNBOUND = 40003

const outcomes: Record<number, Outcome> = {
  0: 'sent',
  [REFUSED]: 'refused',
  [UNBOUND]: 'unbound',
  // Busy, a token that has run out or is not known, too fast, the day's quota of the interface: nothing was sent, later it will be.
  [-1]: 'retry', 40001: 'retry', 40014: 'retry', 42001: 'retry', 45009: 'retry', 45011: 'retry',
  // The gateway passed nothing on: a permission that was just declared counts after ten minutes.
  [-604100]: 'retry', [-604101]: 'retry',
  // The template, or the page behind it, is gone: it would be so for everybody.
  40037: 'withdrawn', 41030: 'withdrawn', 20001: 'withdrawn',
}

/** What became of a message that WeChat had taken, by its event: whatever else it says, nothing is sent again. */
export const toldOutcome = (code: number): 'sent' | 'refused' | 'failed' => (code === 0 ? 'sent' : code === REFUSED ? 'refused' : 'failed')

const reasons: Record<number, string> = {
  [REFUSED]: '用户拒收，或订阅次数已用完', [UNBOUND]: '微信账号无效（可能已解绑）', [-1]: '微信系统繁忙', 40001: '访问凭证失效', 40014: '访问凭证不对', 42001: '访问凭证过期', 45009: '超过微信的调用次数', 45011: '超过微信的调用频率',
  40037: '模板已停用', 41030: '页面不在已发布的版本里', 47003: '模板字段的内容不合规定', [-604100]: '云函数没有这个接口', [-604101]: '云函数没有发送权限',
}

/** Anything that is not known fails for good: to repeat it unasked could send twice. */
export const outcomeOf = (errcode: number): Outcome => outcomes[errcode] ?? 'failed'

export const reasonOf = (errcode: number): string => reasons[errcode] ?? `微信返回 ${errcode}`

/** The tries of one recipient in all, and how long is waited after each. */
export const MOST_TRIES = 5
const MINUTE = 60_000
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE]
export const waitAfter = (tries: number): number => WAITS[Math.min(tries, WAITS.length) - 1]!
