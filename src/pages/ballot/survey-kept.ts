import type { Output } from '../../../types/api'
import type { PublicRound } from '../../../types/ballot'
import { readRound } from '../../services/box'
import { call, toCallError } from '../../services/call'
import { isComplete, paperOf } from '../../services/credentials'
import { readDraft, saveDraft } from '../../services/draft'

export type Opened = Output<'surveys', 'open'>
export type SurveyPlace = Output<'surveys', 'place'>

/** What the phone knows of an anonymous survey; `place` null = it has a whole paper, or there is none to ask for. */
export interface Known { opened: Opened; place: SurveyPlace | null; roundId: string | null }

const OPENED = 'surveyOpen'
const ROUND = 'surveyRound'

/** A full phone works as long as there is a network. */
const tryTo = (keep: () => unknown) => {
  try {
    keep()
  } catch { /* Nothing is lost that cannot be read again. */ }
}

/** No answer, or silent while a ballot is on its way: what was read before will do. */
const passing = (error: unknown): boolean => {
  const { kind, code } = toCallError(error)
  return kind !== 'refusal' || code === 'CASTING'
}

const openOrKept = async (person: string, id: string): Promise<Opened> => {
  try {
    const opened = await call('surveys', 'open', { id })
    tryTo(() => saveDraft(person, OPENED, id, opened))
    return opened
  } catch (error) {
    const kept = readDraft<Opened>(person, OPENED, id)?.data
    if (kept && passing(error)) return kept
    throw error
  }
}

/** Reads the survey, and the own place in it as long as there is no whole paper on this phone. @throws CallError */
export const readKnown = async (person: string, id: string): Promise<Known> => {
  const opened = await openOrKept(person, id)
  const mine = paperOf(person, id)
  if (mine && isComplete(mine.paper)) return { opened, place: null, roundId: mine.roundId }
  if (!opened.joined) return { opened, place: null, roundId: null }
  try {
    const place = await call('surveys', 'place', { id })
    return { opened, place, roundId: place.roundId }
  } catch (error) {
    if (mine && passing(error)) return { opened, place: null, roundId: mine.roundId }
    throw error
  }
}

/**
 * How far the round is; what was last heard of it, where there is no network: whoever holds a paper can write in a dead spot.
 * @throws CallError
 */
export const readRoundOrKept = async (person: string, sessionId: string, roundId: string): Promise<PublicRound & { stale?: boolean }> => {
  try {
    const shown = await readRound(roundId)
    // The manifest is on the phone already, in the paper that was drawn for it.
    tryTo(() => saveDraft(person, ROUND, roundId, { ...shown, manifest: '' }))
    return shown
  } catch (error) {
    const mine = paperOf(person, sessionId)
    const kept = readDraft<PublicRound>(person, ROUND, roundId)?.data
    if (kept && mine?.roundId === roundId && toCallError(error).kind !== 'refusal') return { ...kept, manifest: mine.paper.manifest, stale: true }
    throw error
  }
}
