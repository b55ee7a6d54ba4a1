import { dataOf } from '../../domain/notice/build'
import { reasonOf } from '../../domain/notice/outcome'
import { Refusal } from '../../domain/refusal'
import type { Link } from '../../types/notice-fields'
import { attempt } from '../_kit/attempt'
import { command } from '../_kit/cloud'
import type { NoticeDoc } from '../_kit/notice-documents'
import { templateIds } from '../_kit/notice-templates'
import type { TimerCall } from '../_kit/serve-timer'
import { openStore } from '../_kit/store'
import { every } from '../_kit/every'
import { makePlan, sweep } from './planner'
import { hold, sent, show } from './sending'
import { NEVER, stopBatch, workBatch, type Left, type Message } from './worker'

const AT_ONCE = 50
const BATCHES = 20
const CLOCK = '系统'
const CAPPED = '今天的发送量已到上限，明天继续'
const INBOX = 'pages/notices/inbox'

const event = (act: string, at: number, note?: string) => command.push([{ act, by: CLOCK, at, ...(note ? { note } : {}) }])

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

/** Whom it goes to is known by what they have not done: who has done it meanwhile is left in peace. */
const isByState = ({ audience: { kind } }: Pick<NoticeDoc, 'audience'>) => kind !== 'group' && kind !== 'people' && kind !== 'motion'

/**
 * Until its hour people come and go, and give credits in order to be told of just this: what goes out by message is listed anew.
 * Otherwise shown from now, not from when the timer began: what comes later than 全部已读 is new.
 */
const started = (doc: NoticeDoc) => (doc.message || isByState(doc) ? { state: 'sending' as const, plan: null, to: [] } : sent(doc, Date.now()))

/** Notices whose hour has come. */
export async function startScheduled({ platform, now }: TimerCall): Promise<number> {
  const due = await platform.notices.find({ state: 'scheduled', sendAt: command.lte(now) }, { order: [['sendAt', 'asc']], limit: AT_ONCE })
  let begun = 0
  for (const doc of due) {
    begun += await platform.notices.change({ _id: doc._id, rev: doc.rev, state: 'scheduled' }, { ...started(doc), events: event('start', now) })
  }
  return begun
}

/** A notice that the timer itself made of a product event, or that is listed anew, is planned here, and goes out at once. */
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
  const saved = await platform.notices.changeOne({ _id: doc._id, rev: doc.rev, state: 'sending' }, { ...found, ...sent({ ...doc, ...found }, Date.now()) })
  await sweep({ store }, doc._id, (saved ?? await platform.notices.get(doc._id))?.plan?.token ?? '')
  return saved
}

/** Nothing more can be sent: the template is gone, or its configuration. Whoever waited is told off by the next step. */
async function stop({ platform, now }: TimerCall, doc: NoticeDoc, why: string): Promise<void> {
  if (await platform.notices.change({ _id: doc._id, rev: doc.rev, state: 'sending' }, { state: 'stopped', closing: true, why, events: event('stop', now, why) })) await hold(platform, doc, true)
}

/** Sends what may be sent now of one notice's batches. False = there was no time for all of them, or nothing more may be sent. */
async function workBatches(call: TimerCall, doc: NoticeDoc, message: Message, until: number): Promise<boolean> {
  const { platform, app } = call
  for (;;) {
    const ready = await platform.sends.find({ noticeId: doc._id, wake: command.lte(Date.now()), plan: doc.plan!.token, held: false }, { order: [['wake', 'asc']], limit: BATCHES, fields: ['_id'] })
    for (const { _id } of ready) {
      if (Date.now() >= until) return false
      const left: Left = await workBatch({ platform, app, message, until }, _id)
      if (typeof left === 'object') {
        await stop(call, await platform.notices.get(doc._id) ?? doc, `${reasonOf(left.withdrawn)}（${left.withdrawn}）`)
        return false
      }
      if (left === 'capped') {
        await platform.notices.change({ _id: doc._id, state: 'sending', why: command.neq(CAPPED) }, { why: CAPPED })
        return true
      }
    }
    if (ready.length < BATCHES) return true
  }
}

/** Works off what may be done now for one notice. True = all of it is over. */
async function workNotice(call: TimerCall, id: string, until: number): Promise<boolean> {
  const { platform } = call
  const first = await platform.notices.get(id)
  const doc = first?.state !== 'sending' || first.plan ? first : await spread(call, first)
  if (doc?.state !== 'sending') return doc?.state === 'done'
  // Whoever confirmed it may have been cut off before its lists were shown and its batches let go.
  await Promise.all([show(platform, doc, doc.shownAt!), hold(platform, doc, false)])
  if (doc.message) {
    const message = messageOf(doc)
    if (!message) {
      await stop(call, doc, '模板没有配置，或内容不合微信的规定')
      return false
    }
    // Paused or cancelled since it was read: what was let go just now is held again. Later acts hold it themselves.
    if ((await platform.notices.first({ _id: id, state: 'sending' })) === undefined) {
      await hold(platform, doc, true)
      return false
    }
    if (!(await workBatches(call, doc, message, until))) return false
  }
  return finish(call, doc)
}

/** When no batch has anybody left to be sent a message. */
async function finish({ platform, now }: TimerCall, { _id, plan }: NoticeDoc): Promise<boolean> {
  if (await platform.sends.count({ noticeId: _id, plan: plan!.token, wake: command.lt(NEVER) })) return false
  return (await platform.notices.change({ _id, state: 'sending' }, { state: 'done', why: '', events: event('done', now) })) > 0
}

/** Of these notices, those with something to be done now: others wait for the hour of their next try. Two requests for each fifty. */
async function readyOf({ platform }: TimerCall, waiting: readonly NoticeDoc[]): Promise<NoticeDoc[]> {
  const ready: NoticeDoc[] = []
  for (let at = 0; at < waiting.length; at += AT_ONCE) {
    const part = waiting.slice(at, at + AT_ONCE)
    const noticeId = { $in: part.map(n => n._id) }
    const now = Date.now()
    const [due, later] = await Promise.all([platform.sends.countBy({ noticeId, wake: { $lte: now } }, ['noticeId']), platform.sends.countBy({ noticeId, wake: { $gt: now, $lt: NEVER } }, ['noticeId'])])
    const [hasDue, hasLater] = [new Set(due.map(s => s.noticeId)), new Set(later.map(s => s.noticeId))]
    ready.push(...part.filter(n => !n.plan || hasDue.has(n._id) || !hasLater.has(n._id)))
  }
  return ready
}

/** Longer than a function may live (60 seconds): whoever had the turn before is surely gone. */
const TURN = 70_000

/**
 * Only one at a time sends, or else the rate would be kept by nobody: anybody may start a timer, as often as they like. Whoever
 * died with the turn keeps it no longer than this. Undefined = somebody else has it.
 */
export async function inTurn<T>({ platform }: TimerCall, work: () => Promise<T>): Promise<T | undefined> {
  const until = Date.now() + TURN
  const had = await platform.noticeCursors.change({ _id: 'turn', at: command.lte(Date.now()) }, { at: until }) || await platform.noticeCursors.add({ _id: 'turn', at: until, n: 0 })
  if (!had) return undefined
  try {
    return await work()
  } finally {
    await platform.noticeCursors.change({ _id: 'turn', at: until }, { at: 0 })
  }
}

/**
 * Every notice that is being sent has its turn in each run, the small ones first: a word to a few, or that a vote opens, does
 * not wait behind a hundred thousand, and what waits for its next try keeps nobody waiting.
 */
export async function workQueue(call: TimerCall, until: number): Promise<number> {
  const ready = await readyOf(call, await every(call.platform.notices, { state: 'sending' }, ['_id', 'plan']))
  ready.sort((a, b) => (a.plan?.message ?? 0) - (b.plan?.message ?? 0))
  let done = 0
  for (const { _id } of ready) {
    if (Date.now() >= until) break
    if (await attempt('notices', call, () => workNotice(call, _id, until))) done++
  }
  return done
}

async function closeNotice({ platform }: TimerCall, doc: NoticeDoc, until: number): Promise<boolean> {
  await hold(platform, doc, true)
  // What waited for its next try, or for tomorrow, waits no longer: its credits are wanted back.
  await platform.sends.change({ noticeId: doc._id, plan: doc.plan?.token ?? '', lease: '', wake: command.and([command.gt(Date.now()), command.lt(NEVER)]) }, { wake: 0 })
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
  for (const doc of closing) if (Date.now() < until && await attempt('notices', call, () => closeNotice(call, doc, until))) closed++
  return closed
}
