import type { MyPart, RoundState } from '../../types/congress-round'
import { voterProblem, type Voter } from './round-part'

/** A delegate's line on the roll of a secret ballot; null = not on it. */
export interface BallotLine { devicePub: string; paper: boolean }

const words: Record<Exclude<RoundState, 'void'>, string> = {
  drawing: '正在领票。您的手机会自动领取一张选票，谁也不知道是哪一张',
  drawn: '领票已结束，等监票人签封后开始投票',
  open: '请写票、核对，然后投入票箱',
  closing: '投票已截止，正在计票。计票以后您可以查验自己的票',
  counted: '已经计票。您可以查验自己的票是否在票箱中',
}

/** My part in a secret ballot on phones: what the phone does next, or why this delegate cannot. */
export function ballotPart(round: { state: RoundState; openedAt: number }, voter: Voter | undefined, line: BallotLine | null, at: number): MyPart {
  const part = (state: MyPart['state'], why: string): MyPart => ({ state, why, choice: null })
  if (line?.paper) return part('paper', '您已领取纸质票，请用纸质票投')
  if (round.state === 'void') return part('absent', '这一轮已作废')
  if (!line) {
    const problem = voterProblem(voter, round.openedAt, at)
    return part('absent', problem?.message ?? '领票开始时您不在会场，不能参加这一轮，下一轮可以参加')
  }
  if (line.devicePub === '') return part('absent', '领票开始时您的手机还没有登记，请在领票结束前向工作人员领取纸质票')
  return part('ballot', words[round.state])
}

/** A round that is going on: nothing else may be voted on meanwhile. */
export const isRunning = (state: RoundState): boolean => state !== 'counted' && state !== 'void'

/** A ballot is being drawn or cast: phones may send it nothing that says who they are. */
export const takesVotes = (state: RoundState): boolean => state === 'drawing' || state === 'drawn' || state === 'open'

/** Under so many papers of one kind a choice shows by subtraction. */
export const FEW = 10

/** Why the chair should think twice before casting is opened; null = nothing to say. */
export function fewProblem(drawn: number, papers: number): string | null {
  const few = [
    ...(drawn > 0 && drawn < FEW ? [`手机票只有 ${drawn} 张`] : []),
    ...(papers > 0 && papers < FEW ? [`纸质票只有 ${papers} 张`] : []),
  ]
  return few.length ? `${few.join('，')}，少于 ${FEW} 张：公布结果后，有可能推算出个别人投了什么。可以作废后改为全部用同一种票，或确认后继续` : null
}
