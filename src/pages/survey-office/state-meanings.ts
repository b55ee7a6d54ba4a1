import type { SurveyState } from '../../../types/survey'
import type { Meaning } from '../../components/state-tag'

/** What each state of a survey means to the office. */
export const stateMeanings: Record<SurveyState, Meaning> = {
  draft: 'plain', waiting: 'plain', joining: 'waiting', drawing: 'waiting', sealing: 'waiting', open: 'waiting', counting: 'waiting', closed: 'done', shared: 'done', void: 'plain',
}
