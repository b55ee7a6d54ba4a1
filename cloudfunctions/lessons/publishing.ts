import { courseProblems } from '../../domain/lesson/problems'
import { editOf } from '../../domain/lesson/edit'
import { Refusal, stale } from '../../domain/refusal'
import type { lessons } from '../../types/lesson'
import { countAudience } from '../_kit/audience-people'
import { command } from '../_kit/cloud'
import { event } from '../_kit/event'
import type { CourseDoc } from '../_kit/lesson-documents'
import { noCourse } from '../_kit/lesson-read'
import type { Call, Handlers } from '../_kit/serve'
import { readWithBank } from './making'
import { hasOtherReviewer } from './reviewers'
import { viewOf } from './view'

type Publishing = Pick<Handlers<typeof lessons>, 'submit' | 'approve' | 'sendBack' | 'withdraw'>
type Acting = Call<{ id: string; rev: number }>

interface Move { from: readonly CourseDoc['state'][]; to: CourseDoc['state']; act: string; wrong: string }

/** A course that is not where it should be for a move: the same tap again finds it moved by its own name. @throws Refusal otherwise */
function alreadyMoved({ input: { rev }, me }: Acting, { from, to, act, wrong }: Move, doc: CourseDoc | undefined) {
  if (!doc) throw noCourse()
  const last = doc.events.at(-1)
  if (doc.state === to && doc.rev === rev + 1 && last?.act.startsWith(act) && last.by === me.person!.name) return viewOf(doc)
  throw from.includes(doc.state) ? stale('这门课程') : new Refusal('WRONG_STATE', wrong)
}

async function move(call: Acting, way: Move, change: object = {}, note?: string) {
  const { input: { id, rev }, store } = call
  const saved = await store.courses.changeOne({ _id: id, rev, state: command.in([...way.from]) }, { ...change, state: way.to, events: event(call, way.act, note) })
  return saved ? viewOf(saved) : alreadyMoved(call, way, await store.courses.get(id))
}

const SUBMIT: Move = { from: ['draft', 'withdrawn'], to: 'review', act: 'submit', wrong: '课程已经提交或发布了' }
const APPROVE: Move = { from: ['review'], to: 'published', act: 'approve', wrong: '只有待审核的课程可以发布' }
const SEND_BACK: Move = { from: ['review'], to: 'draft', act: 'sendBack', wrong: '只有待审核的课程可以退回' }
const WITHDRAW: Move = { from: ['published'], to: 'withdrawn', act: 'withdraw', wrong: '只有已发布的课程可以撤下' }

export const publishing: Publishing = {
  submit: {
    allow: ['staff'],
    trips: 4,
    async run(call) {
      const { input: { id, rev }, me, store, now } = call
      const { doc, bank } = await readWithBank(store, id)
      if (doc.rev === rev && (doc.state === 'draft' || doc.state === 'withdrawn')) {
        const [problem] = courseProblems(editOf(doc), bank, now)
        if (problem) throw new Refusal('NOT_READY', problem.message, problem.at)
      }
      return move(call, SUBMIT, { submittedBy: me.person!._id })
    },
  },

  approve: {
    allow: ['staff', 'committee'],
    // Identity, course, other reviewers, the audience (as `reach` counts it), the change.
    trips: 64,
    async run(call) {
      const { input: { id, rev }, me, store, now } = call
      const doc = await store.courses.get(id)
      if (!doc) throw noCourse()
      // Nothing is tried on what has not been looked at: handed in this very moment, it would be published uncounted.
      if (doc.state !== 'review' || doc.rev !== rev) return alreadyMoved(call, APPROVE, doc)
      const own = doc.submittedBy === me.person!._id
      if (own && await hasOtherReviewer(call)) throw new Refusal('OWN', '这门课程是您提交的，请由工会或提案委员会的另一位同事审核')
      const { expected, expectedUnits, unitNames } = await countAudience(store, me.tenantId, { ...doc.audience, term: null }, now)
      if (expected === 0) throw new Refusal('NOT_READY', '学习对象里没有人，请退回修改单位和身份', 'audience')
      const act = own ? 'approveAlone' : 'approve'
      return move(call, { ...APPROVE, act }, { expected, expectedUnits, unitNames, publishedAt: doc.publishedAt ?? now })
    },
  },

  sendBack: {
    allow: ['staff', 'committee'],
    trips: 3,
    run: async call => move(call, SEND_BACK, {}, call.input.note),
  },

  withdraw: {
    allow: ['staff'],
    trips: 3,
    run: async call => move(call, WITHDRAW, {}, call.input.note),
  },
}
