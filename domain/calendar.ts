import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/** Minutes that China Standard Time is ahead of UTC, all year round. */
const CST_MINUTES = 480

/** The calendar day in China of an instant in milliseconds: `2026-11-21`. */
export const dayOf = (instant: number): string => dayjs.utc(instant).utcOffset(CST_MINUTES).format('YYYY-MM-DD')

/** An instant as people read it: `2026-11-21 14:02`. */
export const clockOf = (instant: number): string => dayjs.utc(instant).utcOffset(CST_MINUTES).format('YYYY-MM-DD HH:mm')

/** The day `n` calendar days after (or, negative, before) a day. */
export const addDays = (day: string, n: number): string => dayjs.utc(day).add(n, 'day').format('YYYY-MM-DD')

/** Calendar days until something is due, today counting as 0; negative = overdue. */
export const daysLeft = (dueAt: number, now: number): number => dayjs.utc(dayOf(dueAt)).diff(dayjs.utc(dayOf(now)), 'day')

/** A real day of the calendar? `2026-02-30` is not. */
export const isDay = (day: string): boolean => /^\d{4}-\d\d-\d\d$/.test(day) && dayjs.utc(day).format('YYYY-MM-DD') === day
