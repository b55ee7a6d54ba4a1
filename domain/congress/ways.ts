import type { CongressRules, MatterKind } from '../../types/congress-rules'
import type { Question, Way } from '../../types/congress-vote'
import { questionProblem } from './ballot-paper'
import { citation } from './articles'
import { matterKindWords, wayWords } from './words'

/** The ballot that a kind of matter is decided by; a report is heard, not voted on. */
const questionKinds: Record<MatterKind, Question['kind'] | null> = {
  approve: 'motion', advise: 'motion', method: 'motion', elect: 'elect', appraise: 'appraise', report: null,
}

/** Why a matter cannot be voted on this way, with the article; null = it can. */
export function wayProblem(kind: MatterKind, way: Way, rules: Pick<CongressRules, 'secret'>): string | null {
  if (kind === 'report') return '听取报告不进行表决'
  if (kind === 'appraise' && way === 'hands') return '民主评议要逐人评定等次，不能举手表决'
  const secret = rules.secret.find(s => s.value === kind)
  return secret && way !== 'secret' ? `${matterKindWords[kind]}须采用无记名投票，不能${wayWords[way]}${citation([secret.article])}` : null
}

/** The ways that are open to a kind of matter. */
export const waysOf = (kind: MatterKind, rules: Pick<CongressRules, 'secret'>): Way[] =>
  (['secret', 'named', 'hands'] as const).filter(way => wayProblem(kind, way, rules) === null)

/** Item by item 分项表决: a matter has exactly one question of its own kind, a report none. Null = so it is. */
export function bundleProblem(matter: { kind: MatterKind; questions: readonly Question[] }, rules: Pick<CongressRules, 'votedItems'>): string | null {
  const wanted = questionKinds[matter.kind]
  const [question, ...more] = matter.questions
  if (!wanted) return question ? '听取报告不进行表决，请把需要表决的内容列为单独的事项' : null
  if (more.length) return `一个事项只能有一个表决问题，请分成 ${matter.questions.length} 个事项逐项表决${citation([rules.votedItems.article])}`
  if (!question) return '这个事项还没有表决的内容'
  if (question.kind !== wanted) return `${matterKindWords[matter.kind]}事项的选票种类不对`
  return questionProblem(question)?.message ?? null
}

/** A joint meeting 联席会议 decides between sessions, but never what the congress must approve itself. Null = it may. */
export const jointProblem = (kind: MatterKind, rules: Pick<CongressRules, 'joint'>): string | null =>
  kind === 'approve' && !rules.joint.value.mayApprove
    ? `联席会议不能决定应由职工代表大会审议通过的事项，请提交职工代表大会${citation([rules.joint.article])}` : null
