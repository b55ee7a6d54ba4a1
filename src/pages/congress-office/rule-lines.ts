import { seatKindWords } from '../../../domain/words'
import type { Article, CongressRules, DayCount, DistrictRule, Passing, QuotaLine, Share } from '../../../types/congress-rules'

/** A number of the rules as a person reads it, and where it stands. */
export interface RuleLine {
  key: string
  name: string
  value: string
  article: Article
}

export const articleText = ({ law, article }: Pick<Article, 'law' | 'article'>): string => law + article
export const isVerified = (a: Article): boolean => a.found !== 'memory'

export const daysWords = ({ days, working }: DayCount): string => `${days} 个${working ? '工作日' : '自然日'}`

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const
const shareWords = ({ num, den }: Share): string => `${digits[den] ?? den}分之${digits[num] ?? num}`
const passWords = ({ num, den, strict }: Passing, whole: string): string =>
  num * 2 === den ? `${whole}${strict ? '过半数' : '半数以上（含正好一半）'}` : `${whole}${shareWords({ num, den })}${strict ? '以上（不含本数）' : '以上'}`

const termWords = ({ min, max, onlyEnds, overrun }: CongressRules['termYears']['value']): string =>
  (min === max ? `${min} 年` : onlyEnds ? `${min} 年或 ${max} 年` : `${min} 至 ${max} 年`) + (overrun === null ? '' : `，最多延期 ${overrun} 年`)

const lineWords = ({ base, over, per, add, by }: QuotaLine): string => {
  if (add === 0) return `${base} 人`
  if (by === 'share') return `职工人数的 ${(add / per * 100).toFixed(0)}%`
  return `${base} 人，超过 ${over} 人的部分每 ${per} 人加 ${add} 人`
}

const quotaWords = ({ floor, bands }: CongressRules['quota']['value']): string => [
  `不少于 ${floor} 人`,
  ...bands.map(b => `${b.from > 0 ? `职工 ${b.from} 人以上的，` : ''}${lineWords(b.least)}${b.most ? `至 ${lineWords(b.most)}` : ''}`),
].join('；')

const presidiumWords = ({ sizes, share, kinds }: CongressRules['presidium']['value']): string => [
  ...sizes.map(s => `代表 ${s.to === null ? `${s.from} 人以上` : `${s.from} 至 ${s.to} 人`}的，${s.most === null ? `不少于 ${s.least} 人` : `${s.least} 至 ${s.most} 人`}`),
  `${kinds.map(k => seatKindWords[k]).join('、')}不少于 ${share}%`,
].join('；')

const districtWords = ({ turnout, majority }: DistrictRule): string =>
  `${turnout ? `选区职工${shareWords(turnout)}以上参加，` : ''}${passWords(majority, '选区全体职工')}`

const womenWords = { atLeastStaff: '不低于女职工占职工的比例', nearStaff: '与女职工占职工的比例相适应', some: '应当有适当比例' } as const

/** Every number that a congress goes by, in the order of its work. */
export function ruleLines(r: CongressRules, kindText: (kind: CongressRules['matters'][number]['kind']) => string): RuleLine[] {
  const line = (key: string, name: string, value: string, article: Article): RuleLine => ({ key, name, value, article })
  return [
    line('quorum', '开会人数', `全体代表${shareWords(r.quorum.value)}以上到会`, r.quorum.article),
    line('passing', '通过票数', `${passWords(r.passing.value, '全体代表')}，缺席、弃权和废票都按不赞成算`, r.passing.article),
    line('electing', '当选票数', passWords(r.electing.value, '全体代表'), r.electing.article),
    ...r.secret.map(s => line(`secret-${s.value}`, '无记名投票', kindText(s.value), s.article)),
    line('votedItems', '分项表决', r.votedItems.value ? '一项一票，不得合并表决' : '没有规定', r.votedItems.article),
    line('papersDays', '文件送达', `会前 ${daysWords(r.papersDays.value)}`, r.papersDays.article),
    line('agendaDays', '议程告知职工', `会前 ${daysWords(r.agendaDays.value)}`, r.agendaDays.article),
    line('publicityWithin', '会后公布', `闭会后 ${daysWords(r.publicityWithin.value)}内`, r.publicityWithin.article),
    line('publicityDays', '公布时间', `不少于 ${daysWords(r.publicityDays.value)}`, r.publicityDays.article),
    line('reportDays', '报送上级', `闭会后 ${daysWords(r.reportDays.value)}内`, r.reportDays.article),
    line('presidium', '主席团', presidiumWords(r.presidium.value), r.presidium.article),
    line('joint', '联席会议', `${r.joint.value.mayApprove ? '可以' : '不得'}决定审议通过事项，${r.joint.value.after === 'report' ? '向下次大会报告' : '由下次大会确认'}`, r.joint.article),
    line('grades', '民主评议等次', r.grades.value.join('、'), r.grades.article),
    line('termYears', '届期', termWords(r.termYears.value), r.termYears.article),
    line('sessionsPerYear', '每年次数', `至少 ${r.sessionsPerYear.value} 次`, r.sessionsPerYear.article),
    line('extraSession', '临时会议', `${shareWords(r.extraSession.value)}以上代表可以提议`, r.extraSession.article),
    line('allStaffBelow', '职工大会', `职工不足 ${r.allStaffBelow.value} 人的可以开职工大会`, r.allStaffBelow.article),
    line('quota', '代表名额', quotaWords(r.quota.value), r.quota.article),
    line('managersMax', '中高层管理人员', `不超过代表的 ${r.managersMax.value}%`, r.managersMax.article),
    line('womenShare', '女代表', womenWords[r.womenShare.value], r.womenShare.article),
    line('frontLineMin', '一线代表', r.frontLineMin.value.percent === 0 ? '没有规定比例' : `${r.frontLineMin.value.kinds.map(k => seatKindWords[k]).join('、')}不少于 ${r.frontLineMin.value.percent}%`, r.frontLineMin.article),
    line('seatEnds', '代表资格终止', r.seatEnds.value === 'district' ? '调离选区' : '离开本单位', r.seatEnds.article),
    line('delegateElection', '选举代表', districtWords(r.delegateElection.value), r.delegateElection.article),
    line('recall', '罢免代表', districtWords(r.recall.value), r.recall.article),
    line('boardFrom', '职工董事', `职工 ${r.boardFrom.value} 人以上的应当有`, r.boardFrom.article),
    line('supervisors', '职工监事', `不少于监事会的${shareWords(r.supervisors.value)}`, r.supervisors.article),
  ]
}
