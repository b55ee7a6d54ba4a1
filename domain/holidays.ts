import type { Holiday } from '../types/motion-rules'
import { addDays } from './calendar'

const off = (name: string, from: string, days: number): Holiday[] =>
  Array.from({ length: days }, (_, i) => ({ day: addDays(from, i), kind: 'off', name }))
const work = (name: string, ...days: string[]): Holiday[] => days.map(day => ({ day, kind: 'work', name: `${name}调休` }))

/**
 * Public holidays and make-up working days of 2026: 国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号,
 * 4 November 2025 (https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm). Staff add the years to come.
 */
export const HOLIDAYS_2026: readonly Holiday[] = [
  ...off('元旦', '2026-01-01', 3), ...work('元旦', '2026-01-04'),
  ...off('春节', '2026-02-15', 9), ...work('春节', '2026-02-14', '2026-02-28'),
  ...off('清明节', '2026-04-04', 3),
  ...off('劳动节', '2026-05-01', 5), ...work('劳动节', '2026-05-09'),
  ...off('端午节', '2026-06-19', 3),
  ...off('中秋节', '2026-09-25', 3),
  ...off('国庆节', '2026-10-01', 7), ...work('国庆节', '2026-09-20', '2026-10-10'),
]

/** The month in which the next year's days must be in the table; the notice comes out in November. */
const DECEMBER = '12'

/** The year whose days are wanted by now and are not in the table; null = none. Deadlines in it would count every weekday as a working day. */
export function missingYear(holidays: readonly Holiday[], today: string): string | null {
  const [year = '', month] = today.split('-')
  const wanted = month === DECEMBER ? [year, String(Number(year) + 1)] : [year]
  return wanted.find(y => !holidays.some(h => h.day.startsWith(`${y}-`))) ?? null
}
