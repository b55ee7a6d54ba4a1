import { outcomeWords } from '../../domain/congress/words'
import type { RoundRow } from '../../types/congress-round'
import type { Matter } from '../../types/congress-session'
import type { Outcome } from '../../types/congress-vote'
import type { Meaning } from './state-tag'

interface State { text: string; meaning: Meaning }

export const outcomeMeanings: Record<Outcome, Exclude<Meaning, 'plain'>> = {
  passed: 'done', elected: 'done', appraised: 'done', failed: 'refused', short: 'attention', runoff: 'attention', void: 'refused', noQuorum: 'refused',
}

const running: Record<Exclude<RoundRow['state'], 'counted'>, State> = {
  drawing: { text: '领票中', meaning: 'attention' }, drawn: { text: '领票结束', meaning: 'waiting' },
  open: { text: '正在投票', meaning: 'attention' }, closing: { text: '已截止，待计票', meaning: 'waiting' }, void: { text: '作废', meaning: 'refused' },
}

/** Where a round stands, as a word in a shape. */
export const roundState = (r: RoundRow): State => {
  if (r.state !== 'counted') return running[r.state]
  return r.decision ? { text: outcomeWords[r.decision.outcome], meaning: outcomeMeanings[r.decision.outcome] } : { text: '已计票', meaning: 'done' }
}

export const lastRound = (m: Matter): RoundRow | undefined => m.rounds[m.rounds.length - 1]

/** Where a matter stands by its newest round. */
export const matterState = (m: Matter): State => {
  if (m.withdrawn) return { text: '已撤回', meaning: 'refused' }
  const last = lastRound(m)
  if (last) return roundState(last)
  return m.question ? { text: '未表决', meaning: 'plain' } : { text: '听取', meaning: 'plain' }
}
