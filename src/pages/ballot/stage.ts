import type { PublicRound } from '../../../types/ballot'
import type { TimelineStep } from '../../components/timeline'
import { isComplete, type HeldPaper } from '../../services/credentials'
import { isAnswered } from './use-cast'

/** Where the voter is; `none`: this phone has no whole paper, and the draw is over. */
export type Stage = 'drawing' | 'ready' | 'marking' | 'tooLate' | 'none' | 'sending' | 'cast' | 'missed' | 'found' | 'dropped' | 'refused' | 'void'

const uncast = (shown: PublicRound): Stage => {
  if (shown.state === 'drawing' || shown.state === 'drawn') return 'ready'
  return shown.state === 'open' && shown.closesAt === null ? 'marking' : 'tooLate'
}

export const stageOf = (shown: PublicRound, held: HeldPaper | undefined): Stage => {
  if (shown.state === 'void') return 'void'
  if (!held || !isComplete(held)) return shown.state === 'drawing' ? 'drawing' : 'none'
  if (held.ballot === '') return uncast(shown)
  if (held.place !== null && held.place > 0) return 'found'
  if (held.refused) return 'refused'
  if (held.place === 0) return held.code ? 'dropped' : 'missed'
  return isAnswered(held) ? 'cast' : 'sending'
}

/** The steps of a paper ballot; their names differ with what the papers are for. */
const reached: Record<Stage, number> = { drawing: 0, ready: 1, marking: 1, tooLate: 1, none: 0, sending: 2, cast: 3, missed: 3, found: 4, dropped: 3, refused: 2, void: 0 }
const broken: readonly Stage[] = ['tooLate', 'none', 'missed', 'dropped', 'refused', 'void']

/** How far this one is. @param names of the four steps: drawing, writing, casting, finding */
export const stepsOf = (stage: Stage, names: readonly string[]): TimelineStep[] => {
  const at = reached[stage]
  return names.map((text, i) => ({ key: text, text, state: i < at ? 'past' : i > at ? 'next' : broken.includes(stage) ? 'refused' : 'now' }))
}
