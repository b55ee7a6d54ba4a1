import type { CongressRules, Passing, QuotaLine, Share } from '../../types/congress-rules'

/** The least whole number that is at least the share of `n`: two thirds of 98 are 66. Integers only, so that nothing is lost in rounding. */
export const ceilShare = (n: number, share: Share): number => Math.floor((n * share.num + share.den - 1) / share.den)

/** Votes for that are enough out of `all` (never none): strict = more than the share, else at least it. */
export const majorityOf = (all: number, p: Pick<Passing, 'num' | 'den' | 'strict'>): number =>
  Math.max(1, p.strict ? Math.floor((all * p.num) / p.den) + 1 : ceilShare(all, p))

/** 过半数, 半数以上, 三分之二以上 … */
export function majorityWords(p: Pick<Passing, 'num' | 'den' | 'strict'>): string {
  if (p.num * 2 === p.den) return p.strict ? '过半数' : '半数以上'
  const share = p.num * 3 === p.den * 2 ? '三分之二' : ` ${p.den} 分之 ${p.num} `
  return (p.strict ? `超过${share}` : `${share}以上`).trim()
}

/** Delegates who must be present, of the roll 应到. */
export const quorumNeeded = (roll: number, rules: Pick<CongressRules, 'quorum'>): number => Math.max(1, ceilShare(roll, rules.quorum.value))

export const quorate = (present: number, roll: number, rules: Pick<CongressRules, 'quorum'>): boolean => present >= quorumNeeded(roll, rules)

/** Votes that a matter needs of ALL delegates, present or not. */
export const votesNeeded = (roll: number, rules: Pick<CongressRules, 'passing'>): number => majorityOf(roll, rules.passing.value)

const alongLine = (line: QuotaLine, headcount: number, round: (n: number) => number): number => {
  const above = Math.max(0, headcount - line.over)
  return line.base + (line.by === 'step' ? Math.floor(above / line.per) * line.add : round((above * line.add) / line.per))
}

export interface QuotaAnswer {
  least: number
  /** Null = the law sets no upper limit. */
  most: number | null
  /** So small that all workers may meet instead 职工大会. */
  allStaff: boolean
}

/** How many delegates 代表名额 for so many workers. Never more than there are workers. */
export function quota(headcount: number, rules: Pick<CongressRules, 'quota' | 'allStaffBelow'>): QuotaAnswer {
  const { floor, bands } = rules.quota.value
  const band = bands.filter(b => b.from <= headcount).sort((a, b) => b.from - a.from)[0]
  const least = Math.max(floor, band ? alongLine(band.least, headcount, Math.ceil) : 0)
  const most = band?.most ? Math.max(least, alongLine(band.most, headcount, Math.floor)) : null
  const all = (n: number) => Math.min(n, headcount)
  return { least: all(least), most: most === null ? null : all(most), allStaff: headcount < rules.allStaffBelow.value }
}
