import type { MyPart, RollCall, RoundState } from '../../types/congress-round'
import type { Mark } from '../../types/congress-session'
import type { Choice, Way } from '../../types/congress-vote'
import { Refusal } from '../refusal'
import { presentAt } from './attendance'
import { byDelegation } from './delegations'

/** A person's line on the roll, as far as voting asks for it. */
export interface Voter { observer: boolean; marks: readonly Mark[] }

/** The one channel that a person has in a round: a vote by phone, or a paper ballot (`choice` null). */
export interface Cast { channel: 'phone' | 'paper'; choice: Choice | null; at: number }

/** Why this person may not vote at this instant in a round opened then; null = may. Never asks the phone. */
export function voterProblem(voter: Voter | undefined, openedAt: number, at: number): Refusal | null {
  if (!voter) return new Refusal('NOT_ON_ROLL', '您不在本次会议的代表名单上，不能参加表决')
  if (voter.observer) return new Refusal('OBSERVER', '您是列席人员，没有表决权')
  if (!presentAt(voter.marks, openedAt)) return new Refusal('ABSENT', '这一轮开始时您不在会场（没有签到或已离场），不能参加这一轮，下一轮可以参加')
  // Two servers' clocks may differ by a little.
  return presentAt(voter.marks, Math.max(openedAt, at)) ? null : new Refusal('LEFT', '您已离场，这一票没有投出。返场后，在截止前仍可投票')
}

export const SECRET_ON_PAPER = '这一轮是无记名投票，请用纸质票'
export const BY_HANDS = '这一轮是举手表决，请在会场举手'

/** Why nobody votes by phone in this way; null = by name. */
export const channelProblem = (way: Way): string | null => (way === 'named' ? null : way === 'secret' ? SECRET_ON_PAPER : BY_HANDS)

export interface RoundAsSeen { way: Way; state: RoundState; openedAt: number }

/** My part in a round, in plain words. `counted`: did the count take my vote in? */
export function partOf(round: RoundAsSeen, voter: Voter | undefined, cast: Cast | undefined, counted: boolean, at: number): MyPart {
  const part = (state: MyPart['state'], why: string): MyPart => ({ state, why, choice: cast?.choice ?? null })
  if (cast?.channel === 'paper') return part('paper', '您已领取纸质票，请用纸质票投')
  const over = round.state === 'counted'
  if (cast && over) return counted ? part('counted', '您的一票已计入') : part('late', '您的一票到达时投票已经截止，没有计入')
  if (cast && round.state !== 'void') return part('voted', round.state === 'open' ? '您已投票' : '您已投票，正在计票')
  const problem = voterProblem(voter, round.openedAt, at)
  if (problem) return part('absent', problem.message)
  if (round.state !== 'open') return part('absent', round.state === 'void' ? '这一轮已作废' : '这一轮投票已经截止，您没有投票')
  const channel = channelProblem(round.way)
  return channel ? part('absent', channel) : part('waiting', '请您投票')
}

export interface CalledVoter { personId: string; name: string; delegation: string }

/** The roll call 记名表决名单 of a named vote on a motion that has been counted; delegation by delegation. */
export function rollCall(roll: readonly CalledVoter[], votes: ReadonlyMap<string, Cast>, counted: ReadonlySet<string>): RollCall[] {
  const voteOf = (id: string): RollCall['vote'] => {
    const cast = votes.get(id)
    if (!cast) return 'none'
    if (cast.channel === 'paper') return 'paper'
    return counted.has(id) && cast.choice?.kind === 'motion' ? cast.choice.vote : 'late'
  }
  return [...roll]
    .sort((a, b) => byDelegation(a.delegation, b.delegation) || a.name.localeCompare(b.name, 'zh') || (a.personId < b.personId ? -1 : 1))
    .map(({ personId, name, delegation }) => ({ name, delegation, vote: voteOf(personId) }))
}
