import { SETTLED, publishProblems } from '../../domain/survey/life'
import { checkDefinition } from '../../domain/survey/logic'
import { questionsOf } from '../../domain/survey/questions'
import { surveyTemplates } from '../../domain/survey/templates'
import { editOf } from '../../domain/survey/edit'
import { Refusal, stale } from '../../domain/refusal'
import type { SurveyEdit, surveys } from '../../types/survey'
import type { Definition } from '../../types/survey-questions'
import type { InputOf } from '../../types/contract'
import { command, contains } from '../_kit/cloud'
import type { SurveyDoc } from '../_kit/survey-documents'
import type { Call, Handlers } from '../_kit/serve'
import type { NewDoc, Store } from '../_kit/store'
import { isKeptAlready } from '../_kit/same-edit'
import { noSurvey } from '../_kit/survey-read'
import { countAudience } from '../_kit/audience-people'
import { ROW_FIELDS, rowOf, viewOf } from './view'

type Making = Pick<Handlers<typeof surveys>, 'templates' | 'list' | 'create' | 'get' | 'save' | 'check' | 'reach' | 'remove'>

const PAGE = 30

const blank = (title: string, definition: Definition = { sections: [] }, intro = ''): SurveyEdit => ({
  title, intro, thanks: '谢谢您的参与。', mode: 'confidential', definition, audience: { units: [], roles: [], term: null }, startsAt: null, endsAt: null,
  settings: { editable: true, pace: 'question', threshold: 5, by: ['unit'], leaders: false, pairs: [], quotaBy: null, quotas: [] },
  anonymous: null,
})

/** What is taken over of another survey: everything but its window. */
async function sourceOf(store: Store, { from }: InputOf<typeof surveys.create>): Promise<SurveyEdit> {
  if (from.kind === 'blank') return blank(from.title)
  if (from.kind === 'copy') {
    const doc = await store.surveys.get(from.surveyId)
    if (!doc) throw noSurvey()
    return { ...editOf(doc), title: `${doc.title.slice(0, 55)}（副本）`, startsAt: null, endsAt: null, anonymous: null }
  }
  if (from.kind === 'template') {
    const template = surveyTemplates.find(t => t.key === from.template)
    if (!template) throw new Refusal('NOT_FOUND', '没有这个模板，请重新选择', 'from')
    return blank(template.title, template.definition, template.intro)
  }
  const [problem] = checkDefinition(from.definition)
  if (problem) throw new Refusal('BAD_DEFINITION', `导入的问卷有问题，没有保存：${problem.message}`, 'from.definition')
  return blank(from.title, from.definition)
}

const newSurvey = ({ me, now, input }: Call<InputOf<typeof surveys.create>>, edit: SurveyEdit): NewDoc<SurveyDoc> => ({
  _id: input.id, rev: 1, ...edit, kept: 'draft', version: 1, questions: questionsOf(edit.definition).length, expected: 0, expectedUnits: {}, unitNames: [], buckets: 1,
  withdrawnAt: null, publishedRev: 0, counting: null, ballot: null, events: [{ act: 'create', by: me.person!.name, at: now }], createdAt: now,
})

const withProblems = (doc: SurveyDoc, now: number) => ({ survey: viewOf(doc, now), problems: publishProblems(editOf(doc), now) })

interface Asked { doc: SurveyDoc; answered: boolean }

/** @throws Refusal while an instance may still take answers to the version that was taken back */
export function demandSettled({ withdrawnAt }: SurveyDoc, now: number, act: string): void {
  if (withdrawnAt !== null && now < withdrawnAt + SETTLED) throw new Refusal('WAIT', `问卷刚刚撤回，请过半分钟再${act}`)
}

/**
 * Answers that came while the survey was being taken back were to other questions: they go, and their people are asked again.
 * Once it is settled no more can come, so this may be done twice or beside a publishing. Answers how many there were. So do
 * the seats of people who joined an anonymous one at that moment and were cut off: they may join it again.
 */
export async function setAside(store: Store, { _id, version }: SurveyDoc): Promise<number> {
  await store.surveySeats.remove({ surveyId: _id, listed: false })
  return store.surveyAnswers.remove({ surveyId: _id, version: command.lt(version) })
}

/**
 * The survey, and has anybody answered these questions, or joined an anonymous one? Answers to a version that was taken back
 * are not meant.
 * @throws Refusal when there is no such survey
 */
export async function readWithAnswers(store: Store, id: string): Promise<Asked> {
  const found = await store.surveys.joined(id, {
    any: { from: 'surveyAnswers', bind: { version: '$version' }, match: { surveyId: id, $expr: { $eq: ['$version', '$$version'] } }, limit: 1, fields: ['_id'] },
    seats: { from: 'surveySeats', match: { surveyId: id }, limit: 1, fields: ['_id'] },
  })
  if (!found) throw noSurvey()
  const { doc, beside: { any, seats } } = found
  // A draft's seats are of somebody who was cut off while it was taken back.
  return { doc, answered: any.length > 0 || (seats.length > 0 && doc.kept !== 'draft') }
}

export const making: Making = {
  templates: {
    allow: ['staff'],
    trips: 1,
    run: async () => ({ items: surveyTemplates.map(({ key, title, note, definition }) => ({ key, title, note, questions: questionsOf(definition).length })) }),
  },

  list: {
    allow: ['staff', 'leader'],
    trips: 2,
    async run({ input: { text, cursor }, me, store, now }) {
      const where = { ...(text ? { title: contains(text) } : {}), ...(me.has('staff') ? {} : { 'settings.leaders': true, publishedRev: command.gt(0) }) }
      const page = await store.surveys.page(where as never, { field: 'createdAt', direction: 'desc', limit: PAGE, cursor, fields: [...ROW_FIELDS] })
      return { ...page, items: page.items.map(doc => rowOf(doc, now)) }
    },
  },

  create: {
    allow: ['staff'],
    trips: 4,
    async run(call) {
      const { input: { id }, store, now } = call
      const doc = newSurvey(call, await sourceOf(store, call.input))
      if (await store.surveys.add(doc)) return withProblems(doc as SurveyDoc, now)
      const there = await store.surveys.get(id)
      // The same tap again; whatever was changed since stays.
      if (there && there.events[0]?.by === call.me.person!.name) return withProblems(there, now)
      throw new Refusal('TAKEN', '这个编号已被使用，请返回列表重新新建')
    },
  },

  get: {
    allow: ['staff'],
    trips: 2,
    async run({ input: { id }, store, now }) {
      const { doc, answered } = await readWithAnswers(store, id)
      return { ...withProblems(doc, now), answered }
    },
  },

  save: {
    allow: ['staff'],
    trips: 3,
    async run({ input, store, now }) {
      const { id, rev, edit } = input
      const saved = await store.surveys.changeOne({ _id: id, rev, kept: 'draft' }, { ...edit, questions: questionsOf(edit.definition).length })
      if (saved) return withProblems(saved, now)
      const there = await store.surveys.get(id)
      if (!there) throw noSurvey()
      if (there.kept !== 'draft') throw new Refusal('WRONG_STATE', '问卷已经发布，不能直接修改。还没有人作答时可以先撤回')
      if (isKeptAlready(there, editOf(there), input)) return withProblems(there, now)
      throw stale('这份问卷')
    },
  },

  check: {
    allow: ['staff'],
    trips: 1,
    run: async ({ input: { definition } }) => ({ problems: checkDefinition(definition) }),
  },

  reach: {
    allow: ['staff'],
    // Units come by the hundred, people by five hundred units.
    trips: 60,
    async run({ input: { audience }, me, store, now }) {
      return { people: (await countAudience(store, me.tenantId, audience, now)).expected }
    },
  },

  remove: {
    allow: ['staff'],
    trips: 5,
    async run({ input: { id }, store, now }) {
      const doc = await store.surveys.get(id)
      // Removed already: the same tap again.
      if (!doc) return {}
      if (doc.kept !== 'draft') throw new Refusal('WRONG_STATE', '只有草稿可以删除')
      demandSettled(doc, now, '删除')
      await setAside(store, doc)
      if (!(await store.surveys.remove({ _id: id, kept: 'draft', rev: doc.rev }))) throw stale('这份问卷')
      return {}
    },
  },
}
