import type { Input } from '../../../types/api'
import type { Attachment } from '../../../types/attachment'
import type { SessionPaper } from '../../../types/congress-session'
import { unsentWords } from '../../components/documents-field'
import type { FieldErrors } from '../../components/form'

/** A paper as it is typed; WHOLE stands for no matter and no leader. */
export interface PaperValues { title: string; text: string; matterId: string; leaderId: string; files: Attachment[] }

export const WHOLE = 'whole'

export const valuesOf = (p: SessionPaper | undefined): PaperValues =>
  ({ title: p?.title ?? '', text: p?.text ?? '', matterId: p?.matterId ?? WHOLE, leaderId: p?.leaderId ?? WHOLE, files: p?.files ?? [] })

export const paperErrors = (v: PaperValues, unsent: number): FieldErrors => ({
  ...(v.title.trim().length < 2 ? { title: '请填写文件名称，至少 2 个字' } : {}),
  ...(!v.text.trim() && v.files.length === 0 ? { text: '请写正文，或者添加附件' } : {}),
  ...(unsent > 0 ? { files: unsentWords(unsent) } : {}),
})

const chosen = (id: string) => id === WHOLE ? null : id

export const inputOf = (v: PaperValues, id: string, rev: number, sessionId: string): Input<'congress', 'paperSave'> =>
  ({ id, rev, sessionId, matterId: chosen(v.matterId), leaderId: chosen(v.leaderId), title: v.title.trim(), text: v.text.trim(), files: v.files })
