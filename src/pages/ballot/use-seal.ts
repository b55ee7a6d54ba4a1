import { useState } from 'react'
import { fromText, toText } from '../../../domain/ballot/bytes'
import { sign } from '../../../domain/ballot/ed25519'
import { pureEngine } from '../../../domain/ballot/engine'
import type { Round } from '../../../domain/ballot/manifest'
import type { Question } from '../../../domain/ballot/question'
import type { Outcome } from '../../../domain/ballot/recount'
import type { Tally } from '../../../domain/ballot/tally'
import { checkFinal, checkOpening, type Checked } from '../../../domain/ballot/to-seal'
import { Refusal } from '../../../domain/refusal'
import type { Output } from '../../../types/api'
import { useAct } from '../../services/use-act'
import { checkedRound } from './draw'
import { inPieces, pubOf, told } from './keys'
import type { Wording } from './wording'

/** What a scrutineer may sign: everything behind it was counted again on this device. */
export interface ToSign { n: 0 | 1; sig: string; batches: string[]; round: Round; findings: string[] }

type ToSeal = Output<'congress', 'toSeal'>

/** Where heads wait for a signature: a meeting, or a survey. */
export interface SealDesk {
  words: Wording
  /** @throws CallError */
  toSeal(roundId: string): Promise<ToSeal>
  /** @throws CallError */
  seal(signed: { roundId: string; n: 0 | 1; sig: string; batches: string[] }): Promise<unknown>
  /** What was found, for the scrutineer to compare with the own eyes. */
  opening(found: Outcome): string[]
  final(found: Final, question: Question): string[]
  /** What to ask oneself before signing the opening and the final head. */
  asks: readonly [string, string]
}

export interface Final { size: number; batches: number; tally: Tally }

const spoiltWords = ({ spoilt }: ToSeal): string[] => spoilt > 0 ? [`票箱里另有 ${spoilt} 条内容不是选票，已经剔除：有人改过数据库，查明以前请不要签`] : []

const checkedOf = async (desk: SealDesk, given: ToSeal, n: 0 | 1, round: Round, progress: (done: number) => void): Promise<Checked & { findings: string[] }> => {
  if (n === 0) {
    const checked = await inPieces(checkOpening(round, given, pureEngine), progress)
    return { ...checked, findings: desk.opening(checked.outcome) }
  }
  if (given.opening === null) throw new Refusal('INCOMPLETE', '没有给出领票时的签封，接不上。请不要签')
  const checked = await inPieces(checkFinal(round, given.opening, given, pureEngine), progress)
  const { size, tally } = checked
  return { ...checked, findings: [...desk.final({ size, batches: given.batches.length, tally }, round.manifest.question), ...spoiltWords(given)] }
}

/** Fetches what waits for a signature, checks all of it here, and signs it when the scrutineer says so. */
export const useSeal = (desk: SealDesk, roundId: string, n: 0 | 1, secret: string, onDone: () => void) => {
  const [ready, setReady] = useState<ToSign>()
  const [progress, setProgress] = useState<{ done: number; total: number }>()
  const check = useAct(async () => {
    setReady(undefined)
    try {
      const given = await desk.toSeal(roundId)
      const round = checkedRound(given.manifest, roundId)
      if (!round.manifest.scrutineers.some(s => s.pub === pubOf(secret))) throw new Refusal('OTHER_KEY', '这一轮登记的是您另一部手机上的签封密钥，请用那部手机签')
      const { head, batches, findings } = await checkedOf(desk, given, n, round, done => setProgress({ done, total: given.lines.length }))
      const mine = (message: Uint8Array) => toText(sign(message, fromText(secret)))
      setReady({ n, sig: mine(head), batches: batches.map(mine), round, findings })
    } catch (error) {
      throw told(error)
    } finally {
      setProgress(undefined)
    }
  })
  const seal = useAct(async ({ sig, batches }: ToSign) => {
    await desk.seal({ roundId, n, sig, batches })
    setReady(undefined)
    onDone()
  })
  return { ready, progress, check, seal }
}
