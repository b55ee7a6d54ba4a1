import type { Article, CongressRules, DistrictRule, Ruled } from '../../types/congress-rules'
import type { Decision } from '../../types/congress-vote'
import type { SeatKind } from '../../types/member'
import { citation } from './articles'
import { electionResult } from './elect'
import { ceilShare, majorityOf, majorityWords, quota } from './numbers'

/** Something that the law would have otherwise. `blocks` = a gate does not open for it; else it is told only. */
export interface Problem { message: string; article: Article; blocks: boolean }

const problem = (message: string, article: Article, blocks = true): Problem => ({ message: `${message}${citation([article])}`, article, blocks })

export type KindCounts = Record<SeatKind, number>

export const kindCounts = (people: readonly { kind: SeatKind }[]): KindCounts =>
  people.reduce<KindCounts>((sum, { kind }) => ({ ...sum, [kind]: sum[kind] + 1 }), { worker: 0, technical: 0, manager: 0, leader: 0, other: 0 })

const sumOf = (counts: KindCounts, kinds: readonly SeatKind[]): number => kinds.reduce((sum, kind) => sum + counts[kind], 0)
const allOf = (counts: KindCounts): number => Object.values(counts).reduce((a, b) => a + b, 0)
const shareWords = (part: number, all: number): string => `${((part * 100) / all).toFixed(1)}%`

/** Does the number of delegates fit the number of workers? */
export function rollProblems(delegates: number, headcount: number, rules: Pick<CongressRules, 'quota' | 'allStaffBelow'>): Problem[] {
  const { least, most } = quota(headcount, rules)
  const { article } = rules.quota
  if (delegates < least) return [problem(`职工 ${headcount} 人，代表至少应有 ${least} 人，现有 ${delegates} 人`, article)]
  return most !== null && delegates > most ? [problem(`职工 ${headcount} 人，代表最多 ${most} 人，现有 ${delegates} 人`, article)] : []
}

export interface Mix {
  kinds: KindCounts
  women: WomenCount
}
/** Women among the delegates, and delegates of whom it is not registered. */
export interface WomenCount { women: number; unknown: number }

export interface Staff { headcount: number; women: number | null }

type MixRules = Pick<CongressRules, 'managersMax' | 'womenShare' | 'frontLineMin'>

export const womenCount = (delegates: readonly (boolean | null)[]): WomenCount =>
  ({ women: delegates.filter(w => w === true).length, unknown: delegates.filter(w => w === null).length })

/** 女职工代表 12 人，性别未知 3 人. */
export const womenWords = ({ women, unknown }: WomenCount): string => `女职工代表 ${women} 人${unknown ? `，性别未知 ${unknown} 人` : ''}`

/** The mix of delegates 代表构成 by their counts. */
export const mixOfCounts = (mix: Mix, staff: Staff, rules: MixRules): Problem[] => {
  const all = allOf(mix.kinds)
  return all ? [...managerProblems(mix.kinds, all, rules), ...frontLineProblems(mix.kinds, all, rules), ...womenProblems(mix.women, all, staff, rules)] : []
}

/** The same, seat by seat; `woman` null = not recorded. */
export function mixProblems(seats: readonly { kind: SeatKind; woman: boolean | null }[], staff: Staff, rules: MixRules): Problem[] {
  return mixOfCounts({ kinds: kindCounts(seats), women: womenCount(seats.map(s => s.woman)) }, staff, rules)
}

/** 中层以上 are the leaders 领导干部; who is a plain manager 管理人员 may be of the middle ranks too, so both together are only told. */
function managerProblems(kinds: KindCounts, all: number, { managersMax }: MixRules): Problem[] {
  const over = (n: number) => n * 100 > managersMax.value * all
  const both = kinds.leader + kinds.manager
  const limit = `不超过 ${managersMax.value}%`
  if (over(kinds.leader)) return [problem(`领导干部 ${kinds.leader} 人，占 ${shareWords(kinds.leader, all)}；中层以上管理人员应${limit}`, managersMax.article)]
  return over(both) ? [problem(`管理人员和领导干部共 ${both} 人，占 ${shareWords(both, all)}；其中中层以上的应${limit}，请核对`, managersMax.article, false)] : []
}

function frontLineProblems(kinds: KindCounts, all: number, { frontLineMin: { value, article } }: MixRules): Problem[] {
  const front = sumOf(kinds, value.kinds)
  return front * 100 < value.percent * all ? [problem(`一线职工和科技人员 ${front} 人，占 ${shareWords(front, all)}；应不低于 ${value.percent}%`, article)] : []
}

/** What is not registered may be either: only what holds both ways is said for sure. */
function womenProblems(count: WomenCount, all: number, staff: Staff, { womenShare: { value, article } }: MixRules): Problem[] {
  const { women, unknown } = count
  const must = value === 'atLeastStaff'
  if (staff.women === null) return [problem('职工的性别没有登记，女职工代表比例无法核对', article, must)]
  const enough = (n: number) => value === 'some' ? n > 0 || staff.women === 0 : n * staff.headcount >= staff.women! * all
  if (enough(women)) return []
  if (enough(women + unknown)) return [problem(`${womenWords(count)}，女职工代表比例无法核对`, article, must)]
  if (value === 'some') return [problem('还没有女职工代表，应有适当比例', article)]
  const figures = `女职工代表占 ${shareWords(women, all)}，女职工占职工的 ${shareWords(staff.women, staff.headcount)}`
  return [problem(`${figures}；${must ? '前者不得低于后者' : '两者应相适应'}`, article, must)]
}

/** Size and mix of the presidium 主席团. */
export function presidiumProblems(members: KindCounts | readonly { kind: SeatKind }[], delegates: number, rules: Pick<CongressRules, 'presidium'>): Problem[] {
  const kinds = isList(members) ? kindCounts(members) : members
  const { value, article } = rules.presidium
  const all = allOf(kinds)
  if (!all) return [problem('还没有选出主席团', article)]
  const bands = value.sizes.filter(s => s.from <= delegates && (s.to === null || delegates <= s.to))
  const fits = !bands.length || bands.some(s => s.least <= all && (s.most === null || all <= s.most))
  const front = sumOf(kinds, value.kinds)
  return [
    ...(fits ? [] : [problem(`代表 ${delegates} 人，主席团应有${bands.map(sizeWords).join('或')}，现有 ${all} 人`, article)]),
    ...(front * 100 < value.share * all ? [problem(`主席团中${kindsWords(value.kinds)} ${front} 人，占 ${shareWords(front, all)}；应不低于 ${value.share}%`, article)] : []),
  ]
}

const isList = (members: KindCounts | readonly { kind: SeatKind }[]): members is readonly { kind: SeatKind }[] => Array.isArray(members)
const sizeWords = (s: { least: number; most: number | null }) => (s.most === null ? `至少 ${s.least} 人` : ` ${s.least} 到 ${s.most} 人`)
const kindsWords = (kinds: readonly SeatKind[]) => (kinds.length === 1 ? '一线职工' : '工人、技术人员、管理人员')

export interface DistrictVote {
  /** All workers of the electoral unit 选区. */
  eligible: number
  took: number
  votes: readonly { id: string; name: string; yes: number }[]
  seats: number
}

/** The election of delegates in an electoral unit: enough must take part, and the majority is that of ALL its workers. */
export function districtResult({ eligible, took, votes, seats }: DistrictVote, rules: Pick<CongressRules, 'delegateElection'>): Decision {
  const stop = districtStop({ eligible, took, most: Math.max(0, ...votes.map(v => v.yes)) }, rules.delegateElection, seats)
  const { value, article } = rules.delegateElection
  return stop ?? electionResult({ roll: eligible, rollWords: `选区职工 ${eligible} 人`, seats, standings: votes }, { value: value.majority, article })
}

/** The recall 撤免 of a delegate by the electoral unit that elected them. */
export function recallResult({ eligible, took, yes }: { eligible: number; took: number; yes: number }, rules: Pick<CongressRules, 'recall'>): Decision {
  const stop = districtStop({ eligible, took, most: yes }, rules.recall, 0)
  if (stop) return stop
  const { value, article } = rules.recall
  const needed = majorityOf(eligible, value.majority)
  const passed = yes >= needed
  const sentence = `选区职工 ${eligible} 人，${majorityWords(value.majority)}须 ${needed} 票，同意撤免 ${yes} 票，${passed ? '撤免通过' : '撤免未通过'}${citation([article])}`
  return { outcome: passed ? 'passed' : 'failed', sentence, articles: [article], elected: [], runoff: null, vacant: 0 }
}

function districtStop(vote: { eligible: number; took: number; most: number }, { value, article }: Ruled<DistrictRule>, seats: number): Decision | null {
  const none = { articles: [article], elected: [], runoff: null, vacant: seats }
  const { eligible, took, most } = vote
  if (took > eligible || most > took) {
    return { ...none, outcome: 'void', sentence: `选区职工 ${eligible} 人，参加 ${took} 人，最高得票 ${most} 票，数字不符，本次投票无效` }
  }
  const needed = value.turnout && ceilShare(eligible, value.turnout)
  if (needed === null || took >= needed) return null
  const words = majorityWords({ ...value.turnout!, strict: false })
  return { ...none, outcome: 'noQuorum', sentence: `选区职工 ${eligible} 人，${words}须 ${needed} 人参加，实际参加 ${took} 人，人数不足，投票无效${citation([article])}` }
}
