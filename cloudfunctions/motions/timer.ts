import { dayOf, addDays } from '../../domain/calendar'
import { HOLIDAYS_2026 } from '../../domain/holidays'
import { tick } from '../../domain/motion-clock'
import { listedAs } from '../../domain/motion-listed'
import { calendarOf, type WorkCalendar } from '../../domain/working-days'
import { attempt } from '../_kit/attempt'
import { command, type CloudApp } from '../_kit/cloud'
import type { MotionDoc } from '../_kit/documents'
import type { Store } from '../_kit/store'
import { serveTimer, type TimerCall } from '../_kit/serve-timer'
import { foldAll } from './tally'
import { viewOf } from './view'

const BATCH = 100
const FILES_AT_ONCE = 50

/** A run gives up after this long; the next one goes on where it stopped. */
const RUN_MS = 40_000

/** Closed departments are looked at for so many days, in case the timer was away. */
const CLOSED_DAYS = 400

type Calendars = Map<string, WorkCalendar>

async function calendarFor(platform: Store, tenantId: string, known: Calendars): Promise<WorkCalendar> {
  const there = known.get(tenantId)
  if (there) return there
  const calendar = calendarOf((await platform.motionRules.get(tenantId))?.holidays ?? HOLIDAYS_2026)
  known.set(tenantId, calendar)
  return calendar
}

/** Lets time pass for one motion; false when somebody else changed it meanwhile (the next run looks again). */
async function pass(platform: Store, doc: MotionDoc, now: number, calendar: WorkCalendar, leadClosed: boolean): Promise<boolean> {
  const m = viewOf(doc)
  const { set, events, marks } = tick(m, doc.marks, now, calendar, leadClosed)
  const next = { ...m, ...set }
  // Marks of deadlines that are over never come back: the list stays short.
  const kept = [...doc.marks, ...marks].slice(-40)
  const change = { ...set, ...listedAs(next, { ...doc, marks: kept }), marks: kept }
  const told = events.length ? { events: command.push(events), updatedAt: now } : {}
  return (await platform.motions.change({ _id: doc._id, rev: doc.rev }, { ...change, ...told })) > 0
}

async function passTime(call: TimerCall, until: number, calendars: Calendars): Promise<number> {
  const { platform, now } = call
  let done = 0
  while (Date.now() < until) {
    const due = await platform.motions.find({ wake: command.lte(now) }, { order: [['wake', 'asc']], limit: BATCH })
    let passed = 0
    for (const doc of due) if (await attempt('motions', call, async () => pass(platform, doc, now, await calendarFor(platform, doc.tenantId, calendars), false))) passed++
    done += passed
    if (due.length < BATCH || passed === 0) break
  }
  return done
}

/** Motions in the hands of departments that were closed go back to whoever assigns: none is lost with its department. */
async function takeBack(call: TimerCall, calendars: Calendars): Promise<number> {
  const { platform, now } = call
  let done = 0
  for (let skip = 0; ; skip += BATCH) {
    const closed = await platform.units.find({ closedOn: command.gte(addDays(dayOf(now), -CLOSED_DAYS)) }, { order: [['closedOn', 'asc'], ['_id', 'asc']], limit: BATCH, skip, fields: ['_id', 'closedOn'] })
    const gone = closed.filter(u => u.closedOn! <= dayOf(now)).map(u => u._id)
    const left = gone.length ? await platform.motions.find({ 'lead.unitId': command.in(gone), state: command.in(['assigned', 'handling', 'signing']) }, { limit: BATCH }) : []
    for (const doc of left) if (await attempt('motions', call, async () => pass(platform, doc, now, await calendarFor(platform, doc.tenantId, calendars), true))) done++
    if (closed.length < BATCH) return done
  }
}

/** Lists that were handed out are cleared when their addresses have run out, since there are names in them. */
async function clearHandouts(platform: Store, app: CloudApp, now: number): Promise<number> {
  const over = await platform.handouts.find({ until: command.lt(now) }, { order: [['until', 'asc']], limit: BATCH })
  for (const { _id, parts, file } of over) {
    const files = file ? [...parts, file] : parts
    for (let at = 0; at < files.length; at += FILES_AT_ONCE) await app.deleteFile({ fileList: files.slice(at, at + FILES_AT_ONCE) })
    await platform.handouts.remove({ _id })
  }
  return over.length
}

export const main = serveTimer('motions', async call => {
  const until = Date.now() + RUN_MS
  const calendars: Calendars = new Map()
  const orphaned = await takeBack(call, calendars)
  const passed = await passTime(call, until, calendars)
  const counted = await foldAll(call, until)
  const cleared = await clearHandouts(call.platform, call.app, call.now)
  return { orphaned, passed, counted, cleared }
})
