import { pack, tallyOf } from '../../domain/survey/tally'
import { command } from './cloud'
import { every } from './every'
import { randomId } from './secrets'
import type { Store } from './store'
import type { SurveyDoc } from './survey-documents'

/** What a fold needs to know of a survey. */
export type Foldable = Pick<SurveyDoc, '_id' | 'tenantId' | 'version' | 'definition'> & { settings: Pick<SurveyDoc['settings'], 'pairs'> }

/**
 * Recounts one bucket of a survey from all its answers. Whatever waits in it is marked with a token of this fold before it is
 * read, and only what still bears the token afterwards counts as counted: an answer that changed meanwhile waits again, and
 * a fold that another one overtook takes no mark away. The tally is written on top of what was read before, never added to,
 * so a fold may break off anywhere and be done again. False = another fold was quicker, this one changed nothing.
 * Answers to questions of before (a version that was taken back) are not counted.
 */
export async function foldBucket(store: Store, survey: Foldable, bucket: number, now: number): Promise<boolean> {
  const _id = `${survey._id}.${bucket}`
  const before = await store.surveyTallies.get(_id)
  const token = randomId()
  const here = { surveyId: survey._id, bucket, version: survey.version }
  await store.surveyAnswers.change({ ...here, dirty: command.gt('') }, { dirty: token })
  const answers = await every(store.surveyAnswers, here, ['_id', 'values', 'groups'])
  const counts = { ...pack(survey.definition, tallyOf(survey.definition, answers, survey.settings.pairs)), version: survey.version, at: now }
  const written = before
    ? (await store.surveyTallies.change({ _id, rev: before.rev }, counts)) > 0
    : await store.surveyTallies.add({ _id, tenantId: survey.tenantId, ...here, ...counts })
  if (!written) return false
  await store.surveyAnswers.change({ ...here, dirty: token }, { dirty: '' })
  return true
}
