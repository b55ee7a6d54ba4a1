import { outcomeWords } from '../../../domain/congress/words'
import type { RoundRow } from '../../../types/congress-round'
import type { Matter } from '../../../types/congress-session'
import type { Outcome } from '../../../types/congress-vote'
import type { Meaning } from '../../components/state-tag'

export const outcomeMeanings: Record<Outcome, Exclude<Meaning, 'plain'>> = {
  passed: 'done', elected: 'done', appraised: 'done', failed: 'refused', void: 'refused', noQuorum: 'refused', short: 'attention', runoff: 'attention',
}

/** Where a round stands, as a word in a shape. */
export const roundState = (r: RoundRow): { text: string; meaning: Meaning } => {
  switch (r.state) {
    case 'drawing': return { text: '领票中', meaning: 'waiting' }
    case 'drawn': return { text: '领票结束', meaning: 'waiting' }
    case 'open': return { text: '表决中', meaning: 'waiting' }
    case 'closing': return { text: '已截止，待计票', meaning: 'attention' }
    case 'void': return { text: '作废', meaning: 'refused' }
    case 'counted': return r.decision ? { text: outcomeWords[r.decision.outcome], meaning: outcomeMeanings[r.decision.outcome] } : { text: '已计票', meaning: 'done' }
  }
}

export const lastRound = (m: Matter): RoundRow | undefined => m.rounds[m.rounds.length - 1]

/** Where a matter stands by its newest round. */
export const matterState = (m: Matter): { text: string; meaning: Meaning } => {
  if (m.withdrawn) return { text: '已撤回', meaning: 'refused' }
  const last = lastRound(m)
  if (last) return roundState(last)
  return m.question ? { text: '未表决', meaning: 'plain' } : { text: '听取', meaning: 'plain' }
}
