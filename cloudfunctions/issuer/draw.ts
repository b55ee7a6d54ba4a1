import type { DrawRequest } from '../../domain/ballot/draw'
import { decideIssuance, drawShape, type Drawn } from '../../domain/ballot/issuance'
import { object, text } from '../../domain/ballot/shape'
import { Refusal } from '../../domain/refusal'
import type { DrawAnswer } from '../../types/ballot'
import { blindSign, nodeEngine } from '../_kit/ballot-crypto'
import { roundOf, unwrapped } from '../_kit/ballot-round'
import { command } from '../_kit/cloud'
import type { BallotRoundDoc, IssuedDoc } from '../_kit/documents'
import type { Anonymous } from '../_kit/serve-anonymous'
import { oneBeside, type Store } from '../_kit/store'

const shape = object({ round: text(8, 80), request: drawShape })

const over = () => new Refusal('DRAW_OVER', '领票已经结束，您没有领到这一轮的手机票。请联系工作人员')

/**
 * 领票: a phone draws a paper. The device's signature is all that says who asks. Three round trips: one read, one
 * insert under the seat's own id, one look whether the draw is still open; an answer is given only for a paper that the
 * closed draw will list.
 */
export async function draw({ body, method, store }: Anonymous): Promise<DrawAnswer> {
  if (method !== 'POST') throw new Refusal('BAD_INPUT', '请在投票页面领票')
  shape(body, '领票')
  const { round: roundId, request: asked } = body as { round: string; request: DrawRequest }
  const { round: doc, seat, drawn } = await read(store, roundId, asked.seat)
  const round = roundOf(doc)
  const decision = decideIssuance(round, doc.issuer, asked, seat, drawnOf(drawn, doc.issuer), nodeEngine)
  if (decision.do === 'repeat') {
    if (doc.state !== 'drawing' && !drawn!.listed) throw over()
    return { answer: decision.answer }
  }
  if (doc.state !== 'drawing') throw over()
  const answer = blindSign(unwrapped('issuer', doc._id, doc.key), doc.modulus, decision.blinded)
  const answers = round.manifest.issuers.map((_, i) => (i === doc.issuer ? answer : ''))
  const { seat: name, devicePub, blinded, deviceSig } = asked
  const _id = `${roundId}.${name}`
  const added = await store.issued.add({ _id, round: roundId, seat: name, channel: 'phone', devicePub, blinded, deviceSig, answers, listed: false })
  // Two of the same phone's requests at once, or a paper handed out at this moment: the next try sees which.
  if (!added) throw new Refusal('BUSY', '正在领票，请稍候，手机会自动重试')
  const [{ state } = { state: 'void' }] = await store.ballotRounds.find({ _id: roundId }, { fields: ['state'], limit: 1 })
  if (state === 'drawing') return { answer }
  // Closed meanwhile. Still unlisted it is taken back and no paper has been issued; listed, it counts.
  if (await store.issued.remove({ _id, listed: command.neq(true) })) throw over()
  return { answer }
}

interface Found { round: BallotRoundDoc; seat: { devicePub: string } | null; drawn: IssuedDoc | null }

/** Round, seat and what the seat has drawn: one round trip. At home the seat's attendance too: who has left cannot draw. */
async function read(store: Store, roundId: string, seat: string): Promise<Found> {
  const found = await store.ballotRoll.joined(`${roundId}.${seat}`, {
    round: oneBeside('ballotRounds', '$round'),
    drawn: oneBeside('issued', '$_id'),
    row: oneBeside('roll', '$rollId', { fields: ['present'] }),
  })
  const round = found?.beside.round[0]
  if (!found || !round) throw new Refusal('NOT_ON_ROLL', '您不在这一轮的到会名册中，不能领票')
  const [row] = found.beside.row
  const drawn = found.beside.drawn[0] ?? null
  if (row && !row.present && !drawn) throw new Refusal('LEFT', '您已离场，不能领票。返场后，在领票结束前仍可领取')
  return { round, seat: { devicePub: found.doc.devicePub }, drawn }
}

const drawnOf = (doc: IssuedDoc | null, issuer: number): Drawn | null => {
  if (!doc) return null
  return doc.channel === 'paper' ? { channel: 'paper' } : { channel: 'phone', blinded: doc.blinded, answer: doc.answers[issuer]! }
}
