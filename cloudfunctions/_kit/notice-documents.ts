import type { Ledger } from '../../domain/notice/ledger'
import type { Notice } from '../../types/notice'
import type { NoticeKind, TemplateKey } from '../../types/notice-fields'
import type { Planned, SendCounts } from '../../types/notice-sending'
import type { Kept } from './kept'

/**
 * A notice 通知. `to`: the keys under which people find it (domain/notice/keys.ts). `plan.token` names the lists and batches
 * that were written for this plan: those of others are leftovers. `closing`: stopped, and whoever still waits is to be told off.
 * Of a product event `_id` is a hash of `source`, so that there is one notice of each.
 */
export interface NoticeDoc extends Kept, Omit<Notice, '_id' | 'rev' | 'plan' | 'events'> {
  /** With the id of whoever did it, so that an erasure finds its own and not those of somebody of the same name. */
  events: (Notice['events'][number] & { byId?: string })[]
  to: string[]
  /** Who wrote it; null = the system. */
  byId: string | null
  plan: (Planned & { token: string; batches: number }) | null
  closing: boolean
}

/** People of a longer list who find the notice, `_id` = `<plan token>.<n>`; what a count of unread ones needs stands beside. */
export interface NoticeListDoc extends Kept {
  noticeId: string
  plan: string
  kind: NoticeKind
  mustConfirm: boolean
  shownAt: number | null
  people: string[]
}

/** Read 已读 or confirmed 已知悉, `_id` = `<noticeId>.<personId>`: the one thing that is written for each person and notice. */
export interface ReceiptDoc extends Kept {
  noticeId: string
  personId: string
  /** Of the notice: receipts of the newest notices are read by it. */
  shownAt: number
  readAt: number
  confirmed: boolean
  confirmedAt: number | null
}

/** What a person wants, `_id` = the person's id; who never chose anything has none. Everything up to `seenUpTo` counts as seen. */
export interface NoticeBoxDoc extends Kept {
  personId: string
  seenUpTo: number
  inbox: NoticeKind[]
  message: NoticeKind[]
}

/** A credit taken for a notice; `told`: what WeChat's event said of the message, 0 = delivered; `more`: another credit was given since. */
export interface Taken { at: number; batch: string; told?: number; more?: boolean }

/**
 * The credits 订阅次数 of one person and one template, `_id` = `<personId>.<template>`. A credit that is reserved for a send is
 * out of `left` already; `unknown` ones were spent as far as anybody knows, or did not arrive after all. Both are keyed by `n` and the notice's id.
 */
export interface CreditDoc extends Kept, Omit<Ledger, 'lines'> {
  personId: string
  template: TemplateKey
  lines: Ledger['lines'][number][]
  reserved: Record<string, Taken>
  unknown: Record<string, Taken>
}

/**
 * Up to a thousand recipients of a notice, `_id` = `<plan token>.<n>`. `states` = one letter each (domain/notice/batch.ts), in
 * the order of `people`; `notes` by the recipient's place. Whoever works on it holds `lease` until `wake`; after that instant it
 * may be taken again. `held`: paused or stopped.
 */
export interface SendDoc extends Kept {
  noticeId: string
  plan: string
  n: number
  template: TemplateKey
  people: string[]
  states: string
  counts: SendCounts
  /** `told`: WeChat had taken the message, and told afterwards that it did not arrive. */
  notes: Record<string, { code: number; tries: number; told?: boolean }>
  lease: string
  wake: number
  held: boolean
}

/** How far the collector has read an area's logs, `_id` = the area; what was sent on a day, `_id` = the day; or until when somebody has the turn to send, `_id` = `turn`. */
export interface NoticeCursorDoc {
  _id: string
  rev: number
  at: number
  n: number
}

export interface NoticeDocuments {
  notices: NoticeDoc
  noticeLists: NoticeListDoc
  noticeBoxes: NoticeBoxDoc
  noticeCursors: NoticeCursorDoc
  receipts: ReceiptDoc
  credits: CreditDoc
  sends: SendDoc
}
