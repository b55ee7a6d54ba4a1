import type { SessionKind } from '../../types/congress-rules'
import type { WorkCalendar } from '../working-days'
import type { KindCounts, WomenCount } from './seats'

/** What the gates of a session 会次 are checked by: counts and days, no names. Days are `2026-11-21`, null = has not happened. */
export interface SessionFacts {
  kind: SessionKind
  today: string
  calendar: WorkCalendar

  /** First day of the meeting. */
  startsOn: string | null
  headcount: number
  /** Women among the staff (null = no term says so), and among the delegates. */
  staffWomen: number | null
  women: WomenCount
  /** The roll 应到 by kind of seat. */
  kinds: KindCounts
  /** The agenda told to all workers. */
  agendaToldOn: string | null
  /** The day on which the last delegate got the last paper, and how many of the roll have got all, and opened all. */
  papersDeliveredOn: string | null
  papersDelivered: number
  papersRead: number
  /** The window for motions 提案征集. */
  motionsFrom: string | null
  motionsTo: string | null
  /** The qualification review 资格审查: its report, and delegates whose qualification is still open. */
  qualifiedOn: string | null
  unqualified: number

  /** Delegates in the hall now 实到. */
  present: number
  presidium: KindCounts
  presidiumElectedOn: string | null
  agendaAdoptedOn: string | null

  /** Delegations 代表团, those of them that have discussed, and their opinions. */
  delegations: number
  discussed: number
  opinions: number
  opinionsAnswered: number

  /** Matters on the agenda, and those decided, heard or withdrawn. */
  matters: number
  settled: number
  /** Decisions of joint meetings since the last session, and those reported (or confirmed) here. */
  jointDecisions: number
  jointReported: number
  resolutionSignedOn: string | null

  closedOn: string | null
  publishedOn: string | null
  /** When the results were taken down; null = they still hang. */
  takenDownOn: string | null
  reportedOn: string | null
  sealedOn: string | null
}

/** Everybody on the roll 应到. */
export const rollOf = (facts: Pick<SessionFacts, 'kinds'>): number => Object.values(facts.kinds).reduce((a, b) => a + b, 0)
