import { voidBallot } from '../_kit/ballot-draw'
import { command } from '../_kit/cloud'
import type { Store } from '../_kit/store'
import type { SurveyRoundDoc } from '../_kit/survey-documents'

/** Each step of a round is one conditional write on the papers' side, then one on the survey's; either may come again. */

export const LIVE: SurveyRoundDoc['state'][] = ['preparing', 'drawing', 'drawn', 'open', 'closing']

/** The box takes answers from now on: two scrutineers have signed what was drawn. */
export async function openBox(store: Store, bare: Store, { _id }: Pick<SurveyRoundDoc, '_id'>): Promise<void> {
  await bare.ballotRounds.change({ _id, state: 'drawn' }, { state: 'open' })
  await store.surveyRounds.change({ _id, state: 'drawn' }, { state: 'open' })
}

/** Ends a round that comes to nothing: no key is left of it, and everybody concerned reads why. */
export async function voidSurveyRound(store: Store, bare: Store, { _id, issuers }: Pick<SurveyRoundDoc, '_id' | 'issuers'>, why: string, more: Partial<SurveyRoundDoc> = {}): Promise<void> {
  await voidBallot(bare, _id, issuers.length)
  await store.surveyRounds.change({ _id, state: command.in(LIVE) }, { ...more, state: 'void', why })
}
