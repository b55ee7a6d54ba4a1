import type { NoticeEdit } from '../../types/notice'
import { clockOf } from '../calendar'

/** What a product event 业务事件 says to whom. `source` is its one name: whatever happens, there is one notice of it. */
export interface Told { source: string; at: number; fresh: number; edit: NoticeEdit }

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

const MOST_TITLE = 40
const titled = (text: string) => (text.length > MOST_TITLE ? `${text.slice(0, MOST_TITLE - 1)}…` : text)

/** `fresh`: whoever hears of it later than so long after has no use for it. */
export const told = (source: string, at: number, fresh: number, edit: Omit<NoticeEdit, 'mustConfirm'> & { mustConfirm?: boolean }): Told =>
  ({ source, at, fresh, edit: { mustConfirm: false, ...edit, title: titled(edit.title) } })

export const stamp = (at: number): string => clockOf(at)
