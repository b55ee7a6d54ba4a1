import { LEAST_STEP, MOST_JOINED } from '../../domain/survey/anonymous'
import { bucketCount } from '../../domain/survey/audience'
import { endProblem, publishProblems } from '../../domain/survey/life'
import { editOf } from '../../domain/survey/edit'
import { Refusal, stale } from '../../domain/refusal'
import type { surveys } from '../../types/survey'
import { event } from '../_kit/event'
import type { SurveyDoc } from '../_kit/survey-documents'
import type { Handlers } from '../_kit/serve'
import { isDuplicate, type Store } from '../_kit/store'
import { noSurvey, stateOf } from '../_kit/survey-read'
import { countAudience } from '../_kit/audience-people'
import { demandSettled, readWithAnswers, setAside } from './making'
import { quotaId } from './quotas'
import { viewOf } from './view'

type Publishing = Pick<Handlers<typeof surveys>, 'publish' | 'withdraw' | 'reschedule' | 'share'>

/** Whoever comes with a revision that has moved on hears so; one whose act is done already hears that it is done. */
function settled(doc: SurveyDoc, done: boolean, rev: number, now: number) {
  if (done) return viewOf(doc, now)
  if (doc.rev !== rev) throw stale('这份问卷')
  return undefined
}

/** The quotas of this very revision: whoever publishes it twice writes the same. */
async function writeQuotas(store: Store, { _id, rev, settings }: SurveyDoc) {
  if (settings.quotas.length === 0) return
  try {
    await store.surveyQuotas.addMany(settings.quotas.map(q => ({ _id: quotaId(_id, rev, q.group), surveyId: _id, limit: q.limit, n: 0, by: {} })))
  } catch (e) {
    if (!isDuplicate(e)) throw e
  }
}

/** An anonymous survey begins with its joining; the timer leads it from there. */
const beginning = ({ anonymous, startsAt }: SurveyDoc): SurveyDoc['ballot'] => anonymous && {
  phase: 'joining', drawFrom: anonymous.drawFrom, drawUntil: anonymous.answerFrom, closesAt: null, waits: null, why: '', due: Math.max(startsAt!, anonymous.drawFrom), leaseUntil: 0, sealKeys: [],
}

/** Papers must have had their time before the answering may end. */
function demandTime({ anonymous, ballot }: SurveyDoc, endsAt: number) {
  if (anonymous && ballot && endsAt < ballot.drawUntil + LEAST_STEP) throw new Refusal('BAD_TIME', '作答至少要留 10 分钟，请把结束时间改晚一些', 'endsAt')
}

export const publishing: Publishing = {
  publish: {
    allow: ['staff'],
    // The survey, its audience (as `reach` counts it), its quotas, what came too late to the version before, itself.
    trips: 65,
    async run(call) {
      const { input: { id, rev }, me, store, now } = call
      const doc = await store.surveys.get(id)
      if (!doc) throw noSurvey()
      const done = settled(doc, doc.kept === 'published' && doc.publishedRev === rev, rev, now)
      if (done) return done
      if (doc.kept !== 'draft') throw new Refusal('WRONG_STATE', '这份问卷已经发布过了')
      demandSettled(doc, now, '发布')
      const [problem] = publishProblems(editOf(doc), now)
      if (problem) throw new Refusal('NOT_READY', problem.message, problem.at)
      const audience = await countAudience(store, me.tenantId, doc.audience, now)
      if (audience.expected === 0) throw new Refusal('NOT_READY', '调查对象里没有人，请检查单位、身份和届次', 'audience')
      if (doc.anonymous && audience.expected > MOST_JOINED) throw new Refusal('NOT_READY', `匿名问卷最多问 ${MOST_JOINED} 人，请缩小调查对象`, 'audience')
      await writeQuotas(store, doc)
      const late = doc.version > 1 ? await setAside(store, doc) : 0
      const saved = await store.surveys.changeOne({ _id: id, rev, kept: 'draft' }, { ...audience, buckets: bucketCount(audience.expected), kept: 'published', publishedRev: rev, ballot: beginning(doc), events: event(call, 'publish', late ? `收回时交上来的 ${late} 份答卷是旧题目的，已作废，请本人重新填写` : undefined) })
      if (!saved) throw stale('这份问卷')
      return viewOf(saved, now)
    },
  },

  withdraw: {
    allow: ['staff'],
    trips: 3,
    async run(call) {
      const { input: { id, rev }, store, now } = call
      const { doc, answered } = await readWithAnswers(store, id)
      const done = settled(doc, doc.kept === 'draft' && doc.withdrawnAt !== null && doc.rev === rev + 1, rev, now)
      if (done) return done
      const state = stateOf(doc, now)
      if (doc.anonymous && state !== 'waiting' && state !== 'joining') throw new Refusal('WRONG_STATE', '匿名问卷开始领卷以后，题目已经写进选票，不能撤回')
      if (state !== 'waiting' && state !== 'open' && state !== 'joining') throw new Refusal('WRONG_STATE', '只有已发布、还没结束的问卷可以撤回')
      if (answered && doc.anonymous) throw new Refusal('ANSWERED', '已经有人报名参加，不能撤回。请等它结束，或复制成一份新问卷')
      if (answered) throw new Refusal('ANSWERED', '已经有人作答，题目不能再改。可以提前结束，再复制成一份新问卷')
      const saved = await store.surveys.changeOne({ _id: id, rev, kept: 'published' }, { kept: 'draft', ballot: null, version: doc.version + 1, withdrawnAt: now, events: event(call, 'withdraw') })
      if (!saved) throw stale('这份问卷')
      return viewOf(saved, now)
    },
  },

  reschedule: {
    allow: ['staff'],
    trips: 3,
    async run(call) {
      const { input: { id, rev, endsAt }, store, now } = call
      const doc = await store.surveys.get(id)
      if (!doc) throw noSurvey()
      const done = settled(doc, doc.endsAt === endsAt && doc.rev === rev + 1, rev, now)
      if (done) return done
      const state = stateOf(doc, now)
      if (doc.kept !== 'published' || state === 'counting') throw new Refusal('WRONG_STATE', '问卷已经结束（或还没发布），不能再改结束时间')
      const problem = endProblem(doc.startsAt!, endsAt, now)
      if (problem) throw new Refusal('BAD_TIME', problem, 'endsAt')
      demandTime(doc, endsAt)
      const next = { endsAt, ...(doc.ballot ? { 'ballot.due': Math.min(doc.ballot.due, endsAt) } : {}) }
      const saved = await store.surveys.changeOne({ _id: id, rev, kept: 'published' }, { ...next, events: event(call, endsAt < doc.endsAt! ? 'shorten' : 'extend') })
      if (!saved) throw stale('这份问卷')
      return viewOf(saved, now)
    },
  },

  share: {
    allow: ['staff'],
    trips: 3,
    async run(call) {
      const { input: { id, rev, on }, store, now } = call
      const [from, to] = on ? (['closed', 'shared'] as const) : (['shared', 'closed'] as const)
      const saved = await store.surveys.changeOne({ _id: id, rev, kept: from }, { kept: to, events: event(call, on ? 'share' : 'unshare') })
      if (saved) return viewOf(saved, now)
      const doc = await store.surveys.get(id)
      if (!doc) throw noSurvey()
      if (doc.kept === to) return viewOf(doc, now)
      throw doc.kept === from ? stale('这份问卷') : new Refusal('WRONG_STATE', '问卷结束并统计完以后才能公布结果')
    },
  },
}
