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

/** Moves a course on. The same tap again finds it moved by its own name and says so. */
async function move(call: Acting, from: readonly CourseDoc['state'][], to: CourseDoc['state'], act: string, change: object, wrong: string, note?: string) {
  const { input: { id, rev }, me, store } = call
  const saved = await store.courses.changeOne({ _id: id, rev, state: command.in([...from]) }, { ...change, state: to, events: event(call, act, note) })
  if (saved) return viewOf(saved)
  const doc = await store.courses.get(id)
  if (!doc) throw noCourse()
  const last = doc.events.at(-1)
  if (doc.state === to && doc.rev === rev + 1 && last?.act.startsWith(act) && last.by === me.person!.name) return viewOf(doc)
  throw from.includes(doc.state) ? stale('这门课程') : new Refusal('WRONG_STATE', wrong)
}

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
      return move(call, ['draft', 'withdrawn'], 'review', 'submit', { submittedBy: me.person!._id }, '课程已经提交或发布了')
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
      if (doc.state !== 'review' || doc.rev !== rev) return move(call, ['review'], 'published', 'approve', {}, '只有待审核的课程可以发布')
      const own = doc.submittedBy === me.person!._id
      if (own && await hasOtherReviewer(call)) throw new Refusal('OWN', '这门课程是您提交的，请由工会或提案委员会的另一位同事审核')
      const { expected, expectedUnits, unitNames } = await countAudience(store, me.tenantId, { ...doc.audience, term: null }, now)
      if (expected === 0) throw new Refusal('NOT_READY', '学习对象里没有人，请退回修改单位和身份', 'audience')
      const act = own ? 'approveAlone' : 'approve'
      return move(call, ['review'], 'published', act, { expected, expectedUnits, unitNames, publishedAt: doc.publishedAt ?? now }, '只有待审核的课程可以发布')
    },
  },

  sendBack: {
    allow: ['staff', 'committee'],
    trips: 3,
    run: async call => move(call, ['review'], 'draft', 'sendBack', {}, '只有待审核的课程可以退回', call.input.note),
  },

  withdraw: {
    allow: ['staff'],
    trips: 3,
    run: async call => move(call, ['published'], 'withdrawn', 'withdraw', {}, '只有已发布的课程可以撤下', call.input.note),
  },
}
