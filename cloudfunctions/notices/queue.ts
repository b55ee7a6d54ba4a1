import { dataOf } from '../../domain/notice/build'
import { reasonOf } from '../../domain/notice/outcome'
import { Refusal } from '../../domain/refusal'
import type { Link } from '../../types/notice-fields'
import { command } from '../_kit/cloud'
import type { NoticeDoc } from '../_kit/notice-documents'
import { templateIds } from '../_kit/notice-templates'
import { logFault } from '../_kit/log'
import type { TimerCall } from '../_kit/serve-timer'
import { openStore } from '../_kit/store'
import { makePlan, sweep } from './planner'
import { hold, sent, show } from './sending'
import { NEVER, stopBatch, workBatch, type Left, type Message } from './worker'

const AT_ONCE = 50
const BATCHES = 20
const CLOCK = '系统'
const INBOX = 'pages/notices/inbox'

const event = (act: string, at: number, note?: string) => command.push([{ act, by: CLOCK, at, ...(note ? { note } : {}) }])

/** One notice that cannot be worked on must not keep all others waiting: it is logged as a fault and left. */
async function attempt<T>(requestId: string, otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    logFault({ area: 'notices', action: 'timer', requestId, error })
    return otherwise
  }
}

/** The page that a message opens: what the notice is about, or the inbox. */
const pageOf = (link: Link | null) => {
  const query = link ? Object.entries(link.params).map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join('&') : ''
  return (link?.page ?? INBOX) + (query && `?${query}`)
}

function messageOf({ message, link }: NoticeDoc): Message | undefined {
  const templateId = message && templateIds()[message.template]
  const data = message && dataOf(message.template, message.values)
  return templateId && data ? { templateId, data, page: pageOf(link) } : undefined
}

/** Notices whose hour has come. */
export async function startScheduled({ platform, now }: TimerCall): Promise<number> {
  const due = await platform.notices.find({ state: 'scheduled', sendAt: command.lte(now) }, { order: [['sendAt', 'asc']], limit: AT_ONCE })
  let started = 0
  for (const doc of due) {
    started += await platform.notices.change({ _id: doc._id, rev: doc.rev, state: 'scheduled' }, { ...sent(doc, now), events: event('start', now) })
  }
  return started
}

/** A notice that the timer itself made of a product event is planned here, and goes out at once. */
async function spread({ platform, app, now }: TimerCall, doc: NoticeDoc): Promise<NoticeDoc | undefined> {
  const store = openStore(app, { tenantId: doc.tenantId })
  const found = await makePlan({ store, platform, tenantId: doc.tenantId, now }, doc).catch((e: unknown) => {
    if (e instanceof Refusal) return e
    throw e
  })
  if (found instanceof Refusal || found.plan?.total === 0) {
    // What it was about is over meanwhile, or concerns nobody any more.
    await platform.notices.change({ _id: doc._id, rev: doc.rev, state: 'sending' }, { state: 'cancelled', why: found instanceof Refusal ? found.message : '没有需要通知的人' })
    return undefined
  }
  const saved = await platform.notices.changeOne({ _id: doc._id, rev: doc.rev, state: 'sending' }, { ...found, ...sent({ ...doc, ...found }, now) })
  await sweep({ store }, doc._id, (saved ?? await platform.notices.get(doc._id))?.plan?.token ?? '')
  return saved
}

/** Nothing more can be sent: the template is gone, or its configuration. Whoever waited is told off by the next step. */
async function stop({ platform, now }: TimerCall, doc: NoticeDoc, why: string): Promise<void> {
  if (await platform.notices.change({ _id: doc._id, rev: doc.rev, state: 'sending' }, { state: 'stopped', closing: true, why, events: event('stop', now, why) })) await hold(platform, doc, true)
}

/** Works off the batches of one notice that may be taken now. True = all of it is over. */
async function workNotice(call: TimerCall, first: NoticeDoc, until: number): Promise<boolean> {
  const { platform, app } = call
  const doc = first.plan ? first : await spread(call, first)
  if (!doc || doc.state !== 'sending') return doc?.state === 'done'
  const message = messageOf(doc)
  if (!message) {
    await stop(call, doc, '模板没有配置，或内容不合微信的规定')
    return false
  }
  // Whoever confirmed it may have been cut off before this was done.
  await Promise.all([show(platform, doc, doc.shownAt!), hold(platform, doc, false)])
  for (;;) {
    const ready = await platform.sends.find({ noticeId: doc._id, wake: command.lte(Date.now()), plan: doc.plan!.token, held: false }, { order: [['wake', 'asc']], limit: BATCHES, fields: ['_id'] })
    for (const { _id } of ready) {
      if (Date.now() >= until) return false
      const left: Left = await workBatch({ platform, app, message, until }, _id)
      if (typeof left === 'object') {
        await stop(call, await platform.notices.get(doc._id) ?? doc, `${reasonOf(left.withdrawn)}（${left.withdrawn}）`)
        return false
      }
      if (left === 'capped') await platform.notices.change({ _id: doc._id, state: 'sending' }, { why: '今天的发送量已到上限，明天继续' })
    }
    if (ready.length < BATCHES) break
  }
  return finish(call, doc)
}

/** When no batch has anybody left to be sent a message. */
async function finish({ platform, now }: TimerCall, { _id, plan }: NoticeDoc): Promise<boolean> {
  if (await platform.sends.count({ noticeId: _id, plan: plan!.token, wake: command.lt(NEVER) })) return false
  return (await platform.notices.change({ _id, state: 'sending' }, { state: 'done', why: '', events: event('done', now) })) > 0
}

export async function workQueue(call: TimerCall, until: number): Promise<number> {
  const sending = await call.platform.notices.find({ state: 'sending' }, { order: [['sendAt', 'asc']], limit: AT_ONCE })
  let done = 0
  for (const doc of sending) {
    if (Date.now() >= until) break
    if (await attempt(call.requestId, false, () => workNotice(call, doc, until))) done++
  }
  return done
}

async function closeNotice({ platform }: TimerCall, doc: NoticeDoc, until: number): Promise<boolean> {
  await hold(platform, doc, true)
  for (;;) {
    const open = await platform.sends.find({ noticeId: doc._id, wake: command.lte(Date.now()), plan: doc.plan?.token ?? '' }, { order: [['wake', 'asc']], limit: BATCHES, fields: ['_id'] })
    for (const { _id } of open) {
      if (Date.now() >= until) return false
      await stopBatch(platform, _id)
    }
    if (open.length < BATCHES) break
  }
  if (await platform.sends.count({ noticeId: doc._id, plan: doc.plan?.token ?? '', wake: command.lt(NEVER) })) return false
  return (await platform.notices.change({ _id: doc._id, closing: true }, { closing: false })) > 0
}

/** Cancelled and stopped notices: whoever still waits gets none, and has the credit back. */
export async function closeStopped(call: TimerCall, until: number): Promise<number> {
  const closing = await call.platform.notices.find({ closing: true }, { limit: AT_ONCE })
  let closed = 0
  for (const doc of closing) if (Date.now() < until && await attempt(call.requestId, false, () => closeNotice(call, doc, until))) closed++
  return closed
}
