import * as z from 'zod/mini'
import { noticeTemplates } from '../../domain/notice/templates'
import type { TemplateKey } from '../../types/notice-fields'
import { hostContext, openCloud } from '../_kit/cloud'
import { logAct, logFault } from '../_kit/log'
import { templateIds } from '../_kit/notice-templates'
import { sha256 } from '../_kit/secrets'
import { openStore, type Store } from '../_kit/store'
import { toldByWeChat } from './credit'
import { settleTold } from './settle'

/** One entry of an event; WeChat sends an object instead of a list where there is one. */
const Entry = z.object({
  TemplateId: z.string().check(z.maxLength(64)),
  SubscribeStatusString: z.optional(z.string()),
  ErrorCode: z.optional(z.union([z.string(), z.number()])),
  MsgID: z.optional(z.union([z.string(), z.number()])),
})
const Event = z.object({
  MsgType: z.literal('event'),
  Event: z.enum(['subscribe_msg_popup_event', 'subscribe_msg_change_event', 'subscribe_msg_sent_event']),
  FromUserName: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
  CreateTime: z.union([z.int(), z.string().check(z.regex(/^\d{9,11}$/))]),
  List: z.union([Entry, z.array(Entry).check(z.maxLength(20))]),
})
type Event = z.infer<typeof Event>
type Entry = z.infer<typeof Entry>

const answers: Record<string, 'accept' | 'reject' | 'ban' | 'filter'> = { accept: 'accept', reject: 'reject', ban: 'ban', filter: 'filter' }

/**
 * Whose event it is. A phone can call any function under its own name, and so could forge events about itself, which would
 * only spoil its own ledger; about others nobody can: the host's identity, where there is one, must be the event's. Over HTTP
 * nothing is accepted.
 */
function isOf(event: Event, context: unknown): boolean {
  const { openid, source = '' } = hostContext(context)
  return openid === undefined ? !/http|client/.test(source) : openid === event.FromUserName
}

async function receive(platform: Store, personId: string, template: TemplateKey, { Event: kind, CreateTime }: Event, entry: Entry, key: string): Promise<void> {
  const at = Number(CreateTime) * 1000
  if (kind === 'subscribe_msg_sent_event') {
    const code = Number(entry.ErrorCode ?? 0)
    if (Number.isInteger(code)) await settleTold(platform, personId, template, code, at)
    return
  }
  const answer = answers[entry.SubscribeStatusString ?? '']
  if (!answer) return
  if (kind === 'subscribe_msg_popup_event') await toldByWeChat(platform, personId, template, answer, key, at)
  else if (answer === 'accept' || answer === 'reject') await toldByWeChat(platform, personId, template, answer === 'accept' ? 'on' : 'off', key, at)
}

/**
 * WeChat's message push 消息推送: what people chose in the popup, changed in the settings, and what became of messages. It may come
 * twice and in any order; unknown templates and people are nobody's business. WeChat wants the word “success”.
 */
export async function main(raw: unknown, context: unknown): Promise<string> {
  const started = Date.now()
  const { requestId } = hostContext(context)
  const parsed = z.safeParse(Event, raw)
  const log = (outcome: string) => logAct({ area: 'notices', action: 'push', requestId, outcome, ms: Date.now() - started })
  if (!parsed.success || !isOf(parsed.data, context)) {
    log('IGNORED')
    return 'success'
  }
  const event = parsed.data
  try {
    const app = openCloud(requestId)
    const platform = openStore(app, { tenantId: null })
    const person = await platform.people.first({ wx: event.FromUserName })
    const byId = new Map(noticeTemplates.flatMap(t => (templateIds()[t.key] ? [[templateIds()[t.key]!, t.key] as const] : [])))
    const own = person && openStore(app, { tenantId: person.tenantId })
    for (const entry of [event.List].flat()) {
      const template = byId.get(entry.TemplateId)
      const key = sha256(JSON.stringify([event.Event, event.CreateTime, entry])).slice(0, 24)
      if (own && template) await receive(own, person._id, template, event, entry, key)
    }
    log('ok')
    return 'success'
  } catch (error) {
    logFault({ area: 'notices', action: 'push', requestId, error })
    throw error
  }
}
