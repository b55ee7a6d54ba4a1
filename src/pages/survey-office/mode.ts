import { anonymousProblems } from '../../../domain/survey/anonymous'
import type { SurveyEdit, SurveyMode } from '../../../types/survey'

const DAY = 86_400_000
const LEAST_THRESHOLD = 3
const USUAL_THRESHOLD = 5

/** Tomorrow at eight, in China. */
const tomorrow = (now: number): number => Math.floor((now + 8 * 3_600_000) / DAY) * DAY + DAY

/** Three days to join, two to draw, five to answer, from the start that is set already. */
const anonymousPlan = ({ startsAt, endsAt }: Pick<SurveyEdit, 'startsAt' | 'endsAt'>, now: number): Pick<SurveyEdit, 'startsAt' | 'endsAt' | 'anonymous'> => {
  const from = startsAt !== null && startsAt > now ? startsAt : tomorrow(now)
  const drawFrom = from + 3 * DAY
  const answerFrom = drawFrom + 2 * DAY
  return { startsAt: from, endsAt: Math.max(endsAt ?? 0, answerFrom + 5 * DAY), anonymous: { drawFrom, answerFrom, split: false, single: false } }
}

/** What follows for the settings from how people are known. */
export const withMode = (edit: SurveyEdit, mode: SurveyMode, now: number): Partial<SurveyEdit> => {
  if (mode === edit.mode) return {}
  const threshold = mode !== 'named' && edit.settings.threshold < LEAST_THRESHOLD ? USUAL_THRESHOLD : edit.settings.threshold
  const settings = { ...edit.settings, threshold }
  if (mode !== 'anonymous') return { mode, settings, anonymous: null }
  return { mode, settings: { ...settings, editable: false, by: [], quotaBy: null, quotas: [] }, ...anonymousPlan(edit, now) }
}

/** What is wrong with one date of an anonymous survey. */
export const dateProblem = (edit: SurveyEdit, at: 'anonymous.drawFrom' | 'anonymous.answerFrom' | 'endsAt'): string | undefined =>
  anonymousProblems(edit).find(p => p.at === at)?.message
