import type { SessionDoc, RollDoc, MatterDoc, RoundDoc, SessionPaperDoc, TermDoc, PersonDoc, ImportDoc, CongressRulesDoc, RulesDoc, UnitDoc } from '../_kit/documents'
import { oneBeside, type Join, type Store } from '../_kit/store'

/** As many as a congress can have; a whole join stays far below what one answer may hold. */
const ROLL = 3000
export const ROUND_FIELDS = ['matterId', 'no', 'way', 'state', 'why', 'prevId', 'openedAt', 'closedAt', 'decision', 'present']
/** What the roster says of a person, and how sure it is. */
const PERSON_FIELDS = ['name', 'memberships', 'unitId', 'gender', 'settled', 'roster', 'live', 'erased', 'trialUntil']

interface Tally<T> { _id: T; n: number }

/** What a page of a session shows, beside the session. */
export interface Beside {
  matters: MatterDoc[]
  rounds: RoundDoc[]
  mine: RollDoc[]
}

/** What its gates are checked by. */
export interface FactsBeside extends Beside {
  roll: Pick<RollDoc, 'personId' | 'delegation' | 'kind' | 'observer' | 'present' | 'invented'>[]
  papers: Pick<SessionPaperDoc, '_id' | 'deliveredAt'>[]
  reads: Tally<string>[]
  opinions: Tally<string>[]
  unanswered: Tally<string>[]
  term: TermDoc[]
  siblings: Pick<SessionDoc, '_id' | 'kind' | 'startsAt' | 'decided'>[]
  home: Pick<UnitDoc, '_id' | 'name'>[]
  holidays: Pick<RulesDoc, 'holidays'>[]
  rules: CongressRulesDoc[]
  delegates: PersonDoc[]
  imports: Pick<ImportDoc, 'state' | 'settled'>[]
}

const light = (id: string, personId: string): Record<keyof Beside, Join> => ({
  matters: { from: 'matters', match: { sessionId: id }, sort: { order: 1, _id: 1 }, limit: 200 },
  rounds: { from: 'rounds', match: { sessionId: id }, sort: { openedAt: 1, no: 1 }, limit: 500, fields: ROUND_FIELDS },
  mine: { from: 'roll', match: { _id: `${id}.${personId}` }, limit: 1 },
})

/** Before the roll is frozen its delegates are read from the roster; `$$stage` keeps that join empty afterwards. */
const heavy = (id: string, personId: string, tenantId: string): Record<keyof FactsBeside, Join> => ({
  ...light(id, personId),
  roll: { from: 'roll', match: { sessionId: id }, limit: ROLL, fields: ['personId', 'delegation', 'kind', 'observer', 'present', 'invented'] },
  papers: { from: 'sessionPapers', match: { sessionId: id }, limit: 500, fields: ['deliveredAt'] },
  reads: { from: 'paperReads', match: { sessionId: id }, tally: '$personId', limit: ROLL },
  opinions: { from: 'opinions', match: { sessionId: id }, tally: '$delegation', limit: 500 },
  unanswered: { from: 'opinions', match: { sessionId: id, answer: null }, tally: '$delegation', limit: 500 },
  term: oneBeside('terms', '$termId'),
  siblings: {
    from: 'sessions', bind: { term: '$termId' }, limit: 100, fields: ['kind', 'startsAt', 'decided'],
    match: { rehearsal: false, stage: { $in: ['closed', 'archived'] }, $expr: { $eq: ['$termId', '$$term'] } },
  },
  home: { from: 'units', match: { _id: tenantId }, limit: 1, fields: ['name'] },
  holidays: { from: 'motionRules', match: { _id: tenantId }, limit: 1, fields: ['holidays'] },
  rules: { from: 'congressRules', match: { _id: tenantId }, limit: 1 },
  delegates: {
    from: 'people', bind: { stage: '$stage' }, limit: ROLL, fields: PERSON_FIELDS,
    match: { 'memberships.role': 'delegate', live: true, $expr: { $eq: ['$$stage', 'preparing'] } },
  },
  imports: { from: 'imports', match: { slot: tenantId }, limit: 1, fields: ['state', 'settled'] },
})

export const readSession = async (store: Store, id: string, personId: string) =>
  (await store.sessions.joined(id, light(id, personId))) as unknown as { doc: SessionDoc; beside: Beside } | undefined

/** The session with everything that its gates ask about, in one round trip. */
export const readFacts = async (store: Store, id: string, personId: string, tenantId: string) =>
  (await store.sessions.joined(id, heavy(id, personId, tenantId))) as unknown as { doc: SessionDoc; beside: FactsBeside } | undefined
