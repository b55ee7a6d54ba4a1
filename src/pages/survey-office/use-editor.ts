import { useState } from 'react'
import * as z from 'zod/mini'
import { editOf } from '../../../domain/survey/edit'
import { placed } from '../../../domain/survey/questions'
import type { Output } from '../../../types/api'
import { SurveyEdit } from '../../../types/survey'
import type { Problem } from '../../../types/survey-questions'
import { call } from '../../services/call'
import { useSavedEdit } from '../../services/use-saved-edit'

export type Held = Output<'surveys', 'get'>

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
export const useEditor = (person: string, { survey, problems: found }: Held) => {
  const [problems, setProblems] = useState<readonly Problem[]>(found)
  const saved = useSavedEdit<SurveyEdit>({
    person, kind: 'surveyEdit', id: survey._id, edit: editOf(survey), rev: survey.rev, unsavable,
    async send(rev, edit) {
      const reply = await call('surveys', 'save', { id: survey._id, rev, edit })
      setProblems(reply.problems)
      return reply.survey.rev
    },
  })
  return { ...saved, problems }
}

export type Editor = ReturnType<typeof useEditor>
