/** One hour of class 学时 is 45 minutes. */
const HOUR_SECONDS = 45 * 60

/** Hours of class for finishing an episode of so many seconds, in tenths: rounded to the nearest, at least one tenth. */
export const tenthsOf = (seconds: number): number => (seconds <= 0 ? 0 : Math.max(1, Math.round((seconds * 10) / HOUR_SECONDS)))

/** `12` → `1.2 学时`, `20` → `2 学时`. */
export const hoursWords = (tenths: number): string => `${tenths / 10} 学时`
