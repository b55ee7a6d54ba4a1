import * as z from 'zod/mini'
import { BallotInfo } from './ballot'
import { Id, Instant, Rev } from './common'
import { Choice, Counts, Decision, Question, Tally, Way } from './congress-vote'

/**
 * open 投票中, closing 已截止待计票 (paper batches may still be entered), counted 已计票, void 作废. A secret ballot on phones
 * begins with drawing 领票中 and drawn 领票结束: nobody casts before the draw is closed and sealed.
 */
export const RoundState = z.enum(['drawing', 'drawn', 'open', 'closing', 'counted', 'void'])
export type RoundState = z.infer<typeof RoundState>

/** `<matterId>.<no>`: two chairs who open at once open the same round. */
export const RoundId = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}\.\d{1,2}$/, '轮次编号格式不对'))

/** A round as lists show it: no number of any kind before it is counted, except how many have voted. */
export const RoundRow = z.object({
  _id: RoundId, no: z.int(), way: Way, state: RoundState, why: z.string(), prevId: z.nullable(RoundId),
  openedAt: Instant, closedAt: z.nullable(Instant), decision: z.nullable(Decision),
})
export type RoundRow = z.infer<typeof RoundRow>

/** What was entered of one batch of paper ballots 纸质票批次 (or hands 举手): ballots issued and collected, and their counts. */
export const BatchEntry = z.strictObject({ issued: z.int().check(z.minimum(0), z.maximum(5000)), collected: z.int().check(z.minimum(0), z.maximum(5000)), counts: Counts })
export type BatchEntry = z.infer<typeof BatchEntry>

/** One batch entered twice, independently 双人录入; each sees the other's figures only after having entered. */
export const Batch = z.object({
  _id: z.string(), roundId: RoundId, no: z.int(),
  entries: z.array(z.object({ personId: Id, name: z.string(), at: Instant, entry: z.nullable(BatchEntry) })),
  differences: z.array(z.string()),
  settled: z.nullable(BatchEntry),
  note: z.string(),
  rev: Rev,
})
export type Batch = z.infer<typeof Batch>

/** A round of voting on a matter; quorum and denominator are frozen when it opens. */
export const Round = z.object({
  ...RoundRow.shape,
  sessionId: Id,
  matterId: Id,
  title: z.string(),
  question: Question,
  /** 应到 and 实到 when it was opened. */
  roll: z.int(),
  present: z.int(),
  /** Votes that the matter, or a candidate, needs of ALL delegates. */
  needed: z.int(),
  /** Voters by phone so far, counted for the big screen and the round's own page only; of a counted round all ballots collected. */
  voted: z.int(),
  /** Ballots handed out on paper; counted where `voted` is. */
  papers: z.int(),
  /** What a closing round still waits for, such as batches of paper ballots. */
  missing: z.nullable(z.string()),
  tally: z.nullable(Tally),
  /** Of a secret ballot on phones. */
  ballot: z.nullable(BallotInfo),
  rev: Rev,
})
export type Round = z.infer<typeof Round>

/** My part in a round: waiting (may vote), ballot (votes by secret ballot on the phone, on a page of its own), voted 已投, paper (has a paper ballot), absent (may not vote in it, with the reason), counted / late (after counting). */
export const MyPart = z.object({ state: z.enum(['waiting', 'ballot', 'voted', 'paper', 'absent', 'counted', 'late']), why: z.string(), choice: z.nullable(Choice) })
export type MyPart = z.infer<typeof MyPart>

/** One line of the roll call 记名表决名单, published after counting; never of elections or appraisals. */
export const RollCall = z.object({ name: z.string(), delegation: z.string(), vote: z.enum(['yes', 'no', 'abstain', 'none', 'late', 'paper']) })
export type RollCall = z.infer<typeof RollCall>
