import { clockOf, dayOf, daysLeft } from './calendar'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** `11月24日`, with the year when it is not this one. */
const dateWords = (day: string, thisYear: string): string => {
  const [year, month, date] = day.split('-')
  return `${year === thisYear ? '' : `${year}年`}${Number(month)}月${Number(date)}日`
}

/** A calendar day in full: 2025年3月1日. */
export const dayWords = (day: string): string => dateWords(day, '')

/** A calendar day that is planned by: 12月1日 周二, with the year when it is not that of `today`. */
export const weekdayWords = (day: string, today: string): string =>
  `${dateWords(day, today.slice(0, 4))} 周${'日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]}`

/** When something was, as people say it: 今天 14:02, 昨天 09:10, 11月24日 18:00. */
export const whenWords = (instant: number, now: number): string => {
  const [day, time] = clockOf(instant).split(' ')
  if (day === dayOf(now)) return `今天 ${time}`
  if (day === dayOf(now - DAY)) return `昨天 ${time}`
  return `${dateWords(day!, dayOf(now).slice(0, 4))} ${time}`
}

/** `14:02`. */
export const timeWords = (instant: number): string => clockOf(instant).slice(11)

/** The time left and the date: 还有 3 天 · 11月24日 18:00 截止. */
export const untilWords = (instant: number, now: number): string => {
  const left = instant - now
  const [day, time] = clockOf(instant).split(' ')
  const date = `${dateWords(day!, dayOf(now).slice(0, 4))} ${time}`
  if (left <= 0) return `已在 ${date} 截止`
  const amount = left >= DAY ? `${Math.floor(left / DAY)} 天`
    : left >= 60 * MINUTE ? `${Math.floor(left / (60 * MINUTE))} 小时`
    : `${Math.max(1, Math.floor(left / MINUTE))} 分钟`
  return `还有 ${amount} · ${date} 截止`
}

/** A deadline that counts by days: 还有 3 天 · 11月24日截止, 今天截止, 已逾期 2 天 · 应在 11月20日前. */
export const dueWords = (due: number, now: number): string => {
  const date = dateWords(dayOf(due), dayOf(now).slice(0, 4))
  const left = daysLeft(due, now)
  if (left < 0) return `已逾期 ${-left} 天 · 应在 ${date}前`
  return left === 0 ? `今天截止 · ${date}` : `还有 ${left} 天 · ${date}截止`
}

/** A calendar day in the same words, without the year when it is this one. */
export const shortDayWords = (day: string, now: number): string => dateWords(day, dayOf(now).slice(0, 4))
