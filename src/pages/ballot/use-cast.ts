import { useCallback, useEffect, useMemo, useRef } from 'react'
import { demandReceipt, receiptCode, type Ballot } from '../../../domain/ballot/ballot'
import { fromText } from '../../../domain/ballot/bytes'
import { canonical } from '../../../domain/ballot/canonical'
import { pureEngine } from '../../../domain/ballot/engine'
import type { Round } from '../../../domain/ballot/manifest'
import { markBallot, paperOf } from '../../../domain/ballot/paper'
import type { Choice } from '../../../domain/ballot/question'
import type { CastAnswer } from '../../../types/ballot'
import { BALLOT_DRAFT } from '../../components/kept-vote'
import { readPaper, type HeldPaper } from '../../services/credentials'
import { dropDraft } from '../../services/draft'
import { post, randomMoment, takeOut, useOutbox, type Outgoing } from '../../services/outbox'
import type { Place } from './use-draw'

export const sealedBallot = (round: Round, held: Pick<HeldPaper, 'seed' | 'tokens'>, choice: Choice): string =>
  canonical(markBallot(round, paperOf(fromText(held.seed), round), held.tokens, choice))

const answered = (round: Round, held: HeldPaper, answer: CastAnswer): HeldPaper => {
  if (answer.state === 'undecided') return { ...held, undecided: true }
  try {
    const receipt = demandReceipt(round, JSON.parse(held.ballot) as Ballot, answer.receipt, pureEngine)
    return { ...held, receipt, code: receiptCode(receipt) }
  } catch {
    return { ...held, receipt: answer.receipt, refused: '票箱给出的回执核对不上。请不要删除凭据，马上联系监票人' }
  }
}

export const isAnswered = (held: HeldPaper): boolean => held.code !== '' || held.undecided || held.refused !== ''

export interface Casting {
  /** On its way; undefined = not cast, or answered. */
  outgoing: Outgoing | undefined
  cast(choice: Choice): Promise<void>
}

/** 投票: the ballot is sealed, written down, and sent at a random moment; what the box answers is checked and kept. */
export const useCast = ({ person, roundId }: Place, round: Round | undefined, held: HeldPaper | undefined, delay: number, keep: (paper: HeldPaper) => void): Casting => {
  const id = `${person}:${roundId}`
  const outgoing = useOutbox().find(o => o.id === id)
  const busy = useRef(false)
  const waiting = useMemo(() => round !== undefined && held !== undefined && held.ballot !== '' && !isAnswered(held), [round, held])

  const cast = useCallback(async (choice: Choice) => {
    if (busy.current || !round || !held || held.ballot) return
    busy.current = true
    try {
      const ballot = sealedBallot(round, held, choice)
      const at = await randomMoment(delay)
      keep({ ...held, ballot })
      post({ id, roundId, body: ballot, at })
      dropDraft(person, BALLOT_DRAFT, roundId)
    } finally {
      busy.current = false
    }
  }, [round, held, delay, keep, id, roundId, person])

  useEffect(() => {
    if (!waiting || !round || !held) return
    // The answer is written down already; only this drawing of the page does not know yet.
    const written = readPaper(person, roundId)
    if (!written || isAnswered(written)) return
    // The phone was switched off between sealing and posting.
    if (!outgoing) return post({ id, roundId, body: held.ballot, at: Date.now() })
    if (outgoing.refused !== undefined) keep({ ...held, refused: outgoing.refused })
    else if (outgoing.answer) keep(answered(round, held, outgoing.answer))
    else return
    takeOut(id)
  }, [waiting, outgoing, round, held, keep, id, person, roundId])

  return { outgoing, cast }
}
