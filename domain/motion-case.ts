import type { Motion } from '../types/motion'
import { DEFAULT_RULES, sessionOf, termsOf } from './motion-rules'

type Life = Omit<Motion, '_id' | 'state' | 'title' | 'reason' | 'proposal' | 'category' | 'pictures' | 'proposerId' | 'proposerName' |
  'delegation' | 'cosigners' | 'needed' | 'events' | 'createdAt' | 'updatedAt' | 'submittedAt' | 'rev' | 'parts'>

/** A motion to which nothing has happened yet. */
export const blankLife: Life = {
  session: sessionOf(DEFAULT_RULES), number: '', serial: 0, byDelegation: false, open: false, terms: termsOf(DEFAULT_RULES),
  filedAt: null, refusal: null, merged: null, lead: null, assist: [], assignedAt: null, returnBy: null, due: null, round: 1,
  extension: null, notes: [], replies: [], onTime: null, overdueAt: null, ratings: [], rateBy: null, settlement: null,
  promise: null, answer: null, files: [], published: null, closedAt: null,
}
