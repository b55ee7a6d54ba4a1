import { dataOf } from '../../domain/notice/build'
import type { Told } from '../../domain/notice/event'
import { motionTold } from '../../domain/notice/motion-events'
import { papersTold, roundTold, sessionTold, surveyTold } from '../../domain/notice/other-events'
import { dayOf } from '../../domain/calendar'
import { command } from '../_kit/cloud'
import type { RoundDoc, SessionDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { NoticeDoc } from '../_kit/notice-documents'
import { templateIds } from '../_kit/notice-templates'
import { sha256 } from '../_kit/secrets'
import type { TimerCall } from '../_kit/serve-timer'
import type { NewDoc, Table } from '../_kit/store'

const PAGE = 100
/** Writes that were under way when the logs were last read may bear an earlier instant. */
const OVERLAP = 10 * 60_000
/** A round is counted some time after it was closed. */
const COUNTING = 86_400_000

type Found = { tenantId: string; told: Told }

/** One name, one document: whoever collects the same event again meets it. */
const idOf = (source: string) => `ev-${sha256(source).slice(0, 40)}`

const noticeOf = ({ tenantId, told: { source, edit } }: Found, now: number): NewDoc<NoticeDoc> => {
  // Words of people that WeChat would refuse must not keep the notice out of the inbox.
  const sendable = edit.message && templateIds()[edit.message.template] && dataOf(edit.message.template, edit.message.values)
  return {
    _id: idOf(source), tenantId, rev: 1, ...edit, message: sendable ? edit.message : null, state: 'sending', source, to: [], shownAt: null, sendAt: null, plan: null, why: '', by: '系统', closing: false,
    events: [{ act: 'collect', by: '系统', at: now }], createdAt: now,
  }
}

/** Writes a notice for each event that has none; the queue plans and sends it. */
async function write({ platform, now }: TimerCall, found: readonly Found[], since: number): Promise<number> {
  const fresh = found.filter(({ told }) => told.at >= since && now - told.at <= told.fresh)
  let written = 0
  for (let at = 0; at < fresh.length; at += PAGE) {
    const part = fresh.slice(at, at + PAGE)
    const there = new Set((await platform.notices.find({ _id: command.in(part.map(f => idOf(f.told.source))) }, { fields: ['_id'] })).map(n => n._id))
    for (const f of part) if (!there.has(idOf(f.told.source)) && await platform.notices.add(noticeOf(f, now))) written++
  }
  return written
}

interface Cursor { at: number; since: number }

/** Where an area's logs were read to. The very first time everything that was before is over: nobody is told of the past. */
async function cursorOf({ platform, now }: TimerCall, area: string): Promise<Cursor> {
  const doc = await platform.noticeCursors.get(area)
  if (doc) return { at: doc.at, since: doc.n }
  await platform.noticeCursors.add({ _id: area, at: now, n: now })
  return { at: now, since: now }
}

/** Only forward: a run that was late must not take a later one back. */
const advance = ({ platform }: TimerCall, area: string, at: number) => platform.noticeCursors.change({ _id: area, at: command.lt(at) }, { at })

async function collectMotions(call: TimerCall, until: number): Promise<number> {
  const { platform, now } = call
  const { at, since } = await cursorOf(call, 'motions')
  let from = { at: at - OVERLAP, id: '' }
  let written = 0
  while (Date.now() < until) {
    const page = await platform.motions.find(
      { updatedAt: command.gte(from.at) } as never, { order: [['updatedAt', 'asc'], ['_id', 'asc']], limit: PAGE, fields: ['_id', 'tenantId', 'title', 'proposerName', 'due', 'cosigners', 'events', 'updatedAt'] },
    )
    const rest = page.filter(m => m.updatedAt > from.at || m._id > from.id)
    written += await write(call, rest.flatMap(m => m.events.flatMap((e, i) => (e.at < at - OVERLAP ? [] : motionTold(m, e, i).map(told => ({ tenantId: m.tenantId, told }))))), since)
    const last = rest.at(-1)
    if (page.length < PAGE || !last) {
      await advance(call, 'motions', now)
      break
    }
    from = { at: last.updatedAt, id: last._id }
    await advance(call, 'motions', last.updatedAt)
  }
  return written
}

async function byIds<D>(table: Table<D>, ids: readonly string[]): Promise<D[]> {
  const parts = Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, i) => ids.slice(i * PAGE, (i + 1) * PAGE))
  return (await Promise.all(parts.map(part => table.find({ _id: command.in(part) } as never)))).flat()
}

async function collectCongress(call: TimerCall): Promise<number> {
  const { platform, now } = call
  const { at, since } = await cursorOf(call, 'congress')
  const from = at - OVERLAP
  const [sessions, opened, closed, papers] = await Promise.all([
    every(platform.sessions, { 'events.at': command.gte(from) }),
    every(platform.rounds, { openedAt: command.gte(from) }),
    every(platform.rounds, { closedAt: command.gte(Math.min(from, now - COUNTING)) }),
    every(platform.sessionPapers, { deliveredAt: command.gte(from) }, ['_id', 'tenantId', 'sessionId', 'deliveredAt']),
  ])
  const ids = [...new Set([...opened, ...closed, ...papers].map(r => r.sessionId))].filter(id => !sessions.some(s => s._id === id))
  const others = await byIds(platform.sessions, ids)
  const byId = new Map<string, SessionDoc>([...sessions, ...others].map(s => [s._id, s]))
  const termIds = [...new Set([...byId.values()].map(s => s.termId))]
  const terms = new Map((await byIds(platform.terms, termIds)).map(t => [t._id, t.name]))
  const term = (s: SessionDoc) => terms.get(s.termId) ?? ''
  const of = (s: SessionDoc | undefined, tell: (s: SessionDoc) => Told[]): Found[] => (s ? tell(s).map(told => ({ tenantId: s.tenantId, told })) : [])
  const rounds = [...new Map<string, RoundDoc>([...opened, ...closed].map(r => [r._id, r])).values()]
  const found = [
    ...sessions.flatMap(s => of(s, () => s.events.flatMap((e, i) => (e.at < from ? [] : sessionTold(s, term(s), e, i))))),
    ...rounds.flatMap(r => of(byId.get(r.sessionId), s => roundTold(r, s, term(s)))),
    ...papers.flatMap(p => of(byId.get(p.sessionId), s => papersTold(s, p.deliveredAt!, dayOf(p.deliveredAt!)))),
  ]
  const written = await write(call, found, since)
  await advance(call, 'congress', now)
  return written
}

async function collectSurveys(call: TimerCall): Promise<number> {
  const { platform, now } = call
  const { at, since } = await cursorOf(call, 'surveys')
  const fields = ['_id', 'tenantId', 'title', 'kept', 'startsAt', 'endsAt', 'audience', 'events'] as const
  const [open, shared] = await Promise.all([
    every(platform.surveys, { kept: 'published', endsAt: command.gt(now) }, [...fields]), every(platform.surveys, { kept: 'shared', 'events.at': command.gte(at - OVERLAP) }, [...fields]),
  ])
  const written = await write(call, [...open, ...shared].flatMap(s => surveyTold(s, now).map(told => ({ tenantId: s.tenantId, told }))), since)
  await advance(call, 'surveys', now)
  return written
}

/** Turns what happened in the areas' own logs into notices, each once: late, killed or run twice at once. */
export async function collect(call: TimerCall, until: number): Promise<number> {
  return await collectMotions(call, until) + await collectCongress(call) + await collectSurveys(call)
}
