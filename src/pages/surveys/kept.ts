import { presetValues } from '../../../domain/survey/questions'
import type { Output } from '../../../types/api'
import { INTRO, type Walked } from '../../components/survey-walk'
import { dropDraft, readDraft, saveDraft } from '../../services/draft'
import { SURVEY_DRAFT } from '../../services/survey-out'

export type Opened = Output<'surveys', 'open'>

/** An answer while it is written, as the phone keeps it. */
export interface Kept extends Walked {
  /** Random order of options, the same until it is sent. */
  seed: number
  /** The edition 版次 of the own answer that this changes; 0 = the first time. */
  edition: number
}

const OPENED = 'surveyOpen'

/** The questions as they were last read, so that a person in a dead spot can go on. */
export const keepOpened = (person: string, id: string, opened: Opened) => {
  try {
    saveDraft(person, OPENED, id, opened)
  } catch { /* The phone is full: it works as long as there is a network. */ }
}
export const keptOpened = (person: string, id: string): Opened | undefined => readDraft<Opened>(person, OPENED, id)?.data
export const dropOpened = (person: string, id: string) => dropDraft(person, OPENED, id)

export interface Start { kept: Kept; word: string | undefined }

/**
 * What the form begins with: what this phone kept, what another phone kept later (named 实名 only), the own answer, or what
 * the maker has put there.
 */
export const startOf = (person: string, opened: Opened, device: string, seed: number): Start => {
  const { survey, answer, draft } = opened
  const edition = answer?.edition ?? 0
  const fresh: Kept = { values: answer?.values ?? presetValues(survey.definition), at: INTRO, seed, edition }
  const here = readDraft<Kept>(person, SURVEY_DRAFT, survey._id)
  // What was being changed has been changed elsewhere meanwhile.
  const stale = here && here.data.edition !== edition
  if (stale) dropDraft(person, SURVEY_DRAFT, survey._id)
  const other = draft && draft.device !== device && (!here || stale || draft.at > here.savedAt) ? draft : undefined
  if (other) {
    dropDraft(person, SURVEY_DRAFT, survey._id)
    return { kept: { ...fresh, values: other.values }, word: `接着您在${other.deviceName}上写的，那边写得更晚。` }
  }
  return { kept: fresh, word: stale ? '您在别处提交过了，下面是已提交的内容。' : undefined }
}
