import { call, CallError } from '../../services/call'
import type { Place, Roll } from './use-draw'

/** The roll of an anonymous survey: who has joined 报名, with which phone. */
export const surveyRoll: Roll = {
  otherPhone: '您是用另一部手机报名的，请用那部手机领卷、作答',
  async seat({ sessionId, roundId }: Place) {
    const place = await call('surveys', 'place', { id: sessionId })
    if (place.roundId !== roundId || place.seat === null) throw new CallError('refusal', 'NOT_ON_ROLL', '您不在这个票箱的名册上：报名截止以前您没有报名')
    return { seat: place.seat, devicePub: place.devicePub }
  },
}
