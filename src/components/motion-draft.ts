import type { DelegateRow, MotionRow } from '../../types/motion'
import type { DraftText } from '../../types/motion-text'
import { listDrafts } from '../services/draft'
import { personKey, type Me } from '../services/session'

export const MOTION_DRAFT = 'motion'

/** A motion 提案 as the phone keeps it while it is written. */
export interface MotionDraft extends DraftText {
  /** The delegates to be asked when it is sent. */
  invite: DelegateRow[]
  /** Every delegate may see it and co-sign of one's own accord. */
  open: boolean
  /** In the name of the delegation 代表团. */
  asDelegation: boolean
  /** The server's revision on which this text stands; 0 = the server has never had it. */
  rev: number
  /** Written since the server last had it. */
  dirty: boolean
}

export const emptyDraft: MotionDraft = {
  title: '', reason: '', proposal: '', category: null, pictures: [], files: [], invite: [], open: false, asDelegation: false, rev: 0, dirty: false,
}

export const draftTextOf = ({ title, reason, proposal, category, pictures, files = [] }: DraftText): DraftText =>
  ({ title, reason, proposal, category, pictures, files })

export const sameText = (a: DraftText, b: DraftText): boolean =>
  JSON.stringify(draftTextOf(a)) === JSON.stringify(draftTextOf(b))

const written = (d: DraftText) => Boolean(d.title.trim() || d.reason.trim() || d.proposal.trim() || d.pictures.length || d.files?.length)

/** Drafts that only this phone has, or has in a newer text, as rows of a list. */
export const unsentDrafts = (me: Me, listed: readonly string[]): MotionRow[] =>
  listDrafts<MotionDraft>(personKey(me), MOTION_DRAFT)
    .filter(d => d.data.dirty && written(d.data) && !listed.includes(d.id))
    .map(d => ({
      _id: d.id, state: 'draft', title: d.data.title, category: d.data.category, proposerName: me.name ?? '',
      delegation: '', accepted: 0, needed: 0, updatedAt: d.savedAt,
      number: '', session: '', leadName: null, due: null, overdue: false, round: 1, promisedOn: null,
    }))
