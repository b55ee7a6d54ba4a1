import { createHmac } from 'node:crypto'
import { config } from './config'

/** Surveys cannot be answered without their key; whoever deploys is told so (scripts/deploy/plan.ts). */
function surveyKey(): string {
  const key = config().ZDT_SURVEY_KEY
  if (!key) throw new Error('缺少配置：ZDT_SURVEY_KEY，问卷答卷编号的密钥 (missing configuration: key of the answers of surveys)')
  return key
}

/**
 * The `_id` of a person's answer: the database alone links nobody to an answer; whoever runs the functions and has the key
 * could. There can be one only, and a repeat meets itself.
 */
export const answerId = (surveyId: string, personId: string): string =>
  createHmac('sha256', surveyKey()).update(`${surveyId}|${personId}`).digest('base64url')

/** The bucket that an answer is counted in. */
export const bucketOf = (id: string, buckets: number): number => Buffer.from(id, 'base64url').readUInt16BE(0) % buckets
