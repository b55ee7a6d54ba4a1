import type { NoticeEdit } from '../../types/notice'

/** What staff wrote of a notice, without what became of it. */
export const editOf = ({ kind, mustConfirm, title, text, link, audience, message }: NoticeEdit): NoticeEdit => ({ kind, mustConfirm, title, text, link, audience, message })
