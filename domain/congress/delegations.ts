import { chineseNumber } from '../words-number'

/** 1 for 第一代表团, up to 99; nothing for a delegation with a name of its own. */
const places = new Map(Array.from({ length: 99 }, (_, i) => [`第${chineseNumber(i + 1)}`, i + 1]))

const placeOf = (name: string): number => places.get(/^第[一二三四五六七八九十]+/.exec(name)?.[0] ?? '') ?? 100

/** Delegations 代表团 in the order in which people count them: by their number, then by name. For sorting. */
export const byDelegation = (a: string, b: string): number => placeOf(a) - placeOf(b) || a.localeCompare(b, 'zh')
