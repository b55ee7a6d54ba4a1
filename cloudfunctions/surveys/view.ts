import { editOf } from '../../domain/survey/edit'
import type { Survey, SurveyRow } from '../../types/survey'
import type { SurveyDoc } from '../_kit/survey-documents'
import { stateOf } from '../_kit/survey-read'

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
