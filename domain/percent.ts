/** A share in words, to a tenth of a percent: 12.3%, 50%; of nothing there is no share. */
export const percentWords = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.round((part / whole) * 1000) / 10}%`)
