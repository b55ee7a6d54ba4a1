import tcb from '@cloudbase/node-sdk'

/**
 * The SDK's app for one call; `eventID` lets the local cloud count the call's database round trips. The SDK closes its
 * connections inside functions, since one that froze with its instance may be dead; `keepalive` is for functions whose
 * every write may be sent twice.
 */
export const openCloud = (requestId: string, { keepalive }: { keepalive?: boolean } = {}) =>
  tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, timeout: 10_000, context: { eventID: requestId }, ...(keepalive ? { keepalive } : {}) })

export type CloudApp = ReturnType<typeof openCloud>

/** What the host says about a call. Never `getCloudbaseContext`: it falls back to process.env, which may hold the previous caller. */
export function hostContext(context: unknown): { requestId: string; openid?: string; source?: string } {
  const raw = context as { request_id?: string; environment?: string; environ?: string } | undefined
  if (!raw || (!raw.environment && !raw.environ)) return { requestId: raw?.request_id ?? newRequestId() }
  const parsed = tcb.parseContext(raw as Parameters<typeof tcb.parseContext>[0])
  const environment = (parsed.environment ?? parsed.environ) as { WX_OPENID?: string; TCB_SOURCE?: string } | undefined
  return { requestId: parsed.requestId ?? newRequestId(), openid: environment?.WX_OPENID || undefined, source: environment?.TCB_SOURCE }
}

const newRequestId = () => `r${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`

const { command: commands, RegExp: pattern } = openCloud('kit').database()

/** The SDK's query and update commands; they belong to no call. */
export const command = commands

/** Matches text that contains these very characters, in either case. */
export const contains = (text: string) => pattern({ regexp: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), options: 'i' })
