import { partOf } from '../../domain/congress/round-part'
import { ballotPart } from '../../domain/congress/secret-part'
import { notFound } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { Handlers } from '../_kit/serve'
import { oneBeside } from '../_kit/store'
import { demandSeen, roundView } from './hall'

type Now = Pick<Handlers<typeof congress>, 'now'>

/** Lists of people and ballots that no phone needs every few seconds. */
export const HEAVY = ['counted']

export const halls: Now = {
  now: {
    allow: 'person',
    trips: 2,
    async run({ input: { id }, me, store, now }) {
      const personId = me.person!._id
      const found = await store.sessions.joined(id, {
        row: oneBeside('roll', { $concat: ['$_id', '.', personId] }),
        matter: oneBeside('matters', '$matterId', { fields: ['title'] }),
        round: oneBeside('rounds', '$roundId', { without: HEAVY }),
        vote: oneBeside('votes', { $concat: ['$roundId', '.', personId] }),
        seat: { from: 'ballotRoll', bind: { round: { $ifNull: ['$roundId', ''] } }, match: { rollId: `${id}.${personId}`, $expr: { $eq: ['$round', '$$round'] } }, limit: 1, fields: ['seat', 'devicePub', 'paper'] },
        taken: oneBeside('rounds', '$roundId', { match: { counted: personId }, fields: ['_id'] }),
      })
      if (!found) throw notFound('次会议')
      const { doc: session, beside: { row: [row], matter: [matter], round: [round], vote: [vote], seat: [seat], taken } } = found
      demandSeen(me, session, row, now)
      return {
        session, me: row ?? null, matter: matter ?? null, round: round ? roundView(round) : null,
        part: round && row ? (round.ballot ? ballotPart(round, row, seat ?? null, now) : partOf(round, row, vote, taken.length > 0, now)) : null, seat: round?.ballot && seat ? seat : null, until: session.until,
      }
    },
  },
}
