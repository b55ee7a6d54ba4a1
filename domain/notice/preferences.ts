import type { Preference } from '../../types/notice'
import type { NoticeKind } from '../../types/notice-fields'
import { noticeKindWords } from './words'

/** Whoever is called to a meeting or a vote must hear of it: delegates are there for all others. */
const must: readonly NoticeKind[] = ['meeting', 'vote']

const kinds = Object.keys(noticeKindWords) as NoticeKind[]

/** Kinds that a person does not want, in the inbox and by message. */
export interface Unwanted { inbox: readonly NoticeKind[]; message: readonly NoticeKind[] }

export const preferencesOf = ({ inbox, message }: Unwanted): Preference[] =>
  kinds.map(kind => ({ kind, inbox: must.includes(kind) || !inbox.includes(kind), message: !message.includes(kind), must: must.includes(kind) }))

/** A choice for some kinds leaves the others as they are. What must be stays in the inbox; its message may be declined. */
export function changedUnwanted(before: Unwanted, chosen: readonly { kind: NoticeKind; inbox: boolean; message: boolean }[]): Unwanted {
  const after = (which: 'inbox' | 'message') => kinds.filter(kind => {
    const choice = chosen.findLast(c => c.kind === kind)
    if (which === 'inbox' && must.includes(kind)) return false
    return choice ? !choice[which] : before[which].includes(kind)
  })
  return { inbox: after('inbox'), message: after('message') }
}

/** Nobody can do without it: calls to meetings and votes, and what must be confirmed. */
export const isForAll = ({ kind, mustConfirm }: { kind: NoticeKind; mustConfirm: boolean }): boolean => mustConfirm || must.includes(kind)

/** Does it stand in this person's inbox? What must be confirmed always does. */
export const isWanted = ({ inbox }: Pick<Unwanted, 'inbox'>, notice: { kind: NoticeKind; mustConfirm: boolean }): boolean => isForAll(notice) || !inbox.includes(notice.kind)
