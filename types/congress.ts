import * as z from 'zod/mini'
import { Attachments } from './attachment'
import { BallotLists, BallotSeat, Pub, Sig, ToSeal } from './ballot'
import { Cursor, Day, Done, FileId, Id, Instant, Nothing, Rev, SearchText, TenantChoice, pageOf, text } from './common'
import { SessionActInput } from './congress-acts'
import { Batch, BatchEntry, MyPart, RollCall, Round, RoundId } from './congress-round'
import { CongressRules, EnterpriseKind, Jurisdiction, MatterKind, SessionKind } from './congress-rules'
import { RulesEdit } from './congress-rules-edit'
import { Attendance, GateState, Matter, Opinion, PaperRow, RollRow, Session, SessionPaper, SessionRow } from './congress-session'
import { Committee, District, DistrictVote, Finding, SeatRow, Staffing, Term, TermKind, TermRow } from './congress-term'
import { Choice, KeyOfChoice, Question, Way } from './congress-vote'
import type { Contract } from './contract'

const RulesVersion = z.object({ version: z.int(), jurisdiction: Jurisdiction, kind: EnterpriseKind, rules: CongressRules, by: z.string(), at: Instant })
const People = z.array(Id).check(z.minLength(1, '请至少选一位'), z.maxLength(500, '一次最多 500 位'))
const count = z.int().check(z.minimum(0), z.maximum(100_000))

const MatterEdit = {
  title: text(80, 2, '议题名称'), text: text(5000), kind: MatterKind, way: Way, question: z.nullable(Question),
  about: z.nullable(Id), major: z.boolean(), order: z.int().check(z.minimum(1), z.maximum(200)),
}

/** What a page of a session shows; gates are computed from what is stored. */
const SessionView = z.object({
  session: Session,
  matters: z.array(Matter),
  gates: z.array(GateState),
  /** My place on the roll; null = not on it. */
  me: z.nullable(RollRow),
  /** What may be done by the caller now: acts of types/congress-acts.ts. */
  acts: z.array(z.string()),
})

/** What a phone in the hall asks again and again, two round trips. */
const HallNow = z.object({
  session: SessionRow, me: z.nullable(RollRow), matter: z.nullable(z.object({ _id: Id, title: z.string() })),
  round: z.nullable(Round), part: z.nullable(MyPart), until: z.nullable(Instant),
  /** My seat in a running secret ballot on phones; null = not on its roll. */
  seat: z.nullable(BallotSeat),
})

/** What the big screen shows: one call. `code` is the changing check-in code and its picture. */
const ScreenNow = z.object({
  session: SessionRow, attendance: Attendance, matter: z.nullable(Matter), round: z.nullable(Round), until: z.nullable(Instant),
  code: z.nullable(z.object({ text: z.string(), image: z.string(), until: Instant })), now: Instant,
})

export const congress = {
  rulesGet: { input: z.strictObject({ tenant: TenantChoice }), output: z.object({ current: RulesVersion, versions: z.array(RulesVersion), packs: z.array(z.object({ jurisdiction: Jurisdiction, kind: EnterpriseKind, rules: CongressRules })), rev: Rev }) },
  rulesSave: { input: z.strictObject({ rev: Rev, jurisdiction: Jurisdiction, kind: EnterpriseKind, changes: RulesEdit }), output: RulesVersion },

  terms: { input: z.strictObject({ tenant: TenantChoice }), output: z.object({ items: z.array(TermRow) }) },
  term: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: z.object({ term: Term, seats: z.array(SeatRow), quota: z.object({ needed: z.int(), sentence: z.string() }), findings: z.array(Finding) }) },
  termSave: { input: z.strictObject({ id: Id, rev: Rev, no: z.int().check(z.minimum(1), z.maximum(99)), kind: TermKind, name: text(20, 2, '名称'), from: Day, to: Day, seats: z.int().check(z.minimum(1), z.maximum(5000)), staffing: Staffing, districts: z.array(District).check(z.maxLength(200)) }), output: Term },
  /** Records the election of an electoral unit 选区; whoever is elected gets a dated seat. */
  elect: { input: z.strictObject({ termId: Id, id: Id, districtId: Id, why: z.enum(['general', 'by']), heldOn: Day, took: count, votes: z.array(DistrictVote).check(z.minLength(1), z.maxLength(200)) }), output: Term },
  endSeat: { input: z.strictObject({ termId: Id, id: Id, personId: Id, why: z.enum(['recalled', 'resigned', 'left']), on: Day, took: z.optional(count), yes: z.optional(count) }), output: Term },
  committeesSave: { input: z.strictObject({ termId: Id, rev: Rev, committees: z.array(z.strictObject({ id: Id, name: text(40, 2, '小组名称'), headId: z.nullable(Id), memberIds: z.array(Id).check(z.maxLength(50)) })).check(z.maxLength(30)) }), output: z.object({ committees: z.array(Committee), rev: Rev }) },

  sessions: { input: z.strictObject({ tenant: TenantChoice, cursor: z.optional(Cursor) }), output: pageOf(SessionRow) },
  /** What waits for me: papers to read, a check-in that is open, a vote that is open, a count to enter, a resolution to sign. */
  waiting: { input: Nothing, output: z.object({ items: z.array(z.object({ kind: z.enum(['papers', 'checkIn', 'vote', 'sign']), session: SessionRow, text: z.string(), roundId: z.nullable(RoundId) })), today: z.nullable(SessionRow) }) },
  session: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: SessionView },
  sessionSave: {
    input: z.strictObject({
      id: Id, rev: Rev, termId: Id, no: z.int().check(z.minimum(1), z.maximum(99)), title: text(60, 2, '会议名称'), kind: SessionKind, rehearsal: z.boolean(), place: text(60, 1, '会场'), startsAt: Instant,
      /** Of a joint meeting: who is called. Of a rehearsal: real delegates who take part beside the invented ones. */
      personIds: z.optional(z.array(Id).check(z.maxLength(500))),
      /** Of a rehearsal: how many invented delegates in how many delegations. */
      invented: z.optional(z.strictObject({ people: z.int().check(z.minimum(0), z.maximum(1000)), delegations: z.int().check(z.minimum(1), z.maximum(40)) })),
    }),
    output: Session,
  },
  act: { input: SessionActInput, output: SessionView },

  papers: { input: z.strictObject({ sessionId: Id, tenant: TenantChoice }), output: z.object({ items: z.array(PaperRow), delegates: z.int() }) },
  paperSave: { input: z.strictObject({ id: Id, rev: Rev, sessionId: Id, matterId: z.nullable(Id), leaderId: z.nullable(Id), title: text(80, 2, '文件名称'), text: text(20_000), files: Attachments }), output: SessionPaper },
  paperDeliver: { input: z.strictObject({ id: Id }), output: SessionPaper },
  paper: { input: z.strictObject({ id: Id, tenant: TenantChoice }), output: z.object({ paper: SessionPaper, files: z.array(z.object({ fileId: FileId, url: z.string() })) }) },
  /** Proof of reading 阅知: the delegate's own act at the end of the paper. */
  paperRead: { input: z.strictObject({ id: Id }), output: Done },
  paperUnread: { input: z.strictObject({ id: Id }), output: z.object({ items: z.array(z.object({ personId: Id, name: z.string(), delegation: z.string() })) }) },

  matterSave: { input: z.strictObject({ id: Id, rev: Rev, sessionId: Id, ...MatterEdit }), output: Matter },
  matterWithdraw: { input: z.strictObject({ id: Id, rev: Rev, why: text(500, 2, '撤回理由') }), output: Matter },

  opinions: { input: z.strictObject({ sessionId: Id, cursor: z.optional(Cursor) }), output: pageOf(Opinion) },
  opinionAdd: { input: z.strictObject({ id: Id, sessionId: Id, matterId: z.nullable(Id), text: text(2000, 2, '意见') }), output: Opinion },
  opinionAnswer: { input: z.strictObject({ id: Id, rev: Rev, text: text(2000, 2, '答复') }), output: Opinion },

  checkIn: { input: z.strictObject({ id: Id, code: text(200, 4, '签到码') }), output: RollRow },
  /** Leaving 离场 and returning 返场 by oneself. */
  step: { input: z.strictObject({ id: Id, act: z.enum(['leave', 'return']), key: Id }), output: RollRow },
  /** Staff tick names. */
  tick: { input: z.strictObject({ id: Id, personIds: People, act: z.enum(['in', 'leave', 'return']), key: Id }), output: z.object({ items: z.array(RollRow) }) },
  oneTimeCode: { input: z.strictObject({ id: Id, personId: Id }), output: z.object({ code: z.string(), until: Instant }) },
  /** Lets a delegate check in from another phone after the first was lost. */
  releasePhone: { input: z.strictObject({ id: Id, personId: Id }), output: RollRow },
  /** `text`: part of a name, for whoever stands at the desk. */
  roll: { input: z.strictObject({ id: Id, show: z.enum(['all', 'present', 'absent', 'observers']), delegation: z.optional(text(40)), text: z.optional(SearchText), cursor: z.optional(Cursor) }), output: pageOf(RollRow) },

  now: { input: z.strictObject({ id: Id }), output: HallNow },
  screen: { input: z.strictObject({ id: Id }), output: ScreenNow },

  /** `phones`: a secret ballot is drawn and cast on phones; `single`: the union office issues its papers alone, without the witness. */
  roundOpen: { input: z.strictObject({ phones: z.optional(z.boolean()), single: z.optional(z.boolean()), matterId: Id, no: z.int().check(z.minimum(1), z.maximum(20)), way: Way, why: text(200), seats: z.optional(z.int()), candidates: z.optional(z.array(KeyOfChoice).check(z.maxLength(300, '候选人最多 300 位'))) }), output: Round },
  cast: { input: z.strictObject({ roundId: RoundId, choice: Choice }), output: z.object({ state: z.enum(['accepted', 'undecided']), at: Instant }) },
  /** Writes the closing first, counts afterwards; repeated by anybody who may close, it goes on with the count. */
  roundClose: { input: z.strictObject({ roundId: RoundId }), output: Round },
  roundVoid: { input: z.strictObject({ roundId: RoundId, why: text(500, 2, '作废理由') }), output: Round },
  round: { input: z.strictObject({ roundId: RoundId, tenant: TenantChoice }), output: z.object({ round: Round, part: z.nullable(MyPart), calls: z.array(RollCall), batches: z.array(Batch) }) },
  /** Hands paper ballots 纸质票 to delegates who are present: from then on their only way in this round. */
  paperIssue: { input: z.strictObject({ roundId: RoundId, personIds: People }), output: Round },
  batchEnter: { input: z.strictObject({ roundId: RoundId, no: z.int().check(z.minimum(1), z.maximum(50)), entry: BatchEntry }), output: Batch },
  batchSettle: { input: z.strictObject({ roundId: RoundId, no: z.int().check(z.minimum(1), z.maximum(50)), rev: Rev, entry: BatchEntry, note: text(500, 2, '核对说明') }), output: Batch },

  /** Registers the key of the phone that checked in: with it the phone draws papers in every round of the session. */
  deviceKey: { input: z.strictObject({ id: Id, pub: Pub }), output: Done },
  /** Registers a booth tablet's 秘密写票处 key for a delegate who is present without a phone. */
  boothKey: { input: z.strictObject({ id: Id, personId: Id, pub: Pub }), output: Done },
  /** Registers the key with which a scrutineer signs 签封. At least two are needed before a secret ballot can be opened on phones. */
  sealKey: { input: z.strictObject({ id: Id, pub: Pub }), output: z.object({ scrutineers: z.array(z.string()) }) },
  /** Closes the draw: the issued list is final, issuers seal it and destroy their keys. */
  drawClose: { input: z.strictObject({ roundId: RoundId }), output: Round },
  /** Opens the casting, once the opening head is signed. `few`: yes, though fewer than ten papers of a kind were drawn. */
  castOpen: { input: z.strictObject({ roundId: RoundId, few: z.optional(z.boolean()) }), output: Round },
  /** Ends the marking: the box closes 90 seconds later (30 more than the longest delay), and `roundClose` works from then on. */
  castEnd: { input: z.strictObject({ roundId: RoundId }), output: Round },
  toSeal: { input: z.strictObject({ roundId: RoundId }), output: ToSeal },
  /** A scrutineer's signatures of the head that `toSeal` gave, and of each batch. */
  seal: { input: z.strictObject({ roundId: RoundId, n: z.int().check(z.minimum(0), z.maximum(1)), sig: Sig, batches: z.array(Sig).check(z.maxLength(50)) }), output: Round },
  ballotLists: { input: z.strictObject({ roundId: RoundId, tenant: TenantChoice }), output: BallotLists },

  /** Invented delegates of a rehearsal act: check in, leave, or vote as `mix` says (shares of yes, no, abstain; the rest stays silent). */
  rehearse: { input: z.strictObject({ id: Id, act: z.enum(['checkIn', 'vote']), count: z.int().check(z.minimum(1), z.maximum(500)), mix: z.optional(z.strictObject({ yes: count, no: count, abstain: count })) }), output: z.object({ done: z.int(), left: z.int() }) },
} as const satisfies Contract

