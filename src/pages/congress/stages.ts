import { stageWords } from '../../../domain/congress/words'
import { shortDayWords, whenWords } from '../../../domain/words-time'
import type { Stage } from '../../../types/congress-rules'
import type { Session } from '../../../types/congress-session'
import type { TimelineStep } from '../../components/timeline'

const order = Object.keys(stageWords) as Stage[]

/** What is known of each stage, in a few words. */
const noteOf = (stage: Stage, s: Session, now: number): string | undefined => {
  switch (stage) {
    case 'preparing': return s.notice ? `${whenWords(s.notice.at, now)} 发出通知` : undefined
    case 'preparatory': return s.agendaAdoptedAt ? `${whenWords(s.agendaAdoptedAt, now)} 通过议程` : s.rollAt ? `应到 ${s.rollCount} 人` : undefined
    case 'closed': return s.publicity ? `公布：${s.publicity.where}，${shortDayWords(s.publicity.from, now)} 到 ${shortDayWords(s.publicity.to, now)}` : undefined
    case 'archived': return s.archive ? whenWords(s.archive.at, now) : undefined
    default: return undefined
  }
}

/** The stages of a session, with where it stands now. */
export const stepsOfSession = (s: Session, now: number): TimelineStep[] => {
  if (s.stage === 'cancelled') return [{ key: 'cancelled', text: '已取消', state: 'refused' }]
  const at = order.indexOf(s.stage)
  return order.map((stage, i) => ({
    key: stage, text: stageWords[stage], note: noteOf(stage, s, now), state: i < at || s.stage === 'archived' ? 'past' : i === at ? 'now' : 'next',
  }))
}
