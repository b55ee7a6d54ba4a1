import { useCallback, useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { placed } from '../../../domain/survey/questions'
import type { Output } from '../../../types/api'
import { SurveyEdit } from '../../../types/survey'
import type { Problem } from '../../../types/survey-questions'
import { call, toCallError, type CallError } from '../../services/call'
import { dropDraft, readDraft } from '../../services/draft'
import { useDraft } from '../../services/use-draft'

export type Held = Output<'surveys', 'get'>

interface Kept { edit: SurveyEdit; rev: number; dirty: boolean }

const KIND = 'surveyEdit'
const PAUSE_MS = 1200

export const editOf = ({ title, intro, thanks, mode, definition, audience, startsAt, endsAt, settings, anonymous }: SurveyEdit): SurveyEdit =>
  ({ title, intro, thanks, mode, definition, audience, startsAt, endsAt, settings, anonymous })

/** What keeps it from being saved at all, with the question named. */
export const unsavable = (edit: SurveyEdit): string | undefined => {
  const issue = z.safeParse(SurveyEdit, edit).error?.issues[0]
  if (!issue) return undefined
  const [, , section, , question] = issue.path
  const key = typeof section === 'number' && typeof question === 'number' ? edit.definition.sections[section]?.questions[question]?.key : undefined
  const number = placed(edit.definition).find(p => p.question.key === key)?.number
  return number ? `第 ${number} 题：${issue.message}` : issue.message
}

export type Saving = { state: 'saved' | 'saving' | 'unsaved'; at?: number } | { state: 'invalid' | 'offline' | 'refused'; message: string }

/** Survives an edit by somebody else: the phone's words are only taken up again when they stand on the server's revision. */
const cleared = (person: string, held: Held): boolean => {
  const kept = readDraft<Kept>(person, KIND, held.survey._id)
  const lost = kept !== undefined && kept.data.dirty && kept.data.rev !== held.survey.rev
  if (kept && (!kept.data.dirty || lost)) dropDraft(person, KIND, held.survey._id)
  return lost
}

/** A draft survey while it is made: kept on this device as it is typed, and saved at every pause. */
export const useEditor = (person: string, held: Held) => {
  const id = held.survey._id
  const [lost] = useState(() => cleared(person, held))
  const draft = useDraft<Kept>(person, KIND, id, { edit: editOf(held.survey), rev: held.survey.rev, dirty: false })
  const [saving, setSaving] = useState<Saving>({ state: draft.data.dirty ? 'unsaved' : 'saved' })
  const [problems, setProblems] = useState<readonly Problem[]>(held.problems)
  const latest = useRef(draft.data)
  latest.current = draft.data
  const { change } = draft
  const underWay = useRef<Promise<CallError | undefined>>()

  const send = useCallback(async (): Promise<CallError | undefined> => {
    const { edit, rev } = latest.current
    setSaving({ state: 'saving' })
    try {
      const reply = await call('surveys', 'save', { id, rev, edit })
      const dirty = latest.current.edit !== edit
      latest.current = { edit: latest.current.edit, rev: reply.survey.rev, dirty }
      change({ rev: reply.survey.rev, dirty })
      setProblems(reply.problems)
      setSaving({ state: dirty ? 'unsaved' : 'saved', at: Date.now() })
      return undefined
    } catch (failure) {
      const error = toCallError(failure)
      setSaving({ state: error.kind === 'refusal' ? 'refused' : 'offline', message: error.message })
      return error
    }
  }, [id, change])

  /** Saves what is not saved yet. False = it could not be. */
  const save = useCallback(async (): Promise<boolean> => {
    while (underWay.current) await underWay.current
    if (!latest.current.dirty) return true
    const wrong = unsavable(latest.current.edit)
    if (wrong) {
      setSaving({ state: 'invalid', message: wrong })
      return false
    }
    underWay.current = send().finally(() => { underWay.current = undefined })
    return await underWay.current === undefined
  }, [send])

  const { edit, dirty } = draft.data
  useEffect(() => {
    if (!dirty) return undefined
    const timer = setTimeout(() => void save(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [edit, dirty, save])

  const set = useCallback((by: Partial<SurveyEdit>) => change({ edit: { ...latest.current.edit, ...by }, dirty: true }), [change])
  return { edit, rev: () => latest.current.rev, set, save, saving, problems, lost, drop: draft.drop }
}

export type Editor = ReturnType<typeof useEditor>
