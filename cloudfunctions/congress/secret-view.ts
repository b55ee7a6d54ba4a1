import { hallCode, type Round } from '../../domain/ballot/manifest'
import type { BallotInfo } from '../../types/ballot'
import { ballotStore } from '../_kit/ballot-store'
import type { HeadDoc, RoundDoc, SessionDoc } from '../_kit/documents'
import type { Call } from '../_kit/serve'
import type { Store } from '../_kit/store'
import { castSoFar } from './hall'

/** Numbers of papers of a round so far, of the ballots in the box, and who has signed the final head: one round trip. */
export async function papersSoFar(store: Store, roundId: string): Promise<{ drawn: number; papers: number; voted: number; sigs: HeadDoc['sigs'] }> {
  const found = await store.ballotRounds.joined(roundId, {
    issued: { from: 'issued', match: { round: roundId }, tally: '$channel' },
    cast: { from: 'ballots', match: { round: roundId }, tally: '$kind' },
    final: { from: 'heads', match: { _id: `${roundId}.1` }, limit: 1, fields: ['sigs'] },
  })
  const issued = (found?.beside.issued ?? []) as unknown as { _id: string; n: number }[]
  const [cast] = (found?.beside.cast ?? []) as unknown as { n: number }[]
  const of = (channel: string) => issued.find(g => g._id === channel)?.n ?? 0
  return { drawn: of('phone'), papers: of('paper'), voted: cast?.n ?? 0, sigs: found?.beside.final[0]?.sigs ?? [] }
}

/** How far a round is, for whoever leads it: votes by phone and papers, of whichever kind the round has. One round trip. */
export async function soFarOf(call: Pick<Call<unknown>, 'app' | 'store'>, { _id, ballot }: RoundDoc): Promise<{ voted: number; papers: number; ballot?: BallotInfo }> {
  if (!ballot) return castSoFar(call.store, _id)
  const { drawn, papers, voted, sigs } = await papersSoFar(ballotStore(call), _id)
  // While the draw is open its numbers move; afterwards they are the sealed ones.
  return { voted, papers, ballot: withSigns(ballot.drawn + ballot.papers > 0 ? ballot : { ...ballot, drawn, papers }, 1, sigs) }
}

/** What a round shows of its ballot when it is opened; changed as the round goes on. */
export const freshInfo = (round: Round, session: SessionDoc): BallotInfo => ({
  code: hallCode(round), issuers: round.manifest.issuers.map(i => i.name), board: round.manifest.board, drawn: 0, incomplete: 0, papers: 0, closesAt: null,
  delay: (round.manifest.rule as { delay: number }).delay,
  scrutineers: round.manifest.scrutineers.map(({ name, pub }) => ({
    personId: session.sealKeys!.find(k => k.pub === pub)!.personId, name, opening: false, final: false,
  })),
})

/** Whose signatures stand under the heads. */
export function withSigns(info: BallotInfo, n: 0 | 1, sigs: HeadDoc['sigs']): BallotInfo {
  const by = new Set(sigs.map(s => s.by))
  return { ...info, scrutineers: info.scrutineers.map((s, i) => (by.has(`scrutineer/${i}`) ? { ...s, [n === 0 ? 'opening' : 'final']: true } : s)) }
}
