import type { CongressRules } from '../../types/congress-rules'
import type { District, Finding, SeatEnd, SeatRow, Term } from '../../types/congress-term'
import type { Membership } from '../../types/member'
import { addDays, isDay } from '../calendar'
import { validOn } from '../membership'
import { Refusal } from '../refusal'
import { dayWords } from '../words-time'
import { articleWords, citation } from './articles'
import { termWindow } from './days'
import { quota } from './numbers'
import { kindCounts, mixOfCounts, rollProblems, womenWords, type Problem, type WomenCount } from './seats'

/** The quota calculator 名额测算: how many delegates at least, and why. */
export function quotaAnswer(headcount: number, rules: CongressRules): { needed: number; sentence: string } {
  const { least, most, allStaff } = quota(headcount, rules)
  const range = most === null ? `代表至少 ${least} 人` : `代表 ${least} 至 ${most} 人`
  const small = allStaff ? `；职工不足 ${rules.allStaffBelow.value} 人，也可以召开职工大会${citation([rules.allStaffBelow.article])}` : ''
  return { needed: least, sentence: `职工 ${headcount} 人，${range}${citation([rules.quota.article])}${small}` }
}

const finding = (met: boolean | null, text: string, article: Finding['article'] = '', verified = true): Finding => ({ met, text, article, verified })
const ofProblem = ({ message, article, blocks }: Problem): Finding => finding(blocks ? false : null, message, articleWords({ ...article, found: 'text' }), article.found !== 'memory')

function lengthFinding(t: Pick<Term, 'from' | 'to'>, rules: CongressRules): Finding {
  const { earliest, latest, overrun } = termWindow(t.from, rules)
  const { article, value } = rules.termYears
  const tell = (met: boolean, text: string) => finding(met, text, articleWords({ ...article, found: 'text' }), article.found !== 'memory')
  const years = value.onlyEnds ? `${value.min} 年或 ${value.max} 年` : `${value.min} 至 ${value.max} 年`
  const end = dayWords(t.to)
  if (t.to < earliest) return tell(false, `任期到 ${end}，不足 ${value.min} 年；每届应为 ${years}`)
  if (t.to <= latest) return value.onlyEnds && t.to !== earliest && t.to !== latest ? tell(false, `任期到 ${end}；每届应为 ${years}`) : tell(true, `任期到 ${end}，每届 ${years}`)
  return tell(overrun !== null && t.to <= overrun, `任期到 ${end}，超过 ${value.max} 年${overrun === null ? '' : `；换届最多可延期到 ${dayWords(overrun)}`}`)
}

/** Empty seats call for a by-election 补选. */
function districtFindings(t: Pick<Term, 'districts' | 'seats'>, seats: readonly Pick<SeatRow, 'district'>[]): Finding[] {
  const planned = t.districts.reduce((n, d) => n + d.seats, 0)
  const empty = t.districts.flatMap(d => {
    const left = d.seats - seats.filter(s => s.district === d.name).length
    return left > 0 ? [`${d.name} ${left} 个`] : []
  })
  return [
    ...(t.districts.length && planned !== t.seats ? [finding(false, `各选区名额合计 ${planned} 人，与代表总名额 ${t.seats} 人不一致`)] : []),
    ...(empty.length ? [finding(false, `有空缺的名额，可以补选：${empty.join('、')}`)] : []),
  ]
}

/** The mix check 结构比例 and all else that the law says of a term, each with what was found. */
export function termFindings(t: Term, seats: readonly SeatRow[], women: WomenCount, rules: CongressRules, unfinished: boolean): Finding[] {
  const roll = rollProblems(seats.length, t.staffing.headcount, rules).map(ofProblem)
  const mix = mixOfCounts({ kinds: kindCounts(seats), women }, t.staffing, rules).map(ofProblem)
  const fits = (name: string, article: CongressRules['quota']['article']) => finding(true, name, articleWords({ ...article, found: 'text' }), article.found !== 'memory')
  return [
    ...(unfinished ? [finding(false, '有一次选举或资格变动还没有全部写进职工名册。请打开它再提交一次，会接着办完')] : []),
    ...(roll.length ? roll : [fits(`代表 ${seats.length} 人，符合名额`, rules.quota.article)]),
    ...(mix.length ? mix : [fits(`代表构成符合规定，${womenWords(women)}`, rules.managersMax.article)]),
    lengthFinding(t, rules),
    ...districtFindings(t, seats),
  ]
}

/** A person's seat of this term, as far as it is not over by this day. */
export const seatOfTerm = (memberships: readonly Membership[], term: string, day: string): Membership | undefined =>
  memberships.find(m => m.role === 'delegate' && m.seat?.term === term && (m.to === null || m.to >= day))

export function demandSoundTerm(t: Pick<Term, 'from' | 'to' | 'districts' | 'staffing'>): void {
  if (!isDay(t.from)) throw new Refusal('BAD_DAY', '日历上没有这一天，请重新选择日期', 'from')
  if (!isDay(t.to)) throw new Refusal('BAD_DAY', '日历上没有这一天，请重新选择日期', 'to')
  if (t.to <= t.from) throw new Refusal('BAD_DAY', '任期的结束日期应在开始日期之后', 'to')
  if (t.staffing.women > t.staffing.headcount) throw new Refusal('BAD_INPUT', '女职工人数不能多于职工总人数', 'staffing')
  const twice = (values: string[]) => values.find((v, i) => values.indexOf(v) !== i)
  if (twice(t.districts.map(d => d.id))) throw new Refusal('BAD_INPUT', '有两个选区的编号相同，请删去一个', 'districts')
  const same = twice(t.districts.map(d => d.name))
  if (same) throw new Refusal('BAD_INPUT', `有两个选区都叫“${same}”，请改名`, 'districts')
  const seats = t.districts.find(d => d.seats > d.eligible)
  if (seats) throw new Refusal('BAD_INPUT', `${seats.name}的名额多于它的职工人数`, 'districts')
}

/** What has been elected in an electoral unit stays under its name. */
export function demandKeptDistricts(before: Pick<Term, 'districts' | 'elections'>, districts: readonly District[]): void {
  for (const { districtId } of before.elections) {
    const was = before.districts.find(d => d.id === districtId)
    const is = districts.find(d => d.id === districtId)
    if (was && (!is || is.name !== was.name || is.delegation !== was.delegation)) {
      throw new Refusal('ELECTED', `${was.name}已经登记过选举，不能删去，也不能改选区名和代表团名`, 'districts')
    }
  }
}

/** The first day of a seat won on a day; a general election may be held before the term begins. */
export const seatFrom = (term: Pick<Term, 'from'>, heldOn: string): string => (heldOn < term.from ? term.from : heldOn)

/** The person's memberships with a new seat; a seat of an earlier term that is still open gives way to it. */
export function seated(all: readonly Membership[], seat: Membership): Membership[] {
  if (all.some(m => m.id === seat.id)) return [...all]
  const given = all.map(m => (m.role === 'delegate' && m.seat?.term !== seat.seat?.term && m.from < seat.from && (m.to === null || m.to >= seat.from) ? { ...m, to: addDays(seat.from, -1) } : m))
  return [...given, seat]
}

/** Ends a seat with the day before; what began that very day ends with it. */
export const unseated = (all: readonly Membership[], term: string, end: Pick<SeatEnd, 'on'>): Membership[] =>
  all.map(m => {
    if (m.role !== 'delegate' || m.seat?.term !== term || !validOn(m, end.on)) return m
    const last = addDays(end.on, -1)
    return { ...m, to: last < m.from ? m.from : last }
  })

const why: Record<SeatEnd['why'], string> = { recalled: '被罢免', resigned: '辞去代表职务', left: '离开选区' }

/** Why a seat ends, with the article; a recall has the sentence of its vote before this one. */
export function endSentence(end: Pick<SeatEnd, 'name' | 'why' | 'on'>, rules: CongressRules): string {
  const { value, article } = rules.seatEnds
  const cause = end.why === 'left' ? (value === 'district' ? '调离原选区' : '与单位终止劳动关系') : why[end.why]
  return `${end.name}${cause}，代表资格自${dayWords(end.on)}起终止${end.why === 'left' ? citation([article]) : ''}`
}
