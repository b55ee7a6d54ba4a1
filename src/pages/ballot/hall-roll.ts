import { call, CallError } from '../../services/call'
import type { Place, Roll } from './use-draw'

const refusal = (code: string, text: string) => new CallError('refusal', code, text)

/** The roll of a meeting: who has checked in. */
export const hallRoll: Roll = {
  otherPhone: '这一轮开始领票时，这部手机还没有登记。请到工作台领一张纸质票',
  async seat({ sessionId, roundId }: Place) {
    const { round, part, seat } = await call('congress', 'now', { id: sessionId })
    if (round?._id !== roundId) throw refusal('OTHER_ROUND', '主持人已经开始了别的投票。请回到会场')
    if (part?.state === 'paper') throw refusal('PAPER', '您这一轮已经领了纸质票，请投入票箱，手机上不能再投')
    if (!seat) throw refusal('NOT_ON_ROLL', part?.why || '您不在这一轮的名册上：开始领票时您没有签到，或者已经离场')
    return seat
  },
}
