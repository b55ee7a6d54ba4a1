import { addDays, dayOf } from '../../domain/calendar'
import { articleWords } from '../../domain/congress/articles'
import { gatesOf, type GateOverride, type GateResult } from '../../domain/congress/gates'
import { isSettled } from '../../domain/congress/matters'
import { resolutionText } from '../../domain/congress/resolution'
import { kindCounts } from '../../domain/congress/seats'
import type { SessionFacts } from '../../domain/congress/session-facts'
import { isSigned } from '../../domain/congress/session-graph'
import { rulesFor } from '../../domain/congress/session-rules'
import { sessionName } from '../../domain/congress/session-words'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import { calendarOf } from '../../domain/working-days'
import type { CongressRules } from '../../types/congress-rules'
import type { GateState, Matter } from '../../types/congress-session'
import type { SeatKind } from '../../types/member'
import type { RollSeed, SessionDoc } from '../_kit/documents'
import { currentVersion } from './rules'
import { womenOf } from './terms'
import type { FactsBeside } from './session-read'
import { matterView } from './session-view'

/** A session, all that its gates ask about, and the roll as it would be frozen now (null once it is). */
export interface Known {
  doc: SessionDoc
  beside: FactsBeside
  seeds: RollSeed[] | null
}

/** Until it opens a session goes by the rules of today; then by its own copy. */
export const rulesNow = ({ doc, beside }: Known): { rules: CongressRules; version: number } => {
  if (doc.stage !== 'preparing' || doc.freezing) return { rules: doc.rules, version: doc.rulesVersion }
  const { rules, version } = currentVersion(beside.rules[0])
  return { rules: rulesFor(doc.kind, rules), version }
}

const day = (instant: number | null | undefined): string | null => (instant ? dayOf(instant) : null)

/** Delegates, on the roll or as they would be put on it. */
const delegatesOf = ({ beside, seeds }: Known) => (seeds ?? beside.roll).filter(r => !r.observer)

export const delegationsOf = (known: Known): string[] => [...new Set(delegatesOf(known).map(r => r.delegation).filter(Boolean))].sort()

export const closedOn = ({ doc }: Pick<Known, 'doc'>): string | null => day(doc.events.find(e => e.stage === 'closed')?.at)

export const mattersOf = ({ beside }: Known): Matter[] => beside.matters.map(m => matterView(m, beside.rounds))

const sum = (tallies: readonly { n: number }[]) => tallies.reduce((n, t) => n + t.n, 0)

/** Read is who has read all papers; who is on the roll no more does not count. */
function paperFacts({ beside }: Known, delegates: ReadonlySet<string>): Pick<SessionFacts, 'papersDeliveredOn' | 'papersDelivered' | 'papersRead'> {
  const all = beside.papers.length > 0 && beside.papers.every(p => p.deliveredAt !== null)
  return {
    papersDeliveredOn: all ? day(Math.max(...beside.papers.map(p => p.deliveredAt!))) : null,
    papersDelivered: all ? delegates.size : 0,
    papersRead: all ? beside.reads.filter(r => delegates.has(r._id) && r.n >= beside.papers.length).length : 0,
  }
}

/** Decisions of the joint meetings 联席会议 since the session before this one, and those that stand on its agenda. */
function jointFacts({ doc, beside }: Known): Pick<SessionFacts, 'jointDecisions' | 'jointReported'> {
  const earlier = beside.siblings.filter(s => s._id !== doc._id && s.startsAt < doc.startsAt)
  const since = Math.max(0, ...earlier.filter(s => s.kind !== 'joint').map(s => s.startsAt))
  const decided = earlier.filter(s => s.kind === 'joint' && s.startsAt > since).flatMap(s => s.decided ?? [])
  const about = new Set(beside.matters.filter(m => m.withdrawn === null).map(m => m.about?.matterId))
  return { jointDecisions: decided.length, jointReported: decided.filter(id => about.has(id)).length }
}

/** Votes counted after the resolution was drawn are not in it: it has to be drawn and signed again. */
function signedAt({ doc, beside }: Known): number | null {
  const { resolution } = doc
  const late = beside.rounds.some(r => resolution !== null && r.closedAt !== null && r.closedAt > resolution.drawnAt)
  return resolution && isSigned(doc) && !late ? Math.max(...resolution.signatures.map(s => s.at)) : null
}

export function factsOf(known: Known, now: number): SessionFacts {
  const { doc, beside } = known
  const delegates = delegatesOf(known)
  const ids = new Set(delegates.map(d => d.personId))
  const kinds = (rows: readonly { kind: string }[]) => kindCounts(rows as { kind: SeatKind }[])
  const chosen = new Set(doc.presidium.map(p => p.personId))
  const delegations = delegationsOf(known)
  const discussed = new Set([...doc.discussions.map(d => d.delegation), ...beside.opinions.map(o => o._id)])
  const matters = mattersOf(known)
  const { staffing } = beside.term[0] ?? { staffing: null }
  return {
    kind: doc.kind, today: dayOf(now), calendar: calendarOf(beside.holidays[0]?.holidays ?? HOLIDAYS_2026),
    startsOn: dayOf(doc.startsAt), headcount: staffing?.headcount ?? 0, staffWomen: staffing?.women ?? null, women: womenOf(beside.delegates, beside.imports[0]?.state, delegates), kinds: kinds(delegates),
    agendaToldOn: day(doc.agendaAt), ...paperFacts(known, ids),
    motionsFrom: doc.motionWindow?.from ?? null, motionsTo: doc.motionWindow?.to ?? null,
    qualifiedOn: day(doc.qualification?.at), unqualified: 0,
    present: beside.roll.filter(r => !r.observer && r.present).length,
    presidium: kinds(beside.roll.filter(r => chosen.has(r.personId))), presidiumElectedOn: day(doc.events.filter(e => e.act === 'presidium').at(-1)?.at),
    agendaAdoptedOn: day(doc.agendaAdoptedAt),
    delegations: delegations.length, discussed: delegations.filter(d => discussed.has(d)).length,
    opinions: sum(beside.opinions), opinionsAnswered: sum(beside.opinions) - sum(beside.unanswered),
    matters: matters.length, settled: matters.filter(isSettled).length, ...jointFacts(known),
    resolutionSignedOn: day(signedAt(known)),
    closedOn: closedOn(known), publishedOn: doc.publicity?.from ?? null,
    takenDownOn: doc.publicity && doc.publicity.to < dayOf(now) ? addDays(doc.publicity.to, 1) : null,
    reportedOn: doc.report?.on ?? null, sealedOn: day(doc.archive?.at),
  }
}

const confirmed = (doc: SessionDoc): GateOverride[] =>
  doc.overrides.flatMap(o => (o.confirmedById === null ? [] : [{ gate: o.gate, reason: o.reason, by: [o.askedById, o.confirmedById] }]))

/** The gates of the stage that the session is in; a cancelled one has none. */
export const gateResults = (known: Known, now: number): GateResult[] =>
  known.doc.stage === 'cancelled' ? [] : gatesOf(known.doc.stage, factsOf(known, now), rulesNow(known).rules, confirmed(known.doc))

export const gateStates = (known: Known, now: number): GateState[] =>
  gateResults(known, now).map(g => ({
    id: g.id, name: g.name, article: articleWords({ ...g.article, found: 'text' }), verified: g.article.found !== 'memory', met: g.met, why: g.why, firm: g.firm,
    override: g.override ? 'confirmed' : known.doc.overrides.some(o => o.gate === g.id && o.confirmedAt === null) ? 'asked' : null,
  }))

/** The resolution as the votes make it now; null while a matter is not settled. */
export function resolutionOf(known: Known): string | null {
  const { doc, beside } = known
  const matters = mattersOf(known)
  if (!matters.length || !matters.every(isSettled)) return null
  const { title, paragraphs } = resolutionText({
    sessionName: sessionName(doc), enterprise: beside.home[0]?.name ?? '', day: dayOf(doc.startsAt), roll: doc.rollCount,
    present: beside.rounds.at(-1)?.present ?? factsOf(known, doc.startsAt).present, rehearsal: doc.rehearsal,
    matters: matters.map(m => ({
      title: m.title, kind: m.kind, way: m.rounds.at(-1)?.way ?? null, decision: m.rounds.at(-1)?.decision ?? null, withdrawn: m.withdrawn !== null,
      ...(m.question?.kind === 'appraise' ? { grades: m.question.grades } : {}),
    })),
  })
  return [title, ...paragraphs].join('\n')
}
