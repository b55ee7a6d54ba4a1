import type { EnterpriseKind, Jurisdiction, MatterKind, SessionKind, Stage } from '../../types/congress-rules'
import type { Choice, Outcome, Way } from '../../types/congress-vote'

export const jurisdictionWords: Record<Jurisdiction, string> = { national: '全国', SH: '上海市', ZJ: '浙江省', HN: '河南省', SD: '山东省' }
export const enterpriseKindWords: Record<EnterpriseKind, string> = { state: '国有（控股）企业', private: '非公有制企业', public: '事业单位' }
export const sessionKindWords: Record<SessionKind, string> = { congress: '职工代表大会', memberCongress: '会员代表大会', joint: '联席会议' }

/** Stages of a session 会次, in their order. */
export const stageWords: Record<Stage, string> = {
  preparing: '筹备', preparatory: '预备会议', discussion: '分组讨论', formal: '正式会议', closed: '已闭会', archived: '已归档',
}

/** Kinds of matter 事项. */
export const matterKindWords: Record<MatterKind, string> = {
  approve: '审议通过', advise: '审议建议', elect: '选举', appraise: '民主评议', method: '表决办法', report: '听取报告',
}

export const wayWords: Record<Way, string> = { secret: '无记名投票', named: '记名投票', hands: '举手表决' }
export const outcomeWords: Record<Outcome, string> = {
  passed: '通过', failed: '未通过', elected: '选出', short: '缺额', runoff: '再次投票', appraised: '评议完成', void: '无效', noQuorum: '不足法定人数',
}

export const voteWords: Record<Extract<Choice, { kind: 'motion' }>['vote'], string> = { yes: '赞成', no: '反对', abstain: '弃权' }
/** On a ballot of an election; without a mark it is an abstention. */
export const markWords = { yes: '○ 赞成', no: '× 不赞成', blank: '弃权' } as const
export const formWords = { equal: '等额选举', surplus: '差额选举' } as const
export const attendanceWords = { in: '签到', leave: '离场', return: '返场' } as const

/** The last column of an appraisal. */
export const BLANK_GRADE = '弃权'
