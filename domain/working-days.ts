import type { Holiday } from '../types/motion-rules'
import { addDays } from './calendar'

/** Milliseconds that China Standard Time is ahead of UTC. */
const CST = 480 * 60_000
const DAY = 86_400_000

/** The last millisecond of a day in China: what is due that day is in time until then. */
export const endOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) - CST + DAY - 1

/** 08:00 of a day in China, when people are told things. */
export const morningOf = (day: string): number => Date.parse(`${day}T08:00:00Z`) - CST

/** Calendar days from one day to another; negative when it lies behind. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)

/** The days that are not what their weekday says, ready to be asked. */
export type WorkCalendar = ReadonlyMap<string, Holiday['kind']>

export const calendarOf = (holidays: readonly Holiday[]): WorkCalendar => new Map(holidays.map(h => [h.day, h.kind]))

/** A working day 工作日: Monday to Friday unless off 放假, and make-up days 调休上班. */
export const isWorkingDay = (day: string, calendar: WorkCalendar): boolean => {
  const kind = calendar.get(day)
  if (kind) return kind === 'work'
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The `n`th working day after a day; the day itself does not count (民法典 art. 201). */
export function addWorkingDays(day: string, n: number, calendar: WorkCalendar): string {
  let at = day
  for (let left = n; left > 0;) {
    at = addDays(at, 1)
    if (isWorkingDay(at, calendar)) left--
  }
  return at
}

export const workingDaysBetween = (from: string, to: string, calendar: WorkCalendar): number => {
  let n = 0
  for (let at = from; at < to;) {
    at = addDays(at, 1)
    if (isWorkingDay(at, calendar)) n++
  }
  return n
}

/**
 * The last millisecond of a period of `days` that begins the day after `day`. In calendar days a period that would end
 * on a day off ends with the next working day (民法典 art. 203).
 */
export function deadline(day: string, days: number, working: boolean, calendar: WorkCalendar): number {
  if (working) return endOfDay(addWorkingDays(day, days, calendar))
  const last = addDays(day, days)
  return endOfDay(isWorkingDay(last, calendar) ? last : addWorkingDays(last, 1, calendar))
}
