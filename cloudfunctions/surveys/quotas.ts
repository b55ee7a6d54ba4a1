import { groupOf, type Asked } from '../../domain/survey/audience'
import { Refusal } from '../../domain/refusal'
import { command } from '../_kit/cloud'
import type { SurveyDoc } from '../_kit/survey-documents'
import type { Store } from '../_kit/store'

export const quotaId = (surveyId: string, rev: number, group: string) => `${surveyId}.${rev}.${group}`

interface Quota { _id: string; limit: number }

/** The quota that a person counts in, if there is one. */
export function quotaFor({ _id, publishedRev, settings: { quotaBy, quotas } }: SurveyDoc, asked: Asked): Quota | undefined {
  if (quotaBy === null) return undefined
  const found = quotas.find(q => q.group === groupOf(quotaBy, asked))
  return found && { _id: quotaId(_id, publishedRev, found.group), limit: found.limit }
}

const placeOf = (answerId: string) => `by.${answerId}` as const

/** Takes a place: one conditional update, so that no two people ever take the last one and nobody takes two. */
export const takePlace = async (store: Store, { _id, limit }: Quota, answerId: string): Promise<boolean> =>
  (await store.surveyQuotas.change({ _id, n: command.lt(limit), [placeOf(answerId)]: command.exists(false) }, { n: command.inc(1), [placeOf(answerId)]: true })) > 0

/** Whoever took a place and was cut off before answering still has it. @throws Refusal when the group is full */
export async function demandPlace(store: Store, { _id }: Quota, answerId: string): Promise<void> {
  if ((await store.surveyQuotas.count({ _id, [placeOf(answerId)]: true })) > 0) return
  throw new Refusal('QUOTA_FULL', '您所在的分组已经收满，这份问卷不再收新的答卷。谢谢您的关注')
}
