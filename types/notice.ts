import * as z from 'zod/mini'
import { Cursor, Done, Id, Instant, Nothing, Rev, SearchText, pageOf, text } from './common'
import type { Contract } from './contract'
import { FieldPreview, FieldValues, Link, NoticeAudience, NoticeKind, Template, TemplateKey } from './notice-fields'
import { Consent, Planned, SendCounts, SendState, Sending } from './notice-sending'

/**
 * draft 草稿, planned 已预演 (audience listed, not confirmed), scheduled 定时待发, sending 发送中, paused 已暂停, done 已发完,
 * cancelled 已取消, stopped 已中止 (WeChat withdrew the template; the inbox stays).
 */
export const NoticeState = z.enum(['draft', 'planned', 'scheduled', 'sending', 'paused', 'done', 'cancelled', 'stopped'])
export type NoticeState = z.infer<typeof NoticeState>

/** What the maker of a notice writes. `message` null = inbox only. */
const edit = {
  kind: NoticeKind,
  /** Everybody is asked to press 已知悉; it cannot be switched off by a preference. */
  mustConfirm: z.boolean(),
  title: text(40, 1, '标题'),
  text: text(2000),
  link: z.nullable(Link),
  audience: NoticeAudience,
  message: z.nullable(z.strictObject({ template: TemplateKey, values: FieldValues })),
}
export const NoticeEdit = z.strictObject(edit)
export type NoticeEdit = z.infer<typeof NoticeEdit>

/** A notice as the office sees it. `source`: the product event that it came from, '' = written by hand. */
export const Notice = z.object({
  _id: Id, ...edit, state: NoticeState, source: z.string(),
  /** In people's inboxes since then; null = not yet. */
  shownAt: z.nullable(Instant),
  sendAt: z.nullable(Instant),
  plan: z.nullable(Planned),
  /** Why it stopped, or waits (daily cap); '' = no reason. */
  why: z.string(),
  by: z.string(),
  events: z.array(z.object({ act: z.string(), by: z.string(), at: Instant, note: z.optional(z.string()) })),
  createdAt: Instant,
  rev: Rev,
})
export type Notice = z.infer<typeof Notice>

export const NoticeRow = z.object({ _id: Id, kind: NoticeKind, mustConfirm: z.boolean(), title: z.string(), state: NoticeState, byHand: z.boolean(), total: z.nullable(z.int()), message: z.boolean(), shownAt: z.nullable(Instant), sendAt: z.nullable(Instant), createdAt: Instant })
export type NoticeRow = z.infer<typeof NoticeRow>

/** A notice in a person's inbox 收件箱. */
export const MyNotice = z.object({
  _id: Id, kind: NoticeKind, mustConfirm: z.boolean(), title: z.string(), text: z.string(), link: z.nullable(Link), by: z.string(), shownAt: Instant,
  readAt: z.nullable(Instant), confirmedAt: z.nullable(Instant),
})
export type MyNotice = z.infer<typeof MyNotice>

/** Which notices a person wants, by kind; `must`: this kind cannot be switched off. */
export const Preference = z.object({ kind: NoticeKind, inbox: z.boolean(), message: z.boolean(), must: z.boolean() })
export type Preference = z.infer<typeof Preference>

/** Moments at which a person may be asked for credits: each asks for at most three templates. */
export const Moment = z.enum(['motionFiled', 'checkedIn', 'delegate', 'inbox', 'survey', 'handler'])
export type Moment = z.infer<typeof Moment>

/** What a person has of one template. `id`: WeChat's, '' = not configured, not to be asked for; `off`: rejected, banned or the main switch is off. */
export const Credit = z.object({ template: TemplateKey, id: z.string(), title: z.string(), left: z.int(), off: z.nullable(z.enum(['rejected', 'banned', 'filtered', 'mainSwitch'])) })
export type Credit = z.infer<typeof Credit>

const ById = z.strictObject({ id: Id })
const Change = z.strictObject({ id: Id, rev: Rev })
const PersonRow = z.object({ personId: Id, name: z.string(), employeeNo: z.string(), unitName: z.string() })
const Problems = z.array(z.object({ at: z.string(), message: z.string() }))
const WithProblems = z.object({ notice: Notice, problems: Problems })

export const notices = {
  /** The newest first; `which` narrows: not read yet, or waiting for 已知悉. */
  inbox: { input: z.strictObject({ kind: z.optional(NoticeKind), which: z.optional(z.enum(['unread', 'toConfirm'])), cursor: z.optional(Cursor) }), output: pageOf(MyNotice) },
  /** For the tab's badge; counts up to 99. `kinds`: the unread ones by kind, for the digest of many. */
  unread: { input: Nothing, output: z.object({ unread: z.int(), toConfirm: z.int(), kinds: z.partialRecord(NoticeKind, z.int()) }) },
  /** Marks it as read. */
  open: { input: ById, output: MyNotice },
  /** 已知悉. */
  confirm: { input: ById, output: MyNotice },
  /** Everything up to `until` (what the person saw) is read; must-confirm notices still wait to be confirmed. */
  readAll: { input: z.strictObject({ until: Instant }), output: Done },
  preferences: { input: Nothing, output: z.object({ items: z.array(Preference) }) },
  savePreferences: { input: z.strictObject({ items: z.array(z.strictObject({ kind: NoticeKind, inbox: z.boolean(), message: z.boolean() })).check(z.maxLength(7)) }), output: z.object({ items: z.array(Preference) }) },
  /** Templates to be asked for at a moment, at most three: read ahead, since nothing may be awaited between a tap and the request. Without a moment: all. */
  credits: { input: z.strictObject({ moment: z.optional(Moment) }), output: z.object({ items: z.array(Credit) }) },
  /** What `requestSubscribeMessage` answered, by template. The phone names the tap: a repeat counts once; `at`: when it was, since it may come later. `mainSwitch`: 20004, all are off. */
  accepted: {
    input: z.strictObject({ tapId: Id, at: z.optional(Instant), results: z.partialRecord(TemplateKey, Consent).check(z.refine(r => Object.keys(r).length <= 3, '一次最多 3 个模板')), mainSwitch: z.optional(z.boolean()) }),
    output: z.object({ items: z.array(Credit) }),
  },

  list: { input: z.strictObject({ text: z.optional(SearchText), kind: z.optional(NoticeKind), byHand: z.optional(z.boolean()), cursor: z.optional(Cursor) }), output: pageOf(NoticeRow) },
  /** The phone makes the id: a repeat of the same act is the same notice. */
  create: { input: z.strictObject({ id: Id, edit: NoticeEdit }), output: WithProblems },
  get: { input: ById, output: WithProblems },
  /** A draft, or one that is planned or waits for its hour, which is a draft again. */
  save: { input: z.strictObject({ id: Id, rev: Rev, edit: NoticeEdit }), output: WithProblems },
  /** A draft or a planned one only. */
  remove: { input: ById, output: Done },
  /** How many people an audience has, before anything is planned. */
  reach: { input: z.strictObject({ audience: NoticeAudience }), output: z.object({ people: z.int() }) },
  /** And who they are: a page may hold few or none and still have a next. */
  people: { input: z.strictObject({ audience: NoticeAudience, cursor: z.optional(Cursor) }), output: pageOf(PersonRow) },
  /** Lists the audience and says who gets a message and who the inbox only: nothing is sent. */
  plan: { input: Change, output: WithProblems },
  /** Sends what was planned, in these words: now to these people; at `sendAt` to whoever belongs to the audience then, if a message goes out or it is known by what they have not done. */
  send: { input: z.strictObject({ id: Id, rev: Rev, sendAt: z.nullable(Instant) }), output: Notice },
  pause: { input: Change, output: Notice },
  resume: { input: Change, output: Notice },
  /** Whoever has not been sent a message yet gets none. In the inbox it stays if it was there. */
  cancel: { input: Change, output: Notice },
  progress: { input: ById, output: z.object({ state: NoticeState, why: z.string(), counts: SendCounts, total: z.int(), read: z.int(), confirmed: z.int(), rev: Rev }) },
  /** Recipients by what became of them: a page may hold few or none and still have a next. */
  result: { input: z.strictObject({ id: Id, state: z.optional(SendState), cursor: z.optional(Cursor) }), output: pageOf(Sending) },
  /** Who has read it, confirmed it, has not read it, or has not confirmed it, read or not; `text` finds by name or 工号. A page may hold few or none and still have a next. */
  readers: { input: z.strictObject({ id: Id, which: z.enum(['read', 'confirmed', 'unread', 'unconfirmed']), text: z.optional(SearchText), cursor: z.optional(Cursor) }), output: pageOf(z.object({ ...PersonRow.shape, readAt: z.nullable(Instant), confirmedAt: z.nullable(Instant) })) },
  templates: { input: Nothing, output: z.object({ items: z.array(Template) }) },
  /** What WeChat would show, field by field. */
  preview: { input: z.strictObject({ template: TemplateKey, values: FieldValues }), output: z.object({ title: z.string(), fields: z.array(FieldPreview), fit: z.boolean() }) },
  /** Ready-made reminders 催办 that have somebody to remind now: what to begin a notice with. Of each sort the most urgent; by its `key` any one, however many there are. */
  reminders: { input: z.strictObject({ key: z.optional(z.string().check(z.regex(/^[A-Za-z]{4,20}\.[A-Za-z0-9._-]{8,70}$/, '催办的编号不对'))) }), output: z.object({ items: z.array(z.object({ key: z.string(), label: z.string(), edit: NoticeEdit })) }) },
} as const satisfies Contract
