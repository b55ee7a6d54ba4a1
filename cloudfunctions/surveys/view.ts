import type { Survey, SurveyEdit, SurveyRow } from '../../types/survey'
import type { SurveyDoc } from '../_kit/survey-documents'
import { stateOf } from '../_kit/survey-read'

/** What the maker of a survey wrote, as it is kept. */
export const editOf = ({ title, intro, thanks, mode, definition, audience, startsAt, endsAt, settings, anonymous }: SurveyDoc): SurveyEdit =>
  ({ title, intro, thanks, mode, definition, audience, startsAt, endsAt, settings, anonymous })

export const viewOf = (doc: SurveyDoc, now: number): Survey => ({
  _id: doc._id, ...editOf(doc), state: stateOf(doc, now), version: doc.version, expected: doc.expected, events: doc.events,
  waits: doc.ballot?.waits ?? null, why: doc.ballot?.why ?? '', createdAt: doc.createdAt, rev: doc.rev,
})

/** What a list needs; the questions themselves stay in the database. */
export const ROW_FIELDS = ['_id', 'title', 'mode', 'kept', 'startsAt', 'endsAt', 'questions', 'expected', 'createdAt', 'ballot'] as const

export const rowOf = (doc: SurveyDoc, now: number): SurveyRow => ({
  _id: doc._id, title: doc.title, mode: doc.mode, state: stateOf(doc, now), startsAt: doc.startsAt, endsAt: doc.endsAt,
  questions: doc.questions, expected: doc.expected, createdAt: doc.createdAt,
})
