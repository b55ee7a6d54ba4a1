import type { SessionStage } from '../../types/congress-session'

/** Opinions are collected from the notice until the formal meeting begins. */
export const collectsOpinions = (stage: SessionStage, notified = true): boolean =>
  (stage === 'preparing' && notified) || stage === 'preparatory' || stage === 'discussion'
