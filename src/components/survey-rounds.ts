import type { SurveyRound } from '../../types/survey-ballot'
import type { Meaning } from './state-tag'

/** Where a round of papers 票箱 is. */
export const surveyRoundWords: Record<SurveyRound['state'], { text: string; meaning: Meaning }> = {
  preparing: { text: '正在准备', meaning: 'waiting' }, drawing: { text: '领卷中', meaning: 'waiting' }, drawn: { text: '待签封', meaning: 'attention' },
  open: { text: '作答中', meaning: 'waiting' }, closing: { text: '待签封结果', meaning: 'attention' }, counted: { text: '已统计', meaning: 'done' }, void: { text: '已作废', meaning: 'plain' },
}

/** How many signatures a head needs. */
const LEAST_SEALS = 2

const sealed = (round: SurveyRound, head: 'opening' | 'final'): string => {
  const by = round.scrutineers.filter(s => s[head]).map(s => s.name)
  return by.length >= LEAST_SEALS ? `${by.join('、')}已签封` : `等监票人签封：须 ${LEAST_SEALS} 人，${by.length > 0 ? `${by.join('、')}已签` : '还没有人签'}`
}

/** How many joined, drew and answered, and who has signed: in words. */
export const surveyRoundNote = (round: SurveyRound): string => [
  `报名 ${round.seats} 人`,
  round.drawn === null ? '' : `领卷 ${round.drawn} 人${round.incomplete ? `，没有领全 ${round.incomplete} 人` : ''}`,
  round.ballots === null ? '' : `收回 ${round.ballots} 份${round.spoilt ? `，其中废卷 ${round.spoilt} 份` : ''}`,
  round.state === 'drawn' ? sealed(round, 'opening') : round.state === 'closing' ? sealed(round, 'final') : '',
  round.state === 'void' ? round.why : '',
].filter(Boolean).join(' · ')
