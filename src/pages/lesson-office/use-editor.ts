import { useState } from 'react'
import * as z from 'zod/mini'
import { editOf } from '../../../domain/lesson/edit'
import type { Output } from '../../../types/api'
import { CourseEdit } from '../../../types/lesson-course'
import { call } from '../../services/call'
import { useSavedEdit } from '../../services/use-saved-edit'

export type Held = Output<'lessons', 'get'>

/** What keeps it from being saved at all, with the episode named. */
const unsavable = (edit: CourseEdit): string | undefined => {
  const issue = z.safeParse(CourseEdit, edit).error?.issues[0]
  if (!issue) return undefined
  const [field, at] = issue.path
  return field === 'episodes' && typeof at === 'number' ? `第 ${at + 1} 个课时：${issue.message}` : issue.message
}

/** A course while it is made, with what the server knows about it besides. */
export const useEditor = (person: string, held: Held) => {
  const { course } = held
  const [beside, setBeside] = useState<Pick<Held, 'problems' | 'questions' | 'urls'>>(held)
  const saved = useSavedEdit<CourseEdit>({
    person, kind: 'courseEdit', id: course._id, edit: editOf(course), rev: course.rev, unsavable,
    async send(rev, edit) {
      const { course: next, problems, questions, urls } = await call('lessons', 'save', { id: course._id, rev, edit })
      setBeside(before => ({ problems, questions, urls: { ...before.urls, ...urls } }))
      return next.rev
    },
  })
  const addUrls = (urls: Record<string, string>) => setBeside(before => ({ ...before, urls: { ...before.urls, ...urls } }))
  /** The bank changed, and with it what is wrong. */
  const look = async () => {
    const { problems, questions } = await call('lessons', 'get', { id: course._id })
    setBeside(before => ({ ...before, problems, questions }))
  }
  return { ...saved, ...beside, addUrls, look }
}

export type Editor = ReturnType<typeof useEditor>
