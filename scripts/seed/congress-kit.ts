import type { MatterDoc, PaperReadDoc, PersonDoc, SessionDoc, SessionPaperDoc } from '../../cloudfunctions/_kit/documents'
import { addDays, dayOf } from '../../domain/calendar'
import { findPack } from '../../domain/congress/packs'
import { seatOn } from '../../domain/membership'
import type { Question } from '../../types/congress-vote'
import { people, TERM } from './people'
import { huajiang } from './units'

export const DAY = 86_400_000
export const tenantId = huajiang._id
export const rules = findPack('national', 'state').rules
export const termId = 'term-demo-0006'

/** Everybody of 华江重工 with a seat of this term, in the order of their ids. */
export const delegates: PersonDoc[] = people
  .filter(p => p.tenantId === tenantId && seatOn(p.memberships, '2026-01-01')?.term === TERM)
  .sort((a, b) => (a._id < b._id ? -1 : 1))
export const seatOf = (p: PersonDoc) => seatOn(p.memberships, '2026-01-01')!

/** Nine in the morning, China Standard Time, so many days from now. */
export const morning = (now: number, days: number): number => Date.parse(`${addDays(dayOf(now), days)}T09:00:00+08:00`)

/** A session as it is before anything has happened. */
export const blankSession = (given: Pick<SessionDoc, '_id' | 'no' | 'title' | 'startsAt'> & Partial<SessionDoc>): SessionDoc => ({
  tenantId, rev: 1, termId, term: 6, kind: 'congress', rehearsal: false, place: '公司礼堂', stage: 'preparing', rules, rulesVersion: 0, notice: null, agendaAt: null,
  motionWindow: null, qualification: null, presidium: [], agendaAdoptedAt: null, discussions: [], observers: [], rollCount: 0, rollHash: '', rollAt: null, checkInOpen: false,
  matterId: null, roundId: null, until: null, overrides: [], resolution: null, publicity: null, report: null, archive: null, events: [], keys: [], invited: [],
  invented: { people: 0, delegations: 1 }, ...given,
})

export const matter = (given: Pick<MatterDoc, '_id' | 'sessionId' | 'order' | 'title' | 'kind' | 'question'> & Partial<MatterDoc>): MatterDoc =>
  ({ tenantId, rev: 1, text: '', way: 'secret', about: null, major: false, withdrawn: null, ...given })

export const paper = (given: Pick<SessionPaperDoc, '_id' | 'sessionId' | 'title' | 'text'> & Partial<SessionPaperDoc>): SessionPaperDoc =>
  ({ tenantId, rev: 1, matterId: null, leaderId: null, files: [], deliveredAt: null, ...given })

export const reading = (p: Pick<SessionPaperDoc, '_id' | 'sessionId'>, person: PersonDoc, at: number): PaperReadDoc =>
  ({ _id: `${p._id}.${person._id}`, tenantId, rev: 0, sessionId: p.sessionId, paperId: p._id, personId: person._id, at })

export const motion: Question = { kind: 'motion' }
