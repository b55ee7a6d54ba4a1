import { noticeProblems } from '../../domain/notice/life'
import type { Notice, NoticeEdit, NoticeRow } from '../../types/notice'
import type { TemplateKey } from '../../types/notice-fields'
import type { NoticeDoc } from '../_kit/notice-documents'
import { templateIds } from '../_kit/notice-templates'

export function viewOf(doc: NoticeDoc): Notice {
  const { plan, to: _to, closing: _closing, tenantId: _tenant, ...rest } = doc
  if (!plan) return { ...rest, plan: null }
  const { token: _token, batches: _batches, ...found } = plan
  return { ...rest, plan: found }
}

export const problemsOf = (edit: Pick<NoticeEdit, 'message' | 'text' | 'mustConfirm'>) => noticeProblems(edit, template => templateIds()[template as TemplateKey] !== undefined)

export const withProblems = (doc: NoticeDoc) => ({ notice: viewOf(doc), problems: problemsOf(doc) })

export const ROW_FIELDS = ['_id', 'kind', 'mustConfirm', 'title', 'state', 'source', 'plan', 'message.template', 'shownAt', 'sendAt', 'createdAt'] as const

export const rowOf = (doc: NoticeDoc): NoticeRow => ({
  _id: doc._id, kind: doc.kind, mustConfirm: doc.mustConfirm, title: doc.title, state: doc.state, byHand: doc.source === '', total: doc.plan?.total ?? null, message: Boolean(doc.message),
  shownAt: doc.shownAt, sendAt: doc.sendAt, createdAt: doc.createdAt,
})
