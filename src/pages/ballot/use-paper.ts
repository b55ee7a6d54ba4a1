import { useCallback, useMemo, useState } from 'react'
import type { Round } from '../../../domain/ballot/manifest'
import { Refusal } from '../../../domain/refusal'
import type { PublicRound } from '../../../types/ballot'
import { readPaper, savePaper, type HeldPaper } from '../../services/credentials'
import { checkedRound } from './draw'
import type { Place } from './use-draw'

/** The paper that this phone keeps; what is shown is always what is written down. */
export const usePaper = ({ person, roundId }: Place) => {
  const [held, setHeld] = useState(() => readPaper(person, roundId))
  const keep = useCallback((paper: HeldPaper) => {
    savePaper(person, roundId, paper)
    setHeld(paper)
  }, [person, roundId])
  const forget = useCallback(() => setHeld(undefined), [])
  return { held, keep, forget }
}

export type Paper = ReturnType<typeof usePaper>

interface Checked { round?: Round; problem?: string }

const check = (manifest: string, roundId: string): Checked => {
  try {
    return { round: checkedRound(manifest, roundId) }
  } catch (error) {
    return { problem: error instanceof Refusal ? error.message : '投票设置读不懂。请不要投，告诉监票人' }
  }
}

/** The round as the phone checked it: by the manifest that its paper was drawn for, which must not change afterwards. */
export const useRound = (roundId: string, shown: PublicRound, held: HeldPaper | undefined): Checked => {
  const manifest = held?.manifest ?? shown.manifest
  const checked = useMemo(() => check(manifest, roundId), [manifest, roundId])
  const changed = held !== undefined && held.manifest !== shown.manifest
  return changed ? { ...checked, problem: checked.problem ?? '领票以后，服务器给出的投票设置变了。请不要投，马上告诉监票人' } : checked
}
