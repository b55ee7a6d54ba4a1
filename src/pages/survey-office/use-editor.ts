import * as z from 'zod/mini'
import { placed } from '../../../domain/survey/questions'
import type { Output } from '../../../types/api'
import { SurveyEdit } from '../../../types/survey'
import { call } from '../../services/call'
import { useSavedEdit } from '../../services/use-saved-edit'

export type Held = Output<'surveys', 'get'>

const editOf = ({ title, intro, thanks, mode, definition, audience, startsAt, endsAt, settings }: SurveyEdit): SurveyEdit =>
  ({ title, intro, thanks, mode, definition, audience, startsAt, endsAt, settings })

/** What keeps it from being saved at all, with the question named. */
const unsavable = (edit: SurveyEdit): string | undefined => {
  const issue = z.safeParse(SurveyEdit, edit).error?.issues[0]
  if (!issue) return undefined
  const [, , section, , question] = issue.path
  const key = typeof section === 'number' && typeof question === 'number' ? edit.definition.sections[section]?.questions[question]?.key : undefined
  const number = placed(edit.definition).find(p => p.question.key === key)?.number
  return number ? `第 ${number} 题：${issue.message}` : issue.message
}

/** A draft survey while it is made. */
export const useEditor = (person: string, { survey, problems }: Held) => useSavedEdit({
  person, kind: 'surveyEdit', id: survey._id, held: { edit: editOf(survey), rev: survey.rev, problems }, unsavable,
  save: async (rev, edit) => {
    const reply = await call('surveys', 'save', { id: survey._id, rev, edit })
    return { rev: reply.survey.rev, problems: reply.problems }
  },
})

export type Editor = ReturnType<typeof useEditor>
