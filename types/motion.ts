import * as z from 'zod/mini'
import { Cursor, Done, FileId, Id, Instant, Rev, SearchText, TenantChoice, pageOf, text } from './common'
import type { Contract } from './contract'

/** States of a motion 提案 so far: draft 草稿, cosigning 附议中, submitted 已提交. */
export const MotionState = z.enum(['draft', 'cosigning', 'submitted'])
export type MotionState = z.infer<typeof MotionState>

/** Categories 类别 of a motion. */
export const MotionCategory = z.enum(['production', 'management', 'pay', 'safety', 'welfare', 'training', 'rights', 'other'])
export type MotionCategory = z.infer<typeof MotionCategory>

export const MAX_PICTURES = 9

/** Subject 案由, reason 理由, proposal 建议: what the proposer writes. */
export const MotionText = z.strictObject({
  title: text(40, 2, '案由'),
  reason: text(2000, 10, '理由'),
  proposal: text(2000, 10, '建议'),
  category: MotionCategory,
  pictures: z.array(FileId).check(z.maxLength(MAX_PICTURES, `图片最多 ${MAX_PICTURES} 张`)),
})
export type MotionText = z.infer<typeof MotionText>

/** A draft may be unfinished: the same limits upward, none downward. */
export const DraftText = z.strictObject({
  title: text(40, 0, '案由'),
  reason: text(2000, 0, '理由'),
  proposal: text(2000, 0, '建议'),
  category: z.nullable(MotionCategory),
  pictures: z.array(FileId).check(z.maxLength(MAX_PICTURES, `图片最多 ${MAX_PICTURES} 张`)),
})
export type DraftText = z.infer<typeof DraftText>

/** A delegate asked to co-sign 附议, and the answer. */
export const Cosigner = z.object({
  personId: Id,
  name: z.string(),
  delegation: z.string(),
  answer: z.enum(['invited', 'accepted', 'declined']),
  at: Instant,
})
export type Cosigner = z.infer<typeof Cosigner>

/** One line of a motion's history: who did what when. */
export const MotionEvent = z.object({ act: z.string(), by: z.string(), at: Instant, note: z.optional(z.string()) })
export type MotionEvent = z.infer<typeof MotionEvent>

export const Motion = z.object({
  _id: Id,
  state: MotionState,
  title: z.string(),
  reason: z.string(),
  proposal: z.string(),
  category: z.nullable(MotionCategory),
  pictures: z.array(FileId),
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
})
export type MotionRow = z.infer<typeof MotionRow>

/** A delegate who can be asked to co-sign. */
export const DelegateRow = z.object({ personId: Id, name: z.string(), delegation: z.string(), unitName: z.string() })
export type DelegateRow = z.infer<typeof DelegateRow>

const Invitees = z.array(Id).check(z.maxLength(20, '一次最多邀请 20 位代表'))

export const motions = {
  /** The phone makes the id, so that a repeat of the same act is the same act. `rev` 0 = never saved before. */
  saveDraft: { input: z.strictObject({ id: Id, rev: Rev, text: DraftText }), output: Motion },
  dropDraft: { input: z.strictObject({ id: Id }), output: Done },
  /** Sends the motion out for co-signing 发起附议; works whether or not the draft ever reached the server. */
  file: { input: z.strictObject({ id: Id, rev: Rev, text: MotionText, invite: Invitees }), output: Motion },
  invite: { input: z.strictObject({ id: Id, invite: Invitees }), output: Motion },
  answer: { input: z.strictObject({ id: Id, accept: z.boolean() }), output: Motion },
  submit: { input: z.strictObject({ id: Id }), output: Motion },
  get: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: z.object({ motion: Motion, pictures: z.array(z.object({ fileId: FileId, url: z.string() })) }) },
  /** Mine: proposed by me, or I am asked to co-sign. */
  mine: { input: z.strictObject({ which: z.enum(['proposed', 'asked']), cursor: z.optional(Cursor) }), output: pageOf(MotionRow) },
  /** What waits for me: invitations to answer, my motions that can be submitted, my drafts. */
  waiting: { input: z.strictObject({}), output: z.object({ items: z.array(z.object({ kind: z.enum(['answer', 'submit', 'draft']), motion: MotionRow })) }) },
  list: {
    input: z.strictObject({
      tenant: TenantChoice, state: z.optional(MotionState), category: z.optional(MotionCategory),
      text: z.optional(SearchText), cursor: z.optional(Cursor),
    }),
    output: pageOf(MotionRow),
  },
  delegates: { input: z.strictObject({ text: z.optional(SearchText), cursor: z.optional(Cursor) }), output: pageOf(DelegateRow) },
} as const satisfies Contract
