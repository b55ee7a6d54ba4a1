import { useEffect, useState } from 'react'
import type { PublicRound } from '../../../types/ballot'
import { call, CallError } from '../../services/call'
import { readKey, readPaper, type HeldPaper } from '../../services/credentials'
import { hush } from '../../services/quiet'
import { checkedRound, drawMissing, emptyPaper, isComplete } from './draw'
import { newSecret } from './keys'
import { useRetried } from './use-retried'

export interface Place { person: string; sessionId: string; roundId: string }

const NO_KEY = '这一轮开始领票时，这部手机还没有登记。请到工作台领一张纸质票'
const refusal = (code: string, text: string) => new CallError('refusal', code, text)

/** The first paper of this phone in the round: the seed is on the phone before anybody is asked. */
const begin = async ({ person, sessionId, roundId }: Place, shown: PublicRound, keep: (paper: HeldPaper) => void): Promise<HeldPaper> => {
  const key = readKey(person, sessionId)
  if (!key) throw refusal('NO_KEY', NO_KEY)
  const round = checkedRound(shown.manifest, roundId)
  const now = await call('congress', 'now', { id: sessionId })
  if (now.round?._id !== roundId) throw refusal('OTHER_ROUND', '主持人已经开始了别的投票。请回到会场')
  if (now.part?.state === 'paper') throw refusal('PAPER', '您这一轮已经领了纸质票，请投入票箱，手机上不能再投')
  if (!now.seat) throw refusal('NOT_ON_ROLL', now.part?.why || '您不在这一轮的名册上：开始领票时您没有签到，或者已经离场')
  if (now.seat.devicePub !== key.pub) throw refusal('NO_KEY', NO_KEY)
  const paper = emptyPaper(sessionId, now.seat.seat, await newSecret(), shown.manifest, round.manifest.issuers.length)
  keep(paper)
  return paper
}

/** Draws by itself as long as papers are drawn: after a lost network, a closed app, an issuer that was away. */
export const useDraw = (place: Place, shown: PublicRound | undefined, paper: HeldPaper | undefined, keep: (paper: HeldPaper) => void) => {
  const [attempt, setAttempt] = useState(0)
  const { person, sessionId, roundId } = place
  const wanted = shown?.state === 'drawing' && !(paper && isComplete(paper))
  const complete = paper !== undefined && isComplete(paper) && paper.ballot === ''

  useEffect(() => { if (complete) hush(sessionId, roundId) }, [complete, sessionId, roundId])

  const problem = useRetried(wanted, [attempt, person, sessionId, roundId].join(), async () => {
    const held = readPaper(person, roundId) ?? await begin(place, shown!, keep)
    await drawMissing(shown!, held, readKey(person, sessionId)!.secret, keep)
  })

  return { problem, again: () => setAttempt(n => n + 1) }
}
