import { useState } from 'react'
import * as z from 'zod/mini'
import { editOf } from '../../../domain/notice/edit'
import { NoticeEdit } from '../../../types/notice'
import type { Output } from '../../../types/api'
import { call } from '../../services/call'
import { useSavedEdit } from '../../services/use-saved-edit'

export type Held = Output<'notices', 'get'>

const unsavable = (edit: NoticeEdit): string | undefined => z.safeParse(NoticeEdit, edit).error?.issues[0]?.message

/** A notice while it is written. */
export const useEditor = (person: string, { notice, problems: found }: Held) => {
  const [problems, setProblems] = useState(found)
  const saved = useSavedEdit<NoticeEdit>({
    person, kind: 'noticeEdit', id: notice._id, edit: editOf(notice), rev: notice.rev, unsavable,
    async send(rev, edit) {
      const reply = await call('notices', 'save', { id: notice._id, rev, edit })
      setProblems(reply.problems)
      return reply.notice.rev
    },
  })
  return { ...saved, problems }
}

export type Editor = ReturnType<typeof useEditor>
