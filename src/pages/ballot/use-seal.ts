import { useState } from 'react'
import { fromText, toText } from '../../../domain/ballot/bytes'
import { sign } from '../../../domain/ballot/ed25519'
import { pureEngine } from '../../../domain/ballot/engine'
import { openRound, type Round } from '../../../domain/ballot/manifest'
import { tallyLines } from '../../../domain/ballot/tally-words'
import { checkFinal, checkOpening, type Checked } from '../../../domain/ballot/to-seal'
import { Refusal } from '../../../domain/refusal'
import type { Output } from '../../../types/api'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { inPieces, pubOf, told } from './keys'

/** What a scrutineer may sign: everything behind it was counted again on this device. */
export interface ToSign { n: 0 | 1; sig: string; batches: string[]; round: Round; findings: string[] }

type Sealing = Output<'congress', 'toSeal'>

const checkedOf = async (given: Sealing, n: 0 | 1, round: Round, progress: (done: number) => void): Promise<Checked & { findings: string[] }> => {
  if (n === 0) {
    const checked = await inPieces(checkOpening(round, given, pureEngine), progress)
    const { present, issued, incomplete, paperIssued } = checked.outcome
    return { ...checked, findings: [`签到名册 ${present} 人`, `手机和写票处领票 ${issued} 张`, ...(incomplete ? [`没有领全 ${incomplete} 人`] : []), `纸质票 ${paperIssued} 张`] }
  }
  if (given.opening === null) throw new Refusal('INCOMPLETE', '没有给出领票时的签封，接不上。请不要签')
  const checked = await inPieces(checkFinal(round, given.opening, given, pureEngine), progress)
  return { ...checked, findings: [`票箱里 ${checked.size} 张`, ...(given.batches.length ? [`纸质票 ${given.batches.length} 批`] : []), `有效 ${checked.tally.valid} 张，废票 ${checked.tally.void} 张`, ...tallyLines(round.manifest.question, checked.tally)] }
}

/** Fetches what waits for a signature, checks all of it here, and signs it when the scrutineer says so. */
export const useSeal = (roundId: string, n: 0 | 1, secret: string, onDone: () => void) => {
  const [ready, setReady] = useState<ToSign>()
  const [progress, setProgress] = useState<{ done: number; total: number }>()
  const check = useAct(async () => {
    setReady(undefined)
    try {
      const given = await call('congress', 'toSeal', { roundId })
      const round = openRound(JSON.parse(given.manifest))
      if (!round.manifest.scrutineers.some(s => s.pub === pubOf(secret))) throw new Refusal('OTHER_KEY', '这一轮登记的是您另一部手机上的签封密钥，请用那部手机签')
      const { head, batches, findings } = await checkedOf(given, n, round, done => setProgress({ done, total: given.lines.length }))
      const mine = (message: Uint8Array) => toText(sign(message, fromText(secret)))
      setReady({ n, sig: mine(head), batches: batches.map(mine), round, findings })
    } catch (error) {
      throw told(error)
    } finally {
      setProgress(undefined)
    }
  })
  const seal = useAct(async ({ sig, batches }: ToSign) => {
    await call('congress', 'seal', { roundId, n, sig, batches })
    setReady(undefined)
    onDone()
  })
  return { ready, progress, check, seal }
}
