import type { SessionAct } from '../../../types/congress-acts'
import type { TermKind } from '../../../types/congress-term'
import { actForms } from './act-forms'

export const termKindWords: Record<TermKind, string> = { congress: '职工代表大会', memberCongress: '会员代表大会' }

export const seatEndWords = { recalled: '罢免', resigned: '辞职', left: '调离选区' } as const
export const electionWords = { general: '换届选举', by: '补选' } as const

/** What happened to a term, as its history tells it. */
export const termActWords: Record<string, string> = {
  save: '保存', elect: '登记选举', endSeat: '终止代表资格', committees: '修改专门小组',
}

const actWords: Record<string, string> = {
  create: '建立会议', save: '修改会议', freeze: '名单已定', matter: '列入议题', deliver: '送达文件', seal: '封存档案',
}
/** What happened to a session, as its history tells it. */
export const sessionActWords = (act: string): string => actForms[act as SessionAct]?.label ?? actWords[act] ?? act
