import { checkAnswers, tidy } from '../../domain/survey/answers'
import { groupsOf, inAudience } from '../../domain/survey/audience'
import { questionsOf } from '../../domain/survey/questions'
import { sameValues } from '../../domain/survey/same'
import { Refusal, stale } from '../../domain/refusal'
import type { MySurvey, OpenSurvey, surveys } from '../../types/survey'
import type { Values } from '../../types/survey-answers'
import type { InputOf } from '../../types/contract'
import { command } from '../_kit/cloud'
import type { SurveyAnswerDoc, SurveyDoc, SurveyDraftDoc } from '../_kit/survey-documents'
import { demandOwnFiles } from '../_kit/files'
import type { Call, Handlers } from '../_kit/serve'
import type { NewDoc } from '../_kit/store'
import { answerId, bucketOf } from '../_kit/survey-key'
import { noSurvey, readResults, stateOf } from '../_kit/survey-read'
import { demandFitText } from '../_kit/text-check'
import { seatId } from './joining'
import { askedOf, known, type Known } from './known'
import { demandPlace, quotaFor, takePlace } from './quotas'

type Answering = Pick<Handlers<typeof surveys>, 'mine' | 'open' | 'answer' | 'saveDraft' | 'shared'>
type AnswerCall = Call<InputOf<typeof surveys.answer>>

/** It waits to be counted. */
const NEW = '1'
const DAY = 86_400_000
const SHOWN_DAYS = 90

const openView = (doc: SurveyDoc, now: number): OpenSurvey => ({
  _id: doc._id, title: doc.title, intro: doc.intro, thanks: doc.thanks, mode: doc.mode, state: stateOf(doc, now), definition: doc.definition, version: doc.version,
  startsAt: doc.startsAt!, endsAt: doc.endsAt!, editable: doc.settings.editable, pace: doc.settings.pace, anonymous: doc.anonymous, waits: doc.ballot?.waits ?? null, why: doc.ballot?.why ?? '',
})

/** Everything that a person wrote, to be checked as others will read it. */
const wordsOf = (doc: SurveyDoc, values: Values): string[] => questionsOf(doc.definition).flatMap(q => {
  const value = values[q.key]
  if (typeof value === 'string') return q.kind === 'short' || q.kind === 'long' ? [value] : []
  return typeof value === 'object' && 'picked' in value && value.other !== undefined ? [value.other] : []
})

/** A draft may be half done and wrong, but holds nothing that is not asked. */
const knownOnly = (doc: SurveyDoc, values: Values): Values =>
  Object.fromEntries(questionsOf(doc.definition).flatMap(q => (values[q.key] === undefined ? [] : [[q.key, values[q.key]!]])))

const filesOf = (values: Values): string[] => Object.values(values).flatMap(v => (typeof v === 'object' && 'files' in v ? v.files : []))

/** @throws Refusal when the answers do not fit the questions; nothing of them is kept */
function demandSoundAnswers({ me, input: { version, values } }: AnswerCall, doc: SurveyDoc) {
  if (version !== doc.version) throw new Refusal('STALE', '问卷的题目已经改过，请刷新后重新作答。您填写的内容还在手机上')
  const [problem] = checkAnswers(doc.definition, values)
  if (problem) {
    const at = questionsOf(doc.definition).findIndex(q => q.key === problem.question)
    throw new Refusal('BAD_ANSWER', `${at < 0 ? '' : `第 ${at + 1} 题：`}${problem.message}`, `values.${problem.question}`)
  }
  demandOwnFiles(me, filesOf(values), '图片', 'values')
}

/** Answers under papers go into the box, by nobody's call. */
function demandNotAnonymous({ mode }: SurveyDoc) {
  if (mode === 'anonymous') throw new Refusal('ANONYMOUS', '这是匿名问卷，不能带着身份提交。请更新小程序后，从“我的问卷”领卷作答')
}

function demandOpen(doc: SurveyDoc, now: number) {
  const state = stateOf(doc, now)
  if (state === 'waiting') throw new Refusal('NOT_OPEN', '这份问卷还没有开始，请到开始时间再来')
  if (state !== 'open') throw new Refusal('OVER', '这份问卷已经结束，不再收答卷')
}

/** What was sent before and arrived, though the phone never heard so, is done: after the end too. */
const isRepeat = (there: SurveyAnswerDoc | undefined, edition: number, values: Values): boolean =>
  there !== undefined && there.edition === edition + 1 && sameValues(there.values, values)

/** The answer that is there already: the same one sent again, or a second one, which is refused. */
function demandRepeat(there: SurveyAnswerDoc, doc: SurveyDoc, values: Values): number {
  if (isRepeat(there, 0, values)) return 1
  throw new Refusal('ALREADY_ANSWERED', doc.settings.editable ? '您已经交过答卷。要修改，请打开原来的答卷再改' : '您已经交过答卷，每人只能答一次')
}

async function firstAnswer({ me, store }: AnswerCall, { doc, asked, mine }: Known, id: string, values: Values): Promise<number> {
  if (mine?.answer) return demandRepeat(mine.answer, doc, values)
  const quota = quotaFor(doc, asked)
  if (quota && !(await takePlace(store, quota, id))) {
    const there = await store.surveyAnswers.get(id)
    if (there) return demandRepeat(there, doc, values)
    await demandPlace(store, quota, id)
  }
  const answer: NewDoc<SurveyAnswerDoc> = {
    _id: id, surveyId: doc._id, version: doc.version, bucket: bucketOf(id, doc.buckets), edition: 1, dirty: NEW,
    groups: groupsOf(doc.settings.by, asked), values, ...(doc.mode === 'named' ? { personId: me.person!._id } : {}),
  }
  if (await store.surveyAnswers.add(answer)) return 1
  return demandRepeat((await store.surveyAnswers.get(id))!, doc, values)
}

async function changedAnswer({ input: { edition }, store }: AnswerCall, { doc }: Known, id: string, values: Values): Promise<number> {
  if (!doc.settings.editable) throw new Refusal('ALREADY_ANSWERED', '您已经交过答卷，这份问卷交了以后不能修改')
  if (await store.surveyAnswers.change({ _id: id, edition }, { values, edition: edition + 1, version: doc.version, dirty: NEW })) return edition + 1
  if (isRepeat(await store.surveyAnswers.get(id), edition, values)) return edition + 1
  throw stale('您的答卷')
}

type Listed = Pick<MySurvey, 'state' | 'answered' | 'joined' | 'anonymous'>

/** Of an anonymous survey whoever did not join can do nothing any more; whoever did finds the own answer in it to the last. */
const isListed = ({ state, answered, joined, anonymous }: Listed): boolean => {
  if (state === 'waiting' || state === 'shared') return true
  return anonymous ? joined || state === 'joining' : answered || state === 'open'
}

/** Something is for the person to do: to join, to draw, to answer. */
const isAsked = ({ state, answered, joined, anonymous }: Listed): boolean =>
  (anonymous ? (state === 'joining' ? !joined : joined && (state === 'drawing' || state === 'open')) : state === 'open' && !answered)

/** The survey, the caller's answer and draft in one round trip. @throws Refusal when the caller is not asked */
async function withDraft(call: Call<unknown>, id: string): Promise<{ doc: SurveyDoc; answer: SurveyAnswerDoc | undefined; draft: SurveyDraftDoc | undefined; joined: boolean }> {
  const { me, store } = call
  const own = answerId(id, me.person!._id)
  const found = await store.surveys.joined(id, {
    unit: { from: 'units', match: { _id: me.person!.unitId }, limit: 1, fields: ['path'] },
    mine: { from: 'surveyAnswers', match: { _id: own }, limit: 1 },
    draft: { from: 'surveyDrafts', match: { _id: `${own}d` }, limit: 1 },
    seat: { from: 'surveySeats', match: { _id: seatId(id, me.person!._id) }, limit: 1, fields: ['_id'] },
  })
  const joined = (found?.beside.seat.length ?? 0) > 0
  if (!found || found.doc.kept === 'draft' || !(joined || inAudience(found.doc.audience, askedOf(call, found.beside.unit[0]?.path ?? [])))) throw noSurvey()
  return { doc: found.doc, answer: found.beside.mine[0], draft: found.beside.draft[0], joined }
}

export const answering: Answering = {
  mine: {
    allow: 'person',
    trips: 3,
    async run(call) {
      const { me, store, now } = call
      const found = await store.units.joined(me.person!.unitId, {
        seats: { from: 'surveySeats', match: { personId: me.person!._id }, limit: 1000, fields: ['surveyId'] },
        surveys: {
          from: 'surveys', match: { kept: { $in: ['published', 'closed', 'shared', 'void'] }, endsAt: { $gt: now - SHOWN_DAYS * DAY } }, sort: { endsAt: -1 }, limit: 100,
          fields: ['title', 'mode', 'kept', 'startsAt', 'endsAt', 'questions', 'settings.editable', 'audience', 'anonymous', 'ballot'],
        },
      })
      const asked = askedOf(call, found?.doc.path ?? [])
      const joined = new Set(found?.beside.seats.map(s => s.surveyId))
      const forMe = (found?.beside.surveys ?? []).filter(s => joined.has(s._id) || inAudience(s.audience, asked))
      if (forMe.length === 0) return { items: [] }
      const ids = new Map(forMe.map(s => [answerId(s._id, me.person!._id), s._id]))
      const mine = new Set((await store.surveyAnswers.find({ _id: command.in([...ids.keys()]) }, { fields: ['_id'] })).map(a => ids.get(a._id)))
      const items = forMe.map(s => ({
        _id: s._id, title: s.title, mode: s.mode, state: stateOf(s, now), startsAt: s.startsAt!, endsAt: s.endsAt!, questions: s.questions, answered: mine.has(s._id), editable: s.settings.editable, joined: joined.has(s._id), anonymous: s.anonymous,
      })).filter(isListed)
      const waits = (s: typeof items[number]) => (isAsked(s) ? 0 : s.state === 'waiting' ? 1 : 2)
      return { items: items.sort((a, b) => waits(a) - waits(b) || (waits(a) < 2 ? a.endsAt - b.endsAt : b.endsAt - a.endsAt)) }
    },
  },

  open: {
    allow: 'person',
    trips: 2,
    async run(call) {
      const { input: { id }, now } = call
      const { doc, answer, draft, joined } = await withDraft(call, id)
      const mayChange = doc.settings.editable && stateOf(doc, now) === 'open'
      return {
        survey: openView(doc, now), answered: answer !== undefined, joined,
        answer: answer && mayChange ? { values: answer.values, edition: answer.edition } : null,
        // A draft from before the last answer is what was sent then, or less.
        draft: draft && draft.edition === (answer?.edition ?? 0) && (!answer || mayChange) ? { values: draft.values, device: draft.device, deviceName: draft.deviceName, at: draft.at } : null,
      }
    },
  },

  answer: {
    allow: 'person',
    // Identity, survey, answer. One more where a quota is kept and this instance has not read the survey in the last seconds.
    trips: 4,
    async run(call) {
      const { input: { id, version, edition }, me, store, now } = call
      const own = answerId(id, me.person!._id)
      const found = await known(call, id, version, own)
      if (!found || !inAudience(found.doc.audience, found.asked)) throw noSurvey()
      const { doc } = found
      demandNotAnonymous(doc)
      const values = tidy(doc.definition, call.input.values)
      if (found.mine ? isRepeat(found.mine.answer, edition, values) : stateOf(doc, now) !== 'open' && isRepeat(await store.surveyAnswers.get(own), edition, values)) return { edition: edition + 1 }
      demandOpen(doc, now)
      demandSoundAnswers(call, doc)
      const words = wordsOf(doc, values)
      if (words.length) await demandFitText(call, words)
      return { edition: edition === 0 ? await firstAnswer(call, found, own, values) : await changedAnswer(call, found, own, values) }
    },
  },

  saveDraft: {
    allow: 'person',
    trips: 4,
    async run(call) {
      const { input: { id, values, device, deviceName }, me, store, now } = call
      const own = answerId(id, me.person!._id)
      const { doc, answer, draft: before } = await withDraft(call, id)
      demandNotAnonymous(doc)
      if (doc.mode !== 'named') throw new Refusal('NOT_NAMED', '保密问卷的草稿只保存在您的手机上')
      demandOpen(doc, now)
      const _id = `${own}d`
      const draft = { values: knownOnly(doc, values), edition: answer?.edition ?? 0, device, deviceName, at: now }
      if (before || !(await store.surveyDrafts.add({ _id, surveyId: id, personId: me.person!._id, ...draft }))) await store.surveyDrafts.change({ _id }, draft)
      return { at: now, before: before && before.device !== device ? { deviceName: before.deviceName, at: before.at } : null }
    },
  },

  shared: {
    allow: 'person',
    trips: 3,
    async run(call) {
      const { input: { id }, me, store, now } = call
      const found = await store.surveys.joined(id, { unit: { from: 'units', match: { _id: me.person!.unitId }, limit: 1, fields: ['path'] } })
      if (!found || found.doc.kept !== 'shared' || !inAudience(found.doc.audience, askedOf(call, found.beside.unit[0]?.path ?? []))) throw noSurvey()
      return { ...await readResults(store, id, undefined, now, ({ kept }) => { if (kept !== 'shared') throw noSurvey() }), groups: [], pairs: [] }
    },
  },
}
