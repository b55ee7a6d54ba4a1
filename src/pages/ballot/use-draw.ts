import { useState } from 'react'
import type { BallotSeat, PublicRound } from '../../../types/ballot'
import { CallError } from '../../services/call'
import { isComplete, readKey, readPaper, type HeldPaper } from '../../services/credentials'
import { checkedRound, drawMissing, emptyPaper } from './draw'
import { newSecret } from './keys'
import { useRetried } from './use-retried'

/** `sessionId`: of the meeting, or of the survey, whose rounds these are. */
export interface Place { person: string; sessionId: string; roundId: string }

/** How a phone learns its place on the roll, and what is said to a phone that has none. */
export interface Roll {
  /** @throws CallError when it may not draw */
  seat(place: Place): Promise<BallotSeat>
  otherPhone: string
}

/** The first paper of this phone in the round: the seed is on the phone before anybody is asked. */
const begin = async (place: Place, roll: Roll, shown: PublicRound, keep: (paper: HeldPaper) => void): Promise<HeldPaper> => {
  const { person, sessionId, roundId } = place
  const noKey = () => new CallError('refusal', 'NO_KEY', roll.otherPhone)
  const key = readKey(person, sessionId)
  if (!key) throw noKey()
  const round = checkedRound(shown.manifest, roundId)
  const { seat, devicePub } = await roll.seat(place)
  if (devicePub !== key.pub) throw noKey()
  const paper = emptyPaper(sessionId, seat, await newSecret(), shown.manifest, round.manifest.issuers.length)
  keep(paper)
  return paper
}

/** Draws by itself as long as papers are drawn: after a lost network, a closed app, an issuer that was away. */
export const useDraw = (place: Place, roll: Roll, shown: PublicRound | undefined, paper: HeldPaper | undefined, keep: (paper: HeldPaper) => void) => {
  const [attempt, setAttempt] = useState(0)
  const { person, sessionId, roundId } = place
  const wanted = shown?.state === 'drawing' && !(paper && isComplete(paper))

  const problem = useRetried(wanted, [attempt, person, sessionId, roundId].join(), async () => {
    const held = readPaper(person, roundId) ?? await begin(place, roll, shown!, keep)
    await drawMissing(shown!, held, readKey(person, sessionId)!.secret, keep)
  })

  return { problem, again: () => setAttempt(n => n + 1) }
}
