import type { Phase } from '../../domain/survey/anonymous'
import type { Standing } from '../../domain/survey/life'
import type { Counted, Packed } from '../../domain/survey/tally'
import type { Survey } from '../../types/survey'
import type { SurveyRoundState } from '../../types/survey-ballot'
import type { Values } from '../../types/survey-answers'
import type { Group } from '../../types/survey-results'
import type { SealKey } from './ballot-keys'
import type { Kept } from './kept'

/**
 * A survey. `kept` is its state but for the clock (domain/survey/life.ts); what it knows of its audience was counted when it
 * was published. `counting`: the next bucket to be recounted after the end, and until when somebody is at it.
 */
export interface SurveyDoc extends Kept, Omit<Survey, '_id' | 'rev' | 'state' | 'waits' | 'why'> {
  kept: Standing['kept']
  questions: number
  expectedUnits: Record<string, number>
  unitNames: Group[]
  buckets: number
  withdrawnAt: number | null
  /** The revision that was published: its quotas are named after it. */
  publishedRev: number
  counting: { next: number; leaseUntil: number } | null
  /** Of an anonymous one, from its publication on. */
  ballot: SurveyBallotRun | null
}

/**
 * How far an anonymous survey has come. `drawUntil`: as planned, or later where the draw began late. `due`: when the timer has
 * something to do next. `waits`, `why`: see Survey.
 */
export interface SurveyBallotRun {
  phase: Phase
  drawFrom: number
  drawUntil: number
  closesAt: number | null
  waits: string | null
  why: string
  due: number
  leaseUntil: number
  /** Keys with which scrutineers sign 签封. */
  sealKeys: SealKey[]
}

/**
 * Somebody takes part in an anonymous survey, `_id` = `<surveyId>.<personId>`. `lot` is drawn by the server and puts seats in
 * an order that says nothing. `listed`: was there when joining ended; whatever comes in later counts for nothing.
 */
export interface SurveySeatDoc extends Kept {
  surveyId: string
  personId: string
  group: string
  pub: string
  lot: string
  listed: boolean
}

/** A round of papers of a survey, `_id` = the round's; `after`: the lot behind which its seats begin, null = not known yet. */
export interface SurveyRoundDoc extends Kept {
  surveyId: string
  no: number
  name: string
  group: string
  groups: string[]
  seats: number
  after: string | null
  state: SurveyRoundState
  why: string
  drawn: number | null
  incomplete: number | null
  code: string
  issuers: string[]
  scrutineers: { personId: string; name: string }[]
  closesAt: number | null
  ballots: number | null
  spoilt: number | null
}

/**
 * One person's answer to one survey; `_id` = keyed hash of both, so that there is one and no list leads to it. It holds no
 * time and, unless the survey is named, no person. `dirty`: '' = counted as it is; otherwise it waits, or a fold's token.
 */
export interface SurveyAnswerDoc extends Kept, Counted {
  surveyId: string
  version: number
  bucket: number
  edition: number
  dirty: string
  personId?: string
}

/**
 * The counts of one bucket, `_id` = `<surveyId>.<bucket>`: always written whole. `at`: when the fold began; `version`: of the
 * answers counted.
 */
export interface SurveyTallyDoc extends Kept, Packed {
  surveyId: string
  bucket: number
  version: number
  at: number
}

/** A quota 配额, `_id` = `<surveyId>.<publishedRev>.<group>`; `by` = the answers that took a place. */
export interface SurveyQuotaDoc extends Kept {
  surveyId: string
  limit: number
  n: number
  by: Record<string, true>
}

/** What somebody has written of a named survey and not sent yet, `_id` = the answer's and `d`; `edition` = the answer's when it was written. */
export interface SurveyDraftDoc extends Kept {
  surveyId: string
  personId: string
  edition: number
  values: Values
  device: string
  deviceName: string
  at: number
}
