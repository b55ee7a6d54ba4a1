import { dayOf } from '../../domain/calendar'
import { membershipsOn } from '../../domain/membership'
import { readerKeys } from '../../domain/notice/keys'
import type { Unwanted } from '../../domain/notice/preferences'
import type { NoticeBoxDoc, NoticeListDoc } from '../_kit/notice-documents'
import type { Call } from '../_kit/serve'

type ReaderCall = Pick<Call<unknown>, 'me' | 'store' | 'now'>

/** Notices stay in the inbox for so long. */
const DAY = 86_400_000
export const SHOWN_DAYS = 400
export const shownSince = (now: number) => now - SHOWN_DAYS * DAY

/** Units hardly ever move: an instance goes on with a path for so long. */
const FRESH = 10 * 60_000
const MOST_KEPT = 2000
const paths = new Map<string, { path: readonly string[]; until: number }>()

/** From the enterprise down to the person's own unit; one round trip where this instance has not just read it. */
export async function pathOf({ me, store, now }: ReaderCall): Promise<readonly string[]> {
  const { unitId } = me.person!
  const known = paths.get(unitId)
  if (known && known.until > now) return known.path
  const whole = (await store.units.get(unitId))?.path ?? [unitId]
  const path = whole.slice(Math.max(0, whole.indexOf(me.tenantId)))
  if (paths.size >= MOST_KEPT) paths.clear()
  paths.set(unitId, { path, until: now + FRESH })
  return path
}

export const keysOf = ({ me, now }: ReaderCall, path: readonly string[]): string[] =>
  readerKeys({ personId: me.person!._id, path, memberships: membershipsOn(me.person!.memberships, dayOf(now)) })

export const unwantedOf = (box: Pick<NoticeBoxDoc, 'inbox' | 'message'> | undefined): Unwanted => ({ inbox: box?.inbox ?? [], message: box?.message ?? [] })

/** How far back a badge counts, and how many notices of each sort it looks at. */
const COUNTED_DAYS = 90
const MOST_COUNTED = 100
const MOST_RECEIPTS = 300

const headOf = (l: NoticeListDoc) => ({ ...l, _id: l.noticeId })

/** What is new for a person, in one round trip: notices by key and by list, what was read of them, what is wanted. */
export async function readNews(call: ReaderCall, keys: string[]) {
  const { me, store, now } = call
  const personId = me.person!._id
  const since = now - COUNTED_DAYS * DAY
  const head = ['shownAt', 'kind', 'mustConfirm']
  const found = await store.people.joined(personId, {
    notices: { from: 'notices', match: { to: { $in: keys }, shownAt: { $gt: since } }, sort: { shownAt: -1, _id: -1 }, limit: MOST_COUNTED, fields: head },
    lists: { from: 'noticeLists', match: { people: personId, shownAt: { $gt: since } }, sort: { shownAt: -1 }, limit: MOST_COUNTED, fields: [...head, 'noticeId'] },
    receipts: { from: 'receipts', match: { personId, shownAt: { $gt: since } }, sort: { shownAt: -1 }, limit: MOST_RECEIPTS, fields: ['noticeId'] },
    // What is to be confirmed must be counted behind any number of newer ones.
    must: { from: 'notices', match: { to: { $in: keys }, shownAt: { $gt: since }, mustConfirm: true }, sort: { shownAt: -1, _id: -1 }, limit: MOST_COUNTED, fields: head },
    mustLists: { from: 'noticeLists', match: { people: personId, shownAt: { $gt: since }, mustConfirm: true }, sort: { shownAt: -1 }, limit: MOST_COUNTED, fields: [...head, 'noticeId'] },
    confirmed: { from: 'receipts', match: { personId, shownAt: { $gt: since }, confirmed: true }, sort: { shownAt: -1 }, limit: MOST_RECEIPTS, fields: ['noticeId'] },
    box: { from: 'noticeBoxes', match: { _id: personId }, limit: 1 },
  })
  const beside = found?.beside
  return {
    heads: [...(beside?.notices ?? []), ...(beside?.lists ?? []).map(headOf)],
    must: [...(beside?.must ?? []), ...(beside?.mustLists ?? []).map(headOf)],
    confirmed: new Set((beside?.confirmed ?? []).map(r => r.noticeId)),
    receipts: new Set((beside?.receipts ?? []).map(r => r.noticeId)),
    box: beside?.box[0],
  }
}
