import * as z from 'zod/mini'
import { Pub, Sig, ToSeal } from './ballot'
import { Id, Instant, Nothing } from './common'
import type { Contract } from './contract'

/**
 * What a survey under the papers of the secret ballot 匿名 has beside the others. Workers join 报名 from the survey's start
 * until `drawFrom`, draw their papers 领卷 until `answerFrom`, and answer from then (as soon as two scrutineers have signed)
 * until its end. `split`: every unit directly below the audience's root draws papers of its own, and results can be seen by
 * unit. `single`: the union office issues the papers alone, without the witness 见证方; said on every page.
 */
export const Anonymous = z.strictObject({ drawFrom: Instant, answerFrom: Instant, split: z.boolean(), single: z.boolean() })
export type Anonymous = z.infer<typeof Anonymous>

/** One round of papers 票箱, `<surveyId>.s<number>`. */
export const SurveyRoundId = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}\.s\d{1,2}$/, '票箱编号格式不对'))

/**
 * Where a round is: preparing (waits for its keys), drawing 领卷中, drawn 领卷结束，待签封, open 作答中, closing 待签封结果, counted 已统计,
 * void 作废 (`why`).
 */
export const SurveyRoundState = z.enum(['preparing', 'drawing', 'drawn', 'open', 'closing', 'counted', 'void'])
export type SurveyRoundState = z.infer<typeof SurveyRoundState>

/** A round as staff and scrutineers see it: how many, never who, and nothing of the box before it is counted. */
export const SurveyRound = z.object({
  roundId: SurveyRoundId,
  no: z.int(),
  /** The group whose round it is (`金工车间`), with `（第 1 票箱）` where a group has several; the audience as a whole is `全体`. */
  name: z.string(),
  /** People who joined. */
  seats: z.int(),
  state: SurveyRoundState,
  why: z.string(),
  /** Papers drawn from every issuer, and those that lack an issuer's answer: null before the draw is over. */
  drawn: z.nullable(z.int()),
  incomplete: z.nullable(z.int()),
  /** 校验码 of the manifest, and the issuers by name; empty before it is set up. */
  code: z.string(),
  issuers: z.array(z.string()),
  /** When the box closes, once the end has come. */
  closesAt: z.nullable(Instant),
  /** Scrutineers of this round, and which heads each has signed. */
  scrutineers: z.array(z.object({ personId: Id, name: z.string(), opening: z.boolean(), final: z.boolean() })),
  /** Of a counted round: answers in the box, and those among them that no phone of ours could have sent. */
  ballots: z.nullable(z.int()),
  spoilt: z.nullable(z.int()),
})
export type SurveyRound = z.infer<typeof SurveyRound>

/** What a scrutineer 监票人 is waited for: keys = to register a signing key; opening, final = to sign so many rounds. */
export const SealWait = z.object({ id: Id, title: z.string(), waits: z.enum(['key', 'opening', 'final']), rounds: z.int(), until: Instant })
export type SealWait = z.infer<typeof SealWait>

/** What waits before the draw can begin, in words; null = nothing does. */
export const Waits = z.nullable(z.string())

export const surveyBallots = {
  /**
   * 报名: the caller's phone takes part with this device key. Until the draw begins the same person may come with another
   * phone, whose key then counts. A repeat changes nothing.
   */
  join: { input: z.strictObject({ id: Id, pub: Pub }), output: z.object({ devicePub: z.string() }) },
  /** The caller's place: `roundId` and `seat` are null until the draw has begun, and for whoever did not join. */
  place: {
    input: z.strictObject({ id: Id }),
    output: z.object({ joined: z.boolean(), roundId: z.nullable(SurveyRoundId), seat: z.nullable(z.string()), devicePub: z.string() }),
  },
  /** A scrutineer's signing key, before the papers are set up; a new phone replaces the old key. */
  sealKey: { input: z.strictObject({ id: Id, pub: Pub }), output: z.object({ scrutineers: z.array(z.string()) }) },
  /** For staff and scrutineers. `keys`: the scrutineers who have registered. */
  rounds: {
    input: z.strictObject({ id: Id }),
    output: z.object({ title: z.string(), waits: Waits, keys: z.array(z.object({ personId: Id, name: z.string(), pub: z.string() })), rounds: z.array(SurveyRound) }),
  },
  /** As in the congress. `file`: the address of a JSON array that holds the lines, where they are too many for an answer; else empty. */
  toSeal: { input: z.strictObject({ id: Id, roundId: SurveyRoundId }), output: z.object({ ...ToSeal.shape, file: z.string() }) },
  /** `batches` stays empty: there are no papers on paper. The second signature opens the box, or lets the answers be counted. */
  seal: {
    input: z.strictObject({ id: Id, roundId: SurveyRoundId, n: z.literal([0, 1]), sig: Sig, batches: z.array(Sig).check(z.maxLength(0, '匿名问卷没有纸质票')) }),
    output: SurveyRound,
  },
  /** Surveys that wait for the caller, a scrutineer: also shown among the duties 履职. */
  toSealList: { input: Nothing, output: z.object({ items: z.array(SealWait) }) },
} as const satisfies Contract
