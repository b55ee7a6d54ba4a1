import type { Article, CongressRules } from '../../types/congress-rules'
import type { CountsOf, Decision, Question, QuestionOf, Tally } from '../../types/congress-vote'
import { appraisalsOf } from './appraise'
import { citation } from './articles'
import { tallyProblem, tidyWriteIns } from './count'
import { electionResult, standingsOf } from './elect'
import { majorityWords, quorate, quorumNeeded, votesNeeded } from './numbers'

/** The rules that a vote is decided by. */
export type VoteRules = Pick<CongressRules, 'quorum' | 'passing' | 'electing'>

const without = (outcome: Decision['outcome'], sentence: string, articles: Article[], vacant = 0): Decision =>
  ({ outcome, sentence, articles, elected: [], runoff: null, vacant })

/**
 * Decides a round that is over. The denominator is the roll 应到, ALL delegates: whoever is absent, abstains or spoils
 * the ballot has not voted for it. Never throws: figures that do not fit one another make the vote void.
 */
export function decide(question: Question, tally: Tally, rules: VoteRules): Decision {
  const vacant = question.kind === 'elect' ? question.seats : 0
  if (!quorate(tally.present, tally.roll, rules)) return noQuorum(tally, rules, vacant)
  const fault = voidReason(question, tally)
  if (fault) return without('void', `${fault}，本次表决无效，须重新进行`, [], vacant)
  if (question.kind === 'motion') return decideMotion(tally, tally.counts as CountsOf<'motion'>, rules)
  if (question.kind === 'elect') return decideElection(question, tally, rules)
  return decideAppraisal(question, tally, rules)
}

function noQuorum(tally: Tally, rules: VoteRules, vacant: number): Decision {
  const { article, value } = rules.quorum
  const needed = quorumNeeded(tally.roll, rules)
  const words = majorityWords({ ...value, strict: false })
  return without('noQuorum', `应到 ${tally.roll} 人，${words}须 ${needed} 人到会，实到 ${tally.present} 人，不足法定人数，不能表决${citation([article])}`, [article], vacant)
}

function voidReason(question: Question, tally: Tally): string | null {
  if (tally.collected > tally.issued) return `发出 ${tally.issued} 张票，收回 ${tally.collected} 张，收回多于发出`
  return tallyProblem(question, question.kind === 'elect' && tally.counts.kind === 'elect' ? { ...tally, counts: tidyWriteIns(question, tally.counts) } : tally)
}

function decideMotion(tally: Tally, counts: CountsOf<'motion'>, rules: VoteRules): Decision {
  const { article, value } = rules.passing
  const needed = votesNeeded(tally.roll, rules)
  const bar = `应到 ${tally.roll} 人，${majorityWords(value)}须 ${needed} 票，赞成 ${counts.yes} 票`
  if (counts.yes >= needed) return without('passed', `${bar}，通过${citation([article])}`, [article])
  const unused = tally.roll - tally.collected
  const rest = `反对 ${counts.no} 票，弃权 ${counts.abstain} 票，无效 ${counts.void} 票，未到会或未投 ${unused} 人，都不算赞成`
  return without('failed', `${bar}（${rest}），未通过${citation([article])}`, [article])
}

function decideElection(question: QuestionOf<'elect'>, tally: Tally, rules: VoteRules): Decision {
  const counts = tidyWriteIns(question, tally.counts as CountsOf<'elect'>)
  return electionResult({ roll: tally.roll, rollWords: `应到 ${tally.roll} 人`, seats: question.seats, standings: standingsOf(question, counts) }, rules.electing)
}

function decideAppraisal(question: QuestionOf<'appraise'>, tally: Tally, rules: VoteRules): Decision {
  const counts = tally.counts as CountsOf<'appraise'>
  const leaders = appraisalsOf(question, counts)
  const { article } = rules.quorum
  const sentence = `应到 ${tally.roll} 人，实到 ${tally.present} 人，发出评议票 ${tally.issued} 张，收回 ${tally.collected} 张，其中有效 ${counts.valid} 张、无效 ${counts.void} 张，`
    + `完成对 ${leaders.length} 人的评议${citation([article])}`
  return { ...without('appraised', sentence, [article]), leaders }
}
