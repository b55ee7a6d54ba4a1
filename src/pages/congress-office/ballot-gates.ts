import type { BallotInfo } from '../../../types/ballot'
import type { Round } from '../../../types/congress-round'

/** What the chair can do next with a secret ballot, and what it waits for. */
export interface Gate {
  act: 'drawClose' | 'castOpen' | 'castEnd' | 'roundClose'
  text: string
  /** The question before it, because it cannot be taken back. */
  ask: string
  why: string
  /** Said instead of the button: what has to happen before. */
  waits?: string
}

const SIGNERS = 2
const signed = (b: BallotInfo, n: 'opening' | 'final') => b.scrutineers.filter(s => s[n]).length

const waiting = (b: BallotInfo, n: 'opening' | 'final') =>
  signed(b, n) >= SIGNERS ? undefined : `等监票人签封：须 ${SIGNERS} 人，已签 ${signed(b, n)} 人`

export const gateOf = (round: Round, b: BallotInfo, now: number): Gate | null => {
  switch (round.state) {
    case 'drawing': return { act: 'drawClose', text: '结束领票', ask: '结束领票？', why: `已领票 ${b.drawn + b.papers} 人，开始时实到 ${round.present} 人。结束以后不能再领，领票名单随即公布。${b.incomplete > 0 ? `还有 ${b.incomplete} 人没有领全，他们将不能用手机投这一轮。` : ''}` }
    case 'drawn': return { act: 'castOpen', text: '开始投票', ask: '开始投票？', why: '领票名单已经封好。开始以后，领了票的手机上自动出现选票。', waits: waiting(b, 'opening') }
    case 'open': return b.closesAt === null
      ? { act: 'castEnd', text: '截止写票', ask: '截止写票？', why: `还没有投的，从现在起不能再写。已经投出、正在混入票箱的，${b.delay + 30} 秒内还会送到。` }
      : { act: 'roundClose', text: '截止投票', ask: '截止投票，关上票箱？', why: '关上以后不再收票，然后录入纸质票、签封、计票。', waits: b.closesAt > now ? `正在路上的票还可以送到，再等 ${Math.ceil((b.closesAt - now) / 1000)} 秒` : undefined }
    case 'closing': return { act: 'roundClose', text: '继续计票', ask: '', why: '', waits: round.missing ?? waiting(b, 'final') }
    default: return null
  }
}
