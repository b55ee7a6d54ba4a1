/** `4:05`, `1:02:03`: a place in a film, or its length. */
export const clockWords = (ms: number): string => {
  const seconds = Math.floor(ms / 1000)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** How long something takes, as people say it: 40 秒, 12 分钟, 1 小时 20 分钟. */
export const lengthWords = (seconds: number): string => {
  if (seconds < 60) return `${seconds} 秒`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} 分钟`
  return minutes % 60 === 0 ? `${minutes / 60} 小时` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`
}

/** Whole per cent, never 100 before all of it. */
export const percentOf = (part: number, whole: number): number => whole <= 0 ? 0 : Math.min(100, Math.floor(part / whole * 100))
