import { notFound } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import { bySeat } from '../_kit/ballot-round'
import { ballotStore } from '../_kit/ballot-store'
import { every } from '../_kit/every'
import type { Handlers } from '../_kit/serve'
import { oneBeside } from '../_kit/store'
import { demandSeen } from './hall'
import { votersOf } from './secret-open'

export const secretLists: Pick<Handlers<typeof congress>, 'ballotLists'> = {
  ballotLists: {
    allow: 'person',
    reach: 'below',
    // Roll, seats and papers in pages of a hundred.
    trips: 160,
    async run(call) {
      const { input: { roundId }, me, store, now } = call
      const found = await store.rounds.joined(roundId, {
        session: oneBeside('sessions', '$sessionId'), row: oneBeside('roll', { $concat: ['$sessionId', '.', me.person!._id] }),
      })
      const session = found?.beside.session[0]
      if (!found?.doc.ballot || !session) throw notFound('轮无记名投票')
      demandSeen(me, session, found.beside.row[0], now)
      const bare = ballotStore(call)
      const [rows, seats, issued] = await Promise.all([votersOf(store, session._id), every(store.ballotRoll, { round: roundId }), every(bare.issued, { round: roundId }, ['_id', 'seat', 'channel', 'listed'])])
      const names = new Map(rows.map(r => [r._id, r]))
      return {
        present: seats.sort(bySeat).map(({ seat, rollId, devicePub }) => ({
          seat, name: names.get(rollId)?.name ?? '', delegation: names.get(rollId)?.delegation ?? '', devicePub, key: devicePub === '' ? 'none' : names.get(rollId)?.booth ? 'booth' : 'phone',
        })),
        issued: issued.sort(bySeat).map(({ seat, channel }) => ({ seat, channel })),
      }
    },
  },
}
