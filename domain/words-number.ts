const digits = '零一二三四五六七八九'

/** 1 to 99 as it is said of terms and sessions: 第六届, 第十二次. */
export function chineseNumber(n: number): string {
  const tens = Math.floor(n / 10)
  const ones = n % 10
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`}${ones === 0 && tens > 0 ? '' : digits[ones]}`
}

/** `6-2` as it stands above a paper: 第六届第二次. */
export const sessionWords = (session: string): string => {
  const [term = 1, no = 1] = session.split('-').map(Number)
  return `第${chineseNumber(term)}届第${chineseNumber(no)}次`
}

/** `2026-08-05` as it is written in a letter: 2026年8月5日. */
export const longDay = (day: string): string => {
  const [y, m, d] = day.split('-').map(Number)
  return `${y}年${m}月${d}日`
}
