import { useEffect, useRef, useState } from 'react'
import type { PublicRound } from '../../../types/ballot'
import { call, CallError } from '../../services/call'
import { readKey, readPaper, type HeldPaper } from '../../services/credentials'
import { hush } from '../../services/quiet'
import { checkedRound, drawMissing, emptyPaper, isComplete } from './draw'
import { AGAIN_MS, mayRetry, newSecret, told } from './keys'

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
  const [problem, setProblem] = useState<CallError>()
  const [attempt, setAttempt] = useState(0)
  const latest = useRef({ shown, keep })
  latest.current = { shown, keep }
  const { person, sessionId, roundId } = place
  const wanted = shown?.state === 'drawing' && !(paper && isComplete(paper))
  const complete = paper !== undefined && isComplete(paper) && paper.ballot === ''

  useEffect(() => { if (complete) hush(sessionId, roundId) }, [complete, sessionId, roundId])

  useEffect(() => {
    if (!wanted) return undefined
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const own = { person, sessionId, roundId }
    const go = async () => {
      const { shown: now, keep: put } = latest.current
      try {
        const held = readPaper(person, roundId) ?? await begin(own, now!, put)
        await drawMissing(now!, held, readKey(person, sessionId)!.secret, put)
        if (!stopped) setProblem(undefined)
      } catch (failure) {
        if (stopped) return
        const error = told(failure)
        setProblem(error)
        if (mayRetry(error)) timer = setTimeout(() => void go(), AGAIN_MS)
      }
    }
    void go()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [wanted, attempt, person, sessionId, roundId])

  return { problem: wanted ? problem : undefined, again: () => setAttempt(n => n + 1) }
}
