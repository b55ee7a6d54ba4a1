import { dataOf } from '../../domain/notice/build'
import type { Told } from '../../domain/notice/event'
import { MOST_NAMED, personKey } from '../../domain/notice/keys'
import { addMissing } from '../_kit/add-missing'
import { attempt } from '../_kit/attempt'
import { command } from '../_kit/cloud'
import type { NoticeDoc } from '../_kit/notice-documents'
import { noticeIdOf } from '../_kit/notice-id'
import { templateIds } from '../_kit/notice-templates'
import type { TimerCall } from '../_kit/serve-timer'
import type { Field, NewDoc, Table, Where } from '../_kit/store'

/** Turns what happened in an area's own log into notices, each once: late, killed or run twice at once. */

const PAGE = 100
/** Writes that were under way when the logs were last read may bear an earlier instant. */
export const OVERLAP = 10 * 60_000

export type Found = { tenantId: string; told: Told }

/** A word to a few people by name has nothing to be planned: it lies in their inboxes as it is written. */
function standing({ audience, message }: Pick<NoticeDoc, 'audience' | 'message'>, now: number): Pick<NoticeDoc, 'state' | 'to' | 'shownAt' | 'plan'> {
  if (message || audience.kind !== 'people' || audience.people.length > MOST_NAMED) return { state: 'sending', to: [], shownAt: null, plan: null }
  return { state: 'done', to: audience.people.map(personKey), shownAt: now, plan: { token: '', at: now, batches: 0, total: audience.people.length, message: 0, noCredit: 0, unbound: 0, muted: 0 } }
}

const noticeOf = ({ tenantId, told: { source, edit } }: Found, now: number): NewDoc<NoticeDoc> => {
  // Words of people that WeChat would refuse must not keep the notice out of the inbox.
  const sendable = edit.message && templateIds()[edit.message.template] && dataOf(edit.message.template, edit.message.values)
  const message = sendable ? edit.message : null
  return {
    _id: noticeIdOf(source), tenantId, rev: 1, ...edit, message, ...standing({ audience: edit.audience, message }, Date.now()), source, sendAt: null, why: '', by: '系统', byId: null, closing: false,
    events: [{ act: 'collect', by: '系统', at: now }], createdAt: now,
  }
}

/** Writes a notice for each event that has none; the queue plans and sends what is to be planned. Two requests for each hundred. */
export async function write({ platform, now }: TimerCall, found: readonly Found[], since: number): Promise<number> {
  const fresh = new Map(found.filter(({ told }) => told.at >= since && now - told.at <= told.fresh).map(f => [noticeIdOf(f.told.source), f]))
  const ids = [...fresh.keys()]
  let written = 0
  for (let at = 0; at < ids.length; at += PAGE) {
    const part = ids.slice(at, at + PAGE)
    const there = new Set((await platform.notices.find({ _id: command.in(part) }, { fields: ['_id'] })).map(n => n._id))
    const missing = part.filter(id => !there.has(id))
    await addMissing(platform.notices, missing.map(id => noticeOf(fresh.get(id)!, now)), PAGE)
    written += missing.length
  }
  return written
}

interface Cursor { at: number; since: number }

/** Where an area's logs were read to. The very first time everything that was before is over: nobody is told of the past. */
export async function cursorOf({ platform, now }: TimerCall, area: string): Promise<Cursor> {
  const doc = await platform.noticeCursors.get(area)
  if (doc) return { at: doc.at, since: doc.n }
  await platform.noticeCursors.add({ _id: area, at: now, n: now })
  return { at: now, since: now }
}

/** Only forward: a run that was late must not take a later one back. */
export const advance = ({ platform }: TimerCall, area: string, at: number) => platform.noticeCursors.change({ _id: area, at: command.lt(at) }, { at })

/** What one record tells; one that cannot be told of must not hold up the others. */
export const tellOf = async (call: TimerCall, { tenantId }: { tenantId: string }, tell: () => Told[]): Promise<Found[]> =>
  await attempt('notices', call, () => tell().map(told => ({ tenantId, told }))) ?? []

interface Log<D> {
  area: string
  table: Table<D>
  /** The instant by which its records are read on. */
  field: (keyof D & string) | `${string}.${string}`
  fields: Field<D>[]
  /** What a record tells; nothing of what happened before `from`. */
  tell(doc: D, from: number): Told[]
}

/** Reads a log on, in the order of its instants, a hundred records a page. */
export async function collectLog<D extends { _id: string; tenantId: string }>(call: TimerCall, until: number, { area, table, field, fields, tell }: Log<D>): Promise<number> {
  const cursor = await cursorOf(call, area)
  const begin = cursor.at - OVERLAP
  let written = 0
  let place: string | undefined
  while (Date.now() < until) {
    const { items, next } = await table.page({ [field]: command.gte(begin) } as Where<D>, { field, direction: 'asc', limit: PAGE, cursor: place, fields })
    const found = await Promise.all(items.map(doc => tellOf(call, doc, () => tell(doc, begin))))
    written += await write(call, found.flat(), cursor.since)
    if (next === undefined) {
      // Not page by page: what a record tells may be older than where the reading of others was cut off.
      await advance(call, area, call.now)
      break
    }
    place = next
  }
  return written
}
