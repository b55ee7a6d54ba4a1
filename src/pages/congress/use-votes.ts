import { useCallback, useEffect, useRef, useState } from 'react'
import { BALLOT_DRAFT, VOTE_DRAFT, onItsWay, type KeptVote } from '../../components/kept-vote'
import { call, toCallError } from '../../services/call'
import { dropDraft, listDrafts, saveDraft } from '../../services/draft'
import { useOnline } from '../../services/online'
import { personKey, type Me } from '../../services/session'

export interface Votes {
  /** By round. */
  kept: Readonly<Record<string, KeptVote>>
  /** Votes that could not be sent yet. */
  waiting: boolean
  cast(roundId: string, vote: KeptVote): void
  forget(roundId: string): void
}

const AGAIN_MS = 3000
const SLOWEST_MS = 15_000

const readAll = (person: string, sessionId: string): Record<string, KeptVote> => Object.fromEntries(
  listDrafts<KeptVote>(person, VOTE_DRAFT).filter(d => d.data.sessionId === sessionId).map(d => [d.id, d.data]),
)

/**
 * Votes on their way to the box. A vote is written to the phone before it is sent, and sent again by itself, the same,
 * until an answer comes: after a lost network, a closed app or a fault on the other side.
 * @param onAnswer something about a vote has been settled
 */
export const useVotes = (me: Me, sessionId: string, onAnswer: () => void): Votes => {
  const person = personKey(me)
  const [kept, setKept] = useState(() => readAll(person, sessionId))
  const [missed, setMissed] = useState(0)
  const online = useOnline()
  const latest = useRef({ kept, onAnswer })
  latest.current = { kept, onAnswer }
  const sending = useRef(false)

  const put = useCallback((roundId: string, vote: KeptVote) => {
    saveDraft(person, VOTE_DRAFT, roundId, vote)
    latest.current.kept = { ...latest.current.kept, [roundId]: vote }
    setKept(latest.current.kept)
  }, [person])

  const send = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    let failed = false
    for (const [roundId, vote] of Object.entries(latest.current.kept).filter(([, v]) => onItsWay(v))) {
      try {
        const { state } = await call('congress', 'cast', { roundId, choice: vote.choice })
        put(roundId, { ...vote, answer: state })
        dropDraft(person, BALLOT_DRAFT, roundId)
        // The server knows it now; only what is undecided has to be told about later.
        if (state === 'accepted') dropDraft(person, VOTE_DRAFT, roundId)
      } catch (failure) {
        const error = toCallError(failure)
        if (error.kind === 'refusal') put(roundId, { ...vote, refused: error.message })
        else failed = true
      }
    }
    sending.current = false
    setMissed(n => failed ? n + 1 : 0)
    latest.current.onAnswer()
  }, [person, put])

  const open = Object.values(kept).some(onItsWay)
  useEffect(() => {
    if (!open) return undefined
    const timer = setTimeout(() => void send(), missed === 0 ? 0 : Math.min(SLOWEST_MS, AGAIN_MS * 2 ** (missed - 1)))
    return () => clearTimeout(timer)
  }, [open, missed, send])
  useEffect(() => { if (online) setMissed(0) }, [online])

  const cast = useCallback((roundId: string, vote: KeptVote) => {
    // Five taps are one vote: what is sealed is not changed.
    const before = latest.current.kept[roundId]
    if (before && before.refused === undefined) return
    put(roundId, vote)
  }, [put])

  const forget = useCallback((roundId: string) => {
    dropDraft(person, VOTE_DRAFT, roundId)
    const { [roundId]: _, ...rest } = latest.current.kept
    latest.current.kept = rest
    setKept(rest)
  }, [person])

  return { kept, waiting: open && (missed > 0 || !online), cast, forget }
}
