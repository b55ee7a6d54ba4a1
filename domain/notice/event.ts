import type { NoticeEdit } from '../../types/notice'
import { clockOf } from '../calendar'

/** What a product event 业务事件 says to whom. `source` is its one name: whatever happens, there is one notice of it. */
export interface Told { source: string; at: number; fresh: number; edit: NoticeEdit }

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const WEEK = 7 * DAY

/** Who it comes from, on a locked screen: the union, and nobody's name, which would stay after its bearer has gone. */
export const UNION = '工会'

const MOST_TITLE = 40
const MOST_QUOTED = 60

/** Never half of a character that takes two places. */
export const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text)

/** Words of a person inside a sentence. */
export const quoted = (text: string): string => cut(text.replace(/\s+/g, ' '), MOST_QUOTED)

/** `fresh`: whoever hears of it later than so long after has no use for it. */
export const told = (source: string, at: number, fresh: number, edit: Omit<NoticeEdit, 'mustConfirm'> & { mustConfirm?: boolean }): Told =>
  ({ source, at, fresh, edit: { mustConfirm: false, ...edit, title: cut(edit.title, MOST_TITLE) } })

export const stamp = (at: number): string => clockOf(at)
