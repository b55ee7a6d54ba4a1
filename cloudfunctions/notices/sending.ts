import { listKey } from '../../domain/notice/keys'
import { PLAN_HOLDS, mayDo, sendAtProblem } from '../../domain/notice/life'
import { Refusal, stale } from '../../domain/refusal'
import type { Notice, NoticeState, notices } from '../../types/notice'
import { command } from '../_kit/cloud'
import type { NoticeDoc } from '../_kit/notice-documents'
import { noNotice } from '../_kit/notice-recipients'
import type { Call, Handlers } from '../_kit/serve'
import type { Change, Store } from '../_kit/store'
import { makePlan, sweep } from './planner'
import { WALK_TRIPS, audienceCall, obstacle } from './making'
import { problemsOf, viewOf, withProblems } from './view'

type Sending = Pick<Handlers<typeof notices>, 'plan' | 'send' | 'pause' | 'resume' | 'cancel'>
type ChangeCall = Call<{ id: string; rev: number }>

const event = ({ me, now }: Pick<Call<unknown>, 'me' | 'now'>, act: string, note?: string) =>
  command.push([{ act, by: me.person!.name, byId: me.person!._id, at: now, ...(note ? { note } : {}) }])

async function read({ store, input: { id } }: ChangeCall): Promise<NoticeDoc> {
  const doc = await store.notices.get(id)
  if (!doc) throw noNotice()
  return doc
}

/** Done already by the same tap: the revision went one on, and what it should be is so. */
const isRepeat = (doc: NoticeDoc, rev: number, act: string) => doc.rev === rev + 1 && doc.events.at(-1)?.act === act

function demand(doc: NoticeDoc, rev: number, act: Parameters<typeof mayDo>[0]) {
  if (!mayDo(act, doc.state)) throw obstacle(doc, act)
  if (doc.rev !== rev) throw stale('这条通知')
}

/** Lets its batches run, or keeps them: whoever works on one looks before each step. */
export const hold = (store: Store, doc: Pick<NoticeDoc, '_id' | 'plan'>, held: boolean) =>
  store.sends.change({ noticeId: doc._id, plan: doc.plan?.token ?? '', held: !held }, { held })

const isListed = (doc: Pick<NoticeDoc, '_id' | 'to'>) => doc.to.includes(listKey(doc._id))

/** Into people's inboxes, from now on. The lists follow; should this be cut off here, the timer shows them. */
export const show = async (store: Store, doc: Pick<NoticeDoc, '_id' | 'plan' | 'to'>, shownAt: number): Promise<void> => {
  if (isListed(doc)) await store.noticeLists.change({ noticeId: doc._id, plan: doc.plan?.token ?? '', shownAt: null }, { shownAt })
}

/** What sending makes of a planned notice: without messages, and with no list that must be shown first, there is nothing to wait for. */
export function sent(doc: Pick<NoticeDoc, '_id' | 'message' | 'plan' | 'to'>, now: number): Change<NoticeDoc> & { state: NoticeState } {
  const waits = (doc.message && (doc.plan?.message ?? 0) > 0) || isListed(doc)
  return { state: waits ? 'sending' : 'done', shownAt: now }
}

async function turn(call: ChangeCall, act: 'pause' | 'resume' | 'cancel', change: (doc: NoticeDoc) => Change<NoticeDoc>, held: boolean): Promise<Notice> {
  const { input: { rev }, store } = call
  const doc = await read(call)
  if (isRepeat(doc, rev, act)) {
    await hold(store, doc, held)
    return viewOf(doc)
  }
  demand(doc, rev, act)
  const saved = await store.notices.changeOne({ _id: doc._id, rev, state: doc.state }, { ...change(doc), events: event(call, act) })
  if (!saved) throw stale('这条通知')
  await hold(store, saved, held)
  return viewOf(saved)
}

export const sending: Sending = {
  plan: {
    allow: ['staff'],
    // Identity, the notice, its audience in pages of a thousand (read, judged, whether they want it, listed, written), itself, what other plans left.
    trips: WALK_TRIPS + 810,
    async run(call) {
      const { input: { id, rev }, store } = call
      const doc = await read(call)
      if (isRepeat(doc, rev, 'plan')) return withProblems(doc)
      demand(doc, rev, 'plan')
      const [problem] = problemsOf(doc)
      if (problem) throw new Refusal('NOT_READY', problem.message, problem.at)
      const found = await makePlan(audienceCall(call), doc)
      if (found.plan!.total === 0) throw new Refusal('NOBODY', '发送对象里没有人，请检查单位、身份和届次', 'audience')
      const saved = await store.notices.changeOne({ _id: id, rev, state: doc.state }, { ...found, state: 'planned', events: event(call, 'plan', `共 ${found.plan!.total} 人`) })
      if (!saved) throw stale('这条通知')
      await sweep({ store }, id, found.plan!.token)
      return withProblems(saved)
    },
  },

  send: {
    allow: ['staff'],
    trips: 6,
    async run(call) {
      const { input: { id, rev, sendAt }, store, now } = call
      const doc = await read(call)
      if (!isRepeat(doc, rev, 'send')) {
        demand(doc, rev, 'send')
        if (now - doc.plan!.at > PLAN_HOLDS) throw new Refusal('PLAN_OLD', '这次预演已经超过半小时，人员和订阅次数可能变了。请重新预演再发送')
        const problem = sendAt === null ? undefined : sendAtProblem(sendAt, now)
        if (problem) throw new Refusal('BAD_TIME', problem, 'sendAt')
      }
      const change = sendAt === null ? sent(doc, now) : { state: 'scheduled' as const, sendAt }
      const saved = isRepeat(doc, rev, 'send') ? doc : await store.notices.changeOne({ _id: id, rev, state: 'planned' }, { ...change, events: event(call, 'send') })
      if (!saved) throw stale('这条通知')
      if (saved.shownAt !== null) await Promise.all([show(store, saved, saved.shownAt), hold(store, saved, saved.state !== 'sending')])
      return viewOf(saved)
    },
  },

  pause: { allow: ['staff'], trips: 4, run: call => turn(call, 'pause', () => ({ state: 'paused' }), true) },

  resume: {
    allow: ['staff'],
    trips: 4,
    // One that had not begun waits for its hour again.
    run: call => turn(call, 'resume', doc => (doc.shownAt === null && doc.sendAt !== null && doc.plan ? { state: 'scheduled' } : { state: 'sending', why: '' }), false),
  },

  cancel: { allow: ['staff'], trips: 4, run: call => turn(call, 'cancel', () => ({ state: 'cancelled', closing: true }), true) },
}
