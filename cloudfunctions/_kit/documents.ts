import type { Ballot } from '../../domain/ballot/ballot'
import type { Signed } from '../../domain/ballot/heads'
import type { PublicRound } from '../../types/ballot'
import type { BatchEntry, Round } from '../../types/congress-round'
import type { CongressRules, EnterpriseKind, Jurisdiction } from '../../types/congress-rules'
import type { Mark, Matter, Opinion, Session, SessionPaper } from '../../types/congress-session'
import type { Term } from '../../types/congress-term'
import type { Choice } from '../../types/congress-vote'
import type { Gender, Membership } from '../../types/member'
import type { Motion, MotionEvent } from '../../types/motion'
import type { Merit } from '../../types/motion-merits'
import type { Holiday, MotionRules } from '../../types/motion-rules'
import type { StatsBy } from '../../types/motion-stats'
import type { ImportRow, ImportState } from '../../types/roster-import'
import type { Unit } from '../../types/unit'
import type { SealKey } from './ballot-keys'
import type { Kept } from './kept'
import type { NoticeDocuments } from './notice-documents'
import type { LessonDocuments } from './lesson-documents'
import type { SurveyAnswerDoc, SurveyDoc, SurveyDraftDoc, SurveyQuotaDoc, SurveyRoundDoc, SurveySeatDoc, SurveyTallyDoc } from './survey-documents'

/** The fields of a person that a roster workbook decides. */
export interface RosterFields {
  name: string
  employeeNo: string
  phone: string
  unitId: string
  memberships: Membership[]
  gender?: Gender | null
}

/** Both readings of a person by one import; `before` null = the import brings the person. */
export interface RosterReadings {
  importId: string
  before: RosterFields | null
  after: RosterFields
}

/** `earlier`: the import before this one, until this one counts; a dropped import gives it back. */
export interface RosterMark extends RosterReadings {
  earlier: RosterReadings | null
}

/**
 * A person on a tenant's roster. `wx` and `web` are unique: one WeChat account and one H5 session per person, one
 * person per account; unbound persons hold `none:<_id>`, since a unique index counts a missing field as null.
 * `employeeNo` is unique in its tenant; erased and trial persons hold one made of their `_id`, which nobody is shown.
 */
export interface PersonDoc extends Kept, RosterFields {
  wx: string
  /** SHA-256 of the H5 session token, hex. */
  web: string
  webUntil: number
  /** False until the import that brought this person counts. */
  live: boolean
  /** The last import that touched this person. */
  roster: RosterMark | null
  /** False while the top-level fields may differ from what the import's state says. */
  settled: boolean
  code: { hash: string; until: number; tries: number } | null
  consent: { version: string; at: number } | null
  erasure: { reason: string; askedAt: number } | null
  erased: boolean
  /** When the roster fields were last changed by hand. */
  editedAt?: number
  /** Trial persons of the demonstration unit vanish at this instant. */
  trialUntil: number | null
  events: { act: string; by: string; at: number; note?: string }[]
  createdAt: number
}

export type UnitDoc = Unit

export interface ImportDoc extends Kept {
  fileName: string
  file: string
  /** Unique: the tenant's id while the import is open, its own `_id` afterwards. One open import a tenant. */
  slot: string
  state: ImportState
  settled: boolean
  /** Still applied; its people are being held still so that one update can undo it. */
  undoing: boolean
  done: number
  total: number
  counts: { bad: number; add: number; change: number; same: number }
  problem?: string
  /** Whoever works on it right now may be interrupted: the lease ends by itself. */
  leaseUntil: number
  byId: string
  byName: string
  at: number
  appliedAt?: number
}

export interface ImportRowDoc extends Kept, ImportRow {
  importId: string
  personId: string
  after: RosterFields | null
}

/** An H5 sign-in waiting for its confirmation by the bound phone. */
export interface SignInDoc extends Kept {
  secretHash: string
  state: 'waiting' | 'confirmed' | 'used'
  personId: string | null
  place: string
  until: number
}

/** Wrong tries of one account or one person in one hour. */
export interface TryDoc extends Kept {
  count: number
  until: number
}

/** A proof of a phone number that fits several persons, until one is chosen. */
export interface ClaimDoc extends Kept {
  wx: string
  phone: string
  until: number
}

export interface TrialDoc extends Kept {
  role: Membership['role']
  until: number
  days: number
  uses: number
}

/** A line of a motion's history as it is kept; `key` is the phone's name for the act, by which a repeat is known. */
export type KeptEvent = MotionEvent & { byId?: string; key?: string }

export interface MotionDoc extends Kept, Omit<Motion, '_id' | 'rev' | 'cosigners' | 'events' | 'parts'> {
  /** Everyone asked to co-sign, as they were called then. */
  cosigners: { personId: string; name: string; delegation: string; at: number }[]
  /** The same people's ids, for the index. */
  asked: string[]
  /** Answers by person id: each is its own field, so that co-signers never overwrite one another. */
  answers: Record<string, { answer: 'accepted' | 'declined'; at: number }>
  events: KeptEvent[]
  /** The number of the case in its session, `000017`, unique there; `!<_id>` before it has one. */
  caseNo: string
  /** Words to find it by when another is like it. */
  words: string[]
  /** When the timer has to look at it next. */
  wake: number
  /** Reminders given. */
  marks: string[]
  /** What statistics say of it now (domain/motion-stats.ts), and where it was last counted. */
  standing: string
  counted: string[]
  uncounted: boolean
}

/** One a tenant, `_id` = its id: every version of its rules, and the days that are not what their weekday says. */
export interface RulesDoc extends Kept {
  versions: MotionRules[]
  holidays: Holiday[]
}

/** The statistics of one session: `_id` = `<tenantId>.<session>`. */
export interface TallyDoc extends Kept {
  session: string
  cells: { by: StatsBy; key: string; standing: string; n: number }[]
  /** The cells of the whole session once more, for whoever adds up many enterprises. */
  whole: { by: StatsBy; key: string; standing: string; n: number }[]
}

/** A motion before a jury; `tenantId` is the jury's. Scores by person id: jury members never overwrite one another. */
export interface MeritDoc extends Kept, Omit<Merit, '_id' | 'tenantId' | 'rev' | 'scored' | 'mean' | 'myScore' | 'forwarded'> {
  scores: Record<string, number>
}

/** The congress's rules of a tenant, `_id` = its id: every version, none ever changed. */
export interface CongressRulesDoc extends Kept {
  versions: { version: number; jurisdiction: Jurisdiction; kind: EnterpriseKind; rules: CongressRules; by: string; at: number }[]
}

/** `pending`: elections and ends whose seats may not all have been written to the people yet. */
export interface TermDoc extends Kept, Omit<Term, '_id' | 'rev'> {
  pending?: string[]
}

/** `keys` are the phones' names for the acts done, by which a repeat is known; `invited` are those called to a joint meeting or a rehearsal. */
export interface SessionDoc extends Kept, Omit<Session, '_id' | 'rev'> {
  keys: string[]
  invited: string[]
  invented: { people: number; delegations: number }
  /** The roll as it is being frozen: whoever goes on with it writes the same rows. */
  freezing?: RollSeed[] | null
  /** When `roundId` was named; its round is written a moment later. */
  namedAt?: number
  /** Matters that a joint meeting decided, for the next session to hear of. */
  decided?: string[]
  /** Keys with which scrutineers sign 签封. */
  sealKeys?: SealKey[]
}

/** Who is put on a roll, and as what. */
export interface RollSeed {
  personId: string
  name: string
  delegation: string
  kind: string
  observer: boolean
  invented: boolean
}

/** `_id` = the phone's; unique by session and order only for reading, so two may share a place until sorted. */
export interface MatterDoc extends Kept, Omit<Matter, '_id' | 'rev' | 'rounds'> {}

export interface SessionPaperDoc extends Kept, Omit<SessionPaper, '_id' | 'rev' | 'readers' | 'mine'> {}

/** Proof of reading 阅知, `_id` = `<paperId>.<personId>`. */
export interface PaperReadDoc extends Kept {
  sessionId: string
  paperId: string
  personId: string
  at: number
}

export interface OpinionDoc extends Kept, Omit<Opinion, '_id' | 'rev'> {
  personId: string
}

/**
 * One line of a session's frozen roll, `_id` = `<sessionId>.<personId>`, which is the person's attendance too.
 * `device` is unique in a session: a hash of the account that checked in, so that one phone cannot stand for two
 * people; `none:<personId>` before.
 */
export interface RollDoc extends Kept {
  sessionId: string
  personId: string
  name: string
  delegation: string
  kind: string
  observer: boolean
  invented: boolean
  present: boolean
  device: string
  marks: Mark[]
  code: { hash: string; until: number } | null
  /** The phones' names for what was done to the row after checking in, by which a repeat is known. */
  keys?: string[]
  /** The key with which the delegate's phone, or the booth tablet, draws papers of secret ballots. */
  devicePub?: string
  booth?: boolean
}

/** `_id` = `<matterId>.<no>`. `counted`: whose votes the count took in; what slipped in afterwards is late for ever. */
export interface RoundDoc extends Kept, Omit<Round, '_id' | 'rev' | 'missing'> {
  counted: string[] | null
  openedBy: string
  closedBy: string | null
}

/** `_id` = `<roundId>.<personId>`: the one channel that a person has in a round, phone or paper. */
export interface VoteDoc extends Kept {
  roundId: string
  personId: string
  channel: 'phone' | 'paper'
  choice: Choice | null
  at: number
}

/** `_id` = `<roundId>.<no>`. Entries by person id, so that the two never overwrite one another. */
export interface BatchDoc extends Kept {
  roundId: string
  no: number
  entries: Record<string, { name: string; at: number; entry: BatchEntry }>
  settled: BatchEntry | null
  note: string
}

/**
 * A round of secret ballot, as issuer and box see it; `_id` = the round's. `issuer` = which one of the manifest's this
 * environment is. Private keys are wrapped under the environment's secret, and empty once destroyed.
 */
export interface BallotRoundDoc extends Kept {
  state: PublicRound['state'] | 'preparing'
  /** Canonical JSON; empty while a witness is only preparing. */
  manifest: string
  issuer: number
  modulus: string
  key: string
  /** Signs the issuer's statements: that a head is right, that the key is gone. */
  word: string
  wordPub: string
  /** The seats while they are being written one by one; empty afterwards, and at a witness. */
  roll: { seat: string; devicePub: string; rollId: string }[]
  /** Signs receipts and heads; empty at a witness. */
  box: string
  closesAt: number | null
  /** What the issuer signed when it sealed the draw; empty before. */
  sealed: { head: string; sig: string; destroyed: string } | null
}

/** A seat present when the draw was opened, `_id` = `<round>.<seat>`; `rollId` leads to the session's roll, at home only. */
export interface BallotSeatDoc extends Kept {
  round: string
  seat: string
  devicePub: string
  rollId: string
  paper: boolean
}

/**
 * A paper that was handed out, `_id` = `<round>.<seat>`: the seat's one channel. No time, no address, no account, no
 * order. `answers` by the manifest's issuers: the own one; the other issuer's stands in its environment and in the sealed list.
 */
export interface IssuedDoc {
  _id: string
  rev: number
  round: string
  seat: string
  channel: 'phone' | 'paper'
  devicePub: string
  blinded: string[]
  deviceSig: string
  answers: string[]
  /** It was there when the draw was closed; whatever came in later counts for nothing. */
  listed: boolean
}

/** A ballot in the box, `_id` = hash of its key: nothing beside what the voter sent. */
export interface BallotDoc extends Ballot {
  _id: string
  rev: number
}

/** A head of a round, `_id` = `<round>.<n>`; texts are canonical JSON as in the public record. `file` = the sealed board. */
export interface HeadDoc {
  _id: string
  rev: number
  round: string
  n: 0 | 1
  head: string
  sigs: Signed[]
  /** Paper batches and their signatures, in the same order. */
  batches: string[]
  batchSigs: Signed[][]
  tally: string
  file: string
  record: string
  /** Of the opening head: what each issuer signed when it destroyed its key. */
  destroyed: string[]
  /** Of the final head: what lay in the box and was no ballot. */
  spoilt: number
}

/** A list that is being gathered for one person, or was: `cursor` null = gathered, `file` = put together. */
export interface HandoutDoc extends Kept {
  byId: string
  cursor: string | null
  done: number
  parts: string[]
  file: string | null
  until: number
}

export interface Documents extends LessonDocuments, NoticeDocuments {
  people: PersonDoc
  units: UnitDoc
  imports: ImportDoc
  importRows: ImportRowDoc
  signIns: SignInDoc
  tries: TryDoc
  claims: ClaimDoc
  trials: TrialDoc
  motions: MotionDoc
  motionRules: RulesDoc
  motionTallies: TallyDoc
  merits: MeritDoc
  congressRules: CongressRulesDoc
  terms: TermDoc
  sessions: SessionDoc
  matters: MatterDoc
  sessionPapers: SessionPaperDoc
  paperReads: PaperReadDoc
  opinions: OpinionDoc
  roll: RollDoc
  rounds: RoundDoc
  votes: VoteDoc
  batches: BatchDoc
  handouts: HandoutDoc
  ballotRounds: BallotRoundDoc
  ballotRoll: BallotSeatDoc
  issued: IssuedDoc
  ballots: BallotDoc
  heads: HeadDoc
  surveys: SurveyDoc
  surveyAnswers: SurveyAnswerDoc
  surveyTallies: SurveyTallyDoc
  surveyQuotas: SurveyQuotaDoc
  surveyDrafts: SurveyDraftDoc
  surveySeats: SurveySeatDoc
  surveyRounds: SurveyRoundDoc
}

export type CollectionName = keyof Documents
