import * as z from 'zod/mini'
import { Attachment } from './attachment'
import { Cursor, Day, Done, FileId, Id, Instant, Nothing, Rev, SearchText, TenantChoice, pageOf, text } from './common'
import type { Contract } from './contract'
import { MotionActInput, ScreenManyInput } from './motion-acts'
import { CasePart, MotionCategory, MotionState, Session, lifeFields } from './motion-life'
import { merits } from './motion-merits'
import { Holiday, MotionRules, MotionRulesEdit } from './motion-rules'
import { Measure, Stats, StatsBy } from './motion-stats'
import { DraftText, MotionText } from './motion-text'

/** A delegate asked to co-sign 附议, and the answer. */
export const Cosigner = z.object({
  personId: Id,
  name: z.string(),
  delegation: z.string(),
  answer: z.enum(['invited', 'accepted', 'declined']),
  at: Instant,
})
export type Cosigner = z.infer<typeof Cosigner>

/** One line of a motion's history: who did what when, and the state that it came to. */
export const MotionEvent = z.object({ act: z.string(), by: z.string(), at: Instant, note: z.optional(z.string()), state: z.optional(MotionState) })
export type MotionEvent = z.infer<typeof MotionEvent>

export const Motion = z.object({
  _id: Id,
  state: MotionState,
  title: z.string(),
  reason: z.string(),
  proposal: z.string(),
  category: z.nullable(MotionCategory),
  pictures: z.array(FileId),
  /** Documents 附件 that came with it. */
  files: z.array(Attachment),
  proposerId: Id,
  proposerName: z.string(),
  delegation: z.string(),
  cosigners: z.array(Cosigner),
  /** Co-signers that the motion needs before it can be submitted. */
  needed: z.int(),
  events: z.array(MotionEvent),
  createdAt: Instant,
  updatedAt: Instant,
  submittedAt: z.optional(Instant),
  ...lifeFields,
  /** Filings merged into this case 并案. */
  parts: z.array(CasePart),
  rev: Rev,
})
export type Motion = z.infer<typeof Motion>

/** A motion as a list shows it. */
export const MotionRow = z.object({
  _id: Id,
  state: MotionState,
  title: z.string(),
  category: z.nullable(MotionCategory),
  proposerName: z.string(),
  delegation: z.string(),
  accepted: z.int(),
  needed: z.int(),
  updatedAt: Instant,
  number: z.string(),
  session: z.string(),
  leadName: z.nullable(z.string()),
  due: z.nullable(Instant),
  overdue: z.boolean(),
  round: z.int(),
  promisedOn: z.nullable(Day),
})
export type MotionRow = z.infer<typeof MotionRow>

/** What the union, the committee, a department or a leader has to do: a queue is a list by index. */
export const MotionQueue = z.enum(['screening', 'presidium', 'assigning', 'opinions', 'extensions', 'department', 'assisting', 'signing', 'committee', 'followUps', 'overdue', 'open'])
export type MotionQueue = z.infer<typeof MotionQueue>

/** A delegate who can be asked to co-sign. */
export const DelegateRow = z.object({ personId: Id, name: z.string(), delegation: z.string(), unitName: z.string() })
export type DelegateRow = z.infer<typeof DelegateRow>

/** A motion like the one being written, 0 to 100 alike. */
export const SimilarMotion = z.object({ _id: Id, title: z.string(), number: z.string(), state: MotionState, session: z.string(), likeness: z.int() })

/** What everybody may read 公开的提案. */
export const PublicMotion = z.object({ _id: Id, number: z.string(), title: z.string(), proposal: z.string(), reply: z.string(), proposer: z.nullable(z.string()), leadName: z.string(), at: Instant })

const Picture = z.object({ fileId: FileId, url: z.string() })
const Invitees = z.array(Id).check(z.maxLength(20, '一次最多邀请 20 位代表'))

/** The lists that a number in the statistics opens. */
const Counted = { session: Session, measure: Measure, by: StatsBy, key: text(60) }

export const motions = {
  /** The phone makes the id, so that a repeat of the same act is the same act. `rev` 0 = never saved before. */
  saveDraft: { input: z.strictObject({ id: Id, rev: Rev, text: DraftText }), output: Motion },
  dropDraft: { input: z.strictObject({ id: Id }), output: Done },
  /** Sends the motion out for co-signing 发起附议; works whether or not the draft ever reached the server. */
  file: { input: z.strictObject({ id: Id, rev: Rev, text: MotionText, invite: Invitees, asDelegation: z.optional(z.boolean()), open: z.optional(z.boolean()) }), output: Motion },
  invite: { input: z.strictObject({ id: Id, invite: Invitees }), output: Motion },
  answer: { input: z.strictObject({ id: Id, accept: z.boolean() }), output: Motion },
  submit: { input: z.strictObject({ id: Id }), output: Motion },
  /** Everything that is done to it afterwards. */
  act: { input: MotionActInput, output: Motion },
  /** One answer for each id, in their order: done, or why not. */
  screenMany: { input: ScreenManyInput, output: z.object({ results: z.array(z.object({ id: Id, done: z.boolean(), message: z.string() })) }) },
  /** `withheld`: the caller is shown the outline only (domain/motion-sight.ts). */
  get: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: z.object({ motion: Motion, pictures: z.array(Picture), files: z.array(Picture), withheld: z.boolean() }) },
  /** Mine: proposed by me, or I am asked to co-sign. */
  mine: { input: z.strictObject({ which: z.enum(['proposed', 'asked']), cursor: z.optional(Cursor) }), output: pageOf(MotionRow) },
  /** What waits for me: invitations to answer, my motions that can be submitted or must be completed, replies to rate, my drafts. */
  waiting: { input: Nothing, output: z.object({ items: z.array(z.object({ kind: z.enum(['answer', 'submit', 'complete', 'rate', 'draft']), motion: MotionRow })) }) },
  /** Every filter may be combined with every other; `unitId` is the lead department 主办部门. */
  list: {
    input: z.strictObject({
      tenant: TenantChoice, state: z.optional(MotionState), category: z.optional(MotionCategory),
      session: z.optional(Session), unitId: z.optional(Id),
      text: z.optional(SearchText), cursor: z.optional(Cursor),
    }),
    output: pageOf(MotionRow),
  },
  /** One duty's list: the longest waiting or the soonest due first. `unitId`: which of my departments. */
  queue: { input: z.strictObject({ queue: MotionQueue, unitId: z.optional(Id), cursor: z.optional(Cursor) }), output: pageOf(MotionRow) },
  /** The sessions 届次 that have motions, and the one that motions belong to now, the newest first. */
  sessions: { input: z.strictObject({ tenant: TenantChoice }), output: z.object({ sessions: z.array(z.string()) }) },
  counted: { input: z.strictObject({ tenant: TenantChoice, ...Counted, cursor: z.optional(Cursor) }), output: pageOf(MotionRow) },
  delegates: { input: z.strictObject({ text: z.optional(SearchText), cursor: z.optional(Cursor) }), output: pageOf(DelegateRow) },
  /** Earlier motions like this one, while it is being written. */
  similar: { input: z.strictObject({ title: text(40), text: text(4000) }), output: z.object({ items: z.array(SimilarMotion) }) },
  published: { input: z.strictObject({ tenant: TenantChoice, cursor: z.optional(Cursor) }), output: pageOf(PublicMotion) },

  rulesGet: { input: z.strictObject({ tenant: TenantChoice }), output: z.object({ rules: MotionRules, versions: z.array(MotionRules), holidays: z.array(Holiday), rev: Rev }) },
  /** Adds a version; `rev` is that of the rules that the person saw. */
  rulesSave: { input: z.strictObject({ rev: Rev, rules: MotionRulesEdit }), output: MotionRules },
  holidaysSave: {
    input: z.strictObject({ rev: Rev, holidays: z.array(Holiday).check(z.maxLength(400, '日期太多，最多 400 个')) }),
    output: z.object({ holidays: z.array(Holiday), rev: Rev }),
  },
  /** One session 届次, or the newest; `below` adds up the enterprises below a station or a federation, one row each. */
  stats: { input: z.strictObject({ tenant: TenantChoice, session: z.optional(Session), below: z.optional(z.boolean()) }), output: Stats },
  ...merits,
} as const satisfies Contract
