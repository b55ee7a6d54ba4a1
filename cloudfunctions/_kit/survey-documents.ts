import type { Standing } from '../../domain/survey/life'
import type { Counted, Packed } from '../../domain/survey/tally'
import type { Survey } from '../../types/survey'
import type { Values } from '../../types/survey-answers'
import type { Group } from '../../types/survey-results'
import type { Kept } from './kept'

/**
 * A survey. `kept` is its state but for the clock (domain/survey/life.ts); what it knows of its audience was counted when it
 * was published. `counting`: the next bucket to be recounted after the end, and until when somebody is at it.
 */
export interface SurveyDoc extends Kept, Omit<Survey, '_id' | 'rev' | 'state'> {
  kept: Standing['kept']
  questions: number
  expectedUnits: Record<string, number>
  unitNames: Group[]
  buckets: number
  withdrawnAt: number | null
  /** The revision that was published: its quotas are named after it. */
  publishedRev: number
  counting: { next: number; leaseUntil: number } | null
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
