import type { CongressRules, DayCount } from '../../types/congress-rules'
import { addDays, dayOf } from '../calendar'
import { deadline, isWorkingDay, type WorkCalendar } from '../working-days'

/** The last day that lies `days` before a day: what must be there seven days before the 8th must be there on the 1st. */
function daysBefore(day: string, { days, working }: DayCount, calendar: WorkCalendar): string {
  if (!working) return addDays(day, -days)
  let at = day
  for (let left = days; left > 0;) {
    at = addDays(at, -1)
    if (isWorkingDay(at, calendar)) left--
  }
  return at
}

const daysAfter = (day: string, { days, working }: DayCount, calendar: WorkCalendar): string => dayOf(deadline(day, days, working, calendar))

/** The last day on which the papers 会议材料 may reach the delegates. */
export const papersDue = (startsOn: string, rules: Pick<CongressRules, 'papersDays'>, calendar: WorkCalendar): string =>
  daysBefore(startsOn, rules.papersDays.value, calendar)

/** The last day on which the agenda may be told to the workers. */
export const agendaDue = (startsOn: string, rules: Pick<CongressRules, 'agendaDays'>, calendar: WorkCalendar): string =>
  daysBefore(startsOn, rules.agendaDays.value, calendar)

/**
 * When results must be published 公示 after the session has closed, and through which day they must stay there. The days
 * of the display are counted as they are, and neither the day of closing nor that of publishing counts (民法典 art. 201).
 */
export function publicityWindow(closedOn: string, publishedOn: string | null, rules: Pick<CongressRules, 'publicityWithin' | 'publicityDays'>, calendar: WorkCalendar): { publishBy: string; keepUntil: string | null } {
  const { days, working } = rules.publicityDays.value
  return {
    publishBy: daysAfter(closedOn, rules.publicityWithin.value, calendar),
    keepUntil: publishedOn === null ? null : working ? daysAfter(publishedOn, { days, working }, calendar) : addDays(publishedOn, days),
  }
}

/** The last day for the report to the upper union. */
export const reportBy = (closedOn: string, rules: Pick<CongressRules, 'reportDays'>, calendar: WorkCalendar): string =>
  daysAfter(closedOn, rules.reportDays.value, calendar)

/** The first and last day on which a term 届 may end, and through which day it may be late (null = no number given). */
export function termWindow(startedOn: string, rules: Pick<CongressRules, 'termYears'>): { earliest: string; latest: string; overrun: string | null } {
  const { min, max, overrun } = rules.termYears.value
  return { earliest: yearsAfter(startedOn, min), latest: yearsAfter(startedOn, max), overrun: overrun === null ? null : yearsAfter(startedOn, max + overrun) }
}

/** The day before the same date `n` years on; a term from 29 February ends on 28 February. */
function yearsAfter(day: string, n: number): string {
  const next = `${Number(day.slice(0, 4)) + n}${day.slice(4)}`
  const leapless = day.endsWith('-02-29') && new Date(`${next}T00:00:00Z`).getUTCMonth() !== 1
  return leapless ? `${next.slice(0, 4)}-02-28` : addDays(next, -1)
}
