import { isRunning } from './secret-part'
import type { Matter } from '../../types/congress-session'
import type { Decision } from '../../types/congress-vote'

type Voted = Pick<Matter, 'rounds'>

/** The round that counts: the last one that was opened. */
const lastRound = (m: Voted) => m.rounds.at(-1)

/** What the matter's last round decided; null = nothing yet, or the round was declared void 作废. */
export const decisionOf = (m: Voted): Decision | null => {
  const last = lastRound(m)
  return last?.state === 'counted' ? last.decision : null
}

/** A tie, too few people or a void vote call for another round; a failed motion or a vacant seat may be left at that. */
const final: readonly Decision['outcome'][] = ['passed', 'failed', 'elected', 'short', 'appraised']

/** Decided, heard or withdrawn: nothing of it is left to do. A report 听取报告 is only heard. */
export function isSettled(m: Pick<Matter, 'rounds' | 'kind' | 'withdrawn'>): boolean {
  if (m.withdrawn !== null || m.kind === 'report') return true
  const decision = decisionOf(m)
  return decision !== null && final.includes(decision.outcome)
}

/** Approved or carried: it binds, and only a new matter about it can change it. */
export const isPassed = (m: Voted): boolean => {
  const outcome = decisionOf(m)?.outcome
  return outcome === 'passed' || outcome === 'elected' || outcome === 'appraised'
}

/** A vote is under way, or its count is not finished. */
export const isVoting = (m: Voted): boolean => m.rounds.some(r => isRunning(r.state))
