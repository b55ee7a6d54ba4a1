import type { TermKind } from '../../../types/congress-term'

export const termKindWords: Record<TermKind, string> = { congress: '职工代表大会', memberCongress: '会员代表大会' }

export const seatEndWords = { recalled: '罢免', resigned: '辞职', left: '调离选区' } as const
export const electionWords = { general: '换届选举', by: '补选' } as const

/** What happened to a term, as its history tells it. */
export const termActWords: Record<string, string> = {
  save: '保存', elect: '登记选举', endSeat: '终止代表资格', committees: '修改专门小组',
}
