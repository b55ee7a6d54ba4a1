import { toString as drawn } from 'qrcode'
import { isRunning } from '../../domain/congress/secret-part'
import { notFound } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { Handlers } from '../_kit/serve'
import { oneBeside } from '../_kit/store'
import { screenCode } from './check-in-code'
import { attendanceOf, demandChair, meeting, roundView } from './hall'
import { HEAVY } from './now'
import { soFarOf } from './secret-view'

type Screens = Pick<Handlers<typeof congress>, 'screen'>

/** Drawn as lines, so that it is sharp at any size: it is read from the last row of a hall. */
const picture = async (text: string) =>
  `data:image/svg+xml;base64,${Buffer.from(await drawn(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })).toString('base64')}`

export const screens: Screens = {
  screen: {
    allow: 'person',
    trips: 4,
    async run(call) {
      const { input: { id }, me, store, now } = call
      const found = await store.sessions.joined(id, {
        matter: oneBeside('matters', '$matterId'),
        rounds: { from: 'rounds', bind: { matter: { $ifNull: ['$matterId', ''] } }, match: { $expr: { $eq: ['$matterId', '$$matter'] } }, sort: { no: 1 }, without: HEAVY },
        round: oneBeside('rounds', '$roundId', { without: HEAVY }),
      })
      if (!found) throw notFound('次会议')
      const { doc: session, beside: { matter: [matter], rounds, round: [round] } } = found
      // The code must be seen in the hall only: whoever could ask for it could check in from home.
      demandChair(me, session)
      const running = round && isRunning(round.state)
      const [attendance, soFar] = await Promise.all([attendanceOf(store, session), running ? soFarOf(call, round) : undefined])
      const code = session.checkInOpen && meeting(session) ? screenCode(id, now) : null
      return {
        session, attendance, matter: matter ? { ...matter, rounds } : null, round: round ? roundView(round, soFar) : null,
        until: session.until, code: code && { ...code, image: await picture(code.text) }, now,
      }
    },
  },
}
