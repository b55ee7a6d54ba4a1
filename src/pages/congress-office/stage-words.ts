import type { SessionStage } from '../../../types/congress-session'
import type { Meaning } from '../../components/state-tag'

export const stageMeanings: Record<SessionStage, Meaning> = {
  preparing: 'plain', preparatory: 'waiting', discussion: 'waiting', formal: 'waiting', closed: 'done', archived: 'done', cancelled: 'refused',
}
