import type { RoundState } from '../../types/congress-round'
import type { CongressRules, MatterKind, SessionKind } from '../../types/congress-rules'
import type { SessionStage } from '../../types/congress-session'
import type { Candidate, Decision, Question, Way } from '../../types/congress-vote'
import { Refusal } from '../refusal'
import { questionProblem } from './ballot-paper'
import { citation } from './articles'
import { majorityOf, quorate, quorumNeeded, votesNeeded } from './numbers'
import { isRunning } from './secret-part'
import { jointProblem, wayProblem } from './ways'

/** The preparatory meeting votes on its own procedure and elects; everything else waits for the formal meeting. */
const votedIn: Partial<Record<SessionStage, readonly MatterKind[]>> = {
  preparatory: ['elect', 'method'],
  formal: ['approve', 'advise', 'elect', 'appraise', 'method'],
}

/** A round that was held before. */
export interface EarlierRound { no: number; state: RoundState; question: Question; decision: Decision | null }

export interface OpenFacts {
  session: { kind: SessionKind; stage: SessionStage; rules: CongressRules; rollCount: number; present: number }
  matter: { kind: MatterKind; question: Question | null; withdrawn: object | null }
  /** The matter's rounds, the newest last. */
  rounds: readonly EarlierRound[]
  given: { no: number; way: Way; why: string; seats?: number | undefined; candidates?: readonly string[] | undefined }
}

const refusal = (code: string, message: string, field?: string) => new Refusal(code, message, field)

function stageProblem({ session, matter }: OpenFacts): Refusal | null {
  if (votedIn[session.stage]?.includes(matter.kind)) return null
  return session.stage === 'preparatory'
    ? refusal('WRONG_STAGE', '预备会议只进行选举和程序性表决，这个议题请在正式会议上表决')
    : refusal('WRONG_STAGE', '现在不是表决的阶段。请在正式会议期间开始表决')
}

const done: readonly Decision['outcome'][] = ['passed', 'elected', 'appraised']

function orderProblem({ rounds, given }: OpenFacts): Refusal | null {
  const last = rounds.at(-1)
  if (last && isRunning(last.state)) return refusal('STILL_OPEN', '这个议题的上一轮表决还没有结束，请先截止并计票')
  if (last?.state === 'counted' && last.decision && done.includes(last.decision.outcome)) {
    return refusal('DECIDED', '这个议题已经有了结果，不能再次表决。如需变更，请另列一个变更该决定的议题')
  }
  if (given.no !== rounds.length + 1) return refusal('STALE', '这个议题的表决刚刚有了变化，请刷新后再开始')
  return last && given.why.length < 2 ? refusal('BAD_INPUT', '请写明为什么再次表决', 'why') : null
}

function quorumProblem({ session: { rules, rollCount, present } }: OpenFacts): Refusal | null {
  if (rollCount > 0 && quorate(present, rollCount, rules)) return null
  const needed = quorumNeeded(rollCount, rules)
  return refusal('NO_QUORUM', `应到 ${rollCount} 人，须 ${needed} 人到会，现在实到 ${present} 人，不足法定人数，不能表决${citation([rules.quorum.article])}`)
}

/** Why no round can be opened now; null = it can. Quorum is tested at every single vote, and nothing overrides it. */
export function openProblem(facts: OpenFacts): Refusal | null {
  const { session, matter, given } = facts
  if (matter.withdrawn) return refusal('WITHDRAWN', '这个议题已经撤回，不能表决')
  const words = wayProblem(matter.kind, given.way, session.rules) ?? (session.kind === 'joint' ? jointProblem(matter.kind, session.rules) : null)
  if (words) return refusal('WRONG_WAY', words, 'way')
  if (!matter.question) return refusal('NO_QUESTION', '这个议题还没有表决的内容，请先填写')
  return stageProblem(facts) ?? orderProblem(facts) ?? quorumProblem(facts)
}

/**
 * What the next round asks: the matter's question; after a tie or a shortfall those whom the last decision names, for
 * the seats that it left. The chair may narrow the field, never widen it.
 */
export function nextQuestion({ matter, rounds, given }: OpenFacts): Question {
  const last = rounds.at(-1)
  const before = last?.question ?? matter.question!
  const narrowed = given.seats !== undefined || given.candidates !== undefined
  if (before.kind !== 'elect') {
    if (narrowed) throw refusal('BAD_INPUT', '只有选举可以指定名额和候选人')
    return before
  }
  const runoff = last?.decision?.runoff ?? null
  if (!runoff && !narrowed) return before
  const pool = new Map<string, Candidate>((runoff?.candidates ?? before.candidates).map(c => [c.id, c]))
  const candidates = given.candidates?.map(id => pool.get(id)) ?? [...pool.values()]
  if (candidates.some(c => c === undefined)) throw refusal('BAD_INPUT', '候选人应从上一轮未当选的人中选定', 'candidates')
  const seats = given.seats ?? runoff?.seats ?? before.seats
  if (seats < 1 || seats > (runoff?.seats ?? before.seats)) throw refusal('BAD_INPUT', '名额不能多于还空缺的名额', 'seats')
  const named = candidates as Candidate[]
  const question: Question = {
    ...before, seats, candidates: named, form: named.length > seats ? 'surplus' : 'equal',
    // A tie is settled among those who tied.
    writeIn: last?.decision?.outcome === 'runoff' ? false : before.writeIn,
  }
  const problem = questionProblem(question)
  if (problem) throw problem
  return question
}

/** Votes that the matter, or a candidate, needs of ALL delegates; an appraisal has no such number. */
export const neededFor = (question: Question, roll: number, rules: CongressRules): number =>
  question.kind === 'appraise' ? 0 : question.kind === 'elect' ? majorityOf(roll, rules.electing.value) : votesNeeded(roll, rules)
