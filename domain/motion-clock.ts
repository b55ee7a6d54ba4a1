import type { Motion, MotionEvent } from '../types/motion'
import { addDays, dayOf } from './calendar'
import { promiseDue, withoutUnit } from './motion-handle'
import { roundOver } from './motion-judge'
import type { ClockAct } from './motion-graph'
import { daysBetween, morningOf, type WorkCalendar } from './working-days'

/** Days before a deadline on which people are reminded 提醒; on the day itself too. */
export const REMIND_DAYS = [7, 3, 1, 0] as const

/** Days after the deadline when it goes from the leader to the committee. */
export const ESCALATE_DAYS = 3

/** Nothing to wake up for. */
export const NEVER = Number.MAX_SAFE_INTEGER

type Step = { act: ClockAct; note?: string; mark?: string; set?: Partial<Motion> }

const inHand = (m: Pick<Motion, 'state'>) => m.state === 'assigned' || m.state === 'handling' || m.state === 'signing'

/** One deadline and what it does: reminders before it, a word when it has passed, another later on. */
interface Watch { name: string; at: number; soon: ClockAct; over: ClockAct; later?: ClockAct; onOver?: Partial<Motion> }

function watchesOf(m: Motion): Watch[] {
  const promised = promiseDue(m)
  return [
    ...(inHand(m) && m.due !== null ? [{ name: 'due', at: m.due, soon: 'dueSoon' as const, over: 'overdue' as const, later: 'escalate' as const }] : []),
    ...(promised !== null && !inHand(m) ? [{ name: 'promise', at: promised, soon: 'promiseSoon' as const, over: 'promiseOverdue' as const }] : []),
  ]
}

/** A mark names the deadline that it belongs to, so that a new deadline is reminded of anew. */
const markOf = (w: Watch, n: number | 'over' | 'later') => `${w.name}-${dayOf(w.at)}-${n}`

/** When each step of a deadline is due to happen. */
const momentsOf = (w: Watch): { mark: string; at: number }[] => [
  ...REMIND_DAYS.map(n => ({ mark: markOf(w, n), at: morningOf(addDays(dayOf(w.at), -n)) })),
  { mark: markOf(w, 'over'), at: w.at + 1 },
  ...(w.later ? [{ mark: markOf(w, 'later'), at: morningOf(addDays(dayOf(w.at), ESCALATE_DAYS)) }] : []),
]

/** The next instant at which the timer has something to do with this motion. */
export function wakeAt(m: Motion, marks: readonly string[]): number {
  const moments = watchesOf(m).flatMap(momentsOf).filter(s => !marks.includes(s.mark)).map(s => s.at)
  if (m.state === 'replied' && m.rateBy !== null) moments.push(m.rateBy + 1)
  return Math.min(NEVER, ...moments)
}

export interface Ticked {
  set: Partial<Motion>
  events: (MotionEvent & { act: ClockAct })[]
  marks: string[]
}

/** Whoever acts when time has passed. */
export const CLOCK_NAME = '系统'

/**
 * What the passing of time does to a motion, however long nobody looked: of the reminders that were missed only the
 * latest is given, then the words of a deadline that has passed. Doing it again at once does nothing.
 */
export function tick(m: Motion, marks: readonly string[], now: number, calendar: WorkCalendar, leadClosed: boolean): Ticked {
  if (leadClosed && inHand(m)) return told(m, [{ act: 'orphan', note: m.lead?.name, set: { state: 'filed', ...withoutUnit(m) } }], [], now)
  if (m.state === 'replied' && m.rateBy !== null && now > m.rateBy) {
    const lapsed = told(m, [{ act: 'lapse', note: '没有评价的记为未评价', set: roundOver(m, now, calendar) }], [], now)
    // What it became may have a promise whose day has come as well.
    const more = tick({ ...m, ...lapsed.set }, marks, now, calendar, false)
    return { set: { ...lapsed.set, ...more.set }, events: [...lapsed.events, ...more.events], marks: more.marks }
  }
  const steps: Step[] = []
  const reached: string[] = []
  for (const w of watchesOf(m)) {
    const missed = momentsOf(w).filter(s => s.at <= now && !marks.includes(s.mark)).map(s => s.mark)
    reached.push(...missed)
    const left = daysBetween(dayOf(now), dayOf(w.at))
    if (now <= w.at && missed.length) steps.push({ act: w.soon, note: left === 0 ? '今天到期' : `还有 ${left} 天` })
    if (missed.includes(markOf(w, 'over'))) steps.push({ act: w.over, set: w.name === 'due' ? { overdueAt: w.at + 1 } : {} })
    if (w.later && missed.includes(markOf(w, 'later'))) steps.push({ act: w.later, note: `逾期 ${-left} 天` })
  }
  return told(m, steps, reached, now)
}

function told(m: Motion, steps: Step[], marks: string[], now: number): Ticked {
  let state = m.state
  const events = steps.map(({ act, note, set }) => {
    state = set?.state ?? state
    return { act, by: CLOCK_NAME, at: now, state, ...(note ? { note } : {}) }
  })
  return { set: Object.assign({}, ...steps.map(s => s.set ?? {})) as Partial<Motion>, events, marks }
}
