import type { Choice } from '../../types/congress-vote'
import { listDrafts } from '../services/draft'
import { personKey, type Me } from '../services/session'

/** Drafts of the congress that a phone keeps: ballots while they are marked, and votes on their way. */
export const BALLOT_DRAFT = 'congress-ballot'
export const VOTE_DRAFT = 'congress-vote'

/** A vote that was cast on this phone: on its way, or answered. Sealed: what is sent again is the same. */
export interface KeptVote {
  sessionId: string
  title: string
  choice: Choice
  /** accepted 已收到; undecided = arrived about when voting ended, so that the count decides. */
  answer?: 'accepted' | 'undecided'
  /** A rule said no; the ballot can be marked again if the round is still open. */
  refused?: string
}

export const onItsWay = (vote: KeptVote): boolean => vote.answer === undefined && vote.refused === undefined

/** Votes that have not been answered yet, with their rounds. */
export const unsentVotes = (me: Me): { roundId: string; vote: KeptVote }[] =>
  listDrafts<KeptVote>(personKey(me), VOTE_DRAFT).filter(d => onItsWay(d.data)).map(d => ({ roundId: d.id, vote: d.data }))
