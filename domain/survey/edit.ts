import type { SurveyEdit } from '../../types/survey'

/** What staff wrote of a survey, without what became of it. */
export const editOf = ({ title, intro, thanks, mode, definition, audience, startsAt, endsAt, settings, anonymous }: SurveyEdit): SurveyEdit =>
  ({ title, intro, thanks, mode, definition, audience, startsAt, endsAt, settings, anonymous })
