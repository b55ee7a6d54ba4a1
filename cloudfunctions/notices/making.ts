import { previewOf, strangeFields, mostOf } from '../../domain/notice/build'
import { editOf } from '../../domain/notice/edit'
import { noticeStateWords } from '../../domain/notice/words'
import { mayDo } from '../../domain/notice/life'
import { noticeTemplates, templateOf } from '../../domain/notice/templates'
import { Refusal, stale } from '../../domain/refusal'
import type { notices } from '../../types/notice'
import type { InputOf } from '../../types/contract'
import { command, contains } from '../_kit/cloud'
import type { NoticeDoc } from '../_kit/notice-documents'
import { noNotice } from '../_kit/notice-recipients'
import { templateIds } from '../_kit/notice-templates'
import { someOf, type AudienceCall } from '../_kit/notice-walk'
import { isKeptAlready } from '../_kit/same-edit'
import type { Call, Handlers } from '../_kit/serve'
import { openStore, type NewDoc, type Store } from '../_kit/store'
import { openAudience, peopleOf } from './audience'
import { sweep } from './planner'
import { reminders } from './reminders'
import { ROW_FIELDS, rowOf, withProblems } from './view'

type Making = Pick<Handlers<typeof notices>, 'list' | 'create' | 'get' | 'save' | 'remove' | 'reach' | 'people' | 'templates' | 'preview' | 'reminders'>

const PAGE = 30
const PEOPLE = 50
const WALK = 1000

/** Units by the hundred, people by the thousand and what each thousand has done: whoever walks an audience of 200,000. */
export const WALK_TRIPS = 520

export const audienceCall = ({ store, me, now, app }: Pick<Call<unknown>, 'store' | 'me' | 'now' | 'app'>): AudienceCall =>
  ({ store, platform: openStore(app, { tenantId: null }), tenantId: me.tenantId, now })

const newNotice = ({ me, now, input }: Call<InputOf<typeof notices.create>>): NewDoc<NoticeDoc> => ({
  _id: input.id, rev: 1, ...input.edit, state: 'draft', source: '', to: [], shownAt: null, sendAt: null, plan: null, why: '', by: me.person!.name, byId: me.person!._id, closing: false,
  events: [{ act: 'create', by: me.person!.name, byId: me.person!._id, at: now }], createdAt: now,
})

/** Why the act cannot be done on what is there. */
export function obstacle(doc: NoticeDoc | undefined, act: Parameters<typeof mayDo>[0]): Refusal {
  if (!doc) return noNotice()
  if (!mayDo(act, doc.state)) return new Refusal('WRONG_STATE', `这条通知现在是“${noticeStateWords[doc.state]}”，不能这样办。请刷新后再看`)
  return stale('这条通知')
}

async function reached(call: AudienceCall, input: InputOf<typeof notices.reach>): Promise<number> {
  const walk = await openAudience(call, input.audience)
  let people = 0
  for (let after: string | null = ''; after !== null;) {
    const page: Awaited<ReturnType<typeof walk.page>> = await walk.page(after, WALK)
    people += page.people.length
    after = page.next
  }
  return people
}

async function readNotice(store: Store, id: string): Promise<NoticeDoc> {
  const doc = await store.notices.get(id)
  if (!doc) throw noNotice()
  return doc
}

export const making: Making = {
  list: {
    allow: ['staff'],
    trips: 2,
    async run({ input: { text, kind, byHand, cursor }, store }) {
      const where = { ...(text ? { title: contains(text) } : {}), ...(kind ? { kind } : {}), ...(byHand === undefined ? {} : { source: byHand ? '' : command.neq('') }) }
      const page = await store.notices.page(where, { field: 'createdAt', direction: 'desc', limit: PAGE, cursor, fields: [...ROW_FIELDS] })
      return { ...page, items: page.items.map(rowOf) }
    },
  },

  create: {
    allow: ['staff'],
    trips: 3,
    async run(call) {
      const { input: { id }, me, store } = call
      const doc = newNotice(call)
      if (await store.notices.add(doc)) return withProblems(doc as NoticeDoc)
      const there = await store.notices.get(id)
      // The same tap again; whatever was changed since stays.
      if (there && there.source === '' && there.byId === me.person!._id) return withProblems(there)
      throw new Refusal('TAKEN', '这个编号已被使用，请返回列表重新新建')
    },
  },

  get: { allow: ['staff'], trips: 2, run: async ({ input: { id }, store }) => withProblems(await readNotice(store, id)) },

  save: {
    allow: ['staff'],
    trips: 3,
    async run({ input, store }) {
      const { id, rev, edit } = input
      // What was planned was planned for the words and the audience of before.
      const saved = await store.notices.changeOne({ _id: id, rev, state: command.in(['draft', 'planned', 'scheduled']) }, { ...edit, state: 'draft', plan: null, to: [], sendAt: null })
      if (saved) return withProblems(saved)
      const there = await store.notices.get(id)
      if (there?.state === 'draft' && isKeptAlready(there, editOf(there), input)) return withProblems(there)
      throw obstacle(there, 'save')
    },
  },

  remove: {
    allow: ['staff'],
    trips: 5,
    async run({ input: { id }, store }) {
      const doc = await store.notices.get(id)
      // Removed already: the same tap again.
      if (!doc) return {}
      if (!mayDo('remove', doc.state)) throw obstacle(doc, 'remove')
      if (!(await store.notices.remove({ _id: id, rev: doc.rev }))) throw stale('这条通知')
      await sweep({ store }, id, '')
      return {}
    },
  },

  reach: { allow: ['staff'], trips: WALK_TRIPS, run: async call => ({ people: await reached(audienceCall(call), call.input) }) },

  people: {
    allow: ['staff'],
    trips: WALK_TRIPS,
    async run(call) {
      const { input: { audience, cursor }, store } = call
      const walk = await openAudience(audienceCall(call), audience)
      const { people, next } = await someOf(walk, cursor ?? '', PEOPLE)
      const person = await peopleOf(store, people.map(p => p._id))
      return { items: people.map(p => person(p._id)), ...(next === null ? {} : { next }) }
    },
  },

  templates: {
    allow: ['staff'],
    trips: 1,
    run: async () => {
      const ids = templateIds()
      return { items: noticeTemplates.map(t => ({ ...t, fields: t.fields.map(f => ({ ...f, most: mostOf[f.kind] })), ready: ids[t.key] !== undefined })) }
    },
  },

  preview: {
    allow: ['staff'],
    trips: 1,
    async run({ input: { template, values } }) {
      const [stray] = strangeFields(template, values)
      if (stray) throw new Refusal('BAD_INPUT', `模板没有 ${stray} 这个字段`, `values.${stray}`)
      const fields = previewOf(template, values)
      return { title: templateOf(template).title, fields, fit: fields.every(f => f.problem === null) }
    },
  },

  reminders,
}
